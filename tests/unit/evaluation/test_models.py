"""When a new model may serve, and what is said about the phrases that stand in its way."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation.models import Evaluation, compare, evaluate
from bot.phrases import Phrases

PAIRS = [(f"phrase {number}", "bill") for number in range(20)] + [("call me", "call_back")]
NEW = Phrases({"call_back": {"en": ("please call me", "ring me up")}}, {"call_back": {"en": ("call me",)}})


def judged(before: list[str], after: list[str]) -> Evaluation:
    return compare(PAIRS, before, after, NEW)


def test_a_model_that_understands_as_much_and_more_may_serve() -> None:
    found = judged(["bill"] * 20 + ["nlu_fallback"], ["bill"] * 20 + ["call_back"])
    assert (found.right_before, found.right_after, found.clashes) == (20, 21, ())
    assert found.is_good_enough


def test_one_that_understands_less_in_all_may_not() -> None:
    found = judged(["bill"] * 20 + ["call_back"], ["bill"] * 19 + ["call_back"] * 2)
    assert not found.is_good_enough
    assert str(found.clashes[0]) == (
        "'phrase 19' means bill and would be heard as call_back; it is like your 'please call me'"
    )


def test_what_is_gained_does_not_pay_for_an_intent_that_breaks() -> None:
    before = ["bill"] * 20 + ["call_back"]
    after = ["bill"] * 18 + ["call_back"] * 3
    found = compare([*PAIRS, *[("x", "greet")] * 5], before + ["bill"] * 5, after + ["greet"] * 5, NEW)
    assert found.right_after > found.right_before
    assert found.worse == ("bill",) and not found.is_good_enough


def test_an_intent_that_nothing_tries_is_named() -> None:
    found = compare(PAIRS[:20], ["bill"] * 20, ["bill"] * 20, NEW)
    assert found.untried == ("call_back",)


def test_a_report_survives_being_stored() -> None:
    found = judged(["bill"] * 20 + ["call_back"], ["bill"] * 19 + ["call_back"] * 2)
    assert Evaluation.from_json(found.as_json()) == found


def test_both_models_are_asked_about_the_same_phrases(tmp_path: Path) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def heard(model: Path, texts: object) -> list[str]:
        asked.append((model.name, tuple(texts)))  # type: ignore[call-overload]
        return ["call_back"]

    found = evaluate(Path("old"), Path("new"), NEW, tmp_path, heard)
    assert asked == [("old", ("call me",)), ("new", ("call me",))]
    assert found.is_good_enough
