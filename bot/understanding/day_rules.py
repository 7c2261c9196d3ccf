"""Every way of saying a day in words, in the order in which they are tried, and the words that hint at one."""

from __future__ import annotations

import re
from functools import cache

from bot.understanding import days_near, days_of_month, days_of_week, holidays
from bot.understanding.calendar import DAY_WORDS
from bot.understanding.day_rule import Rule

_KINDS = (days_near, days_of_month, days_of_week)


@cache
def day_rules(language: str) -> tuple[tuple[re.Pattern[str], str, Rule], ...]:
    """Each pattern with its rule's name and the rule."""
    return tuple(
        (re.compile(rf"(?<= )(?:{pattern})(?= )"), name, kind.RULES[name])
        for kind in _KINDS
        for name, pattern in kind.patterns(language)
    )


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
