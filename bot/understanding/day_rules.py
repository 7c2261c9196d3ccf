"""The ways of saying a day in words, each a pattern over a message's folded words and the day it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from bot.understanding import holidays
from bot.understanding.calendar import (
    DAY_WORDS,
    DayWords,
    add_months,
    coming,
    coming_day,
    in_week,
    index_of,
    month_length,
    nth_weekday,
)
from bot.understanding.day_numbers import day_numbers, day_of
from bot.understanding.message import listen
from bot.understanding.numbers import NUMBER_WORDS, numbers

Groups = Mapping[str, str]
"""What a pattern's named groups caught, without the empty ones."""
Rule = Callable[[Groups, str, date], date | None]
"""The day meant, from the groups, the language and today."""
_YEAR = (
    r"(?: (?:de |del |of |do )?(?P<year>(?:19|20)\d\d)| (?:de |del |do )?(?P<shortyear>[2-9]\d)(?= $)"
    r"| (?:(?:do|de|del|of) )?(?P<nextyear>ano que vem|proximo ano|ano que viene|next year))?"
)
_ARTICLE = "(?:(?:the|el|dia|on|no|em) )*"
_GOES_ON = "(?:de(?! (?:la )?(?:manana|tarde|noche))|del|a(?! las?)|por(?! (?:la|favor)))"
"""What stands behind a number that is no day of its own: 'el 24 de marzo', 'el 5 por ciento'."""
_FORTNIGHT_DAYS = {"en": 14, "es": 15, "pt": 15}


@cache
def day_rules(language: str) -> tuple[tuple[re.Pattern[str], str, Rule], ...]:
    """Each pattern with its rule's name and the rule."""
    words = DAY_WORDS[language]
    raw = (
        *_near_patterns(language),
        *_calendar_patterns(language),
        *_month_patterns(words),
        *_weekday_patterns(words),
    )
    return tuple((re.compile(rf"(?<= )(?:{pattern})(?= )"), name, _RULES[name]) for name, pattern in raw)


@cache
def keywords(language: str) -> frozenset[str]:
    """Words of which a day said in words has at least one."""
    words = DAY_WORDS[language]
    rows = (*words.weekdays, *words.months, *words.relative, *words.periods.values(), words.weekend, words.next_weekend,
            holidays.names(language), "week", "semana", words.month, words.year)  # fmt: skip
    text = " ".join(rows).replace("mes(?:es)?", "mes meses").replace("s?", "s ")
    found = set(re.findall(r"[a-z]{2,}", text))
    return frozenset((found | {word.removesuffix("s") for word in found}) - _COMMON)


_COMMON = frozenset(
    [
        "the",
        "this",
        "that",
        "at",
        "on",
        "of",
        "in",
        "right",
        "other",
        "es",
        "new",
        "good",
        "all",
        "de",
        "del",
        "el",
        "la",
        "los",
        "que",
        "viene",
        "en",
        "este",
        "esta",
        "antes",
        "do",
        "da",
        "no",
        "na",
        "esse",
        "nesse",
        "neste",
        "vem",
        "em",
        "as",
        "todos",
    ]
)


_HOUR = r"(?:am|pm|a m|p m|h|hs|hrs)\b"
_ABOUT = "about|around|some|like|uns|umas|unos|unas|como|aproximadamente|cerca de|mais ou menos|mas o menos|roughly"


def count_pattern(language: str) -> str:
    """A number of days, in digits or words."""
    counts = NUMBER_WORDS[language]
    couple = ("un par de", "um par de", "a couple of", "a couple", "couple of")
    amounts = sorted({*counts.small, *counts.articles, *couple}, key=len, reverse=True)
    return rf"(?:(?:{_ABOUT}) )?(?P<count>\d+|{'|'.join(amounts)})"


def period_pattern(language: str) -> str:
    return f"(?:{'|'.join(f'(?P<{name}>{row})' for name, row in DAY_WORDS[language].periods.items())})"


def _near_patterns(language: str) -> list[tuple[str, str]]:
    """Days told from today: 'tomorrow', 'in three days', 'two weeks ago'."""
    words = DAY_WORDS[language]
    count, period = count_pattern(language), period_pattern(language)
    relative = "|".join(sorted(words.relative, key=len, reverse=True))
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


def _calendar_patterns(language: str) -> list[tuple[str, str]]:
    """Days of the month and the year."""
    words, numbers_ = DAY_WORDS[language], "|".join(sorted(day_numbers(language), key=len, reverse=True))
    month = f"(?P<month>{'|'.join(words.months)})"
    day = rf"(?P<day>\d{{1,2}}|{numbers_})(?: (?:st|nd|rd|th|o|ro|er))?"
    next_month = (
        f"(?:(?:the )?(?:{words.next_before}) {words.month}|(?:o |el )?{words.month} (?:{words.next_after}))"
    )
    this_month = f"(?:(?:{words.this_before}|the|deste|desse|d?o) {words.month})"
    return [
        ("monthday", f"{_ARTICLE}{day}(?: (?:of|de|del|do|d))?(?: mes)? {month}{_YEAR}"),
        ("monthday", rf"{month} (?:the )?{day}{_YEAR}"),
        ("day", r"(?:mudaram|adiaram|remarcaram|passaram|mudou|passou) (?:pro|pra|para)(?: o)?(?: dia)? "
        r"(?P<day>\d{1,2})"),
        ("day_of_month",
         f"(?:dia |el )?(?P<day>\\d{{1,2}}|{numbers_}) (?:do|del) (?P<number>\\d{{1,2}}|{numbers_})(?! \\d)"
         if language != "en" else "(?!)"),
        ("day_of_next", f"{_ARTICLE}{day} (?:of|de|del|do) {next_month}"),
        ("day_of_this", f"{_ARTICLE}{day} (?:of|de|del|do)? ?{this_month}"),
        ("day", r"(?:(?:on )?the )?(?P<day>\d{1,2}) (?:st|nd|rd|th)"),
        ("day", f"(?:on )?the (?P<day>{numbers_})" if language == "en" else "(?!)"),
        ("day", rf"(?:(?:el|no|o) )?(?:(?:proximo|proxima) )?dia (?P<day>\d{{1,2}}|{numbers_})(?: o)?"),
        ("day", rf"(?:el|al|del) (?P<day>\d{{1,2}})(?! {_GOES_ON})(?: (?:que viene|proximo))?"),
        ("day",
         f"el (?P<day>{numbers_})(?! {_GOES_ON})(?: (?:que viene|proximo))?" if language == "es" else "(?!)"),
    ]  # fmt: skip


def _month_patterns(words: DayWords) -> list[tuple[str, str]]:
    """Parts of a month or year: 'end of the month', 'a mediados de diciembre', 'early next month'."""
    part = f"(?:(?P<begin>{words.begin})|(?P<middle>{words.middle})|(?P<end>{words.end}))"
    month = f"(?P<month>{'|'.join(words.months)})"
    next_month = f"(?:{words.next_before}) {words.month}|{words.month} (?:{words.next_after})"
    following = f"(?P<following>(?:the |o |el |d?o )?(?:{next_month}))"
    this = f"(?P<thismonth>(?:the |este |esse |deste |desse |this |o )?{words.month})"
    year = f"(?P<thisyear>(?:the |this |este |esse |o )?{words.year})"
    return [
        ("part", f"{part} (?:{month}{_YEAR}|{following}|{this}|{year})"),
        ("part", f"{words.month} (?P<end>end)"),
    ]


def _weekday_patterns(words: DayWords) -> list[tuple[str, str]]:
    """Days of the week, alone, of a named week and counted in a month."""
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


def _relative(groups: Groups, language: str, today: date) -> date | None:
    return today + timedelta(days=DAY_WORDS[language].relative[groups["relative"]])


def _period(groups: Groups, language: str, today: date, sign: int = 1) -> date | None:
    return shifted(groups, language, today, sign)


def shifted(groups: Groups, language: str, day: date, sign: int) -> date | None:
    """So many days, weeks, months or years later, or earlier with sign -1."""
    count = next((one.value for one in numbers(listen(groups["count"]), language)), 0)
    if not 0 < count <= 1000:
        return None
    if "months" in groups or "years" in groups:
        return add_months(day, sign * int(count) * (12 if "years" in groups else 1))
    if "hours" in groups:
        return day + timedelta(days=sign * (int(count) // 24))
    length = _FORTNIGHT_DAYS[language] if "fortnights" in groups else 7 if "weeks" in groups else 1
    return day + timedelta(days=sign * int(count) * length)


def _ago(groups: Groups, language: str, today: date) -> date | None:
    return _period(groups, language, today, sign=-1)


def _half_year(groups: Groups, language: str, today: date) -> date | None:
    return add_months(today, 6)


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
    count = next((one.value for one in numbers(listen(groups["count"]), language)), 0)
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


def _week_after_next(groups: Groups, language: str, today: date) -> date | None:
    return in_week(today, 0, 2)


def _week(groups: Groups, language: str, today: date) -> date | None:
    if groups["unit"] in ("week", "semana"):
        return in_week(today, 0, 1)
    if groups["unit"] in ("year", "ano"):
        return date(today.year + 1, 1, 1)
    return add_months(today.replace(day=1), 1)


def _part(groups: Groups, language: str, today: date) -> date | None:
    """The beginning is the 1st, the middle the 15th, the end the last day."""
    if "thisyear" in groups:
        month = 1 if "begin" in groups else 6 if "middle" in groups else 12
        first = date(today.year + (month == 1), month, 1)
    elif "month" in groups:
        found = coming_day(
            today.replace(day=1),
            1,
            index_of(groups["month"], DAY_WORDS[language].months) + 1,
            _year(groups, today),
        )
        first = found or today.replace(day=1)
    else:
        first = add_months(today.replace(day=1), 1 if "following" in groups else 0)
    day = 1 if "begin" in groups else 15 if "middle" in groups else month_length(first.year, first.month)
    is_past = first.replace(day=day) < today and "thismonth" in groups
    return add_months(first, 1).replace(day=day) if is_past else first.replace(day=day)


def _weekend(groups: Groups, language: str, today: date) -> date | None:
    return coming(today - timedelta(days=1), 5)


def _next_weekend(groups: Groups, language: str, today: date) -> date | None:
    return coming(today - timedelta(days=1), 5, weeks=1)


def _feast(groups: Groups, language: str, today: date) -> date | None:
    return holidays.coming_feast(next(iter(groups)), today)


def _nth(groups: Groups, language: str, today: date) -> date | None:
    """The next such day, a year ahead when this year's has passed."""
    weekday, month = (
        index_of(groups[one], getattr(DAY_WORDS[language], f"{one}s")) for one in ("weekday", "month")
    )
    n = -1 if "nlast" in groups else next(int(key[1:]) for key in groups if re.fullmatch(r"n\d", key))
    found = nth_weekday(today.year, month + 1, weekday, n)
    return found if found is None or found >= today else nth_weekday(today.year + 1, month + 1, weekday, n)


def _monthday(groups: Groups, language: str, today: date) -> date | None:
    month = index_of(groups["month"], DAY_WORDS[language].months) + 1
    return coming_day(today, day_of(groups["day"], language), month, _year(groups, today))


def _year(groups: Groups, today: date) -> int | None:
    if "year" in groups:
        return int(groups["year"])
    if "nextyear" in groups:
        return today.year + 1
    if "shortyear" not in groups:
        return None
    short = int(groups["shortyear"])
    return short + (2000 if short <= today.year % 100 + 20 else 1900)


def _day(groups: Groups, language: str, today: date) -> date | None:
    return coming_day(today, day_of(groups["day"], language))


def _day_of_month(groups: Groups, language: str, today: date) -> date | None:
    """'Dois do doze': the month by its number."""
    month = day_of(groups["number"], language)
    return coming_day(today, day_of(groups["day"], language), month) if 1 <= month <= 12 else None


def _day_of_next(groups: Groups, language: str, today: date) -> date | None:
    return _in_month(add_months(today.replace(day=1), 1), day_of(groups["day"], language))


def _day_of_this(groups: Groups, language: str, today: date) -> date | None:
    """'The first of the month' is the next one's once it has passed."""
    found = _in_month(today.replace(day=1), day_of(groups["day"], language))
    return found if found is None or found >= today else _day_of_next(groups, language, today)


def _in_month(first: date, day: int) -> date | None:
    return first.replace(day=day) if 1 <= day <= month_length(first.year, first.month) else None


_RULES: Mapping[str, Rule] = {
    "relative": _relative,
    "period": _period,
    "half_year": _half_year,
    "ago": _ago,
    "weekday": _weekday,
    "week_day": _week_day,
    "weeks_on": _weeks_on,
    "weekday_day": _weekday_day,
    "week_after_next": _week_after_next,
    "nth": _nth,
    "week": _week,
    "part": _part,
    "weekend": _weekend,
    "next_weekend": _next_weekend,
    "feast": _feast,
    "monthday": _monthday,
    "day": _day,
    "day_of_month": _day_of_month,
    "day_of_next": _day_of_next,
    "day_of_this": _day_of_this,
}
