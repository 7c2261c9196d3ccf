from pathlib import Path

import pytest

from bot.evaluation.opt_outs import figures, is_stop, mistakes

OWN = Path(__file__).parents[2] / "understanding" / "own"


def a_set(folder: Path, language: str, opt_out: str, not_opt_out: str) -> None:
    (folder / language).mkdir()
    lines = f"opt_out:\n- {opt_out}\nnot_opt_out:\n- {not_opt_out}\n"
    (folder / language / "opt_outs.yml").write_text(lines, "utf-8")


def test_recall_and_precision_are_given_by_language(tmp_path: Path) -> None:
    a_set(tmp_path, "en", "stop texting me", "cancel my order")
    a_set(tmp_path, "pt", "a banana", "parem de me mandar mensagem")
    found = {(one.name, one.language): one.value for one in figures(tmp_path)}
    assert found == {
        ("recall of opt-outs", "en"): 1.0,
        ("precision of opt-outs", "en"): 1.0,
        ("recall of opt-outs", "pt"): 0.0,
        ("precision of opt-outs", "pt"): 0.0,
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
        ("stop hounding me with calls", ("opt_out", 0.3), False),
        ("send me the offer again", ("opt_out", 0.9), False),
        ("my texts are not being delivered", ("opt_out", 0.9), False),
        ("don't call me dude", ("opt_out", 0.9), False),
        ("stop texting me", ("greet", 0.9), True),
    ],
)
def test_the_engines_guess_counts_where_the_words_allow_it(
    text: str, guess: tuple[str, float], is_taken: bool
) -> None:
    assert is_stop(text, guess) is is_taken


def test_the_rules_alone_hear_what_is_tuned_on() -> None:
    for figure in figures(OWN):
        assert figure.value >= 0.96, str(mistakes(OWN))
