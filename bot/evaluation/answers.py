"""How well answers are heard: each type and language on phrases of a set (<set>/<language>/answers.yml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import FORMS, Answer, AnswerType, Expectation
from bot.errors import DriplineError
from bot.evaluation.figures import Figure, share
from bot.understanding.extract import extract
from bot.yaml_source import read_yaml

FILE = "answers.yml"
PLACES: Mapping[str, tuple[str, str]] = {
    "en": ("America/New_York", "US"),
    "es": ("America/Mexico_City", "MX"),
    "pt": ("America/Sao_Paulo", "BR"),
}
"""Where the customers of each language are: their zone, and the region of their numbers."""
_NOW = datetime(2026, 11, 18, 10)
_NOT_VALUES = ("declined", "dont_know", "unclear")
_AT_LEAST = 0.95
_MONEY_DATES_NUMBERS = ("amount", "date", "number")


class NoAnswers(DriplineError):
    """{folder} has no {file} for {language}. Write it there, as docs/understanding.md shows, or leave the set out."""


@dataclass(frozen=True, slots=True)
class Row:
    """`means` is the value as the slot would hold it, or declined, dont_know, unclear."""

    language: str
    asks: AnswerType
    says: str
    means: Any
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class Mistake:
    row: Row
    heard: Any

    def __str__(self) -> str:
        return f"{self.row.language} {self.row.asks}: '{self.row.says}' means {self.row.means!r}, heard {self.heard!r}"


def figures(folder: Path, languages: Sequence[str] = tuple(PLACES)) -> list[Figure]:
    """For each language: every type, money with dates and numbers, and all. Raises NoAnswers."""
    found = []
    for language in languages:
        rows = rows_of(folder, language)
        right = {id(row): is_right(row) for row in rows}
        groups: list[tuple[str, list[Row], float | None]] = [
            (f"answers: {type_}", [row for row in rows if row.asks == type_], None) for type_ in FORMS
        ]
        promised = [row for row in rows if row.asks in _MONEY_DATES_NUMBERS]
        groups.append(("answers: money, dates and numbers", promised, _AT_LEAST))
        groups.append(("answers: all types", rows, None))
        for name, members, target in groups:
            if members:
                count = sum(right[id(row)] for row in members)
                found.append(share(name, language, count, len(members), target))
    return found


def mistakes(folder: Path, languages: Sequence[str] = tuple(PLACES)) -> list[Mistake]:
    """To be read for sets that are tuned on, never for the one that is only measured."""
    rows = [row for language in languages for row in rows_of(folder, language)]
    return [Mistake(row, heard(row)) for row in rows if not is_right(row)]


def rows_of(folder: Path, language: str) -> list[Row]:
    path = folder / language / FILE
    if not path.is_file():
        raise NoAnswers(folder=folder, file=FILE, language=language)
    return list(_rows(read_yaml(path.read_text(encoding="utf-8"), str(path)), language))


def _rows(items: Any, language: str) -> Iterator[Row]:
    for item in items:
        slot = str(item.get("slot", "answer"))
        low, high = item.get("minimum"), item.get("maximum")
        expectation = Expectation(f"set.{slot}", slot, item["asks"], minimum=low, maximum=high)
        yield Row(language, item["asks"], str(item["says"]), item["means"], expectation)


def heard(row: Row) -> Any:
    """The value, or the kind of answer where none was given."""
    zone, region = PLACES[row.language]
    now = _NOW.replace(tzinfo=ZoneInfo(zone))
    found = extract(row.says, (row.expectation,), row.language, now, region)[row.expectation.slot]
    return _told(found)


def _told(answer: Answer) -> Any:
    return answer.value if answer.kind == "value" else answer.kind


def is_right(row: Row) -> bool:
    """True is no 1, and 2.0 is 2. A value in words is compared as text."""
    told = heard(row)
    if isinstance(told, bool) or isinstance(row.means, bool):
        return told is row.means
    if row.means in _NOT_VALUES or isinstance(told, str):
        return bool(told == str(row.means))
    return bool(told == row.means)
