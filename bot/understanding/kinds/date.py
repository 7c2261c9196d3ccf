"""A day: 'tomorrow', 'el viernes que viene', 'dia 13', 'May 5', '05/06/2026', 'daqui a três dias'."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from rapidfuzz.distance import OSA

from bot.answers import UNCLEAR
from bot.understanding.calendar import DAY_WORDS, coming, coming_day
from bot.understanding.day_choice import chosen
from bot.understanding.day_numbers import day_numbers
from bot.understanding.days import Day, days
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import word_set

LONGEST = 14
_SHORTEST_MISSPELT = 5
_OR = word_set("or o ou u")
_LIGHT = word_set("the on el dia o no please por favor pro para it's es e")
_HOURS = word_set("am pm h hs hrs horas hours")
_GUESSED = 0.65
"""A word that is only like a day's name is asked about before it counts."""


def hear(hearing: Hearing) -> Heard | None:
    """The day as ISO text; two different days are unclear."""
    day = day_said(hearing)
    if day is not None:
        return heard_between(hearing.message, day.value.isoformat(), day.start, day.end, day.confidence)
    today = hearing.now.date()
    says_days = days(hearing.message, hearing.language, today, hearing.region, is_waited=hearing.is_waited)
    return Heard(UNCLEAR, 0, len(hearing.message.text)) if says_days and hearing.is_waited else None


def day_said(hearing: Hearing) -> Day | None:
    message = hearing.message
    if hearing.is_waited and len(message.words) > 2 * LONGEST:
        return None
    today = hearing.now.date()
    found = list(days(message, hearing.language, today, hearing.region, is_waited=hearing.is_waited))
    if not found and hearing.is_waited:
        found = list(_bare_day(hearing, today)) or list(_misspelt(hearing, today))
    if found and _goes_on(found[-1], hearing):
        return None
    return chosen(found, hearing)


def _goes_on(day: Day, hearing: Hearing) -> bool:
    """'Dia 20 ou 21' are two days."""
    message = hearing.message
    is_next = message.word(day.after) in _OR and message.word(day.after + 1).isdecimal()
    return hearing.is_waited and is_next and message.word(day.after + 2) not in _HOURS


def _bare_day(hearing: Hearing, today: date) -> Iterator[Day]:
    """'13' where a day was asked for is the next 13th."""
    words = hearing.message.words
    if any(word.folded in _month_names() for word in words):
        return
    digits = [index for index, word in enumerate(words) if word.folded.isdecimal()]
    if len(digits) == 1 and len(words) <= 3:
        at = digits[0]
        if day := coming_day(today, int(words[at].folded)):
            yield Day(day, words[at].start, words[at].end, at, at + 1, 0.8)
    spelt = " ".join(word.folded for word in words if word.folded not in _LIGHT)
    if (
        not digits
        and (number := day_numbers(hearing.language).get(spelt))
        and (day := coming_day(today, number))
    ):
        yield Day(day, words[0].start, words[-1].end, 0, len(words), 0.8)


@cache
def _month_names() -> frozenset[str]:
    """'Feb 30' is no 30th of another month."""
    rows = (row for words in DAY_WORDS.values() for row in words.months)
    return frozenset(name for row in rows for name in row.split("|")) - {"mar", "set"}


def _misspelt(hearing: Hearing, today: date) -> Iterator[Day]:
    """A short message with a day's name a letter or two off: 'wendesday', 'vierns', 'amnhã'."""
    words = hearing.message.words
    if len(words) > 4:
        return
    for at, word in enumerate(words):
        near = sorted((OSA.distance(word.folded, name), day) for name, day in _names(hearing.language, today))
        is_near = 0 < near[0][0] <= 1 + (len(word.folded) > 6)
        if len(word.folded) >= _SHORTEST_MISSPELT and is_near and word.folded not in _NO_DAYS:
            yield Day(near[0][1], word.start, word.end, at, at + 1, _GUESSED + 0.15 * (near[0][0] == 1))


_NO_DAYS = frozenset(
    [
        "sunny",
        "money",
        "someday",
        "martin",
        "martes",
        "marca",
        "semana",
        "manana",
        "domino",
        "pasada",
        "passada",
        "sabana",
        "sabia",
        "siesta",
    ]
)


def _names(language: str, today: date) -> Iterator[tuple[str, date]]:
    words = DAY_WORDS[language]
    for weekday, row in enumerate(words.weekdays):
        yield row.replace("s?", "").split("|")[0].split()[0], coming(today, weekday)
    for name, ahead in words.relative.items():
        if " " not in name and ahead == 1:
            yield name, date.fromordinal(today.toordinal() + ahead)
