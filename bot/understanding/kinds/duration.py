"""How long: 'two hours', '2h30', 'media hora', 'uma hora e meia', 'since eight this morning', in minutes."""

from __future__ import annotations

import re

from bot.answers import limits
from bot.understanding.clock import Clock, clocks
from bot.understanding.days import Day, days
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import LONGEST
from bot.understanding.marks import counts_something
from bot.understanding.numbers import Number, numbers
from bot.understanding.ranges import is_one_of_two
from bot.understanding.since import since, tells_when
from bot.understanding.stretches import MINUTES, Stretch, stretches
from bot.understanding.units import slot_words

_TOLERANCE = 0.25
_COUNTED_BACK = 0.8
"""How surely a length is known that was counted from a moment until now."""
_BY_ITS_OWN_WORDS = 3
_CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")


def hear(hearing: Hearing) -> Heard | None:
    """Whole minutes. A bare number counts the unit that the slot's name tells, else minutes; never as an extra."""
    found = [one for one in stretches(hearing.message, hearing.language) if _is_meant(one, hearing)]
    moment = since(hearing) if hearing.is_waited else None
    if moment is not None:
        found = [one for one in found if not _overlaps(one, moment)]
        if not all(_is_near(one, moment) for one in found):
            return None
        if not found:
            return _within(moment, hearing)
    if found:
        return _only(found, hearing, 1.0)
    if not hearing.is_waited or len(hearing.message.words) > LONGEST:
        return None
    if match := _CLOCK.fullmatch(hearing.message.folded.strip(" .!")):
        minutes = int(match[1]) * 60 + int(match[2])
        return heard_between(hearing.message, minutes, match.start(), match.end(), 0.8)
    words = hearing.message.words
    if len(words) == 1 and words[0].folded in MINUTES and len(words[0].folded) > 1:
        return _only([Stretch(MINUTES[words[0].folded], 0, 1)], hearing, 0.8)
    return _only(_bare(hearing), hearing, 0.8)


def _is_meant(one: Stretch, hearing: Hearing) -> bool:
    return not is_denied(hearing.message, one.first, one.after, hearing.language)


def _overlaps(one: Stretch | Clock | Day, other: Stretch | Number) -> bool:
    return one.first < other.after and other.first < one.after


def _is_near(one: Stretch, moment: Stretch) -> bool:
    """'Since 9:50, so ten minutes' says it twice; 'since 8, I waited 40 minutes' says two things."""
    return abs(one.minutes - moment.minutes) <= _TOLERANCE * moment.minutes


def _bare(hearing: Hearing) -> list[Stretch]:
    """Numbers that count nothing else, and tell no day or time."""
    message = hearing.message
    unit = next((MINUTES[word] for word in slot_words(hearing.expectation.slot) if word in MINUTES), 1)
    return [
        one
        for number in numbers(message, hearing.language)
        if not number.is_article
        and not tells_when(message, number.first)
        and not counts_something(message, number)
        and not _is_time(hearing, number)
        and _is_meant(one := Stretch(number.value * unit, number.first, number.after), hearing)
    ]


def _is_time(hearing: Hearing, number: Number) -> bool:
    """The 8 of '8 am' and the 15 of 'on the 15th'."""
    today = hearing.now.date()
    taken: list[Clock | Day] = [
        one for one in clocks(hearing.message, hearing.language) if one.rank == _BY_ITS_OWN_WORDS
    ]
    taken += days(hearing.message, hearing.language, today, hearing.region, is_waited=False)
    return any(_overlaps(one, number) for one in taken)


def _only(found: list[Stretch], hearing: Hearing, confidence: float) -> Heard | None:
    values = {max(1, round(one.minutes)) for one in found}
    first, after = found[0].first if found else 0, found[-1].after if found else 0
    if len(values) != 1 or is_one_of_two(hearing.message, first, after, hearing.language):
        return None
    return _within(found[0], hearing, confidence)


def _within(one: Stretch, hearing: Hearing, confidence: float = _COUNTED_BACK) -> Heard | None:
    low, high = limits(hearing.expectation)
    value = max(1, round(one.minutes))
    if (low is not None and value < low) or (high is not None and value > high):
        return None
    return hearing.heard(value, one.first, one.after, confidence)
