"""A day: 'tomorrow', 'el viernes que viene', 'dia 13', 'May 5', '05/06/2026', 'daqui a três dias'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz.distance import OSA

from bot.understanding.calendar import DAY_WORDS, coming, coming_day
from bot.understanding.day_rules import day_rules
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, word_set

LONGEST = 14
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|[.,]\d)")
_ALSO_ORDINALS = word_set("segunda terca quarta quinta sexta")
"""Portuguese weekdays that are also ordinals: an extra needs 'na', 'próxima' or '-feira' beside them."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day said, and the characters it takes up."""

    value: date
    start: int
    end: int
    confidence: float = 1.0


def hear(hearing: Hearing) -> Heard | None:
    """The day as ISO text; two different days are unclear."""
    message = hearing.message
    found = list(dates(message, hearing.language, hearing.now, hearing.region, is_waited=hearing.is_waited))
    if not found and hearing.is_waited:
        found = list(_bare_day(message, hearing.now)) or list(_misspelt(hearing))
    if len({one.value for one in found}) != 1 or len(message.words) > 2 * LONGEST:
        return None
    day = found[0]
    return heard_between(message, day.value.isoformat(), day.start, day.end, day.confidence)


def dates(message: Message, language: str, now: datetime, region: str, *, is_waited: bool) -> Iterator[Day]:
    """Every day said, the longest way of saying each. `is_waited` takes short and doubtful forms too."""
    taken: list[Day] = []
    found = [*_in_digits(message, now.date(), region), *_in_words(message, language, now.date(), is_waited)]
    for day in sorted(found, key=lambda one: one.start - one.end):
        if not any(day.start < one.end and one.start < day.end for one in taken):
            taken.append(day)
    yield from sorted(taken, key=lambda one: one.start)


def _in_digits(message: Message, today: date, region: str) -> Iterator[Day]:
    for match in _ISO.finditer(message.folded):
        if day := coming_day(today, int(match[3]), int(match[2]), int(match[1])):
            yield Day(day, match.start(), match.end())
    for match in _NUMERIC.finditer(message.folded):
        day = _numeric(match, today, region)
        if day is not None:
            yield Day(day, match.start(), match.end())


def _numeric(match: re.Match[str], today: date, region: str) -> date | None:
    """Day first, but month first in the United States, unless only the other way is a day."""
    first, second = int(match[1]), int(match[3])
    if match[2] != "/" and match[4] is None:
        return None
    year = int(match[4]) if match[4] else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    orders = [(first, second), (second, first)]
    if region == "US":
        orders.reverse()
    return next((found for d, m in orders if m <= 12 and (found := coming_day(today, d, m, year))), None)


def _in_words(message: Message, language: str, today: date, is_waited: bool) -> Iterator[Day]:
    for pattern, name, rule in day_rules(language):
        for match, first, after in message.find(pattern):
            groups = {key: value for key, value in match.groupdict().items() if value}
            if _is_morning(message, first, groups) or (not is_waited and _is_vague(name, match[0], groups)):
                continue
            found = rule(groups, language, today)
            if found is not None:
                start, end = message.words[first].start, message.words[after - 1].end
                yield Day(found, start, end, 0.7 if "next" in groups else 1.0)


def _is_morning(message: Message, first: int, groups: Mapping[str, str]) -> bool:
    """'Por la mañana' is no day."""
    return groups.get("relative") == "manana" and message.word(first - 1) in ("la", "de", "esta")


def _is_vague(name: str, text: str, groups: Mapping[str, str]) -> bool:
    """What is a day only when a day was asked for: 'segunda', 'mar', 'sun', 'may 5'."""
    has_company = any(key in groups for key in ("on", "next", "this", "last", "nextafter", "lastafter"))
    if name == "weekday":
        return not has_company and (len(groups["weekday"]) < 4 or groups["weekday"] in _ALSO_ORDINALS)
    return name == "monthday" and len(text) < 5


def _bare_day(message: Message, now: datetime) -> Iterator[Day]:
    """'13' where a day was asked for is the next 13th."""
    digits = [word for word in message.words if word.folded.isdecimal()]
    if (
        len(digits) == 1
        and len(message.words) <= 3
        and (day := coming_day(now.date(), int(digits[0].folded)))
    ):
        yield Day(day, digits[0].start, digits[0].end, 0.8)


def _misspelt(hearing: Hearing) -> Iterator[Day]:
    """A short message with a weekday a letter or two off: 'wendesday', 'vierns'."""
    if len(hearing.message.words) > 4:
        return
    rows = DAY_WORDS[hearing.language].weekdays
    for word in hearing.message.words:
        names = [(OSA.distance(word.folded, row.split("|")[0].split()[0]), i) for i, row in enumerate(rows)]
        distance, weekday = min(names)
        if len(word.folded) >= 5 and distance <= 1 + (len(word.folded) > 7):
            yield Day(coming(hearing.now.date(), weekday), word.start, word.end, 0.75)
