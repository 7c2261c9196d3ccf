"""The ways of saying a day in words, each a pattern over a message's folded words and the day it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from bot.understanding.calendar import (
    DAY_WORDS,
    DayWords,
    add_months,
    coming,
    coming_day,
    in_next_week,
    index_of,
    month_length,
)
from bot.understanding.message import listen
from bot.understanding.numbers import NUMBER_WORDS, numbers

Groups = Mapping[str, str]
"""What a pattern's named groups caught, without the empty ones."""
Rule = Callable[[Groups, str, date], date | None]
"""The day meant, from the groups, the language and today."""
_DAY = r"(?P<day>\d{1,2}|primero|primeiro|first)(?: (?:st|nd|rd|th|o))?"
_YEAR = r"(?: (?:de |del |of )?(?P<year>(?:19|20)\d\d))?"
_ARTICLE = "(?:(?:the|el|dia|on|no|em) )*"


@cache
def day_rules(language: str) -> tuple[tuple[re.Pattern[str], str, Rule], ...]:
    """Each pattern with its rule's name and the rule."""
    raw = (*_near_patterns(language), *_calendar_patterns(DAY_WORDS[language]))
    return tuple((re.compile(rf"(?<= )(?:{pattern})(?= )"), name, _RULES[name]) for name, pattern in raw)


def _near_patterns(language: str) -> list[tuple[str, str]]:
    """Days told from today: 'tomorrow', 'in three days', 'two weeks ago'."""
    words, counts = DAY_WORDS[language], NUMBER_WORDS[language]
    amounts = sorted(
        {*counts.small, *counts.articles, "un par de", "um par de", "a couple of"}, key=len, reverse=True
    )
    count = rf"(?P<count>\d+|{'|'.join(amounts)})"
    period = f"(?:{'|'.join(f'(?P<{name}>{row})' for name, row in words.periods.items())})"
    relative = "|".join(sorted(words.relative, key=len, reverse=True))
    return [
        ("relative", f"(?P<relative>{relative})"),
        ("period", f"(?:{words.in_before}) {count} {period}"),
        ("period", f"{count} {period} (?:{words.in_after})"),
        ("ago", f"(?:{words.ago_before}) {count} {period}"),
        ("ago", f"{count} {period} (?:{words.ago_after})"),
        ("week", f"(?:{words.next_before}) (?P<unit>week|month|semana|mes)"),
        ("week", f"(?:la |el |a |o )?(?P<unit>semana|mes) (?:{words.next_after})"),
        ("month_end", words.month_end),
        ("weekend", words.weekend),
    ]


def _calendar_patterns(words: DayWords) -> list[tuple[str, str]]:
    """Days of the week, the month and the year."""
    weekday, month = f"(?P<weekday>{'|'.join(words.weekdays)})", f"(?P<month>{'|'.join(words.months)})"
    before = f"(?:(?P<next>{words.next_before})|(?P<this>{words.this_before})|(?P<last>{words.last_before}))"
    after = f"(?:(?P<nextafter>{words.next_after})|(?P<lastafter>{words.last_after}))"
    return [
        ("weekday", f"(?:(?P<on>{words.on}) )?(?:{before} )?{weekday}(?: {after})?"),
        ("monthday", f"{_ARTICLE}{_DAY}(?: (?:of|de|del))? {month}{_YEAR}"),
        ("monthday", rf"{month} (?:the )?(?P<day>\d{{1,2}})(?: (?:st|nd|rd|th))?{_YEAR}"),
        ("day", r"(?:(?:on )?the )?(?P<day>\d{1,2}) (?:st|nd|rd|th)"),
        ("day", r"(?:(?:el|no|o) )?dia (?P<day>\d{1,2})"),
        ("day", r"el (?P<day>\d{1,2})(?! (?:de|del|a|por))"),
    ]


def _relative(groups: Groups, language: str, today: date) -> date | None:
    return today + timedelta(days=DAY_WORDS[language].relative[groups["relative"]])


def _period(groups: Groups, language: str, today: date, sign: int = 1) -> date | None:
    count = next((one.value for one in numbers(listen(groups["count"]), language)), 0)
    if not 0 < count <= 1000:
        return None
    if "months" in groups or "years" in groups:
        return add_months(today, sign * int(count) * (12 if "years" in groups else 1))
    return today + timedelta(days=sign * int(count) * (7 if "weeks" in groups else 1))


def _ago(groups: Groups, language: str, today: date) -> date | None:
    return _period(groups, language, today, sign=-1)


def _weekday(groups: Groups, language: str, today: date) -> date | None:
    """'Next Friday' is next week's in English, the coming one in Spanish and Portuguese."""
    weekday = index_of(groups["weekday"], DAY_WORDS[language].weekdays)
    if "last" in groups or "lastafter" in groups:
        return coming(today, weekday, weeks=-1) - timedelta(days=7 if weekday == today.weekday() else 0)
    if language == "en" and ("next" in groups or "nextafter" in groups):
        return in_next_week(today, weekday)
    return coming(today, weekday)


def _week(groups: Groups, language: str, today: date) -> date | None:
    if groups["unit"] in ("week", "semana"):
        return in_next_week(today, 0)
    return add_months(today.replace(day=1), 1)


def _month_end(groups: Groups, language: str, today: date) -> date | None:
    return today.replace(day=month_length(today.year, today.month))


def _weekend(groups: Groups, language: str, today: date) -> date | None:
    return coming(today - timedelta(days=1), 5)


def _monthday(groups: Groups, language: str, today: date) -> date | None:
    day = int(groups["day"]) if groups["day"].isdecimal() else 1
    year = int(groups["year"]) if "year" in groups else None
    return coming_day(today, day, index_of(groups["month"], DAY_WORDS[language].months) + 1, year)


def _day(groups: Groups, language: str, today: date) -> date | None:
    return coming_day(today, int(groups["day"]))


_RULES: Mapping[str, Rule] = {
    "relative": _relative,
    "period": _period,
    "ago": _ago,
    "weekday": _weekday,
    "week": _week,
    "month_end": _month_end,
    "weekend": _weekend,
    "monthday": _monthday,
    "day": _day,
}
