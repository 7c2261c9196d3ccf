"""Many rows at once, as fast as each database takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same columns: COPY on PostgreSQL, the driver's own loop on SQLite."""
    if not rows:
        return
    names = list(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    prepared = _prepared(connection, table, names, rows)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(
            f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})",  # noqa: S608
            prepared,
        )
        return
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy,
    ):
        for values in prepared:
            copy.write_row(values)


def _prepared(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the driver wants them; each column's type does what it does for a statement."""
    columns = [_column(connection, table, name, rows) for name in names]
    return list(zip(*columns, strict=True))


def _column(connection: Connection, table: Table, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    values = [row[name] for row in rows]
    convert: Callable[[Any], Any] | None = (
        table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    )
    return values if convert is None else _converted(values, convert)


def _converted(values: Sequence[Any], convert: Callable[[Any], Any]) -> list[Any]:
    """The same moment, yes or number stands in most rows: it is converted once."""
    known: dict[tuple[type, Any], Any] = {}
    converted = []
    for value in values:
        if isinstance(value, list | dict):
            converted.append(convert(value))
            continue
        key = (value.__class__, value)
        if key not in known:
            known[key] = convert(value)
        converted.append(known[key])
    return converted
