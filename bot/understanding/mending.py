"""Number words, months, days and units with a letter or two wrong: 'nobecientos', 'disiembre', 'dosientos', 'dayz'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.calendar import DAY_WORDS
from bot.understanding.day_numbers import day_numbers
from bot.understanding.message import Message, listen, word_set
from bot.understanding.numbers import NUMBER_WORDS
from bot.understanding.stretches import MINUTES

_SHORTEST, _LONG = 5, 9
"""Letters from which one may be wrong, and from which two may be."""
_KNOWN = word_set(
    "there these threw where right night light might fight sight tight nights house yours fires match month"
    " mouth forth party sixth eighth thirsty trees treat event events never even cuarto cuartos quarto"
    " quartos cuanto quanto cuando quando siente gasto junto mayor abrir marca marcas martin tarde noche"
    " noites nueva nuevo nueve novos minuto minute second seconds segundo segundos segunda primera primero"
    " primeira primeiro tercera tercero sobre sempre siempre mensa mesas meseta todos todas today hasta"
    " hoje about amount euros euro pesos reais dollar dollars bucks quince gente menos menor tiempo tempo"
    " horario linea lineas linhas linha planes plano planos contas conta cuenta cuentas viernes cinema"
    " sienta venta vente viene vienen treats doses doces donde onde diario weeds weekly daily monthly"
    " yearly hourly money sunny someday works seems seven's several sever serve fives threes"
)
"""Words of their own that are a letter away from one of the vocabulary."""


@cache
def _vocabulary(language: str) -> tuple[str, ...]:
    words, counts = DAY_WORDS[language], NUMBER_WORDS[language]
    rows = " ".join((*words.weekdays, *words.months)).replace("s?", "").replace("|", " ")
    names = {
        *rows.split(),
        *counts.small,
        *counts.scales,
        *MINUTES,
        *(one for one in words.relative if " " not in one),
    }
    return tuple(sorted(name for name in names if len(name) >= _SHORTEST and name.isalpha()))


@lru_cache(maxsize=4096)
def _mended(word: str, language: str) -> str | None:
    """The one word of the vocabulary that is near; None where the word is known or nothing, or too much, is near."""
    if len(word) < _SHORTEST or word in _KNOWN or not word.isalpha():
        return None
    vocabulary = _vocabulary(language)
    if (
        word in vocabulary
        or word in MINUTES
        or word in day_numbers(language)
        or word.removesuffix("s") in vocabulary
    ):
        return None
    most = 2 if len(word) >= _LONG else 1
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=2)
    if not near or (len(near) > 1 and near[1][1] == near[0][1]):
        return None
    return str(near[0][0])


@lru_cache(maxsize=4096)
def _as_it_sounds(word: str, language: str) -> str | None:
    """The number that is spelt otherwise but sounds the same: 'dies', 'sinco', 'trez', 'nobenta', 'siiix'."""
    if (
        len(word) < _SHORTEST_SOUND
        or word in _KNOWN | _NO_SOUNDS
        or not word.isalpha()
        or word in _sounds(language)[1]
    ):
        return None
    near = _sounds(language)[0].get(_sound(word, language), frozenset())
    return next(iter(near)) if len(near) == 1 else None


@cache
def _sounds(language: str) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Sound -> the words that have it; and all those words."""
    names = frozenset(
        name
        for name in {*NUMBER_WORDS[language].small, *_vocabulary(language)}
        if len(name) >= _SHORTEST_SOUND
    )
    sounds: dict[str, frozenset[str]] = {}
    for name in names:
        sounds[_sound(name, language)] = sounds.get(_sound(name, language), frozenset()) | {name}
    return sounds, names | NUMBER_WORDS[language].small.keys()


def _sound(word: str, language: str) -> str:
    """Letters that are heard alike are written alike; a letter written several times is heard once."""
    for pattern, heard in _ALIKE if language != "en" else ():
        word = re.sub(pattern, heard, word)
    return re.sub(r"(.)\1+", r"\1", word)


_ALIKE = ((r"^h", ""), (r"ch", "x"), (r"qu(?=[ei])", "k"), (r"c(?=[ei])", "s"), (r"[cq]", "k"), (r"z", "s"),
          (r"v", "b"),
          (r"ll", "y"),
          (r"y$", "i"), (r"nb", "mb"), (r"uu", "u"))  # fmt: skip
_SHORTEST_SOUND = 3
_NO_SOUNDS = word_set(
    "sem sen siento sien asta hasta ves vez das dos tris dois once one ones too to see free ven ben bem cem"
    " set sets seat teen tens ten eat eats ate mill mil fore for four tree oito otro onze dia dias mes"
    " meses seen sic sit nove nome nobe"
) - {"nobe"}


@lru_cache(maxsize=4096)
def _parted(word: str, language: str) -> str | None:
    """'Thirtyfive', 'milpesos', 'doscientospesos', 'twoweeks': two words of ours that were glued."""
    if len(word) < _GLUED or word in _KNOWN or not word.isalpha() or word in _vocabulary(language):
        return None
    numbers = NUMBER_WORDS[language]
    heads = numbers.small.keys() | numbers.scales.keys()
    tails = heads | MINUTES.keys() | numbers.scales.keys() | _TAILS
    for at in range(3, len(word) - 2):
        first, second = word[:at], word[at:]
        is_number = second not in numbers.small or 0 < numbers.small[second] < numbers.small.get(first, 0)
        if first in heads and second in tails and is_number and len(second) > 2:
            return f"{first} {second}"
    return None


_GLUED = 6
_TAILS = word_set(
    "pesos reais dollars bucks euros gigas people personas pessoas lines lineas linhas veces vezes times"
)


_ABBREVIATED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "wk": "week",
        "wks": "weeks",
        **dict.fromkeys(("quater", "quartr", "quartre", "qurter", "qtr"), "quarter"),
    },
    "es": {"d": "de", "q": "que", "prox": "proximo", "dic.": "diciembre", "cualqr": "cualquier"},
    "pt": {"d": "de", "q": "que", "prox": "proximo", "qlqr": "qualquer", "dps": "depois", "amn": "amanha"},
}
_COUNTED = word_set(
    "of dollars dolars bucks pesos reais days gigs gb lines people dias gigas lineas linhas pessoas personas"
)
_NO_TYPO = word_set(
    "none some most both rest half part kind sort pair lots list once more sort type size side rate fees free"
)


def _counting(word: str, behind: str, language: str) -> str | None:
    """A short number that what it counts gives away: 'nien of us', 'fity dollars'."""
    if behind not in _COUNTED or not 4 <= len(word) <= 5 or not word.isalpha() or word in _KNOWN | _NO_TYPO:
        return None
    numbers = NUMBER_WORDS[language].small
    near = {numbers[name] for name in numbers if len(name) >= 4 and OSA.distance(word, name) == 1}
    is_known = word in numbers or word in MINUTES or word in NUMBER_WORDS[language].dozens
    return None if is_known or len(near) != 1 else next(name for name in numbers if numbers[name] in near)


_UNITS: Mapping[str, str] = {
    "en": "second seconds minute minutes min mins hour hours hr hrs day days week weeks month months",
    "es": "segundo segundos minuto minutos min hora horas dia dias semana semanas mes meses",
    "pt": "segundo segundos minuto minutos min hora horas dia dias semana semanas mes meses",
}
_HISPANIC_TYPOS = {
    "ors": "horas", "hroas": "horas", "ohras": "horas", "hors": "horas", "diaz": "dias", "dis": "dias", "dai": "dia",
    "mnts": "minutos", "mns": "minutos", "sems": "semanas", "sem": "semanas",
}  # fmt: skip
_UNITS_MISSPELT: Mapping[str, Mapping[str, str]] = {
    "en": {
        "ours": "hours", "our": "hour", "hurs": "hours", "hors": "hours", "hous": "hours", "huor": "hour",
        "huors": "hours", "houres": "hours", "dys": "days", "dyas": "days", "dais": "days", "weaks": "weeks",
        "minits": "minutes", "minuets": "minutes", "mintues": "minutes", "mnts": "minutes", "hrz": "hours",
    },
    "es": _HISPANIC_TYPOS,
    "pt": _HISPANIC_TYPOS,
}  # fmt: skip


def _unit(word: str, before: str, language: str) -> str | None:
    """A length of time that the number before it gives away: '10 dayss', 'una ora', '2 ours'."""
    numbers = NUMBER_WORDS[language]
    is_counted = before.isdecimal() or before in numbers.small.keys() | numbers.articles
    if not is_counted or not word.isalpha() or word in MINUTES or word in numbers.small:
        return None
    if word in _UNITS_MISSPELT[language]:
        return _UNITS_MISSPELT[language][word]
    near = {unit for unit in _UNITS[language].split() if _sound(unit, language) == _sound(word, language)}
    return near.pop() if len(near) == 1 else None


def _better(word: str, before: str, behind: str, language: str) -> str | None:
    if word.endswith("ish") and word.removesuffix("ish") in NUMBER_WORDS["en"].small:
        return word.removesuffix("ish")
    short = _ABBREVIATED[language].get(word) or _counting(word, behind, language)
    short = short or _unit(word, before, language)
    return short or _as_it_sounds(word, language) or _parted(word, language) or _mended(word, language)


def mended(message: Message, language: str) -> Message | None:
    """The message with its misspelt words as they were meant; None when nothing is to be mended."""
    found = {
        word.folded: new
        for at, word in enumerate(message.words)
        if (new := _better(word.folded, message.word(at - 1), message.word(at + 1), language)) is not None
    }
    if not found:
        return None
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, found)) + r")\b")
    return listen(pattern.sub(lambda match: found[match[0]], message.folded))
