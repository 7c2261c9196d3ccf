"""How long: 'two hours', '2h30', 'media hora', 'uma hora e meia', in minutes."""

from __future__ import annotations

import re

from bot.answers import limits
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import LONGEST
from bot.understanding.numbers import numbers
from bot.understanding.ranges import is_one_of_two
from bot.understanding.stretches import MINUTES, Stretch, stretches
from bot.understanding.units import slot_words

_CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")


def hear(hearing: Hearing) -> Heard | None:
    """Whole minutes. A bare number counts the unit that the slot's name tells, else minutes; never as an extra."""
    found = [one for one in stretches(hearing.message, hearing.language) if _is_meant(one, hearing)]
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


def _bare(hearing: Hearing) -> list[Stretch]:
    unit = next((MINUTES[word] for word in slot_words(hearing.expectation.slot) if word in MINUTES), 1)
    return [
        one
        for number in numbers(hearing.message, hearing.language)
        if not number.is_article
        and _is_meant(one := Stretch(number.value * unit, number.first, number.after), hearing)
    ]


def _only(found: list[Stretch], hearing: Hearing, confidence: float) -> Heard | None:
    low, high = limits(hearing.expectation)
    values = {max(1, round(one.minutes)) for one in found}
    first, after = found[0].first if found else 0, found[-1].after if found else 0
    if len(values) != 1 or is_one_of_two(hearing.message, first, after, hearing.language):
        return None
    value = values.pop()
    if (low is not None and value < low) or (high is not None and value > high):
        return None
    return hearing.heard(value, found[0].first, found[0].after, confidence)
