"""How satisfied, in five levels: 1 completely dissatisfied to 5 completely satisfied."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers import Answer
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds import choice
from bot.understanding.message import Message, phrases, squeeze, undrawn, word_set
from bot.understanding.numbers import Number, numbers
from bot.understanding.satisfaction_words import (
    AROUND,
    BESIDE_A_SCORE,
    COUNTS_THINGS,
    INTENSE,
    LEVELS,
    MORE_LEVELS,
    NOT,
    STARS,
    WAYS,
)

_OUT_OF = re.compile(r"(?<= )(?P<of>\d{1,2}(?:[.,]\d)?) (?:out of|of|de|sobre|em) (?P<top>5|10)(?= )")
_OUT_OF_WORDS = word_set("of de sobre em")
_SLASH = re.compile(r"\b(\d{1,2})\s*/\s*(5|10)\b")
_FACES = {1: "😡🤬😤💩🤮👿", 2: "🙁😞😠😒☹😟👎", 3: "😐😑😶", 4: "🙂😊👍", 5: "😀😃😄😁😍🤩🥰👏💯"}
_NEITHER = re.compile(
    r"(?<= )(?:neither (?:\w+ ){1,3}nor \w+|ni (?:\w+ ){1,3}ni \w+|nem (?:\w+ ){1,3}nem \w+)(?= )"
)
LONGEST, _LONGEST_SCORE = 12, 40
"""Words of a message that praise or blame is heard in, and that a plain score is."""
_SHORT = 4
"""Words of a message whose one number is the score, however it is put."""
_STAR = "⭐🌟★"
_JOINS = " '-"
"""What joins a score to its clause; beside a quoted word it is not plain."""
_LONG, _VERY_LONG = 7, 10
"""Letters of a word from which one may be wrong, and two."""


def hear(hearing: Hearing) -> Heard | None:
    """The level. Never an extra: 'good' may be about anything."""
    if not hearing.is_waited or len(hearing.message.words) > _LONGEST_SCORE:
        return None
    if (
        heard := _by_title(hearing) or _by_stars(hearing) or _by_way(hearing) or _by_score(hearing)
    ) is not None:
        return heard
    if len(hearing.message.words) > LONGEST:
        return None
    return _by_words(hearing) or _by_face(hearing)


def _by_title(hearing: Hearing) -> Heard | None:
    """Where the levels have titles of their own, whose values are '1' to '5'."""
    if not hearing.expectation.choices:
        return None
    heard = choice.hear(hearing)
    if heard is None or not str(heard.answer.value).isdecimal():
        return None
    return replace(heard, answer=replace(heard.answer, value=int(heard.answer.value)))


def _by_stars(hearing: Hearing) -> Heard | None:
    """One to five drawn stars; with a number beside them, that counts."""
    text = hearing.message.text
    at = [place for place, letter in enumerate(text) if letter in _STAR]
    if not 1 <= len(at) <= 5 or numbers(hearing.message, hearing.language):
        return None
    return heard_between(hearing.message, len(at), at[0], at[-1] + 1, 0.95)


def _by_way(hearing: Hearing) -> Heard | None:
    """'The lowest you have', 'couldn't have been better', 'la del medio'; one of them alone, and not denied."""
    found = [
        (first, after, level)
        for level, pattern in WAYS.items()
        for _, first, after in hearing.message.find(pattern)
    ]
    if len(found) != 1 or hearing.message.word(found[0][0] - 1) in NOT:
        return None
    first, after, level = found[0]
    others = {one[2] for one in _praise(hearing) if one[1] <= first or after <= one[0]}
    return hearing.heard(level, first, after, 0.9) if all(abs(level - one) < 2 for one in others) else None


def _by_score(hearing: Hearing) -> Heard | None:
    """'4', '4 de 5', '8/10' (halved), 'cinco estrellas', 'uno, y porque no hay menos'."""
    message = hearing.message
    if match := _SLASH.search(message.folded):
        return _scaled(hearing, float(match[1]), int(match[2]), match.start(), match.end())
    for match, first, after in message.find(_OUT_OF):
        start, end = message.span(first, after)
        return _scaled(hearing, float(match["of"].replace(",", ".")), int(match["top"]), start, end)
    said = [
        one for one in numbers(message, hearing.language) if not one.is_article or _is_starred(message, one)
    ]
    if len(said) == 2 and (heard := _in_words_out_of(hearing, *said)) is not None:
        return heard
    is_counting = bool(said) and message.word(said[0].first - 1) in COUNTS_THINGS
    if len(said) == 1 and len(message.words) <= _SHORT and not is_counting:
        return _level(hearing, said[0])
    plain = [one for one in said if _is_plain(message, one)]
    return _level(hearing, plain[0]) if len({one.value for one in plain}) == 1 else None


def _level(hearing: Hearing, number: Number) -> Heard | None:
    if number.value not in (1, 2, 3, 4, 5):
        return None
    return hearing.heard(int(number.value), number.first, number.after, 0.95)


def _in_words_out_of(hearing: Hearing, score: Number, top: Number) -> Heard | None:
    """'Four out of five', 'quatro de cinco'."""
    between = hearing.message.flat_part(score.after, top.first).split()
    if top.value not in (5, 10) or not between or between[-1] not in _OUT_OF_WORDS or len(between) > 2:
        return None
    start, end = hearing.message.span(score.first, top.after)
    return _scaled(hearing, score.value, int(top.value), start, end)


def _is_starred(message: Message, number: Number) -> bool:
    return message.word(number.after) in STARS


def _is_plain(message: Message, number: Number) -> bool:
    """A number of stars, or one that has a clause to itself and is not taken back: '5 no, 4, por la espera'."""
    if _is_starred(message, number):
        return True
    first, after = message.widened(number.first, number.after, BESIDE_A_SCORE, _JOINS)
    return message.is_edge(first, _JOINS) and message.is_edge(after, _JOINS)


def _scaled(hearing: Hearing, score: float, top: int, start: int, end: int) -> Heard | None:
    if not 0 <= score <= top:
        return None
    level = max(1, round(score * 5 / top))
    return heard_between(hearing.message, level, start, end, 1.0 if top == 5 else 0.9)


def _by_words(hearing: Hearing) -> Heard | None:
    """The longest words for a level decide; two different levels said apart are unclear."""
    if (neither := _neither(hearing)) is not None:
        return neither
    outer = _praise(hearing)
    if len({level for _, _, level in outer}) != 1:
        return None
    first, after, level = outer[0]
    return hearing.heard(level, first, after, 0.9)


def _praise(hearing: Hearing) -> list[tuple[int, int, int]]:
    """Every praise and blame with its words and its level as the words before it turn it."""
    message = _written_right(hearing.message, hearing.language)
    found = [
        (first, after, level)
        for level in LEVELS[hearing.language]
        for _, first, after in message.find(_pattern(hearing.language, level))
    ]
    return [
        (first, after, _turned(message, first, level))
        for first, after, level in found
        if not any(o[0] <= first and after <= o[1] and o[1] - o[0] > after - first for o in found)
    ]


@cache
def _pattern(language: str, level: int) -> re.Pattern[str]:
    return phrases((*LEVELS[language][level], *MORE_LEVELS[language][level]))


def _written_right(message: Message, language: str) -> Message:
    """The same words, without drawn-out letters and slips: 'odieiii', 'satsfied', 'totaly'."""
    return Message(" ".join(_right(word, language) for word in message.folded_words))


@lru_cache(maxsize=4096)
def _right(word: str, language: str) -> str:
    known = _vocabulary(language)
    if word in known:
        return word
    if (short := undrawn(word)) != word:
        word = next((one for one in (short, squeeze(word)) if one in known), word)
    if len(word) < _LONG or word in known:
        return word
    most = 2 if len(word) >= _VERY_LONG else 1
    near = process.extract(word, sorted(known), scorer=OSA.distance, score_cutoff=most, limit=2)
    is_one = bool(near) and near[0][0][0] == word[0] and len(near[0][0]) >= _LONG - 1
    return str(near[0][0]) if is_one else word


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """Every word of praise or blame and what makes it more."""
    told = (*LEVELS[language].values(), *MORE_LEVELS[language].values())
    return frozenset(word for row in told for one in row for word in one.split()) | INTENSE


def _neither(hearing: Hearing) -> Heard | None:
    """'Neither happy nor unhappy', 'ni contento ni molesto'."""
    for _, first, after in hearing.message.find(_NEITHER):
        return hearing.heard(3, first, after, 0.9)
    return None


def _turned(message: Message, first: int, level: int) -> int:
    """'Not' makes good news bad and bad news bearable; 'very' makes either more so."""
    at = first - 1
    while message.word(at) in INTENSE:
        at -= 1
    if at < first - 1 and message.word(at) not in NOT:
        return {4: 5, 2: 1}.get(level, level)
    while message.word(at) in INTENSE | AROUND:
        at -= 1
    if message.word(at) in NOT:
        return 2 if level >= 4 else 3 if level <= 2 else level
    return level


def _by_face(hearing: Hearing) -> Heard | None:
    text = hearing.message.text
    for level, faces in _FACES.items():
        at = next((i for i, letter in enumerate(text) if letter in faces), None)
        if at is not None:
            return Heard(Answer("value", level, 0.8, text[at]), at, at + 1)
    return None
