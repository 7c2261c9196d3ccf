"""A mistake in a map is told with file, line and column, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.people.import_map import ColumnMap, Comparison, DerivedFact, ImportMap
from bot.people.import_map_reader import read_map
from bot.yaml_source import read_yaml, read_yaml_file

IDENTIFIED = "identifiers: {external: id}\n"


def _read(text: str) -> ImportMap:
    return read_map(read_yaml(text, "my.map.yml"), "my.map.yml")


def test_a_map_says_what_each_column_is() -> None:
    columns = _read(
        "identifiers: {external: id, phone: tel}\n"
        "language: {column: lang, values: {Portuguese: pt}}\n"
        "tier: {column: group, values: {A: most_valuable}}\n"
        "facts:\n"
        "  gb: {column: used, type: number, retention: 12 months, required: true}\n"
        "derived:\n"
        "  heavy: {cases: [{when: {gb: '>= 20', tier: '!= other'}, value: yes}, {value: no}]}\n"
        "delimiter: tab\n"
        "decimal: comma\n"
        "region: BR\n"
        "empty: [NA]\n"
    )
    assert columns == ImportMap(
        file="my.map.yml",
        identifiers=(ColumnMap("external", "id", is_required=True), ColumnMap("phone", "tel")),
        facts=(
            ColumnMap("gb", "used", "number", retention="12 months", is_required=True),
            ColumnMap("tier", "group", "choice", {"A": "most_valuable"}),
        ),
        derived=(
            DerivedFact(
                "heavy",
                (((Comparison("gb", ">=", 20), Comparison("tier", "!=", "other")), "yes"), ((), "no")),
            ),
        ),
        language=ColumnMap("language", "lang", values={"Portuguese": "pt"}),
        delimiter="\t",
        decimal=",",
        region="BR",
        empty=frozenset({"NA"}),
    )
    assert columns.columns == ("id", "tel", "used", "group", "lang")


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "1:1", "a map has the keys"),
        ("facts: {}", "1:1", "at least one identifier"),
        ("identifiers: {passport: id}", "1:15", "no identifier of a customer"),
        ("identifiers: {web_token: id}", "1:15", "no identifier of a customer"),
        ("identifiers: {external: [id]}", "1:15", "name of the column"),
        (IDENTIFIED + "fact: {}", "2:1", "did you mean 'facts'"),
        (IDENTIFIED + "facts:\n  gb: used", "3:3", "needs a column and a type"),
        (IDENTIFIED + "facts:\n  gb: {column: used}", "3:3", "the type of 'gb' is one of"),
        (IDENTIFIED + "facts:\n  gb: {column: used, type: int}", "3:3", "not 'int'"),
        (IDENTIFIED + "facts:\n  gb: {column: used, type: text, kind: a}", "3:34", "'kind' means nothing"),
        (
            IDENTIFIED + "facts:\n  gb: {column: used, type: choice, values: [a]}",
            "3:3",
            "what each cell means",
        ),
        (
            IDENTIFIED + "facts:\n  gb: {column: used, type: text, format: x}",
            "3:3",
            "only a date has a format",
        ),
        (IDENTIFIED + "facts:\n  gb: {column: u, type: text, retention: ever}", "3:3", "1 to 999 days"),
        (IDENTIFIED + "derived:\n  a: {cases: [{when: {gb: 1}, value: x}]}", "2:1", "compares 'gb'"),
        (IDENTIFIED + "derived:\n  a: high", "3:3", "needs cases"),
        (IDENTIFIED + "derived:\n  a: {cases: [{when: {gb: 1}}]}", "3:15", "needs a value"),
        (
            IDENTIFIED + "facts:\n  a: {column: a, type: text}\nderived:\n  a: {cases: [{value: x}]}",
            "4:1",
            "twice",
        ),
        (IDENTIFIED + "delimiter: ';;'", "2:1", "one character"),
        (IDENTIFIED + "decimal: dot", "2:1", "comma or point"),
        (IDENTIFIED + "encoding: klingon", "2:1", "no encoding"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(text: str, where: str, says: str) -> None:
    with pytest.raises(ContentError) as caught:
        _read(text)
    assert str(caught.value).startswith(f"my.map.yml:{where}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("condition", ["'> many'", "'>='", "''"])
def test_a_condition_that_compares_with_nothing_is_refused(condition: str) -> None:
    facts = "facts: {gb: {column: u, type: number}}\n"
    with pytest.raises(ContentError, match=r"compares with nothing|only numbers"):
        _read(IDENTIFIED + facts + f"derived: {{a: {{cases: [{{when: {{gb: {condition}}}, value: x}}]}}}}")


@pytest.mark.parametrize("path", ["docs/examples/telco.map.yml", "content/customers.map.yml"])
def test_the_maps_that_come_with_the_project_can_be_read(path: str) -> None:
    root = Path(__file__).parents[3]
    assert read_map(read_yaml_file(root / path, root), path).identifiers


def test_a_column_of_choices_has_a_separator_and_the_options_of_the_content() -> None:
    text = (
        IDENTIFIED
        + "facts: {services: {column: s, type: choices, separator: '|'}, plan: {column: p, type: choice}}"
    )
    options = {"services": {"tv": ("Television", "Televisión")}}
    services, plan = read_map(read_yaml(text, "my.map.yml"), "my.map.yml", None, options).facts
    assert services == ColumnMap("services", "s", "choices", separator="|", options=options["services"])
    assert (plan.separator, plan.options) == (";", {})


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("{column: s, type: choice, separator: '|'}", "only choices have a separator"),
        ("{column: s, type: choices, separator: ' '}", "what stands between two values"),
        ("{column: s, type: choices, separator: 7}", "what stands between two values"),
    ],
)
def test_a_separator_that_cannot_be_is_refused_where_it_stands(column: str, says: str) -> None:
    with pytest.raises(ContentError) as refused:
        _read(IDENTIFIED + f"facts:\n  services: {column}")
    assert says in str(refused.value) and "my.map.yml:3:" in str(refused.value)
