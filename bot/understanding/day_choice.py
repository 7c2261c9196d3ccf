"""Which of several days is meant: the fuller of two that agree, that of leaving or coming back, none that is past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.calendar import add_months, coming_day, month_length
from bot.understanding.contrast import favoured, role_of
from bot.understanding.day_numbers import day_numbers, day_of
from bot.understanding.days import Day
from bot.understanding.hearing import Hearing
from bot.understanding.message import longest_first, word_set
from bot.understanding.units import slot_words

_AHEAD = word_set(
    "departure return appointment end visit arrival delivery due trip travel flight call callback install"
    " installation pickup move booking reservation checkin checkout salida partida ida fin regreso vuelta"
    " cita visita llegada entrega viaje vuelo llamada instalacion reserva saida volta retorno fim consulta"
    " agendamento chegada viagem voo ligacao instalacao embarque"
)
_LOOSE = frozenset({"week", "part", "weekend", "next_weekend", "week_after_next", "around"})
_SOMETIME = re.compile(
    r" (?:some ?time|some ?day|any ?day|any time|any hour|qualquer hora|cualquier hora|whenever|or so|ish|"
    r"around|algun dia|cualquier dia|un dia de(?:l)?|algum dia|"
    r"qualquer dia|qlqr dia|um dia d[aeo]|por ai|mais ou menos|mas o menos|por ahi|alguma data|alguna fecha|entre) "
)
_BOUND = re.compile(
    r" (?:after|before|later than|earlier than|any day|despues de(?:l)?|antes de(?:l)?|posterior al?|depois "
    r"d[aeo]|antes d[aeo]|"
    r"apos)(?: (?:the|el|la|los|dia|o|a|on))* $"
)
_NO_BOUND = re.compile(r" (?:no|not|nao|never|a mas tardar) $")
_TO = r"(?:to|till?|until|through|thru|al?|ate|hasta|ao?s?)"
_CHOSEN, _LOOSELY = 0.8, 0.6


def chosen(said: Sequence[Day], hearing: Hearing) -> Day | None:
    """The one day meant; None where none or several are."""
    found = _agreeing(_with_ranges(said, hearing))
    is_loose = bool(found) and all(one.kind in _LOOSE for one in found)
    if not found or any(_is_bound(one, hearing) for one in found):
        return None
    if is_loose and (_SOMETIME.search(hearing.message.flat) or found[0].kind == "around"):
        return None
    if set(slot_words(hearing.expectation.slot)) & _AHEAD:
        found = [one for one in found if one.value >= hearing.now.date()]
    if len({one.value for one in found}) > 1:
        return _favoured(found, hearing)
    return (
        replace(found[0], confidence=min(found[0].confidence, _LOOSELY))
        if found and is_loose
        else next(iter(found), None)
    )


def _favoured(found: list[Day], hearing: Hearing) -> Day | None:
    """'I leave on the 28th and come back on the 5th': a day to come back on is after the one to leave."""
    spans = [(one.first, one.after) for one in found]
    ends = _from_to(found, hearing)
    if ends is not None:
        return ends
    slot = hearing.expectation.slot
    at = favoured(hearing.message, spans, hearing.language, slot, is_day=True)
    if at is None:
        return None
    day = found[at]
    if role_of(slot) == "returning" and at and day.kind == "day" and day.value < found[at - 1].value:
        day = replace(day, value=coming_day(found[at - 1].value, day.value.day) or day.value)
    return replace(day, confidence=min(day.confidence, _CHOSEN))


def _from_to(found: list[Day], hearing: Hearing) -> Day | None:
    """'Nov 27 to Dec 4': the first for leaving, the second for coming back."""
    role = role_of(hearing.expectation.slot)
    if len(found) != 2 or not role:
        return None
    between = hearing.message.flat_part(found[0].after, found[1].first)
    starts = f"{between}{hearing.message.word(found[1].first)} "
    dash = hearing.message.text[found[0].end : found[1].start].strip() in ("-", "–")
    if not dash and not re.match(rf" {_TO} ", starts):
        return None
    if role == "leaving":
        return replace(found[0], confidence=_CHOSEN)
    later = coming_day(found[0].value, found[1].value.day) if found[1].kind == "day" else None
    return replace(found[1], value=later or found[1].value, confidence=_CHOSEN)


def _agreeing(said: Sequence[Day]) -> list[Day]:
    """Without what only says less of the same day: 'the 24th, Christmas Eve', 'at the end of December, the 30th'."""
    part = next((one for one in said if one.kind == "part"), None)
    found = [_within(one, part) for one in said if part is None or one is not part or len(said) == 1]
    for one in list(found):
        others = [other for other in found if other is not one]
        if any(_says_more(other, one) for other in others):
            found = others
    return found


def _says_more(other: Day, one: Day) -> bool:
    """Whether the other day says the same, or nearly, and says it plainer."""
    is_date = other.kind in ("monthday", "digits")
    match one.kind:
        case "day":
            return other.value.day == one.value.day
        case "period":
            return is_date
        case "feast":
            return is_date and abs(other.value - one.value) <= timedelta(days=1)
    return one.kind in _LOOSE and other.kind not in _LOOSE


def _within(day: Day, part: Day | None) -> Day:
    """'At the end of December, the 30th': the part of the month tells the month."""
    if part is None or day.kind != "day":
        return day
    return replace(day, value=_in_month_of(part.value, day.value.day), kind="monthday")


def _in_month_of(month: date, day: int) -> date:
    return month.replace(day=min(day, month_length(month.year, month.month)))


def _is_bound(day: Day, hearing: Hearing) -> bool:
    """'After the 25th' is no day, 'not before the 25th' neither; 'no later than the 25th' is the 25th."""
    message = hearing.message
    before = message.flat_part(max(0, day.first - 5), day.first)
    bound = _BOUND.search(before)
    if bound is None:
        return False
    is_latest = "later" in bound[0] and _NO_BOUND.search(before[: bound.start() + 1]) is not None
    return not is_latest


def _with_ranges(said: Sequence[Day], hearing: Hearing) -> list[Day]:
    """'The 3rd to the 10th of December', 'del 3 al 10 de diciembre', 'Dec 3-10': both days, for a trip's two ends."""
    found = list(said)
    if len(found) != 1 or not role_of(hearing.expectation.slot) or found[0].kind not in ("monthday", "day"):
        return found
    one, message = found[0], hearing.message
    names = "|".join(longest_first(day_numbers(hearing.language)))
    number = rf"(?P<day>\d{{1,2}}|{names})(?: (?:st|nd|rd|th|o))?"
    before = message.flat_part(0, one.first)
    behind = message.flat_part(one.after)
    if match := re.search(rf" {number} {_TO} (?:(?:the|el|dia|o) )?$", before):
        first = _before(one.value, day_of(match["day"], hearing.language))
        return (
            [one if role_of(hearing.expectation.slot) == "returning" else replace(one, value=first)]
            if first
            else []
        )
    dashed = message.behind(one.after - 1).lstrip()[:1] in ("-", "–")
    to = "" if dashed else f"{_TO} (?:(?:the|el|dia|o) )?"
    if match := re.match(rf" {to}{number} ", behind):
        last = coming_day(one.value, day_of(match["day"], hearing.language))
        return (
            [replace(one, value=last) if role_of(hearing.expectation.slot) == "returning" else one]
            if last
            else []
        )
    return found


def _before(last: date, day: int) -> date | None:
    """The latest such day of the month before another."""
    month = last if day < last.day else add_months(last.replace(day=1), -1)
    return month.replace(day=day) if 1 <= day <= month_length(month.year, month.month) else None
