"""A map says what the columns of a customer file are: identifiers, facts with their types, language, tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

ColumnType = Literal[
    "text", "place", "number", "amount", "satisfaction", "yes_no", "choice", "choices", "date"
]
Operator = Literal["=", "!=", "<", "<=", ">", ">="]
TYPES: tuple[ColumnType, ...] = get_args(ColumnType)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One column and how its cells are read. `values` translates a cell; a cell it does not have is refused.

    `format` is a date's (strptime); an empty cell of a required column is refused, else it says nothing.
    `separator` stands between the values of a cell of type choices, `options` are what the content says they
    may be, with their titles in every language; any are taken where it says nothing.
    """

    name: str
    column: str
    type: ColumnType = "text"
    values: Mapping[str, Any] | None = None
    format: str | None = None
    retention: str | None = None
    is_required: bool = False
    separator: str = ";"
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact of the row against one value, of several against each; a fact the row does not have makes it false."""

    attribute: str
    operator: Operator
    value: Any


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact worked out from the others: the value of the first case whose comparisons all hold."""

    attribute: str
    cases: tuple[tuple[tuple[Comparison, ...], Any], ...]
    retention: str | None = None


@dataclass(frozen=True, slots=True)
class ImportMap:
    """The first identifier is the key: every row has one, and it tells customers apart."""

    file: str
    identifiers: tuple[ColumnMap, ...]
    facts: tuple[ColumnMap, ...] = ()
    derived: tuple[DerivedFact, ...] = ()
    language: ColumnMap | None = None
    delimiter: str | None = None
    encoding: str = "utf-8"
    decimal: str = "."
    region: str | None = None
    empty: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads."""
        named = [*self.identifiers, *self.facts, *([self.language] if self.language else [])]
        return tuple(dict.fromkeys(one.column for one in named))
