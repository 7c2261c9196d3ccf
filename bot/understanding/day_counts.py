"""Counted stretches of days, weeks, months or years: how they are said, and the day they lead to from another."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.calendar import DAY_WORDS, add_months
from bot.understanding.day_rule import Groups
from bot.understanding.message import listen, longest_first
from bot.understanding.numbers import NUMBER_WORDS, numbers

_FORTNIGHT_DAYS = {"en": 14, "es": 15, "pt": 15}
_ABOUT = "about|around|some|like|uns|umas|unos|unas|como|aproximadamente|cerca de|mais ou menos|mas o menos|roughly"


def count_pattern(language: str) -> str:
    """A number of days, in digits or words."""
    counts = NUMBER_WORDS[language]
    couple = ("un par de", "um par de", "a couple of", "a couple", "couple of")
    amounts = longest_first({*counts.small, *counts.articles, *couple})
    return rf"(?:(?:{_ABOUT}) )?(?P<count>\d+|{'|'.join(amounts)})"


def period_pattern(language: str) -> str:
    return f"(?:{'|'.join(f'(?P<{name}>{row})' for name, row in DAY_WORDS[language].periods.items())})"


def counted(groups: Groups, language: str) -> float:
    """What count_pattern caught; 0 where that is no number."""
    return next((one.value for one in numbers(listen(groups["count"]), language)), 0)


def shifted(groups: Groups, language: str, day: date, sign: int) -> date | None:
    """So many days, weeks, months or years later, or earlier with sign -1."""
    count = counted(groups, language)
    if not 0 < count <= 1000:
        return None
    if "months" in groups or "years" in groups:
        return add_months(day, sign * int(count) * (12 if "years" in groups else 1))
    if "hours" in groups:
        return day + timedelta(days=sign * (int(count) // 24))
    length = _FORTNIGHT_DAYS[language] if "fortnights" in groups else 7 if "weeks" in groups else 1
    return day + timedelta(days=sign * int(count) * length)
