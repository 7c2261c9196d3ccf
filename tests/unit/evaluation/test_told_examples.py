from pathlib import Path

import pytest

from bot.evaluation.told_examples import MalformedExample, ToldExample, told_examples


def test_a_line_is_what_it_tells_and_what_somebody_wrote(tmp_path: Path) -> None:
    (tmp_path / "es.txt").write_text("nothing | ¿pagan | el 1?\n", "utf-8")
    lines = "payday=start, household_size | paid on the 1st, for us four\nbill_style=app|x | in the app \n"
    (tmp_path / "en.txt").write_text(lines, "utf-8")
    first, second, third = told_examples(tmp_path)
    assert first == ToldExample("en", "paid on the 1st, for us four", ("payday=start", "household_size"))
    assert first.tells == {"payday": "start", "household_size": ""}
    assert (second.labels, second.text) == (("bill_style=app|x",), "in the app")
    assert third == ToldExample("es", "¿pagan | el 1?", ())
    assert third.tells == {}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("a sentence and no label", "'|' is missing"),
        ("", "'|' is missing"),
        (" | a sentence", "a label is empty"),
        ("payday=start, | a sentence", "a label is empty"),
        ("nothing, payday=start | a sentence", "'nothing' stands beside"),
        ("nothing |  ", "the sentence is missing"),
    ],
)
def test_a_line_that_is_none_is_named_with_its_file_and_its_number(
    line: str, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "pt.txt").write_text(f"nothing | um\n{line}\nnothing | dois\n", "utf-8")
    with pytest.raises(MalformedExample, match=r"^pt\.txt, line 2: ") as found:
        list(told_examples(tmp_path))
    assert problem in str(found.value)
