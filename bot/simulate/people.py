"""The simulation's company: a fresh database, content that may ask in each conversation, synthetic customers."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from bot.answers import NUMERIC
from bot.dialogue.content import Content
from bot.simulate.plan import SimulationError, Stage
from bot.store.migrate import upgrade
from bot.store.schema import facts, identifiers, metadata, new_id, persons
from bot.store.session import Database

_SHARE_KNOWN = 0.7
NO_GAP: Mapping[str, str] = {"minimum_gap:": "  minimum_gap: 0 hours\n"}
"""Every conversation may ask: the simulation lasts minutes, not days."""


def prepare_database(stage: Stage) -> Database:
    """An empty database of its own. Raises SimulationError for one that has customers in it."""
    stage.folder.mkdir(parents=True, exist_ok=True)
    if stage.database_url is None:
        for leftover in stage.folder.glob("dripline.db*"):
            leftover.unlink()
    upgrade(stage.url)
    database = Database(stage.url)
    with database.reading() as connection:
        if connection.execute(persons.select().limit(1)).first() is not None:
            raise SimulationError(problem=f"{stage.url} has customers in it; name an empty database")
    return database


def content_with(stage: Stage, changes: Mapping[str, str]) -> Path:
    """A copy of the content whose company.yml has other lines: the beginning of a line -> what stands there instead."""
    folder = stage.folder / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stage.content, folder)
    company = folder / "company.yml"
    lines = company.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [
        next((new for key, new in changes.items() if line.strip().startswith(key)), line) for line in lines
    ]
    company.write_text("".join(changed), encoding="utf-8")
    return folder


def add_customers(database: Database, stage: Stage, content: Content) -> tuple[tuple[str, str], ...]:
    """(external id, person id) of each synthetic customer, made of the demo customers at random."""
    rng = Random(stage.seed)  # noqa: S311
    rows = _demo_rows(stage.content / "customers.csv")
    made = []
    with database.transaction() as connection:
        for number in range(stage.customers):
            external = f"sim-{number:05d}"
            person_id = _add(connection, external, _facts(rng, rows, content))
            made.append((external, person_id))
    return tuple(made)


def _demo_rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _facts(rng: Random, rows: list[Mapping[str, str]], content: Content) -> Iterator[tuple[str, Any]]:
    for name, text in rng.choice(rows).items():
        described = content.described(name)
        if text and described is not None and rng.random() < _SHARE_KNOWN:
            is_number = described.type in NUMERIC
            yield name, (float(text) if is_number else text)


def _add(connection: Connection, external: str, known: Iterator[tuple[str, Any]]) -> str:
    now, person_id = datetime.now(UTC), new_id()
    connection.execute(insert(persons).values(id=person_id, created_at=now))
    connection.execute(
        insert(identifiers).values(
            id=new_id(),
            person_id=person_id,
            kind="external",
            value=external,
            evidence="import",
            verified_at=now,
            created_at=now,
        )
    )
    rows = [
        {
            "id": new_id(),
            "person_id": person_id,
            "attribute": attribute,
            "value": value,
            "source": "imported",
            "confidence": 1.0,
            "recorded_at": now,
        }
        for attribute, value in known
    ]
    if rows:
        connection.execute(insert(facts), rows)
    return person_id


def clear(database: Database) -> None:
    """Every table empty, in a database that was made for simulations."""
    with database.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
