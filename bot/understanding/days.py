"""Every day that a message says, with the words it takes: in digits, in words, and counted from another day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from bot.understanding.calendar import DAY_WORDS, coming_day
from bot.understanding.day_counts import count_pattern, period_pattern, shifted
from bot.understanding.day_numbers import day_numbers
from bot.understanding.day_rules import day_rules, keywords
from bot.understanding.denial import is_denied
from bot.understanding.message import Message, listen, word_set

_ISO = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|[.,]\d)")
_COMMA_BEFORE_YEAR = re.compile(r"(?<=\d),(?=(?:19|20)\d\d\b)")
_ALSO_ORDINALS = word_set("segunda terca quarta quinta sexta")
"""Portuguese weekdays that are also ordinals: an extra needs 'na', 'próxima' or '-feira' beside them."""
_UNSURE = 0.6
"""English 'next Friday' may be this week's or next week's."""
_NEAR = 3
"""Words between a weekday and the date it goes with, at most, counted with the weekday."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day said, in the words from `first` to before `after`, and the characters it takes up.

    `weekday` is set where nothing but a day of the week was named, which may go with a date beside it. `kind` is the
    rule it was heard by, 'digits' for '5/12', 'around' for 'the week of the 5th'.
    """

    value: date
    start: int
    end: int
    first: int
    after: int
    confidence: float = 1.0
    weekday: int | None = None
    kind: str = "digits"


def days(message: Message, language: str, today: date, region: str, *, is_waited: bool) -> tuple[Day, ...]:
    """From left to right, without what is ruled out. `is_waited` takes short and doubtful forms too."""
    return _days(message.text, language, today, region, is_waited)


@lru_cache(maxsize=64)
def _days(text: str, language: str, today: date, region: str, is_waited: bool) -> tuple[Day, ...]:
    """Kept for a moment: several kinds listen to the same message."""
    message = listen(_COMMA_BEFORE_YEAR.sub(" ", text))
    has_digits = any(letter.isdecimal() for letter in text)
    has_words = any(word.folded.partition("'")[0] in keywords(language) for word in message.words)
    has_words = has_words or (
        is_waited and any(word.folded in day_numbers(language) for word in message.words)
    )
    if not has_digits and not has_words:
        return ()
    in_digits = list(_in_digits(message, today, region)) if has_digits else []
    in_words = sorted(_in_words(message, language, today, is_waited), key=lambda one: one.start - one.end)
    taken: list[Day] = []
    for day in (*in_digits, *in_words):
        if not any(day.start < one.end and one.start < day.end for one in taken):
            taken.append(day)
    counted = [_counted_from(day, message, language) for day in sorted(taken, key=lambda one: one.start)]
    counted = list(_from_weekdays(counted, message, language))
    said = [one for one in counted if not is_denied(message, one.first, one.after, language)]
    said += _the_other(counted, said, message)
    return tuple(_with_weekdays(sorted(said, key=lambda one: one.start), message))


def _in_digits(message: Message, today: date, region: str) -> Iterator[Day]:
    for match in _ISO.finditer(message.folded):
        if day := coming_day(today, int(match[3]), int(match[2]), int(match[1])):
            yield _at(message, day, match.start(), match.end())
    for match in _NUMERIC.finditer(message.folded):
        numeric = _numeric(match, today, region)
        if numeric is not None:
            yield _at(message, numeric, match.start(), match.end())


def _at(message: Message, day: date, start: int, end: int) -> Day:
    inside = [index for index, word in enumerate(message.words) if word.start < end and start < word.end]
    return Day(day, start, end, inside[0], inside[-1] + 1)


def _numeric(match: re.Match[str], today: date, region: str) -> date | None:
    """Day first, but month first in the United States, unless only the other way is a day."""
    first, second = int(match[1]), int(match[3])
    if match[2] != "/" and match[4] is None:
        return None
    year = int(match[4]) if match[4] else None
    if year is not None and year < 100:
        year += 2000 if year <= today.year % 100 + 20 else 1900
    orders = [(first, second), (second, first)]
    if region == "US":
        orders.reverse()
    return next((found for d, m in orders if m <= 12 and (found := coming_day(today, d, m, year))), None)


def _in_words(message: Message, language: str, today: date, is_waited: bool) -> Iterator[Day]:
    for pattern, name, rule in day_rules(language):
        for match, first, after in message.find(pattern):
            groups = {key: value for key, value in match.groupdict().items() if value}
            if (
                _is_clock(message, after, name)
                or _is_morning(message, first, groups)
                or (name == "monthday" and _has_break(message, first, after))
                or (not is_waited and _is_vague(name, match[0], groups))
            ):
                continue
            found = rule(groups, language, today)
            if found is not None:
                yield _worded(message, found, first, after, name, groups, language)


def _worded(
    message: Message, day: date, first: int, after: int, name: str, groups: Mapping[str, str], language: str
) -> Day:
    """`first` is where the day itself begins: 'from Friday' counts what stands before the 'from'."""
    is_plain = name == "weekday" and not groups.keys() & {"last", "lastafter", "afternext"}
    confidence = _UNSURE if language == "en" and name == "weekday" and "next" in groups else 1.0
    skipped = len(groups["on"].split()) if "on" in groups else 0
    start, end = message.span(first, after)
    return Day(day, start, end, first + skipped, after, confidence, day.weekday() if is_plain else None, name)


def _is_clock(message: Message, after: int, name: str) -> bool:
    """'Friday 10:30' names no day of the month."""
    end = message.words[after - 1].end
    return name == "weekday_day" and message.text[end : end + 1] in (":", "h")


def _is_morning(message: Message, first: int, groups: Mapping[str, str]) -> bool:
    """'Por la mañana' is no day."""
    return groups.get("relative") == "manana" and message.word(first - 1) in ("la", "esta")


def _has_break(message: Message, first: int, after: int) -> bool:
    """'26 nov, 2 adults' is no 2nd of November."""
    place = next((at for at in range(first, after) if message.word(at).isdecimal() and at > first), None)
    is_spelt_year = place is not None and int(message.word(place)) > 31
    if place is None or is_spelt_year:
        return False
    return "," in message.between(place - 1, place)


def _is_vague(name: str, text: str, groups: Mapping[str, str]) -> bool:
    """What is a day only when a day was asked for: 'segunda', 'mar', 'sun', 'may 5', 'the second', 'pasado'."""
    has_company = any(key in groups for key in ("on", "next", "this", "last", "nextafter", "lastafter"))
    if name == "weekday":
        return not has_company and (len(groups["weekday"]) < 4 or groups["weekday"] in _ALSO_ORDINALS)
    if name == "monthday":
        return len(text) < 5 or (not groups["day"].isdecimal() and groups["month"] in ("may", "mar", "set"))
    if name == "period" and "hours" in groups:
        return True
    is_spelt_day = name == "day" and not groups["day"].isdecimal()
    return is_spelt_day or groups.get("relative") in ("pasado", "the other day", "last night")


@cache
def _counting(language: str) -> re.Pattern[str]:
    """What stands before a day from which is counted: 'a week from', 'el día después de'."""
    words = DAY_WORDS[language]
    on = "|(?P<on>on)" if language == "en" else ""
    one = f"(?P<one>(?:the|el|o|um|un|a|one)? ?{words.day})"
    stretch = f"(?:{count_pattern(language)} {period_pattern(language)}|{one})"
    return re.compile(
        rf"(?:^| ){stretch} (?:(?P<later>{words.later_than})|(?P<earlier>{words.earlier_than}){on})$"
    )


def _counted_from(day: Day, message: Message, language: str) -> Day:
    """'A week from Friday', 'the day after Christmas', 'Friday week', 'de viernes en ocho'."""
    words = DAY_WORDS[language]
    behind = " ".join(word.folded for word in message.words[day.after : day.after + 3])
    if day.weekday is None and day.kind != "relative" and _is_of_a_week(day, message):
        return replace(day, kind="around" if message.word(day.after) == "week" else "week")
    if match := re.match(rf"(?:{words.week_after}|{words.eighth})(?= |$)", behind):
        after = day.after + len(match[0].split())
        return replace(
            day,
            value=day.value + timedelta(days=7),
            after=after,
            end=message.words[after - 1].end,
            weekday=None,
        )
    before = " ".join(word.folded for word in message.words[: day.first])
    counting = _counting(language).search(before) if before else None
    if counting is None:
        return day
    groups = {key: value for key, value in counting.groupdict().items() if value}
    if "on" in groups and not groups.keys() & {"weeks", "fortnights"}:
        return day
    sign = -1 if "earlier" in groups else 1
    value = (
        day.value + timedelta(days=sign) if "one" in groups else shifted(groups, language, day.value, sign)
    )
    first = len(before[: counting.start()].split())
    if value is None:
        return day
    return replace(day, value=value, first=first, start=message.words[first].start, weekday=None)


_OTHER = re.compile(
    r" (?:(?:but )?(?:the )?(?:next one|one after|following one|week after|following week)|(?:si ?no |mejor "
    r")?el (?:otro|siguiente|que "
    r"sigue|de la otra semana)|(?:mas |e sim )?[ao] (?:outr[ao]|seguinte|proxim[ao])) "
)


def _the_other(counted: list[Day], said: list[Day], message: Message) -> list[Day]:
    """'Not this Friday, the next one', 'esse sábado não, o outro': a week later than what was ruled out."""
    if said or len(counted) != 1 or counted[0].weekday is None:
        return []
    behind = message.flat_part(counted[0].after)
    return [replace(counted[0], value=counted[0].value + timedelta(days=7))] if _OTHER.search(behind) else []


def _is_of_a_week(day: Day, message: Message) -> bool:
    """'Thanksgiving week', 'the week of the 7th', 'la semana de Navidad'."""
    before = message.folded_words[max(0, day.first - 2) : day.first]
    is_led = (
        len(before) == 2 and before[0] in ("week", "semana") and before[1] in ("of", "de", "del", "do", "da")
    )
    return is_led or message.word(day.after) == "week"


def _from_weekdays(said: list[Day], message: Message, language: str) -> Iterator[Day]:
    """'The Sunday after Thanksgiving', 'el viernes antes de Navidad': a weekday counted from another day."""
    words, taken = DAY_WORDS[language], set()
    for at, (one, other) in enumerate(itertools.pairwise(said)):
        between = message.flat_part(one.after, other.first)
        later = re.match(rf" (?:{words.later_than}|siguiente al?|seguinte a[o]?)(?: \w+)? $", between)
        earlier = re.match(rf" (?:{words.earlier_than}|anterior al?|anterior a[o]?)(?: \w+)? $", between)
        if one.weekday is None or other.weekday is not None or not (later or earlier):
            continue
        days_on = (one.weekday - other.value.weekday() - 1) % 7 + 1
        value = other.value + timedelta(days=days_on if later else days_on - 7 - 7 * (days_on == 7))
        taken.add(at)
        said[at + 1] = replace(
            other, value=value, first=one.first, start=one.start, weekday=None, kind="monthday"
        )
    yield from (one for at, one in enumerate(said) if at not in taken)


def _with_weekdays(said: list[Day], message: Message) -> Iterator[Day]:
    """'Tuesday, December 1st' is one day; where the date is no Tuesday, it is asked about."""
    weekdays = [day for day in said if day.weekday is not None]
    for day in said:
        if day.weekday is None:
            named = [one for one in weekdays if _are_beside(one, day, message)]
            for one in named:
                confidence = day.confidence if one.weekday == day.value.weekday() else _UNSURE
                start, end = min(one.start, day.start), max(one.end, day.end)
                day = replace(day, start=start, end=end, confidence=confidence)
            yield day
        elif not any(_are_beside(day, one, message) for one in said if one.weekday is None):
            yield day


def _are_beside(weekday: Day, date_: Day, message: Message) -> bool:
    between = range(min(weekday.after, date_.after), max(weekday.first, date_.first))
    return len(between) < _NEAR and not any(message.word(at) in _OR for at in between)


_OR = word_set("or o ou u y e and to a al ate hasta until")
