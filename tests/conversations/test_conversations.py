"""Every conversation of content/tests goes as written, over the real store and content, with the stand-in engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.simulate.scripts.coverage import coverage, total
from bot.simulate.scripts.model import Case
from bot.simulate.scripts.playing import Result, play
from bot.simulate.scripts.reading import read_cases
from bot.simulate.stage import Stage
from tests.product import CONTENT, ROOT

CASES = read_cases(CONTENT / "tests")
LANGUAGES = ("en", "es", "pt")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage"), CONTENT, ROOT / "data" / "nlu") as stage:
        yield stage


@pytest.fixture(scope="module")
def played() -> dict[str, Result]:
    return {}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_conversation_goes_as_written(case: Case, stage: Stage, played: dict[str, Result]) -> None:
    played[case.name] = result = play(stage, case)
    assert [f"{problem.where}: {problem.what}" for problem in result.problems] == []


def test_every_flow_is_tried_in_every_language(stage: Stage, played: dict[str, Result]) -> None:
    if len(played) < len(CASES):
        pytest.skip("only some of the conversations were played")
    found = coverage(stage.content.pack, list(played.values()))
    assert {one.flow: one.languages for one in found} == {one.flow: LANGUAGES for one in found}
    assert total(found, stage.content.pack) > 0.95


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
