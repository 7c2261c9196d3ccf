"""What a row says, cell by cell, or why it says nothing that can be used."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.import_map import ColumnMap, Comparison, DerivedFact, ImportMap
from bot.people.import_row import BadCell, ImportedCustomer, RowReader

KEY = ColumnMap("external", "id", is_required=True)


def _read(column: ColumnMap, cell: str, **settings: Any) -> ImportedCustomer:
    columns = ImportMap("my.map.yml", (KEY,), facts=(column,), **settings)
    return RowReader(columns, ["id", column.column]).read(["1", cell])


def _value(kind: Any, cell: str, decimal: str = ".", **settings: Any) -> Any:
    (fact,) = _read(ColumnMap("a", "A", kind, **settings), cell, decimal=decimal).facts
    return fact.value


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", " Rua 7 ☕ ", "Rua 7 ☕"),
        ("number", "34", 34),
        ("number", "-29.85", -29.85),
        ("number", "1,234.5", 1234.5),
        ("amount", "1 234", 1234),
        ("satisfaction", "5", 5),
        ("yes_no", "Sim", True),
        ("yes_no", "NO", False),
        ("yes_no", "0", False),
        ("choice", "gold", "gold"),
        ("date", "2021-03-05", "2021-03-05"),
    ],
)
def test_a_cell_is_read_as_its_type_says(kind: str, cell: str, value: object) -> None:
    read = _value(kind, cell)
    assert read == value and type(read) is type(value)


@pytest.mark.parametrize(
    ("cell", "value"), [("29,85", 29.85), ("1.234,5", 1234.5), ("7", 7), ("1.234", 1234)]
)
def test_a_decimal_comma_is_read_where_the_map_says_so(cell: str, value: float) -> None:
    assert _value("number", cell, decimal=",") == value


@pytest.mark.parametrize(
    ("kind", "cell", "says"),
    [
        ("number", "many", "not a number written like 1,234.5"),
        ("number", "29,85", "not a number"),
        ("number", "nan", "not a number"),
        ("number", "1e5", "not a number"),
        ("number", "9" * 50, "not a number"),
        ("yes_no", "perhaps", "neither yes nor no"),
        ("satisfaction", "6", "from 1"),
        ("date", "05/03/2021", "YYYY-MM-DD"),
        ("date", "2021-02-30", "YYYY-MM-DD"),
        ("text", "a\x00b", "control characters"),
        ("text", "a" * 10_001, "10000 are the most"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_column_and_reason(kind: str, cell: str, says: str) -> None:
    with pytest.raises(BadCell, match=says) as caught:
        _value(kind, cell)
    assert caught.value.column == "A"


def test_values_translate_cells_and_refuse_all_others() -> None:
    column = ColumnMap("a", "A", "yes_no", values={"1": "yes", "none": False})
    assert [_read(column, cell).facts[0].value for cell in ("1", "none")] == [True, False]
    with pytest.raises(BadCell, match="'2' is none of '1', 'none'"):
        _read(column, "2")


def test_an_empty_cell_says_nothing_unless_it_is_required() -> None:
    assert _read(ColumnMap("a", "A", "number"), "  ").facts == ()
    assert _read(ColumnMap("a", "A", "number"), "NA", empty=frozenset({"NA"})).facts == ()
    with pytest.raises(BadCell, match="requires it"):
        _read(ColumnMap("a", "A", "number", is_required=True), "")


def test_a_row_needs_its_key_and_as_many_cells_as_the_header() -> None:
    reader = RowReader(ImportMap("m", (KEY,)), ["id", "B"])
    with pytest.raises(BadCell, match="nobody knows who this is"):
        reader.read(["", "b"])
    with pytest.raises(BadCell, match="3 cells and the header 2"):
        reader.read(["1", "b", "c"])


def test_identifiers_are_normalised_and_a_wrong_one_is_told() -> None:
    columns = ImportMap("m", (KEY, ColumnMap("phone", "tel"), ColumnMap("email", "mail")), region="BR")
    reader = RowReader(columns, ["id", "tel", "mail"])
    assert reader.read(["1", "11 8765-4321", ""]).identifiers == (
        ("external", "1", "id"),
        ("phone", "+5511987654321", "tel"),
    )
    with pytest.raises(BadCell, match="mail: 'ana' is not an e-mail address"):
        reader.read(["1", "", "ana"])


@pytest.mark.parametrize(("cell", "language"), [("pt-BR", "pt"), ("ES", "es"), ("", None)])
def test_a_language_is_its_first_part(cell: str, language: str | None) -> None:
    columns = ImportMap("m", (KEY,), language=ColumnMap("language", "lang"))
    assert RowReader(columns, ["id", "lang"]).read(["1", cell]).language == language


def test_what_is_no_language_is_told() -> None:
    columns = ImportMap("m", (KEY,), language=ColumnMap("language", "lang"))
    with pytest.raises(BadCell, match="no language code"):
        RowReader(columns, ["id", "lang"]).read(["1", "Portuguese"])


@pytest.mark.parametrize(
    ("operator", "wanted", "cell", "holds"),
    [
        (">=", 20, "20", True),
        (">=", 20, "19.9", False),
        ("<", 20, "", False),
        ("!=", 20, "21", True),
        ("=", 20, "20.0", True),
    ],
)
def test_a_derived_fact_takes_the_first_case_that_holds(
    operator: Any, wanted: int, cell: str, holds: bool
) -> None:
    derived = DerivedFact("tier", (((Comparison("gb", operator, wanted),), "high"), ((), "low")), "2 years")
    fact = _read(ColumnMap("gb", "A", "number"), cell, derived=(derived,)).facts[-1]
    assert (fact.value, fact.source, fact.retention) == ("high" if holds else "low", "derived", "2 years")


def test_a_yes_compares_as_the_word() -> None:
    derived = DerivedFact("tier", (((Comparison("churned", "=", "yes"),), "gone"),))
    column = ColumnMap("churned", "A", "yes_no")
    assert [f.value for f in _read(column, "Yes", derived=(derived,)).facts] == [True, "gone"]
    assert [f.value for f in _read(column, "No", derived=(derived,)).facts] == [False]


@given(st.lists(st.text(), min_size=4, max_size=4))
def test_any_row_is_read_or_refused_with_a_reason(cells: list[str]) -> None:
    columns = ImportMap(
        "m",
        (KEY,),
        facts=(ColumnMap("a", "A", "number"), ColumnMap("b", "B", "date"), ColumnMap("c", "C", "text")),
    )
    try:
        RowReader(columns, ["id", "A", "B", "C"]).read(cells)
    except BadCell as error:
        assert error.reason
