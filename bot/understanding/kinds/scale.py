"""How likely or how good, from 0 to 10: 'a solid eight', '10/10', 'nota dez', '4 out of 5'."""

from __future__ import annotations

import re

from bot.answers import limits
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import misspelt, whole
from bot.understanding.mark_words import HELD_BACK
from bot.understanding.marks import extreme, is_below_zero, marks, meant, percent
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import numbers

_SLASH = re.compile(r"\b(\d{1,2}(?:[.,]\d)?)\s*/\s*(5|10|100)\b")
_OUT_OF = re.compile(
    r"(?<= )(?:out of|of|over|de|sobre|em|en|sur) (?:a |un |um )?(?P<top>5|10|100|five|ten|cinco|diez|dez)(?= )"
)
_TOPS = {"five": 5, "cinco": 5, "ten": 10, "diez": 10, "dez": 10}
_POINTS = word_set("stars star points pts estrellas estrelas puntos puntitos pontos pontinhos")
_STARS = word_set("stars star estrellas estrella estrelas estrela estrellitas estrelinhas")
_USUAL_STARS = 5
_LONGEST_PERCENT = 6
_RESCALED = 0.6
"""A mark on another scale is asked about before it counts."""
_IN_WORDS = 0.8


def hear(hearing: Hearing) -> Heard | None:
    """A whole number within the limits. An extra needs the scale said with it: '8 out of 10'."""
    message = hearing.message
    if match := _SLASH.search(message.folded):
        return _mark(hearing, float(match[1].replace(",", ".")), int(match[2]), match.start(), match.end())
    said = [
        one
        for one in numbers(message, hearing.language)
        if not is_denied(message, one.first, one.after, hearing.language)
    ]
    if any(is_below_zero(message, one) for one in said):
        return None
    for one in said:
        if (top := _top(message, one.after)) is not None:
            end = message.words[min(top[1], len(message.words)) - 1].end
            return _mark(hearing, one.value, top[0], message.words[one.first].start, end)
    return _alone(hearing) if hearing.is_waited else None


def _alone(hearing: Hearing) -> Heard | None:
    """A mark without its scale."""
    message, (low, high) = hearing.message, limits(hearing.expectation)
    lowest, highest = int(low or 0), int(high or 10)
    said = marks(hearing, highest)
    if not said:
        value = extreme(message, lowest, highest)
        if value is not None:
            return heard_between(message, value, 0, len(message.text), _IN_WORDS)
        return _share(hearing) if numbers(message, hearing.language) else misspelt(hearing)
    one = meant(hearing, said)
    if one is None or (message.word(one.after) in _STARS and one.value <= _USUAL_STARS < highest):
        return None
    start, end = message.span(one.first, one.after)
    return _mark(hearing, one.value, highest, start, end)


def _share(hearing: Hearing) -> Heard | None:
    """'90%' of ten is nine."""
    message = hearing.message
    said = [one for one in numbers(message, hearing.language) if percent(message, one)]
    if len(said) != 1 or len(message.words) > _LONGEST_PERCENT or HELD_BACK.search(message.flat):
        return None
    return _mark(hearing, said[0].value, 100, *message.span(said[0].first, said[0].after))


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
