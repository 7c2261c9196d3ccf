"""Days of the month and the year, and parts of them: 'the 5th of May', 'dia 12', 'end of the month'."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.understanding.calendar import DAY_WORDS, DayWords, add_months, coming_day, index_of, month_length
from bot.understanding.day_numbers import day_numbers, day_of
from bot.understanding.day_rule import Groups, Rule
from bot.understanding.message import longest_first

_YEAR = (
    r"(?: (?:de |del |of |do )?(?P<year>(?:19|20)\d\d)| (?:de |del |do )?(?P<shortyear>[2-9]\d)(?= $)"
    r"| (?:(?:do|de|del|of) )?(?P<nextyear>ano que vem|proximo ano|ano que viene|next year))?"
)
_ARTICLE = "(?:(?:the|el|dia|on|no|em) )*"
_GOES_ON = "(?:de(?! (?:la )?(?:manana|tarde|noche))|del|a(?! las?)|por(?! (?:la|favor)))"
"""What stands behind a number that is no day of its own: 'el 24 de marzo', 'el 5 por ciento'."""


def patterns(language: str) -> list[tuple[str, str]]:
    return [*_day_patterns(language), *_part_patterns(DAY_WORDS[language])]


def _day_patterns(language: str) -> list[tuple[str, str]]:
    """Days of the month and the year."""
    words, numbers_ = DAY_WORDS[language], "|".join(longest_first(day_numbers(language)))
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


def _part_patterns(words: DayWords) -> list[tuple[str, str]]:
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


RULES: Mapping[str, Rule] = {
    "monthday": _monthday,
    "day": _day,
    "day_of_month": _day_of_month,
    "day_of_next": _day_of_next,
    "day_of_this": _day_of_this,
    "part": _part,
}
