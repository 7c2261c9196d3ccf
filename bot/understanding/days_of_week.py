"""Days of the week: 'on Friday', 'Thursday 26', 'Monday of next week', 'the first Sunday of May'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.understanding.calendar import DAY_WORDS, coming, coming_day, in_week, index_of, nth_weekday
from bot.understanding.day_counts import count_pattern, counted
from bot.understanding.day_rule import Groups, Rule

_HOUR = r"(?:am|pm|a m|p m|h|hs|hrs)\b"


def patterns(language: str) -> list[tuple[str, str]]:
    """Alone, of a named week and counted in a month."""
    words = DAY_WORDS[language]
    weekday = f"(?P<weekday>{'|'.join(words.weekdays)})"
    before = f"(?:(?P<next>{words.next_before})|(?P<this>{words.this_before})|(?P<last>{words.last_before}))"
    after = (
        f"(?:(?P<nextafter>{words.next_after})|(?P<lastafter>{words.last_after})|(?P<afternext>after next))"
    )
    article = "(?:la |a |na |the )?"
    which = f"(?P<nextweek>{words.next_before})|(?P<lastweek>{words.last_before})|(?P<thisweek>{words.this_before})"
    behind = f"(?P<nextweek2>{words.next_after})|(?P<lastweek2>{words.last_after})"
    week = f"{article}(?:(?:{which}) (?:week|semana)|semana (?:{behind}))"
    nth = "|".join(f"(?P<n{n}>{row})" for n, row in enumerate(words.nth, 1))
    month = f"(?P<month>{'|'.join(words.months)})"
    return [
        ("weekday", f"(?:(?P<on>{words.on}) )?(?:the |el |la |o |a )?(?:{before} )?{weekday}(?: {after})?"),
        ("weekday_day", rf"(?:(?P<on>{words.on}) )?{weekday} (?:the |dia |el )?(?P<day>\d{{1,2}})(?! "
        rf"(?:{_HOUR}|(?:of |de )?(?:{'|'.join(words.months)}) ))"),
        ("weeks_on", f"{count_pattern('en')} (?P<weekday>{'|'.join(words.weekdays)})s? from (?:now|today)"
         if words.week_after == "week" else "(?!)"),
        ("week_day", f"(?:on |el |na |no )?{weekday} (?:(?:of|de|da|del) )?{week}"),
        ("week_day", f"{week} (?:(?:on|el|na|no|a|o) )?{weekday}"),
        ("nth", f"(?:the |el |a |o |na |no )?(?:{nth}|(?P<nlast>{words.nth_last})) {weekday} (?:{words.of}) {month}"),
    ]  # fmt: skip


def _weekday(groups: Groups, language: str, today: date) -> date | None:
    """'Next Friday' is next week's in English, the coming one in Spanish and Portuguese."""
    weekday = index_of(groups["weekday"], DAY_WORDS[language].weekdays)
    if "last" in groups or "lastafter" in groups:
        return coming(today, weekday, weeks=-1) - timedelta(days=7 if weekday == today.weekday() else 0)
    if "afternext" in groups:
        return coming(today, weekday, weeks=1)
    if language == "en" and ("next" in groups or "nextafter" in groups):
        return in_week(today, weekday, 1)
    return coming(today, weekday)


def _weeks_on(groups: Groups, language: str, today: date) -> date | None:
    """'Two Fridays from now'."""
    count = counted(groups, language)
    weekday = index_of(groups["weekday"], DAY_WORDS[language].weekdays)
    return coming(today, weekday, weeks=int(count) - 1) if 0 < count < 10 else None


def _week_day(groups: Groups, language: str, today: date) -> date | None:
    weekday = index_of(groups["weekday"], DAY_WORDS[language].weekdays)
    if "lastweek" in groups or "lastweek2" in groups:
        return in_week(today, weekday, -1)
    return in_week(today, weekday, 0 if "thisweek" in groups else 1)


def _weekday_day(groups: Groups, language: str, today: date) -> date | None:
    """'Thursday 26' is the next 26th, if that is a Thursday."""
    found = coming_day(today, int(groups["day"]))
    weekday = index_of(groups["weekday"], DAY_WORDS[language].weekdays)
    return found if found is not None and found.weekday() == weekday else None


def _nth(groups: Groups, language: str, today: date) -> date | None:
    """The next such day, a year ahead when this year's has passed."""
    weekday, month = (
        index_of(groups[one], getattr(DAY_WORDS[language], f"{one}s")) for one in ("weekday", "month")
    )
    n = -1 if "nlast" in groups else next(int(key[1:]) for key in groups if re.fullmatch(r"n\d", key))
    found = nth_weekday(today.year, month + 1, weekday, n)
    return found if found is None or found >= today else nth_weekday(today.year + 1, month + 1, weekday, n)


RULES: Mapping[str, Rule] = {
    "weekday": _weekday,
    "week_day": _week_day,
    "weeks_on": _weeks_on,
    "weekday_day": _weekday_day,
    "nth": _nth,
}
