"""What changed, by name."""

from __future__ import annotations

from bot.content_diff import differences, lines

BEFORE = {
    "flows/a.yml": "flows:\n  a:\n    steps:\n      - id: one\n        say: hi\n      - {id: two, noop: true}\n",
    "texts.yml": "texts: {hello: {en: Hi}}\n",
}


def told(after: dict[str, str]) -> list[str]:
    return [str(one) for one in differences(BEFORE, after)]


def test_comments_order_and_the_file_it_stands_in_are_no_difference() -> None:
    moved = {"b.yml": "# a comment\n" + BEFORE["flows/a.yml"] + BEFORE["texts.yml"]}
    assert told(moved) == []


def test_a_changed_flow_names_its_steps() -> None:
    changed = BEFORE["flows/a.yml"].replace("say: hi", "say: hello").replace("id: two", "id: three")
    assert told({**BEFORE, "flows/a.yml": changed}) == ["changed flow 'a' (~ one, - two, + three)"]


def test_what_came_and_went_is_named() -> None:
    assert told({"texts.yml": "texts: {bye: {en: Bye}}"}) == [
        "removed flow 'a'",
        "added text 'bye'",
        "removed text 'hello'",
    ]


def test_a_file_that_is_no_yaml_is_compared_as_a_whole() -> None:
    assert told({**BEFORE, "texts.yml": "texts: {"}) == ["added file 'texts.yml'", "removed text 'hello'"]


def test_lines_are_shown_as_a_diff() -> None:
    shown = list(lines(BEFORE, {**BEFORE, "texts.yml": "texts: {hello: {en: Ho}}\n"}, "1", "disk"))
    assert shown[:2] == ["--- 1/texts.yml", "+++ disk/texts.yml"]
    assert "+texts: {hello: {en: Ho}}" in shown
