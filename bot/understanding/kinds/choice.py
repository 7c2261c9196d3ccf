"""One of several options: by its words, its place in the list, or words misspelt but plainly meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understanding.hearing import Heard, Hearing
from bot.understanding.kinds.yes_no import hear_yes_no
from bot.understanding.message import Message, listen, word_set
from bot.understanding.naming import DECLINED, denies, named, names

_FILLERS: Mapping[str, frozenset[str]] = {
    "en": word_set(
        "the a an i i'd i'll it's its is to in on at of for please think guess would like want prefer one"
        " option take choose go with my by that this ok um well just let's say mostly usually maybe"
        " probably us we me"
    ),
    "es": word_set(
        "el la los las un una a al en de del por para con mi es yo quiero quisiera prefiero creo que favor"
        " opcion me gustaria elijo escojo seria pues eso lo esa ese esta este mejor casi siempre tal vez"
        " quiza"
    ),
    "pt": word_set(
        "o a os as um uma em no na de do da por para pra com meu minha e eu quero queria prefiro acho que"
        " favor opcao gostaria escolho seria isso essa esse esta este melhor quase sempre talvez vou ao"
    ),
}
_ORDINALS: Mapping[str, Mapping[str, int]] = {
    "en": {"first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1},
    "es": {
        "primera": 1, "primero": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3, "tercer": 3,
        "cuarta": 4, "cuarto": 4, "quinta": 5, "quinto": 5, "sexta": 6, "sexto": 6, "ultima": -1, "ultimo": -1,
    },
    "pt": {
        "primeira": 1, "primeiro": 1, "segunda": 2, "segundo": 2, "terceira": 3, "terceiro": 3, "quarta": 4,
        "quarto": 4, "quinta": 5, "quinto": 5, "sexta": 6, "sexto": 6, "ultima": -1, "ultimo": -1,
    },
}  # fmt: skip
_PLACE_WORDS = word_set(
    "one option number the opcion numero opcao la el o a nr no n please por favor eu quero quiero i want"
    " i'd take prefiero prefiro"
)
_AROUND = word_set(
    "thanks thank you both also too them those these only solo todo gracias obrigado obrigada mas mais"
)
_SHORT = 4
"""Letters below which a word must be spelt right."""
_DOUBT = 1.2
"""How much less sure each share of wrong letters makes: one in six is still taken, one in five asked about."""


def hear(hearing: Hearing) -> Heard | None:
    """The option's value. An extra must be named in full, right, and without a negation."""
    said = named(hearing)
    if said is not None or not hearing.is_waited:
        return said
    return _by_place(hearing) or _yes_or_no(hearing) or _by_part(hearing) or _misspelt(hearing)


def _by_place(hearing: Hearing) -> Heard | None:
    """'The second one', 'la última', 'option 2', '2'; the last is never the refusal."""
    message, choices = hearing.message, hearing.expectation.choices
    ordinals = _ORDINALS[hearing.language]
    place: int | None = None
    for at, word in enumerate(message.words):
        number = ordinals.get(word.folded) or (int(word.folded) if word.folded.isdecimal() else None)
        if number is not None and place is None:
            place, where = number, at
        elif word.folded not in _PLACE_WORDS and word.folded not in ordinals:
            return None
    if place is None:
        return None
    offered = [one for one in choices if one.value != DECLINED] if place == -1 else choices
    if place != -1 and not 1 <= place <= len(offered):
        return None
    return hearing.heard(offered[place if place == -1 else place - 1].value, where, where + 1, 0.95)


def _yes_or_no(hearing: Hearing) -> Heard | None:
    """Where a yes or a no is offered, every way of saying it counts."""
    offered = {one.value for one in hearing.expectation.choices} & {"yes", "no"}
    heard = hear_yes_no(hearing) if offered else None
    if heard is None:
        return None
    value = "yes" if heard.answer.value else "no"
    return replace(heard, answer=replace(heard.answer, value=value)) if value in offered else None


def is_filler(message: Message) -> bool:
    """Whether nothing but words around an option is said: 'I'd like', 'por favor'."""
    return all(
        any(word.folded in row for row in _FILLERS.values()) or word.folded in _AROUND
        for word in message.words
    )


def _content(words: Sequence[str], language: str) -> list[str]:
    return [word for word in words if word not in _FILLERS[language]]


def _by_part(hearing: Hearing) -> Heard | None:
    """Words that only one option has: 'the 20' of '10 GB' and '20 GB'."""
    said = _content([word.folded for word in hearing.message.words], hearing.language)
    if not said or denies(hearing.message, hearing.language):
        return None
    fitting = {
        choice.value
        for choice in hearing.expectation.choices
        for name in names(choice)
        if set(said) <= set(_name_words(name))
    }
    return hearing.heard(fitting.pop(), 0, len(hearing.message.words), 0.85) if len(fitting) == 1 else None


def _misspelt(hearing: Hearing) -> Heard | None:
    """The whole message, fillers aside, a few letters away from one option and farther from any other."""
    said = _content([word.folded for word in hearing.message.words], hearing.language)
    if not said or denies(hearing.message, hearing.language):
        return None
    best = sorted(_distances(" ".join(said), hearing))
    if not best or (len(best) > 1 and best[1][0] == best[0][0]):
        return None
    distance, value = best[0]
    confidence = max(0.6, round(0.9 - _DOUBT * distance / len(" ".join(said)), 3))
    return hearing.heard(value, 0, len(hearing.message.words), confidence)


def _distances(said: str, hearing: Hearing) -> Iterator[tuple[int, str]]:
    """The fewest letters to change for each option that is near enough."""
    for choice in hearing.expectation.choices:
        plain = [" ".join(_content(_name_words(name), hearing.language)) for name in names(choice)]
        near = [OSA.distance(said, name) for name in plain if _is_near(said, name)]
        if near:
            yield min(near), choice.value


def _is_near(said: str, name: str) -> bool:
    length = min(len(said), len(name))
    if length < _SHORT or any(letter.isdecimal() for letter in said + name):
        return False
    return int(OSA.distance(said, name)) <= (1 if length < 6 else 2 if length < 11 else 3)


@lru_cache(maxsize=1024)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.folded for word in listen(name).words)
