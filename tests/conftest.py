"""Databases for tests: what takes `database` runs on SQLite and on PostgreSQL, each time on a fresh one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql

from bot.store.migrate import upgrade
from bot.store.schema import new_id
from bot.store.session import Database
from tests.postgresql import running_postgresql, url_of

# A slow machine is no failure: nothing here asserts how long something takes.
settings.register_profile(
    "dripline", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("dripline")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """The name of a migrated database from which each test's own is copied."""
    _administer(postgresql_server, "CREATE DATABASE {}", "dripline_template")
    upgrade(url_of(postgresql_server, "dripline_template"))
    return "dripline_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file of which each test gets a copy."""
    path = tmp_path_factory.mktemp("template") / "dripline.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "dripline.db")
    return f"sqlite:///{tmp_path / 'dripline.db'}"


@pytest.fixture
def postgresql_url(postgresql_server: str, postgresql_template: str) -> Iterator[str]:
    name = f"test_{new_id()}"
    _administer(postgresql_server, "CREATE DATABASE {} TEMPLATE {}", name, postgresql_template)
    yield url_of(postgresql_server, name)
    _administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, migrated database; for tests that start processes of their own."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    name = f"empty_{new_id()}"
    _administer(server, "CREATE DATABASE {}", name)
    yield url_of(server, name)
    _administer(server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database, once on SQLite and once on PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()


def _administer(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(url_of(server, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
