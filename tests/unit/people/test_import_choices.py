"""A cell that names several options, by value or by title in any language."""

from __future__ import annotations

from typing import Any

import pytest

from bot.people.import_map import ColumnMap, Comparison, DerivedFact, ImportMap
from bot.people.import_row import BadCell, RowReader

KEY = ColumnMap("external", "id", is_required=True)
OPTIONS = {
    "internet": ("Internet", "Internet", "Internet"),
    "calls": ("Calls", "Llamadas", "Ligações"),
    "tv": ("Television", "Televisión", "Televisão"),
}


def facts(cell: str, derived: tuple[DerivedFact, ...] = (), **settings: Any) -> dict[str, Any]:
    column = ColumnMap("services", "s", "choices", **{"options": OPTIONS, **settings})
    row = RowReader(ImportMap("my.map.yml", (KEY,), (column,), derived), ["id", "s"]).read(["1", cell])
    return {fact.attribute: fact.value for fact in row.facts}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("internet;calls", ["internet", "calls"]),
        (" calls ;  internet ", ["internet", "calls"]),
        ("Llamadas; TELEVISÃO", ["calls", "tv"]),
        ("tv;tv;Television", ["tv"]),
        ("tv;", ["tv"]),
        (";", []),
    ],
)
def test_values_and_titles_are_read_in_the_order_of_the_options(cell: str, value: list[str]) -> None:
    assert facts(cell) == {"services": value}


def test_an_empty_cell_says_nothing() -> None:
    assert facts("  ") == {}


def test_the_map_says_what_stands_between() -> None:
    assert facts("tv|calls", separator="|") == {"services": ["calls", "tv"]}


def test_values_of_the_map_translate_each_part() -> None:
    read = {"values": {"A": "internet", "B": "tv"}}
    assert facts("B;A", **read) == {"services": ["internet", "tv"]}
    with pytest.raises(BadCell, match="'C' is none of 'A', 'B'"):
        facts("A;C", **read)


def test_what_is_no_option_is_refused_with_what_is_known() -> None:
    with pytest.raises(BadCell) as refused:
        facts("internet;Radio")
    assert refused.value.column == "s"
    assert (
        "'Radio' is none of 'internet', 'calls' (Llamadas, Ligações), 'tv' (Television"
        in refused.value.reason
    )


def test_where_the_content_has_no_options_every_part_is_kept() -> None:
    assert facts("b;a", options={}) == {"services": ["b", "a"]}


@pytest.mark.parametrize(("cell", "group"), [("internet;tv", "viewer"), ("calls", "other"), (";", "other")])
def test_a_derived_fact_compares_with_each_of_several(cell: str, group: str) -> None:
    viewer = ((Comparison("services", "=", "tv"),), "viewer")
    assert facts(cell, (DerivedFact("group", (viewer, ((), "other"))),))["group"] == group
