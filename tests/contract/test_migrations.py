"""The migrations make exactly the schema that the code declares, up and down, on both databases."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.store.migrate import current, downgrade, head, upgrade
from bot.store.schema import metadata
from bot.store.session import Database

_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def _indexes(connection: Connection) -> set[tuple[str, str]]:
    """Every index with its definition, its condition included, which Alembic does not compare."""
    rows = connection.execute(text(_INDEXES[connection.dialect.name]))
    return {(name, definition) for name, definition in rows if "alembic" not in name}


def _columns(connection: Connection) -> dict[str, list[str]]:
    look = inspect(connection)
    tables = [name for name in look.get_table_names() if name != "alembic_version"]
    return {
        table: [f"{c['name']} {c['type']!s} {c['nullable']} {c['default']}" for c in look.get_columns(table)]
        + sorted(f"{key['name']} {key['constrained_columns']}" for key in look.get_foreign_keys(table))
        + sorted(f"{key['name']} {key['column_names']}" for key in look.get_unique_constraints(table))
        for table in tables
    }


def test_the_migrated_schema_is_the_declared_one(empty_database_url: str) -> None:
    declared = Database(empty_database_url)
    with declared.transaction() as connection:
        metadata.create_all(connection)
        indexes, columns = _indexes(connection), _columns(connection)
        metadata.drop_all(connection)
    upgrade(empty_database_url)
    with declared.reading() as connection:
        migrated = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(migrated, metadata) == []
        assert _indexes(connection) == indexes
        assert _columns(connection) == columns
    declared.close()


def test_up_down_and_up_again(empty_database_url: str) -> None:
    assert current(empty_database_url) is None
    upgrade(empty_database_url)
    assert current(empty_database_url) == head()
    downgrade(empty_database_url, "base")
    database = Database(empty_database_url)
    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    database.close()
    upgrade(empty_database_url)
    assert current(empty_database_url) == head()


def test_upgrading_what_is_up_to_date_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    assert current(database_url) == head()


def test_processes_may_upgrade_at_once(empty_database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=upgrade, args=(empty_database_url,)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert current(empty_database_url) == head()


def test_a_percent_sign_in_the_path_is_nothing_special(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / '100%25' / 'dripline.db'}"
    upgrade(url)
    assert current(url) == head()
