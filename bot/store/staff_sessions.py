"""Sessions of staff and the links that begin one. What a browser or a link holds is kept as a hash only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from bot.staff.errors import LinkSpent
from bot.staff.model import LINK_LASTS, Account, Lifetime, Method, Session
from bot.store.audit import audit, by_staff
from bot.store.schema import staff, staff_links, staff_sessions
from bot.store.staff import account_of

_SEEN_AGAIN = timedelta(minutes=1)
_LONGEST_BROWSER = 200


@dataclass(frozen=True, slots=True)
class Begun:
    """A new session, and what its browser must hold."""

    session: Session
    token: str


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def begin_session(
    connection: Connection, account: Account, method: Method, browser: str, lifetime: Lifetime, now: datetime
) -> Begun:
    """Signed in from here on; sessions that ended are forgotten."""
    token = secrets.token_urlsafe(32)
    session = Session(
        hashed(token), account, method, now, now, now + lifetime.whole, browser[:_LONGEST_BROWSER]
    )
    connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at <= now))
    connection.execute(
        insert(staff_sessions).values(
            id=session.id,
            staff_id=account.id,
            method=method,
            browser=session.browser,
            created_at=now,
            seen_at=now,
            expires_at=session.expires_at,
        )
    )
    connection.execute(update(staff).where(staff.c.id == account.id).values(signed_in_at=now))
    audit(connection, by_staff(account.id), "sign_in", None, method, now)
    return Begun(session, token)


def find_session(connection: Connection, token: str) -> Session | None:
    """Over or not; see Session.is_over."""
    found = _sessions(connection, staff_sessions.c.id == hashed(token))
    return found[0] if found else None


def sessions_of(connection: Connection, staff_id: str) -> list[Session]:
    """Newest first."""
    return _sessions(connection, staff_sessions.c.staff_id == staff_id)


def needs_to_be_seen(session: Session, now: datetime) -> bool:
    """A deed is noted once a minute, not at each click."""
    return now - session.seen_at >= _SEEN_AGAIN


def see(connection: Connection, session: Session, now: datetime) -> None:
    connection.execute(update(staff_sessions).where(staff_sessions.c.id == session.id).values(seen_at=now))


def end_session(connection: Connection, session: Session, now: datetime) -> None:
    connection.execute(delete(staff_sessions).where(staff_sessions.c.id == session.id))
    audit(connection, by_staff(session.account.id), "sign_out", None, "", now)


def new_link(connection: Connection, account: Account, now: datetime) -> str:
    """The token of a link that signs its holder in once; links from before are spent."""
    token = secrets.token_urlsafe(32)
    connection.execute(delete(staff_links).where(staff_links.c.staff_id == account.id))
    connection.execute(
        insert(staff_links).values(
            id=hashed(token), staff_id=account.id, created_at=now, expires_at=now + LINK_LASTS
        )
    )
    return token


def link_holder(connection: Connection, token: str, now: datetime) -> Account:
    """Whose link it is. Raises LinkSpent."""
    query = (
        select(staff)
        .join(staff_links, staff_links.c.staff_id == staff.c.id)
        .where(staff_links.c.id == hashed(token), staff_links.c.expires_at > now)
    )
    row = connection.execute(query).first()
    if row is None or row.disabled_at is not None:
        raise LinkSpent
    return account_of(row)


def spend_link(connection: Connection, token: str, now: datetime) -> Account:
    """Use it up; of two at once one gets it. Raises LinkSpent."""
    account = link_holder(connection, token, now)
    if not connection.execute(delete(staff_links).where(staff_links.c.id == hashed(token))).rowcount:
        raise LinkSpent
    return account


def _sessions(connection: Connection, condition: object) -> list[Session]:
    of_session = [
        staff_sessions.c.id.label("session_id"),
        staff_sessions.c.method,
        staff_sessions.c.browser,
        staff_sessions.c.created_at.label("begun_at"),
        staff_sessions.c.seen_at,
        staff_sessions.c.expires_at,
    ]
    query = (
        select(staff, *of_session)
        .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(staff_sessions.c.created_at.desc())
    )
    return [
        Session(
            row.session_id,
            account_of(row),
            row.method,
            row.begun_at,
            row.seen_at,
            row.expires_at,
            row.browser,
        )
        for row in connection.execute(query)
    ]
