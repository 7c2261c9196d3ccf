"""Options called by their names: a title, a synonym or the value itself, in whole words."""

from __future__ import annotations

from bot.answers import Choice
from bot.understanding.hearing import LANGUAGES, Heard, Hearing
from bot.understanding.message import Message, listen, phrases, word_set

DECLINED = "declined"
NEGATIONS = word_set(
    "not never no don't dont won't except but without isn't nunca jamas tampoco sin excepto menos nao nem"
    " sem exceto nada neither nor"
)
_DENIALS_BEHIND = frozenset({"no", "nao"})
_BARE = frozenset({"yes", "no", "si", "sim", "nao"})
_REACH = 3
"""Words between a negation and what it denies, at most."""


def named(hearing: Hearing) -> Heard | None:
    """Whole words of one title, synonym or value; two different options named are unclear."""
    outer = _outermost([one for one in _named_places(hearing) if not _is_denied(hearing, one[0], one[1])])
    if len({value for _, _, value in outer}) != 1:
        return None
    first, after, value = min(outer)
    return hearing.heard(value, first, after)


def _named_places(hearing: Hearing) -> list[tuple[int, int, str]]:
    return [
        (first, after, choice.value)
        for choice in hearing.expectation.choices
        if hearing.is_waited or not _says_yes_or_no(choice)
        for _, first, after in hearing.message.find(phrases(_telling_names(choice)))
    ]


def _outermost(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without names that stand inside a longer one."""
    return [
        one
        for one in found
        if not any(o[0] <= one[0] and one[1] <= o[1] and o[1] - o[0] > one[1] - one[0] for o in found)
    ]


def mentioned(hearing: Hearing) -> tuple[set[str], set[str]]:
    """The values of all options that are named, and of those named only to rule them out."""
    affirmed, denied = set[str](), set[str]()
    for first, after, value in _outermost(_named_places(hearing)):
        (denied if _is_denied(hearing, first, after) else affirmed).add(value)
    return affirmed, denied - affirmed


def names(choice: Choice) -> tuple[str, ...]:
    """Its value and what it is called in every language: people mix them."""
    synonyms = [one for language in LANGUAGES for one in choice.synonyms.get(language, ())]
    return (*choice.titles.values(), *synonyms, choice.value.replace("_", " "))


def _says_yes_or_no(choice: Choice) -> bool:
    return choice.value in ("yes", "no")


def _telling_names(choice: Choice) -> tuple[str, ...]:
    """A bare yes or no is left to the kind that knows what else a 'no' may begin."""
    if not _says_yes_or_no(choice):
        return names(choice)
    return tuple(name for name in names(choice) if listen(name).flat.strip() not in _BARE)


def denies(message: Message, language: str) -> bool:
    return any(_is_negation(word.folded, language) for word in message.words)


def _is_negation(word: str, language: str) -> bool:
    """The Portuguese 'no' is 'in the'."""
    return word in NEGATIONS and not (language == "pt" and word == "no")


def _is_denied(hearing: Hearing, first: int, after: int) -> bool:
    """A negation shortly before or just behind, in the same breath: no comma between."""
    message = hearing.message
    if message.word(after) in _DENIALS_BEHIND and after == len(message.words) - 1:
        return not message.between(after - 1, after).strip()
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        between = message.between(at, at + 1)
        if any(mark in between for mark in ",.;:!"):
            return False
        if _is_negation(message.word(at), hearing.language):
            return True
    return False
