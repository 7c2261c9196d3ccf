"""A day and a time: 'tomorrow at 3pm', 'amanhã às 15h', 'el viernes a las 8 de la noche', with the zone's offset."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.understanding.days import days
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.time import clock_said, from_now

_TONIGHT = ("tonight", "esta noche", "hoje a noite", "hoy por la noche", "hoy en la noche")
_NO_DAY = 0.6
"""A time without a day is the next such time, and is asked about."""


def hear(hearing: Hearing) -> Heard | None:
    """Both must be said; an extra too. A time alone is today's, or tomorrow's once it has passed."""
    moment = from_now(hearing)
    if moment is not None:
        return _heard(hearing, moment[0], *hearing.message.span(moment[1], moment[2]), 1.0)
    clock = clock_said(replace(hearing, is_waited=True))
    if clock is None or (clock.rank < 2 and not hearing.is_waited):
        return None
    start, end = hearing.message.span(clock.first, clock.after)
    found = days(
        hearing.message, hearing.language, hearing.now.date(), hearing.region, is_waited=hearing.is_waited
    )
    if len({one.value for one in found}) > 1 or (not found and not hearing.is_waited):
        return None
    if not found:
        return _heard(hearing, _next(hearing, clock.minutes), start, end, _NO_DAY)
    day = found[0]
    minutes = clock.minutes
    if (
        any(f" {one} " in hearing.message.flat for one in _TONIGHT)
        and minutes < 12 * 60
        and clock.minutes >= 5 * 60
    ):
        minutes += 12 * 60
    confidence = min(day.confidence, clock.confidence)
    return _heard(
        hearing, _at(hearing, day.value, minutes), min(start, day.start), max(end, day.end), confidence
    )


def _heard(hearing: Hearing, moment: datetime, start: int, end: int, confidence: float) -> Heard:
    return heard_between(hearing.message, moment.isoformat(timespec="minutes"), start, end, confidence)


def _at(hearing: Hearing, day: date, minutes: int) -> datetime:
    """In the customer's zone, with the offset of that day."""
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=hearing.now.tzinfo)


def _next(hearing: Hearing, minutes: int) -> datetime:
    today = _at(hearing, hearing.now.date(), minutes)
    return today if today > hearing.now else _at(hearing, hearing.now.date() + timedelta(days=1), minutes)
