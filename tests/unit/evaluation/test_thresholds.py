"""From which confidence on a message counts as understood."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.intents import Heard
from bot.evaluation.sentences import Sentence
from bot.evaluation.thresholds import (
    MOST_REJECTED,
    Thresholds,
    lowest,
    read_thresholds,
    thresholds,
    write_thresholds,
)
from bot.training import ROOT

CONFIG = """# How the engine understands.
language: en   # none
pipeline:
  # Words.
  - name: engine.components.phrase_classifier.PhraseClassifier
    # Below these it is not understood.
    least_confidence: 0.4
    least_lead: 0.05
policies:
  - name: RulePolicy
"""


def ours(confidence: float, second: float = 0.0, *, is_right: bool = True) -> Heard:
    meant = "a" if is_right else "b"
    return Heard(Sentence("x", "en", meant), (("a", confidence), ("b", second)))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80))
def test_at_most_three_messages_of_ours_in_a_hundred_are_rejected(confidences: list[float]) -> None:
    found = thresholds([ours(one) for one in confidences])
    assert sum(one < found.least_confidence for one in confidences) <= MOST_REJECTED * len(confidences)


def test_of_several_sets_the_one_that_is_hardest_to_understand_decides() -> None:
    easy, hard = [ours(0.9)] * 9, [ours(0.3)] * 9
    assert lowest([easy, hard, []]) == thresholds(hard)


def test_what_is_none_of_ours_does_not_move_the_threshold() -> None:
    others = [Heard(Sentence("x", "en", "nlu_fallback"), (("a", 0.01),))] * 50
    rows = [ours(number / 100) for number in range(100)]
    assert thresholds(rows + others) == thresholds(rows)


def test_the_lead_is_wide_where_close_calls_are_often_wrong_and_narrow_where_they_are_right() -> None:
    wrong = [ours(0.5, 0.38, is_right=False)] * 6
    right = [ours(0.5, 0.46)] * 40
    assert thresholds(wrong).least_lead == 0.15
    assert thresholds(right).least_lead == 0.0
    assert thresholds([]).least_lead == 0.15


def test_comments_and_everything_else_stay(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text(CONFIG, "utf-8")
    write_thresholds(Thresholds(0.47, 0.1), config)
    assert config.read_text("utf-8") == CONFIG.replace("0.4\n", "0.47\n").replace("0.05", "0.1")
    assert read_thresholds(config) == Thresholds(0.47, 0.1)


def test_the_repositorys_own_config_is_written_as_it_stands(tmp_path: Path) -> None:
    copy = tmp_path / "config.yml"
    copy.write_bytes((ROOT / "config.yml").read_bytes())
    write_thresholds(read_thresholds(copy), copy)
    assert copy.read_bytes() == (ROOT / "config.yml").read_bytes()
