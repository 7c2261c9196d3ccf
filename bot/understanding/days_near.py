"""Days told from today: 'tomorrow', 'in three days', 'two weeks ago', 'next weekend', the next Christmas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.understanding import holidays
from bot.understanding.calendar import DAY_WORDS, add_months, coming, in_week
from bot.understanding.day_counts import count_pattern, period_pattern, shifted
from bot.understanding.day_rule import Groups, Rule
from bot.understanding.message import longest_first


def patterns(language: str) -> list[tuple[str, str]]:
    words = DAY_WORDS[language]
    count, period = count_pattern(language), period_pattern(language)
    relative = "|".join(longest_first(words.relative))
    return [
        ("relative", f"(?P<relative>{relative})"),
        ("period", f"(?:{words.in_before}) {count} {period}(?: (?:time|s time))?"),
        ("period", f"{count} {period} (?:{words.in_after})"),
        (
            "half_year",
            f"(?:{words.in_before}) (?:{words.half_year})|(?:{words.half_year}) (?:{words.in_after})",
        ),
        ("ago", f"(?:{words.ago_before}) {count} {period}"),
        ("ago", f"{count} {period} (?:{words.ago_after})"),
        ("week", f"(?:{words.next_before}) (?P<unit>week|month|year|semana|mes|ano)"),
        ("week", f"(?:la |el |a |o )?(?P<unit>semana|mes|ano) (?:{words.next_after})"),
        ("week_after_next", "(?:the )?week after next"),
        ("weekend", words.weekend),
        ("next_weekend", words.next_weekend),
        ("feast", f"(?:el |o |no |na |a |the )?(?:{holidays.names(language)})"),
    ]


def _relative(groups: Groups, language: str, today: date) -> date | None:
    return today + timedelta(days=DAY_WORDS[language].relative[groups["relative"]])


def _period(groups: Groups, language: str, today: date, sign: int = 1) -> date | None:
    return shifted(groups, language, today, sign)


def _ago(groups: Groups, language: str, today: date) -> date | None:
    return _period(groups, language, today, sign=-1)


def _half_year(groups: Groups, language: str, today: date) -> date | None:
    return add_months(today, 6)


def _week(groups: Groups, language: str, today: date) -> date | None:
    if groups["unit"] in ("week", "semana"):
        return in_week(today, 0, 1)
    if groups["unit"] in ("year", "ano"):
        return date(today.year + 1, 1, 1)
    return add_months(today.replace(day=1), 1)


def _week_after_next(groups: Groups, language: str, today: date) -> date | None:
    return in_week(today, 0, 2)


def _weekend(groups: Groups, language: str, today: date) -> date | None:
    return coming(today - timedelta(days=1), 5)


def _next_weekend(groups: Groups, language: str, today: date) -> date | None:
    return coming(today - timedelta(days=1), 5, weeks=1)


def _feast(groups: Groups, language: str, today: date) -> date | None:
    return holidays.coming_feast(next(iter(groups)), today)


RULES: Mapping[str, Rule] = {
    "relative": _relative,
    "period": _period,
    "half_year": _half_year,
    "ago": _ago,
    "week": _week,
    "week_after_next": _week_after_next,
    "weekend": _weekend,
    "next_weekend": _next_weekend,
    "feast": _feast,
}
