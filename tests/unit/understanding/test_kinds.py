"""One table of cases beside each kind of answer; a new kind needs its table."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Choice, Expectation
from bot.understanding.extract import KINDS, extract
from bot.yaml_source import read_yaml

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
"""A Wednesday."""
TABLES = Path(__file__).parent / "tables"


def expectation_of(group: dict[str, Any], kind: str) -> Expectation:
    choices = tuple(
        Choice(value, dict(body["titles"]), {k: tuple(v) for k, v in body.get("synonyms", {}).items()})
        for value, body in group.get("choices", {}).items()
    )
    slot = group.get("slot", "answer")
    return Expectation(f"flow.{slot}", slot, kind, choices, group.get("minimum"), group.get("maximum"))  # type: ignore[arg-type]


def cases() -> Iterator[Any]:
    for kind in KINDS:
        for group in read_yaml((TABLES / f"{kind}.yml").read_text("utf-8"), kind):
            for language, rows in group["cases"].items():
                for said, expected in rows:
                    yield pytest.param(kind, group, language, said, expected, id=f"{kind}-{language}-{said}")


def told(answer: Any) -> Any:
    return answer.value if answer.kind == "value" else f"~{answer.kind}"


@pytest.mark.parametrize(("kind", "group", "language", "said", "expected"), list(cases()))
def test_what_is_said_is_heard(
    kind: str, group: dict[str, Any], language: str, said: str, expected: Any
) -> None:
    waited = expectation_of(group, kind)
    answer = extract(said, [waited], language, NOW, group.get("region", "BR"))[waited.slot]
    expected = list(expected) if isinstance(expected, list) else expected
    assert told(answer) == expected
    assert type(told(answer)) is type(expected)
    assert 0 <= answer.confidence <= 1
    assert answer.span in said


def test_every_kind_has_a_table_in_three_languages() -> None:
    for kind in KINDS:
        groups = read_yaml((TABLES / f"{kind}.yml").read_text("utf-8"), kind)
        assert {language for group in groups for language in group["cases"]} == {"en", "es", "pt"}, kind


@given(st.text(max_size=60), st.sampled_from(sorted(KINDS)), st.sampled_from(["en", "es", "pt", "fr"]))
def test_any_text_gets_an_answer_of_the_waited_slot(text: str, kind: str, language: str) -> None:
    waited = expectation_of({"choices": {"a": {"titles": {"en": "Alpha"}}}}, kind)
    assert set(extract(text, [waited], language, NOW)) == {"answer"}


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(["en", "es", "pt"]), st.data())
def test_any_row_of_likely_words_is_listened_to_without_a_crash(
    kind: str, language: str, data: st.DataObject
) -> None:
    words = [
        "no",
        "2",
        "31",
        "99999",
        "0",
        "de",
        "feb",
        "mil",
        "media",
        "week",
        "el",
        "dia",
        "R$",
        "?",
        ",",
        "the",
        "1/2",
    ]
    said = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=8)))
    assert extract(said, [expectation_of({"slot": "days"}, kind)], language, NOW)
