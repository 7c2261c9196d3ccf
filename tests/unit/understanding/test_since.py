"""A length that is told by when it began is counted until now."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.answers import Expectation
from bot.understanding.extract import extract
from bot.yaml_source import read_yaml

NOW = datetime(2026, 11, 18, 10)
"""A Wednesday."""
CASES = read_yaml((Path(__file__).parent / "tables" / "since" / "cases.yml").read_text("utf-8"), "since")


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [(language, said, expected) for language, rows in CASES.items() for said, expected in rows],
)
def test_the_minutes_since_it_began_are_heard(language: str, said: str, expected: int | str) -> None:
    waited = Expectation("flow.outage", "outage", "duration")
    answer = extract(said, [waited], language, NOW)[waited.slot]
    assert (answer.value if answer.kind == "value" else f"~{answer.kind}") == expected


def test_it_is_no_extra() -> None:
    name, outage = Expectation("flow.name", "name", "text"), Expectation("flow.outage", "outage", "duration")
    assert outage.slot not in extract("since 8 this morning", [name, outage], "en", NOW)


def test_the_hour_that_came_twice_is_counted() -> None:
    outage = Expectation("flow.outage", "outage", "duration")
    now = datetime(2026, 11, 1, 10, tzinfo=ZoneInfo("America/New_York"))
    answer = extract("since yesterday at 10 pm", [outage], "en", now)[outage.slot]
    assert answer.value == 13 * 60
