"""What was published: by whom, when and why. A row is added, never changed; a trigger sees to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, func, select

from bot.dialogue.content import version_of
from bot.errors import DriplineError
from bot.store.people import insert_or_skip
from bot.store.schema import content_versions, conversations, publications

Kind = Literal["publish", "rollback"]


class PublishedMeanwhile(DriplineError):
    """Somebody published number {number} while you were at it. 'dripline flows diff {number}' shows what it changed."""


class UnknownPublication(DriplineError):
    """Number {number} was never published. 'dripline flows list' shows what was."""


class UnknownContentVersion(DriplineError):
    """The content version '{version}' is not in the database. Restore the database from a backup that has it."""


class AlteredVersion(DriplineError):
    """The content version '{version}' is not what was stored under this name. Restore it from a backup."""


@dataclass(frozen=True, slots=True)
class Publication:
    """`version` is the content's hash; `accepted` are the warnings its author said yes to."""

    number: int
    version: str
    kind: Kind
    author: str
    reason: str
    accepted: tuple[str, ...]
    published_at: datetime


def latest(connection: Connection) -> Publication | None:
    """The one that serves; None when nothing was ever published, and the disk serves."""
    row = connection.execute(select(publications).order_by(publications.c.number.desc()).limit(1)).first()
    return _publication(row) if row else None


def all_publications(connection: Connection) -> tuple[Publication, ...]:
    """The newest first."""
    rows = connection.execute(select(publications).order_by(publications.c.number.desc()))
    return tuple(_publication(row) for row in rows)


def publication(connection: Connection, number: int) -> Publication:
    """Raises UnknownPublication."""
    row = connection.execute(select(publications).where(publications.c.number == number)).first()
    if row is None:
        raise UnknownPublication(number=number)
    return _publication(row)


def add(
    connection: Connection,
    after: int,
    version: str,
    kind: Kind,
    author: str,
    reason: str,
    accepted: Sequence[str],
    now: datetime,
) -> Publication:
    """The next number after the one the author looked at. Raises PublishedMeanwhile when that is taken."""
    row = {
        "number": after + 1,
        "content_version": version,
        "kind": kind,
        "author": author,
        "reason": reason,
        "accepted": list(accepted),
        "published_at": now,
    }
    added = connection.execute(
        insert_or_skip(connection, publications).values(row).returning(publications.c.number)
    ).scalar()
    if added is None:
        raise PublishedMeanwhile(number=after + 1)
    return Publication(after + 1, version, kind, author, reason, tuple(accepted), now)


def keep_version(connection: Connection, version: str, files: Mapping[str, str], now: datetime) -> None:
    """The files under their hash, once."""
    row = {"id": version, "files": dict(files), "created_at": now}
    connection.execute(insert_or_skip(connection, content_versions).values(row))


def files_of(connection: Connection, version: str) -> Mapping[str, str]:
    """Raises UnknownContentVersion, and AlteredVersion when the files are not those the hash was made of."""
    files = connection.execute(
        select(content_versions.c.files).where(content_versions.c.id == version)
    ).scalar()
    if files is None:
        raise UnknownContentVersion(version=version)
    if version_of(files) != version:
        raise AlteredVersion(version=version)
    return dict(files)


def conversations_on(connection: Connection) -> Mapping[str, int]:
    """How many open conversations are on each version."""
    rows = connection.execute(
        select(conversations.c.content_version, func.count())
        .where(conversations.c.closed_at.is_(None))
        .group_by(conversations.c.content_version)
    )
    return {row.content_version: row[1] for row in rows}


def _publication(row: Row[Any]) -> Publication:
    return Publication(
        row.number,
        row.content_version,
        cast(Kind, row.kind),
        row.author,
        row.reason,
        tuple(row.accepted),
        row.published_at,
    )
