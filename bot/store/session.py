"""The database and its transactions. SQLite and PostgreSQL behave the same to everyone above."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

_BUSY_SECONDS = 30
_MAPPED_BYTES = 256 * 1024 * 1024


class Database:
    """One database. `transaction()` writes, `reading()` only reads; both hand out a connection.

    On SQLite a writer takes the write lock at BEGIN, so two writers never deadlock on an upgrade; within one
    process they queue fairly on a lock of ours, because SQLite's own waiting sleeps and is unfair.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writers: Any = threading.Lock() if self.is_sqlite else _NoLock()
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)
        self._kept: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; commits at the end of the block, rolls back when it raises."""
        with self._writers, self._writing() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look, nothing written."""
        with self.engine.connect() as connection:
            yield connection
            connection.rollback()

    def close(self) -> None:
        with self._writers:
            self._let_go()
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """On SQLite always the same connection, which knows the pages it wrote; after a failure a new one."""
        if not self.is_sqlite:
            with self.engine.connect() as connection:
                yield connection
            return
        if self._kept is None:
            self._kept = self.engine.connect()
            self._kept.info["is_writing"] = True
        try:
            yield self._kept
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.info["is_writing"] = False
            kept.close()


def is_retryable(error: Exception) -> bool:
    """A race lost to another transaction: run again, it finds what the other did."""
    if isinstance(error, IntegrityError | OperationalError):
        return True
    return isinstance(error, DBAPIError) and "deadlock" in str(error).lower()


class _NoLock:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        pool_size=16,
        max_overflow=16,
        # The connection used last has the pages in its cache still: any other must read them again after its writes.
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _: Any) -> None:
        # The driver must not open transactions by itself: BEGIN IMMEDIATE is ours.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("is_writing") else "BEGIN")

    return engine


def _postgresql(url: str) -> Engine:
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), pool_size=16, max_overflow=16, pool_pre_ping=True
    )
