"""Customers by the thousand or the million, made by SQL inside SQLite: the same ones for every bot."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.store.migrate import upgrade

FACTS = ("name", "segment", "plan", "monthly_charge")
FIRST = 1_000_000
"""The first customer's external id; they are numbered from here."""

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)"
_VALUES = {
    "name": """'"Ana ' || i || '"'""",
    "segment": "'\"personal\"'",
    "plan": """'"prado"'""",
    "monthly_charge": "20 + i % 60",
}
_FAST = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -400000",
    "PRAGMA locking_mode = EXCLUSIVE",
)
_STOCK_SCHEMA = """
    CREATE TABLE persons (id TEXT PRIMARY KEY, language TEXT);
    CREATE TABLE identifiers (id INTEGER PRIMARY KEY, person_id TEXT NOT NULL, kind TEXT, value TEXT,
        UNIQUE (kind, value));
    CREATE TABLE facts (id INTEGER PRIMARY KEY, person_id TEXT NOT NULL, attribute TEXT, value TEXT,
        recorded_at REAL, superseded_at REAL);
    CREATE UNIQUE INDEX current_facts ON facts (person_id, attribute) WHERE superseded_at IS NULL;
    CREATE TABLE messages (id INTEGER PRIMARY KEY, conversation TEXT, person_id TEXT, direction TEXT, text TEXT,
        created_at REAL);
    CREATE INDEX messages_of ON messages (conversation);
"""


def make_ours(path: Path, count: int) -> None:
    """Our schema as it is migrated, with so many customers, each with an external id, a phone and four facts."""
    _remove(path)
    upgrade(f"sqlite:///{path}")
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    given = {"count": count, "now": moment, "ms": f"{int(datetime.now(UTC).timestamp() * 1000):012x}"}
    with _bulk(path) as database:
        dropped = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name IN ('persons', 'identifiers', 'facts')"
        ).fetchall()
        for name, _ in dropped:
            database.execute(f'DROP INDEX "{name}"')
        person = "printf('%s%014x', :ms, i)"
        database.execute(
            f"{_NUMBERS} INSERT INTO persons (id, language, created_at) SELECT {person}, 'en', :now FROM n",
            given,
        )
        for offset, kind, value in ((0, "external", f"{FIRST} + i"), (1, "phone", "printf('+1555%08d', i)")):
            database.execute(
                f"{_NUMBERS} INSERT INTO identifiers (id, person_id, kind, value, evidence, created_at)"
                f" SELECT printf('%s%013x{offset}', :ms, i), {person}, '{kind}', {value}, 'import', :now FROM n",
                given,
            )
        for offset, attribute in enumerate(FACTS):
            database.execute(
                f"{_NUMBERS} INSERT INTO facts (id, person_id, attribute, value, source, confidence, recorded_at)"
                f" SELECT printf('%s%013x{offset}', :ms, i), {person}, '{attribute}', {_VALUES[attribute]},"
                " 'imported', 1.0, :now FROM n",
                given,
            )
        for _, sql in dropped:
            database.execute(sql)
    _settle(path)


def make_stock(path: Path, count: int) -> None:
    """The same customers in the tables of the stock bot's action."""
    _remove(path)
    given = {"count": count}
    with _bulk(path) as database:
        database.executescript(_STOCK_SCHEMA)
        person = "printf('%026x', i)"
        database.execute(f"{_NUMBERS} INSERT INTO persons SELECT {person}, 'en' FROM n", given)
        database.execute(
            f"{_NUMBERS} INSERT INTO identifiers (person_id, kind, value)"
            f" SELECT {person}, 'external', {FIRST} + i FROM n",
            given,
        )
        for attribute in FACTS:
            database.execute(
                f"{_NUMBERS} INSERT INTO facts (person_id, attribute, value, recorded_at)"
                f" SELECT {person}, '{attribute}', {_VALUES[attribute]}, 0 FROM n",
                given,
            )
    _settle(path)


def make_csv(path: Path, count: int) -> None:
    """A file for `dripline import customers` with the demo's own map: the columns of content/customers.csv."""
    with Path("content/customers.csv").open(encoding="utf-8", newline="") as demo:
        header, *rows = csv.reader(demo)
    external, email, phone = (header.index(name) for name in ("external_id", "email", "phone"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(count):
            row = list(rows[number % len(rows)])
            row[external], row[email] = str(FIRST + number), f"customer{number}@example.com"
            row[phone] = f"+551199{number:07d}"
            writer.writerow(row)


def senders(count: int, stride: int = 1) -> Iterator[str]:
    """Every customer once, as a sender of the REST channel."""
    return (f"customer:{FIRST + number}" for number in range(0, count, stride))


@contextmanager
def _bulk(path: Path) -> Iterator[sqlite3.Connection]:
    """Nothing is safe against a crash while it fills: the file is made anew each time."""
    with closing(sqlite3.connect(path)) as database:
        for pragma in _FAST:
            database.execute(pragma)
        yield database
        database.commit()


def _settle(path: Path) -> None:
    """Closed, on disk and in WAL, as a store in use is."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
