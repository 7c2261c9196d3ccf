"""Lengths of time as people write them: '2h30', 'an hour and a half', 'media hora', 'o dia todo'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.message import Message, word_set
from bot.understanding.numbers import NUMBER_WORDS, half_after, number_at

_HOUR, _DAY = 60, 24 * 60


def _row(words: str, minutes: float) -> dict[str, float]:
    return dict.fromkeys(words.split(), minutes)


MINUTES: Mapping[str, float] = (
    _row("second seconds sec secs segundo segundos seg", 1 / 60)
    | _row("minute minutes min mins minuto minutos m minutinho minutinhos minutito minutitos", 1)
    | _row("hour hours hr hrs h hs hora horas horita horitas horinha horinhas", _HOUR)
    | _row("day days dia dias diazinho diitas dayz night nights noche noches noite noites", _DAY)
    | _row("week weeks semana semanas wk wks semanita semanitas semaninha semaninhas", 7 * _DAY)
    | _row("fortnight fortnights", 14 * _DAY)
    | _row("quincena quinzena", 15 * _DAY)
    | _row("month months mes meses", 30 * _DAY)
    | _row("year years ano anos yr yrs", 365 * _DAY)
)
"""How many minutes a unit lasts; a month counts as 30 days."""
_OF = word_set("of de a an")
_JOINS = word_set("and y e con com")
_WHOLE_DAY = (
    "all day", "the whole day", "whole day", "the entire day", "todo el dia", "el dia entero", "todo o dia",
    "o dia todo",
    "o dia inteiro", "dia inteiro", "dia todo", "el dia completo",
)  # fmt: skip
_WHOLE_DAYS = {
    first: [one.split() for one in _WHOLE_DAY if one.startswith(f"{first} ")]
    for first in {one.split()[0] for one in _WHOLE_DAY}
}
"""By their first word."""
_BEFORE_UNIT = word_set("of de full whole entire complete extra more solid")
_NIGHT = word_set("noche noite")
_SHORT_UNITS: Mapping[str, float] = {"d": _DAY, "w": 7 * _DAY}
_LONE_HOUR = word_set("hora horita horinha hour")
_COUNTS = {"a": 1, "un": 1, "um": 1, "one": 1, "two": 2, "three": 3, "dos": 2, "dois": 2, "tres": 3, "3": 3}
_QUARTERS = word_set("quarter quarters cuarto cuartos quarto quartos")


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many minutes, in the words from `first` to before `after`."""

    minutes: float
    first: int
    after: int


def stretches(message: Message, language: str) -> Iterator[Stretch]:
    """From left to right; what is joined without a break is one: 'one hour and 20 minutes'."""
    at = 0
    while at < len(message.words):
        found = _stretch_at(message, at, language)
        if found is None:
            at += 1
        else:
            yield found
            at = found.after


def _stretch_at(message: Message, at: int, language: str) -> Stretch | None:
    whole = _whole_day_at(message, at)
    found = whole or _part_at(message, at, language) or _counted_at(message, at, language)
    return found if found is None or whole else _and_more(found, message, language)


def _whole_day_at(message: Message, at: int) -> Stretch | None:
    for words in _WHOLE_DAYS.get(message.word(at), ()):
        if [message.word(at + i) for i in range(len(words))] == words:
            return Stretch(_DAY, at, at + len(words))
    return None


def _part_at(message: Message, first: int, language: str) -> Stretch | None:
    """'Half an hour', 'three quarters of an hour', 'un cuarto de hora', 'meia horinha'; midnight is none."""
    if message.word(first + 1) in _NIGHT and message.word(first) in ("meia", "media"):
        return None
    words = NUMBER_WORDS[language]
    number = number_at(message, first, language)
    at, count = (number.after, number.value) if number else (first, 1)
    if message.word(at) in _QUARTERS:
        share, at = count * 0.25, at + 1
    elif message.word(at) in words.halves and count == 1:
        share, at = 0.5, at + 1
    elif number is not None and message.word(number.after - 1) in words.halves and count == 0.5:
        share = 0.5
    else:
        return None
    while message.word(at) in _OF or message.word(at) in words.articles:
        at += 1
    unit = MINUTES.get(message.word(at))
    return Stretch(share * unit, first, at + 1) if unit else None


def _counted_at(message: Message, first: int, language: str) -> Stretch | None:
    """'2 hours', 'a couple of days', 'hour and a half'."""
    words = NUMBER_WORDS[language]
    number = number_at(message, first, language)
    at = number.after if number else first
    at += message.word(at) in _BEFORE_UNIT and number is not None
    unit = MINUTES.get(message.word(at)) or (_short_unit(message, at) if number else None)
    if unit is None:
        return None
    half, after = half_after(message, at + 1, words)
    if number is None and not half:
        return _hour_and_quarters(message, first)
    return Stretch(((number.value if number else 1) + half) * unit, first, after)


def _short_unit(message: Message, at: int) -> float | None:
    """The 'd' of '3d' and the 'w' of '2w', which elsewhere are words of their own."""
    if at >= len(message.words) or message.between(at - 1, at):
        return None
    return _SHORT_UNITS.get(message.word(at)) if message.word(at - 1)[-1:].isdecimal() else None


def _hour_and_quarters(message: Message, first: int) -> Stretch | None:
    """'Hora y cuarto', 'hora y tres cuartos', with the hour's number left out."""
    if message.word(first) not in _LONE_HOUR or message.word(first + 1) not in _JOINS:
        return None
    quarters, after = _quarters_at(message, first + 2)
    is_hour = message.word(first - 1) not in ("por", "per", "cada")
    return Stretch(_HOUR + 15 * quarters, first, after) if quarters and is_hour else None


def _quarters_at(message: Message, at: int) -> tuple[int, int]:
    """How many quarters stand here, and the place after them."""
    count = _COUNTS.get(message.word(at), 0)
    at += count > 0
    return (count or 1, at + 1) if message.word(at) in _QUARTERS else (0, at)


def _and_more(found: Stretch, message: Message, language: str) -> Stretch:
    """'... and 20 minutes', 'uma hora e vinte', '1 hr 20', '2h30': the rest is of the next smaller unit."""
    unit = MINUTES.get(message.word(found.after - 1)) or _short_unit(message, found.after - 1) or 0
    at = found.after + (message.word(found.after) in _JOINS)
    quarters, behind = _quarters_at(message, at) if unit == _HOUR and at > found.after else (0, at)
    if quarters:
        return Stretch(found.minutes + 15 * quarters, found.first, behind)
    number = number_at(message, at, language) if at < len(message.words) else None
    if number is None or number.is_article or unit <= 1:
        return found
    named = MINUTES.get(message.word(number.after))
    if named is not None and number.value * named == found.minutes:
        return found
    if named is not None and named < unit:
        return Stretch(found.minutes + number.value * named, found.first, number.after + 1)
    is_end = number.after == len(message.words) or message.word(number.after) in _JOINS
    if named is None and unit == _HOUR and number.value < _HOUR and is_end:
        return Stretch(found.minutes + number.value, found.first, number.after)
    return found
