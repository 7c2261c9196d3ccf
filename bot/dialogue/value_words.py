"""A value as it is read back to the customer, in the conversation's language."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from babel.dates import format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.answers import NUMERIC, Expectation, option_name
from bot.flows.listing import listed

_YES_NO = {"en": ("yes", "no"), "es": ("sí", "no"), "pt": ("sim", "não")}
_LENGTHS = (("duration-day", 1440), ("duration-hour", 60), ("duration-minute", 1))


def said_back(expectation: Expectation, value: Any, language: str) -> str:
    """The title of an option, a day with its weekday, a length in days, hours and minutes, else the thing itself.

    Empty where several could be chosen and none was.
    """
    titles = {one.value: one.titles.get(language, one.value) for one in expectation.choices}
    if isinstance(value, list):
        return listed([str(titles.get(one, one)) for one in value], language)
    if isinstance(value, bool):
        own = titles.get(option_name(value))
        return own or _YES_NO.get(language, _YES_NO["en"])[0 if value else 1]
    if str(value) in titles:
        return titles[str(value)]
    match expectation.type:
        case "date":
            return _day(date.fromisoformat(value), language)
        case "time":
            return str(format_time(time.fromisoformat(value), "short", locale=language))
        case "date_time":
            moment = datetime.fromisoformat(value)
            clock = format_time(moment.time(), "short", locale=language)
            return f"{_day(moment.date(), language)}, {clock}"
        case "duration":
            return length(int(value), language)
    return str(format_decimal(value, locale=language)) if expectation.type in NUMERIC else str(value)


def length(minutes: int, language: str) -> str:
    """'1 hour 30 minutes'; nothing finer than minutes."""
    parts = []
    for unit, size in _LENGTHS:
        count, minutes = divmod(minutes, size)
        if count:
            parts.append(str(format_unit(count, unit, locale=language)))
    return " ".join(parts) or str(format_unit(0, "duration-minute", locale=language))


def _day(day: date, language: str) -> str:
    return str(format_skeleton("yMMMMEEEEd", day, locale=language))
