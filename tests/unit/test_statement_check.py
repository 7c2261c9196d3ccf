from pathlib import Path

import pytest

from bot.evaluation.volunteered import catalogue_of
from bot.statement_check import about_statements

CONTENT = Path(__file__).parents[2] / "content"


def test_the_demos_statements_are_written_right() -> None:
    assert list(about_statements(catalogue_of(CONTENT))) == []


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("I travel {offen}", "is not known"),
        ("I work (from|at home", "bracket is open"),
        ("I (work (from|at)) home", "choice within a choice"),
    ],
)
def test_a_phrase_that_cannot_be_heard_is_an_error(tmp_path: Path, phrase: str, says: str) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    text = (CONTENT / "questions" / "home_and_work.yml").read_text("utf-8")
    statement = "- I have a home office\n"
    assert statement in text
    (folder / "words.yml").write_text((CONTENT / "questions" / "words.yml").read_text("utf-8"), "utf-8")
    (folder / "home.yml").write_text(text.replace(statement, f'- "{phrase}"\n', 1), "utf-8")
    [finding] = about_statements(catalogue_of(tmp_path))
    assert says in finding.message and "works_from_home" in finding.message
