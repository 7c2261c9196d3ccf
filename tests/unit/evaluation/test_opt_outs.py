from pathlib import Path

import pytest

from bot.evaluation.opt_outs import figures, is_stop, mistakes

OWN = Path(__file__).parents[2] / "understanding" / "own"


def a_set(folder: Path, language: str, opt_out: str, not_opt_out: str) -> None:
    (folder / language).mkdir()
    lines = f"opt_out:\n- {opt_out}\nnot_opt_out:\n- {not_opt_out}\n"
    (folder / language / "opt_outs.yml").write_text(lines, "utf-8")


def test_recall_and_precision_are_given_by_language_and_over_all(tmp_path: Path) -> None:
    a_set(tmp_path, "en", "stop texting me", "cancel my order")
    a_set(tmp_path, "pt", "a banana", "parem de me mandar mensagem")
    found = {(one.name, one.language): one.value for one in figures(tmp_path)}
    assert found == {
        ("recall of opt-outs", "en"): 1.0,
        ("precision of opt-outs", "en"): 1.0,
        ("recall of opt-outs", "pt"): 0.0,
        ("precision of opt-outs", "pt"): 0.0,
        ("recall of opt-outs", "all"): 0.5,
        ("precision of opt-outs", "all"): 0.5,
    }
    assert mistakes(tmp_path) == [
        "pt: missed: a banana",
        "pt: wrongly taken: parem de me mandar mensagem",
    ]


def test_a_set_without_opt_outs_has_no_figures(tmp_path: Path) -> None:
    assert figures(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "guess", "is_taken"),
    [
        ("stop hounding me with calls", ("opt_out", 0.9), True),
        ("stop hounding me with calls", ("opt_out", 0.24), False),
        ("send me the offer again", ("opt_in", 0.9), False),
        ("leave me off your list", ("stop", 0.9), False),
        ("stop texting me", ("greet", 0.9), True),
        ("STOP", ("stop", 0.9), True),
    ],
)
def test_what_is_plain_needs_no_engine_and_the_rest_is_decided_by_it(
    text: str, guess: tuple[str, float], is_taken: bool
) -> None:
    assert is_stop(text, guess) is is_taken


def test_what_holds_without_the_engine_is_hardly_ever_wrong() -> None:
    for figure in figures(OWN):
        if figure.name.startswith("precision"):
            assert figure.value >= 0.98, str(mistakes(OWN))
