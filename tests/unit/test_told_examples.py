"""The examples of what customers tell belong to the demo's catalogue, and to no set that is measured on."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.evaluation.told_examples import ToldExample, told_examples
from bot.evaluation.volunteered import LANGUAGES, catalogue_of
from bot.phrases import normalised
from bot.yaml_source import read_yaml

ROOT = Path(__file__).parents[2]


@cache
def examples() -> tuple[ToldExample, ...]:
    return tuple(told_examples())


def of(language: str) -> list[ToldExample]:
    return [one for one in examples() if one.language == language]


def test_there_are_examples_in_every_language() -> None:
    assert tuple(dict.fromkeys(one.language for one in examples())) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_every_question_has_examples(language: str) -> None:
    catalogue = catalogue_of(ROOT / "content")
    offered = set[str]()
    for question in catalogue:
        values = [one.value for one in question.options if one.value != question.declined.value]
        offered |= {f"{question.attribute}={one}" for one in values} or {question.attribute}
    told = Counter(label for one in of(language) for label in one.labels)
    assert set(told) == offered
    assert min(told.values()) >= 15, told.most_common()[-3:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_is_in_a_set_that_is_measured_on(language: str) -> None:
    measured = {
        normalised(str(row["says"]))
        for file in (ROOT / "tests" / "understanding").glob(f"*/{language}/volunteered.yml")
        for row in read_yaml(file.read_text("utf-8"), file.name)
    }
    assert measured and not measured & {normalised(one.text) for one in of(language)}
