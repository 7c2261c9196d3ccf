"""Trainings of the engine's model that publications asked for: one row for each set of phrases, claimed by a lease."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, or_, select, update

from bot.store.people import insert_or_skip
from bot.store.schema import new_id, trainings

Status = Literal["waiting", "running", "serves", "kept_old", "failed"]
LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Training:
    """`status` 'kept_old': the new model is worse, so the old one stays; `report` says why."""

    id: str
    fingerprint: str
    version: str
    status: str
    progress: str
    report: Mapping[str, Any] | None
    requested_at: datetime
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        return self.status not in ("waiting", "running")


def request(connection: Connection, fingerprint: str, version: str, now: datetime) -> Training:
    """Ask for a model with these phrases. One that failed, or that has served before, is tried again."""
    row = {
        "id": new_id(),
        "fingerprint": fingerprint,
        "content_version": version,
        "status": "waiting",
        "progress": "waiting for a worker",
        "requested_at": now,
    }
    connection.execute(insert_or_skip(connection, trainings).values(row))
    again = {name: row[name] for name in ("content_version", "status", "progress", "requested_at")}
    connection.execute(
        update(trainings)
        .where(trainings.c.fingerprint == fingerprint, trainings.c.status.not_in(("waiting", "running")))
        .values(**again, finished_at=None, report=None)
    )
    return of_fingerprint(connection, fingerprint) or _impossible()


def of_fingerprint(connection: Connection, fingerprint: str) -> Training | None:
    row = connection.execute(select(trainings).where(trainings.c.fingerprint == fingerprint)).first()
    return _training(row) if row else None


def newest(connection: Connection) -> Training | None:
    """The one that was asked for last."""
    row = connection.execute(
        select(trainings).order_by(trainings.c.requested_at.desc(), trainings.c.id.desc()).limit(1)
    ).first()
    return _training(row) if row else None


def claim(connection: Connection, owner: str, now: datetime) -> Training | None:
    """The training asked for last that nobody works on, leased to this process; older ones are given up."""
    last = newest(connection)
    if last is None:
        return None
    connection.execute(
        update(trainings)
        .where(trainings.c.status == "waiting", trainings.c.id != last.id)
        .values(status="failed", progress="a newer publication took its place", finished_at=now)
    )
    is_free = or_(
        trainings.c.status == "waiting",
        and_(trainings.c.status == "running", trainings.c.lease_until < now),
    )
    row = connection.execute(
        update(trainings)
        .where(trainings.c.id == last.id, is_free)
        .values(status="running", progress="starting", lease_owner=owner, lease_until=now + LEASE)
        .returning(trainings)
    ).first()
    return _training(row) if row else None


def keep_lease(
    connection: Connection, training: Training, owner: str, now: datetime, doing: str | None = None
) -> None:
    """Still at it; `doing` says at what."""
    progress = {} if doing is None else {"progress": doing}
    connection.execute(
        update(trainings)
        .where(trainings.c.id == training.id, trainings.c.lease_owner == owner)
        .values(lease_until=now + LEASE, **progress)
    )


def finish(
    connection: Connection,
    training: Training,
    owner: str,
    status: Status,
    progress: str,
    report: Mapping[str, Any] | None,
    now: datetime,
) -> None:
    """Only who holds the lease may say how it ended."""
    connection.execute(
        update(trainings)
        .where(trainings.c.id == training.id, trainings.c.lease_owner == owner)
        .values(
            status=status,
            progress=progress,
            report=dict(report) if report is not None else None,
            finished_at=now,
            lease_owner=None,
            lease_until=None,
        )
    )


def _training(row: Row[Any]) -> Training:
    return Training(
        row.id,
        row.fingerprint,
        row.content_version,
        row.status,
        row.progress,
        row.report,
        row.requested_at,
        row.finished_at,
    )


def _impossible() -> Training:
    raise AssertionError("a row that was just added is there")
