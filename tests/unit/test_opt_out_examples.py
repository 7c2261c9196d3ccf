"""The examples of wishes to hear no more are in no set that is measured on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.phrases import normalised
from bot.yaml_source import read_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "engine" / "components" / "opt_outs").glob("*.txt"))


def test_there_are_examples_in_every_language() -> None:
    assert [one.stem for one in FILES] == ["en", "es", "pt"]


@pytest.mark.parametrize("path", FILES, ids=lambda one: one.stem)
def test_no_example_is_measured_on(path: Path) -> None:
    measured = {
        normalised(str(text))
        for file in (ROOT / "tests" / "understanding").glob("*/*/opt_outs.yml")
        for texts in read_yaml(file.read_text("utf-8"), file.name).values()
        for text in texts
    }
    examples = {normalised(line[2:]) for line in path.read_text("utf-8").splitlines()}
    assert measured and not measured & examples
