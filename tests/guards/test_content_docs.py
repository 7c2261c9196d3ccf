"""The pages about testing and publishing: their examples work, and they name every key there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.phrases import load_phrases
from bot.simulate.scripts.assertions import ASSERTIONS
from bot.simulate.scripts.playing import play
from bot.simulate.scripts.reading import read_cases
from bot.simulate.stage import Stage
from tests.guards.documents import page
from tests.product import CONTENT, ROOT


def test_the_example_of_a_test_passes(tmp_path: Path) -> None:
    [example] = page("docs/testing.md").blocks("yaml")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "example.yml").write_text(example, encoding="utf-8")
    [case] = read_cases(tmp_path / "tests")
    with Stage(tmp_path, CONTENT, ROOT / "data" / "nlu") as stage:
        assert [problem.what for problem in play(stage, case).problems] == []


@pytest.mark.parametrize("name", ASSERTIONS)
def test_every_assertion_is_explained(name: str) -> None:
    assert f"`{name}`" in page("docs/testing.md").text


def test_the_example_of_phrases_loads() -> None:
    [example] = page("docs/publishing.md").blocks("yaml")
    name = re.match(r"# file: content/(\S+)", example)
    assert name is not None
    assert load_phrases({name[1]: example}).intents == {"call_back"}
