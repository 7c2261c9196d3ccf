"""Codes by SMS that prove a number: few, short-lived, guessed at a few times at most, and kept as keyed hashes only.

The caller owns the transaction, and commits it for a wrong guess too: guesses are counted.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text, true, update

from bot.errors import DriplineError
from bot.messages import Address
from bot.outgoing import PENDING
from bot.store.merges import verify_visitor
from bot.store.numbers import same_number
from bot.store.people import add_identifier, find_by_identifier, verify_identifier
from bot.store.schema import codes, deliveries, new_id
from bot.store.session import Database

LIFETIME = timedelta(minutes=10)
ATTEMPTS = 5
EVIDENCE = "code by SMS"
_DIGITS = 6
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_KEPT = timedelta(days=2)
_LOCK = 7_205_941_140
_NO_CODE = "0" * 64


class TooManyCodes(DriplineError):
    """Too many codes were asked for. The next one can be sent in {seconds} seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Codes:
    """How many codes a number, a visitor and everybody together may ask for. `secret` keys the hashes."""

    secret: str
    per_number: tuple[tuple[timedelta, int], ...] = ((_HOUR, 3), (_DAY, 6))
    per_visitor: tuple[tuple[timedelta, int], ...] = ((_HOUR, 3), (_DAY, 10))
    of_all: tuple[tuple[timedelta, int], ...] = ((_HOUR, 200),)

    def issue(self, connection: Connection, visitor: str, number: str, now: datetime) -> str:
        """A new code for a number (E.164), which ends the visitor's earlier ones. Raises TooManyCodes."""
        if (
            connection.dialect.name == "postgresql"
        ):  # counting and adding are one; SQLite's writers queue anyway
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        by_visitor = codes.c.visitor == self._hash("visitor", visitor)
        by_number = codes.c.number == self._hash("number", number)
        limits = ((by_number, self.per_number), (by_visitor, self.per_visitor), (true(), self.of_all))
        waits = [
            wait
            for who, windows in limits
            for window, most in windows
            if (wait := _wait(connection, who, window, most, now))
        ]
        if waits:
            raise TooManyCodes(math.ceil(max(waits).total_seconds()))
        connection.execute(
            update(codes).where(by_visitor, codes.c.settled_at.is_(None)).values(settled_at=now)
        )
        code, code_id = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}", new_id()
        row = {
            "id": code_id,
            "visitor": self._hash("visitor", visitor),
            "number": self._hash("number", number),
            "digest": self._hash("code", code_id, code),
            "attempts": 0,
            "created_at": now,
            "expires_at": now + LIFETIME,
        }
        connection.execute(insert(codes).values(**row))
        return code

    def check(self, connection: Connection, visitor: str, number: str, code: str, now: datetime) -> bool:
        """Whether this is the visitor's code for the number. Right once; a wrong guess is counted."""
        row = connection.execute(
            update(codes)
            .where(
                codes.c.visitor == self._hash("visitor", visitor),
                codes.c.number == self._hash("number", number),
                codes.c.settled_at.is_(None),
                codes.c.expires_at > now,
                codes.c.attempts < ATTEMPTS,
            )
            .values(attempts=codes.c.attempts + 1)
            .returning(codes.c.id, codes.c.digest)
        ).first()
        expected = row.digest if row else _NO_CODE
        is_right = hmac.compare_digest(expected, self._hash("code", row.id if row else "", code))
        if row is None or not is_right:
            return False
        settled = update(codes).where(codes.c.id == row.id, codes.c.settled_at.is_(None))
        return bool(connection.execute(settled.values(settled_at=now)).rowcount)

    def _hash(self, *parts: str) -> str:
        return hmac.new(
            self.secret.encode(), "\x1f".join(("code", *parts)).encode(), hashlib.sha256
        ).hexdigest()


def prove_number(
    connection: Connection, identifier_id: str, person_id: str, number: str, now: datetime
) -> str:
    """The visitor behind an identifier owns this number: they become whoever the number is known as.

    A number nobody has becomes theirs. Returns the person's id. Raises VisitorIsSomeoneElse.
    """
    same_number(connection, Address("phone", number, is_verified=True), now)
    owner = find_by_identifier(connection, "phone", number)
    if owner is None:
        add_identifier(connection, person_id, "phone", number, evidence=EVIDENCE, now=now, verified_at=now)
        verify_identifier(connection, identifier_id, EVIDENCE, now)
        return person_id
    verify_visitor(connection, identifier_id, owner.person_id, EVIDENCE, now)
    verify_identifier(connection, owner.identifier_id, EVIDENCE, now)
    return owner.person_id


def has_proved(connection: Connection, person_id: str, number: str) -> bool:
    """Whether a number is proven to be this person's."""
    owner = find_by_identifier(connection, "phone", number)
    return owner is not None and owner.is_verified and owner.person_id == person_id


def forget_old_codes(connection: Connection, now: datetime) -> int:
    """Old lines go, and so does a dead code from the words that were sent."""
    connection.execute(
        update(deliveries)
        .where(
            deliveries.c.message_id.is_(None),
            deliveries.c.author == "system",
            deliveries.c.purpose == "service",
            deliveries.c.state.not_in(PENDING),
            deliveries.c.created_at < now - LIFETIME,
            deliveries.c.body != "",
        )
        .values(body="")
    )
    return connection.execute(delete(codes).where(codes.c.created_at < now - _KEPT)).rowcount


def forget_codes(database: Database, clock: Callable[[], datetime]) -> int:
    """The same as a chore of the worker. Returns how many lines went."""
    with database.transaction() as connection:
        return forget_old_codes(connection, clock())


def _wait(
    connection: Connection, who: ColumnElement[bool], window: timedelta, most: int, now: datetime
) -> timedelta | None:
    """How long until the window has room; None when it has."""
    recent: Any = select(codes.c.created_at).where(who, codes.c.created_at > now - window)
    count = connection.execute(select(func.count()).select_from(recent.subquery())).scalar_one()
    if count < most:
        return None
    blocking = recent.order_by(codes.c.created_at.desc()).offset(most - 1).limit(1)
    first: datetime = connection.execute(blocking).scalar_one()
    return first + window - now
