"""The examples of what customers tell belong to the demo's catalogue, and to no set that is measured on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.evaluation.volunteered import catalogue_of
from bot.phrases import normalised
from bot.yaml_source import read_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "data" / "told").glob("*.txt"))
NOTHING = "nothing"


def lines(path: Path) -> list[tuple[list[str], str]]:
    split = [line.split(" | ", 1) for line in path.read_text("utf-8").splitlines()]
    return [([one.strip() for one in labels.split(",") if one != NOTHING], text) for labels, text in split]


def test_there_are_examples_in_every_language() -> None:
    assert [one.stem for one in FILES] == ["en", "es", "pt"]


@pytest.mark.parametrize("path", FILES, ids=lambda one: one.stem)
def test_every_value_of_every_question_has_examples(path: Path) -> None:
    catalogue = catalogue_of(ROOT / "content")
    offered = set[str]()
    for question in catalogue:
        values = [one.value for one in question.options if one.value != question.declined.value]
        offered |= {f"{question.attribute}={one}" for one in values} or {question.attribute}
    told = Counter(label for labels, _ in lines(path) for label in labels)
    assert set(told) == offered
    assert min(told.values()) >= 15, told.most_common()[-3:]


@pytest.mark.parametrize("path", FILES, ids=lambda one: one.stem)
def test_no_example_is_in_a_set_that_is_measured_on(path: Path) -> None:
    measured = {
        normalised(str(row["says"]))
        for file in (ROOT / "tests" / "understanding").glob(f"*/{path.stem}/volunteered.yml")
        for row in read_yaml(file.read_text("utf-8"), file.name)
    }
    assert measured and not measured & {normalised(text) for _, text in lines(path)}
