from __future__ import annotations

import json

from bot.cli.reporting import as_json, for_github, for_people, summary
from bot.flows.findings import Finding
from bot.yaml_source import Position

TEXT = "flows:\n  a:\n    steps:\n      - {say: Hi, next: hlo}\n"
FOUND = Finding(
    Position("flows/a.yml", 4, 25), "error", "unknown-step", "there is no 'hlo', 100%.", "Did you mean 'x'?"
)
NOTE = Finding(Position("flows/b.yml", 9, 1), "note", "long", "long.")


def shown(finding: Finding, text: str = TEXT) -> list[str]:
    return [line.plain for line in for_people([finding], {"flows/a.yml": text}, "content")]


def test_a_finding_shows_its_line_with_a_caret_under_the_mistake_and_how_to_mend_it() -> None:
    assert shown(FOUND) == [
        "error there is no 'hlo', 100%. [unknown-step] content/flows/a.yml:4:25",
        "     4 |       - {say: Hi, next: hlo}",
        "       | " + " " * 24 + "^",
        "  → Did you mean 'x'?",
        "",
    ]


def test_a_place_without_a_line_is_shown_without_one() -> None:
    assert [line.plain for line in for_people([NOTE], {})] == ["note long. [long] flows/b.yml:9:1", ""]


def test_a_long_line_is_cut_around_the_mistake_and_the_caret_still_points_at_it() -> None:
    long = "x" * 500 + "!" + "y" * 500
    finding = Finding(Position("flows/a.yml", 1, 501), "error", "code", "m.")
    _, line, caret, *_ = shown(finding, long)
    assert line[caret.index("^")] == "!"


def test_json_has_every_part_of_a_finding() -> None:
    [found] = json.loads(as_json([FOUND], "content"))
    assert found == {
        "file": "content/flows/a.yml", "line": 4, "column": 25, "level": "error", "code": "unknown-step",
        "message": "there is no 'hlo', 100%.", "hint": "Did you mean 'x'?",
    }  # fmt: skip


def test_github_gets_a_workflow_command_whose_text_cannot_break_out() -> None:
    assert list(for_github([FOUND, NOTE])) == [
        "::error file=flows/a.yml,line=4,col=25,title=unknown-step::there is no 'hlo', 100%25. Did you mean 'x'?",
        "::notice file=flows/b.yml,line=9,col=1,title=long::long.",
    ]
    broken = Finding(Position("a,b:c.yml", 1, 1), "warning", "x", "one\n::error::two")
    assert list(for_github([broken])) == [
        "::warning file=a%2Cb%3Ac.yml,line=1,col=1,title=x::one%0A::error::two"
    ]


def test_a_summary_counts_each_level() -> None:
    assert summary([FOUND, NOTE, NOTE]) == "1 error, 0 warnings, 2 notes"
