"""One row of a customer file becomes one customer: identifiers, language and facts, or a reason why not."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answers import option_name
from bot.people.facts import FactSource
from bot.people.identifiers import InvalidIdentifier, normalise
from bot.people.import_choices import choices_reader
from bot.people.import_map import ColumnMap, Comparison, DerivedFact, ImportMap

MAX_TEXT = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_YES = frozenset({"yes", "y", "true", "1", "sí", "si", "s", "sim"})
_NO = frozenset({"no", "n", "false", "0", "não", "nao"})
_REMEMBERED_CELLS = 5_000
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class BadCell(Exception):
    """A cell that cannot be read: its column and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ImportedFact:
    attribute: str
    value: Any
    source: FactSource
    retention: str | None


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """`identifiers` are (kind, canonical value, column); the first one is the key."""

    identifiers: tuple[tuple[str, str, str], ...]
    language: str | None
    facts: tuple[ImportedFact, ...]


class RowReader:
    """Reads rows of a file with this header. What a cell means is worked out once per distinct text."""

    def __init__(self, columns: ImportMap, header: Sequence[str]) -> None:
        self._map = columns
        self._width = len(header)
        place = {name: number for number, name in reversed(list(enumerate(header)))}
        self._identifiers = [(place[one.column], one) for one in columns.identifiers]
        self._facts = [(place[one.column], _reader(one, columns), one) for one in columns.facts]
        language = columns.language
        self._language = (place[language.column], _reader(language, columns), language) if language else None

    def read(self, cells: Sequence[str]) -> ImportedCustomer:
        """Raises BadCell."""
        if len(cells) != self._width:
            raise BadCell("", f"the row has {len(cells)} cells and the header {self._width}")
        identifiers = tuple(self._read_identifiers(cells))
        facts = {}
        for place, read, column in self._facts:
            value = self._read(cells[place], read, column)
            if value is not None:
                facts[column.name] = ImportedFact(column.name, value, "imported", column.retention)
        for derived in self._map.derived:
            value = _derive(derived, {name: fact.value for name, fact in facts.items()})
            if value is not None:
                facts[derived.attribute] = ImportedFact(
                    derived.attribute, value, "derived", derived.retention
                )
        language = None
        if self._language:
            place, read, column = self._language
            language = _language(self._read(cells[place], read, column), column)
        return ImportedCustomer(identifiers, language, tuple(facts.values()))

    def _read_identifiers(self, cells: Sequence[str]) -> Any:
        for place, column in self._identifiers:
            cell = cells[place].strip()
            if not cell or cell in self._map.empty:
                if column.is_required:
                    raise BadCell(column.column, "it is empty, and without it nobody knows who this is")
                continue
            try:
                yield column.name, normalise(column.name, cell, self._map.region), column.column
            except InvalidIdentifier as error:
                raise BadCell(column.column, str(error).rstrip(".")) from error

    def _read(self, raw: str, read: Callable[[str], Any], column: ColumnMap) -> Any:
        cell = raw.strip()
        if not cell or cell in self._map.empty:
            if column.is_required:
                raise BadCell(column.column, "it is empty and the map requires it")
            return None
        try:
            return read(cell)
        except ValueError as error:
            raise BadCell(column.column, str(error)) from error


def _reader(column: ColumnMap, columns: ImportMap) -> Callable[[str], Any]:
    """What reads a cell of this column; raises ValueError with the reason."""
    plain = _plain_reader(column, columns.decimal)
    remembered: dict[str, Any] = {}

    def one(cell: str) -> Any:
        return plain(_translated(column, cell))

    whole = choices_reader(column, one) if column.type == "choices" else one

    def read(cell: str) -> Any:
        if cell in remembered:
            return remembered[cell]
        value = whole(cell)
        if len(remembered) < _REMEMBERED_CELLS:
            remembered[cell] = value
        return value

    return read


def _translated(column: ColumnMap, cell: str) -> str:
    if column.values is None:
        return cell
    if cell not in column.values:
        known = ", ".join(f"'{known}'" for known in column.values)
        raise ValueError(f"'{_shown(cell)}' is none of {known}; mend it or add it to the map's values")
    return option_name(column.values[cell])


def _plain_reader(column: ColumnMap, decimal: str) -> Callable[[str], Any]:
    if column.type in ("number", "amount"):
        return lambda cell: _number(cell, decimal if column.values is None else ".")
    if column.type == "date":
        return lambda cell: _date(cell, column.format)
    return {"yes_no": _yes_no, "satisfaction": _satisfaction}.get(column.type, _text)


def _text(cell: str) -> str:
    if _CONTROL.search(cell):
        raise ValueError("it has control characters in it; remove them")
    if len(cell) > MAX_TEXT:
        raise ValueError(f"it has {len(cell)} characters; {MAX_TEXT} are the most")
    return cell


def _number(cell: str, decimal: str) -> int | float:
    thousands = "." if decimal == "," else ","
    pattern = rf"-?(\d+|\d{{1,3}}([{thousands}\s]\d{{3}})+)([{decimal}]\d+)?"
    if not re.fullmatch(pattern, cell) or len(cell) > 40:
        raise ValueError(f"'{_shown(cell)}' is not a number written like 1{thousands}234{decimal}5")
    plain = re.sub(rf"[{thousands}\s]", "", cell).replace(decimal, ".")
    number = float(plain)
    return number if "." in plain and math.isfinite(number) else int(plain)


def _yes_no(cell: str) -> bool:
    word = cell.lower()
    if word not in _YES and word not in _NO:
        raise ValueError(
            f"'{_shown(cell)}' is neither yes nor no; mend it or say in the map's values what it means"
        )
    return word in _YES


def _satisfaction(cell: str) -> int:
    if cell not in ("1", "2", "3", "4", "5"):
        raise ValueError(f"'{_shown(cell)}' is no satisfaction from 1 (completely dissatisfied) to 5")
    return int(cell)


def _date(cell: str, pattern: str | None) -> str:
    try:
        return datetime.strptime(cell, pattern or "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise ValueError(f"'{_shown(cell)}' is not a date written as {pattern or 'YYYY-MM-DD'}") from error


def _language(value: str | None, column: ColumnMap) -> str | None:
    """Of 'pt-BR' the language is 'pt'."""
    if value is None:
        return None
    language = re.split(r"[-_]", value.lower())[0]
    if not _LANGUAGE.fullmatch(language):
        raise BadCell(column.column, f"'{_shown(value)}' is no language code such as en, es or pt")
    return language


def _derive(derived: DerivedFact, known: Mapping[str, Any]) -> Any:
    for comparisons, value in derived.cases:
        if all(_holds(comparison, known.get(comparison.attribute)) for comparison in comparisons):
            return value
    return None


def _holds(comparison: Comparison, value: Any) -> bool:
    """A yes or no compares as the word; only numbers are greater or less."""
    wanted = comparison.value
    if value is None:
        return False
    if comparison.operator in ("=", "!="):
        return _equals(value, wanted) == (comparison.operator == "=")
    return _is_number(value) and bool(_ORDER[comparison.operator](value, wanted))


def _equals(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return any(_equals(one, wanted) for one in value)
    if _is_number(value) and _is_number(wanted):
        return bool(value == wanted)
    return option_name(value) == option_name(wanted)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:60]}…"
