"""How likely or how good, from 0 to 10: 'a solid eight', '10/10', 'nota dez', '4 out of 5'."""

from __future__ import annotations

import re

from bot.answers import limits
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import misspelt, whole
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import numbers
from bot.understanding.ranges import is_one_of_two

_SLASH = re.compile(r"\b(\d{1,2}(?:[.,]\d)?)\s*/\s*(5|10|100)\b")
_OUT_OF = re.compile(
    r"(?<= )(?:out of|of|over|de|sobre|em|en|sur) (?:a |un |um )?(?P<top>5|10|100|five|ten|cinco|diez|dez)(?= )"
)
_TOPS = {"five": 5, "cinco": 5, "ten": 10, "diez": 10, "dez": 10}
_POINTS = word_set("stars star points estrellas estrelas puntos pontos")
_LONGEST = 14
_RESCALED = 0.6
"""A mark on another scale is asked about before it counts."""


def hear(hearing: Hearing) -> Heard | None:
    """A whole number within the limits. An extra needs the scale said with it: '8 out of 10'."""
    message = hearing.message
    if match := _SLASH.search(message.folded):
        return _mark(hearing, float(match[1].replace(",", ".")), int(match[2]), match.start(), match.end())
    said = [
        one
        for one in numbers(message, hearing.language)
        if not one.is_article and not is_denied(message, one.first, one.after, hearing.language)
    ]
    for one in said:
        if (top := _top(message, one.after)) is not None:
            end = message.words[min(top[1], len(message.words)) - 1].end
            return _mark(hearing, one.value, top[0], message.words[one.first].start, end)
    if not hearing.is_waited or len(message.words) > _LONGEST:
        return None
    if not said:
        return misspelt(hearing)
    if len({one.value for one in said}) != 1 or is_one_of_two(
        message, said[0].first, said[0].after, hearing.language
    ):
        return None
    start, end = message.span(said[0].first, said[0].after)
    return _mark(hearing, said[0].value, int(limits(hearing.expectation)[1] or 10), start, end)


def _top(message: Message, after: int) -> tuple[int, int] | None:
    """The top of the scale that is named behind a number, and the place after it."""
    for match, first, end in message.find(_OUT_OF):
        if first == after or (first == after + 1 and message.word(after) in _POINTS):
            return _TOPS.get(match["top"]) or int(match["top"]), end
    return None


def _mark(hearing: Hearing, value: float, top: int, start: int, end: int) -> Heard | None:
    low, high = limits(hearing.expectation)
    own = top == (high or 10)
    scaled = value if own else round(value * (high or 10) / top, 6)
    if value > top or scaled != int(scaled) or not (low or 0) <= scaled <= (high or 10):
        return None
    return heard_between(hearing.message, whole(scaled), start, end, 1.0 if own else _RESCALED)
