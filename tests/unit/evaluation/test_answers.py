from pathlib import Path

import pytest

from bot.evaluation.answers import NoAnswers, figures, mistakes

DEVELOPMENT = Path(__file__).parents[2] / "understanding" / "development"


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_phrases_the_rules_were_made_with_are_heard(language: str) -> None:
    missed = mistakes(DEVELOPMENT, [language])
    assert len(missed) <= 3, "\n".join(map(str, missed))


def test_each_type_of_the_set_is_counted_and_money_dates_and_numbers_together(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "answers.yml").write_text(
        '- {asks: amount, slot: budget, says: "50 bucks", means: 50}\n'
        '- {asks: yes_no, slot: ok, says: "one", means: true}\n'
        '- {asks: scale, slot: nps, says: "rather not say", means: declined}\n'
        '- {asks: date, slot: start, says: "tomorrow", means: "2026-11-19"}\n',
        encoding="utf-8",
    )
    told = {one.name: (one.value, one.count) for one in figures(tmp_path, ["en"])}
    assert told["answers: yes_no"] == (0, 1)
    assert told["answers: money, dates and numbers"] == (1, 2)
    assert told["answers: all types"] == (0.75, 4)
    assert [str(one) for one in mistakes(tmp_path, ["en"])] == [
        "en yes_no: 'one' means True, heard 'unclear'"
    ]


def test_a_missing_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoAnswers, match=r"answers\.yml for pt"):
        figures(tmp_path, ["pt"])
