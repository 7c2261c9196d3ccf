"""What must not be asked of whom again, when all else about them is gone. Only keyed hashes are kept."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.people.identifiers import Identifier
from bot.store.people import identifiers_of, insert_or_skip
from bot.store.schema import new_id, suppressions

_CHUNK = 500
_AMONG = select(suppressions.c.digest).where(suppressions.c.digest.in_(bindparam("digests", expanding=True)))


def suppress(
    connection: Connection,
    known_by: Iterable[Identifier],
    attributes: Iterable[str],
    secret: str,
    now: datetime,
) -> int:
    """Leaves a digest for every identifier and attribute. Returns how many are new."""
    wanted = sorted(attributes)
    rows = [
        {"id": new_id(), "digest": _digest(identifier, attribute, secret), "created_at": now}
        for identifier in known_by
        for attribute in wanted
    ]
    left = 0
    for start in range(0, len(rows), _CHUNK):
        insertion = insert_or_skip(connection, suppressions).values(rows[start : start + _CHUNK])
        left += len(connection.execute(insertion.returning(suppressions.c.id)).all())
    return left


def suppressed_attributes(
    connection: Connection, person_id: str, attributes: Iterable[str], secret: str
) -> frozenset[str]:
    """Which of these attributes somebody known by one of this person's identifiers had erased."""
    wanted = frozenset(attributes)
    attribute_of = {
        _digest(identifier, attribute, secret): attribute
        for identifier in identifiers_of(connection, person_id)
        for attribute in wanted
    }
    digests = list(attribute_of)
    found: set[str] = set()
    for start in range(0, len(digests), _CHUNK):
        chunk = {"digests": digests[start : start + _CHUNK]}
        found.update(connection.execute(_AMONG, chunk).scalars())
    return frozenset(attribute_of[digest] for digest in found)


def _digest(identifier: Identifier, attribute: str, secret: str) -> str:
    text = f"{identifier.kind}:{identifier.value}:{attribute}"
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()
