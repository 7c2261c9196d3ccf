"""The schema's versions. Any number of processes may call `upgrade` at once: one works, the others wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store.session import Database

_FOLDER = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 7_205_941_131


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database to a revision, creating it when it is empty. All or nothing."""
    with _locked(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Go back to a revision ('base' is an empty database). Data of dropped tables and columns is lost."""
    with _locked(url) as connection:
        command.downgrade(_config(connection), revision)


def current(url: str) -> str | None:
    """The revision the database is at; None when it was never upgraded."""
    database = Database(url)
    try:
        with database.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        database.close()


def head() -> str:
    """The newest revision this code knows."""
    return ScriptDirectory.from_config(_config(None)).get_current_head() or "base"


@contextmanager
def _locked(url: str) -> Iterator[Connection]:
    database = Database(url)
    try:
        with database.transaction() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            yield connection
    finally:
        database.close()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
