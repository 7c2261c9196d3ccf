"""What is counted of understood sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.intents import (
    Heard,
    by_intent,
    calibration_error,
    confusions,
    figures,
    macro_f1,
    reliability,
)
from bot.evaluation.sentences import NoSuchSet, Sentence, folder_of, sentences

INTENTS = "greet: [hi, 'yes', 10]\nstop: [enough]\nout_of_scope: [sing a song]\n"


def heard(meant: str, *ranking: tuple[str, float], language: str = "en") -> Heard:
    return Heard(Sentence(f"about {meant}", language, meant), ranking)


def test_both_forms_are_read_and_every_scalar_is_what_somebody_says(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "intents.yml").write_text(INTENTS, "utf-8")
    block = "nlu:\n- intent: help\n  metadata: {language: pt}\n  examples: |\n    - me ajuda\n"
    (tmp_path / "pt.yml").write_text(block, "utf-8")
    found = {(one.text, one.language, one.meant) for one in sentences(tmp_path)}
    assert ("yes", "es", "greet") in found and ("10", "es", "greet") in found
    assert ("sing a song", "es", "nlu_fallback") in found
    assert ("me ajuda", "pt", "help") in found


def test_a_folder_without_sentences_gives_no_figures(tmp_path: Path) -> None:
    assert figures(tmp_path / "missing", lambda texts: []) == []


def test_a_set_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(NoSuchSet, match="held-out"):
        folder_of("tests")


def test_what_is_not_understood_is_missed_and_every_intent_counts_alike() -> None:
    rows = [heard("a", ("a", 0.9))] * 3 + [heard("b", ("nlu_fallback", 0.7), ("b", 0.3))]
    assert macro_f1(rows) == pytest.approx(0.5)


def test_a_language_has_its_figures_and_a_target(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "intents.yml").write_text(INTENTS, "utf-8")

    def understand(texts: object) -> list[list[tuple[str, float]]]:
        return [[("greet", 0.9)]] * 3 + [[("stop", 0.8)], [("nlu_fallback", 0.9), ("greet", 0.1)]]

    found = {one.name: one for one in figures(tmp_path, understand)}
    assert found["macro-F1 of intents"].value == 1.0
    assert found["macro-F1 of intents"].target == 0.95
    assert found["out of scope, noticed"].value == 1.0


def test_a_best_guess_about_what_is_none_of_ours_counts_against_its_confidence() -> None:
    rows = [heard("a", ("a", 0.95)), heard("nlu_fallback", ("a", 0.95))]
    [only] = reliability(rows)
    assert (only.right, only.count) == (0.5, 2)
    assert calibration_error(rows) == pytest.approx(0.45)


def test_precision_counts_false_alarms_and_confusions_begin_with_the_worst() -> None:
    rows = [heard("a", ("a", 1.0)), heard("nlu_fallback", ("a", 1.0)), heard("nlu_fallback", ("a", 1.0))]
    rows.append(heard("b", ("a", 0.6)))
    of_a = next(one for one in by_intent(rows) if one.intent == "a")
    assert (of_a.precision, of_a.recall, of_a.count) == (0.25, 1.0, 1)
    assert [(one.meant, one.count) for one in confusions(rows)] == [("nlu_fallback", 2), ("b", 1)]
