"""Agents who have signed in: a session of each in the store, and what their pages send along."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store.session import Database
from bot.store.staff import add_member
from bot.store.staff_sessions import begin_session
from bot.web.staff.room import StaffRoom

Headers = dict[str, str]


def signed_in(database: Database, room: StaffRoom, count: int) -> list[Headers]:
    """The headers of each agent's page, as if all had signed in with their passwords."""
    return [_agent(database, room, number) for number in range(count)]


def _agent(database: Database, room: StaffRoom, number: int) -> Headers:
    now = datetime.now(UTC)
    with database.transaction() as connection:
        account = add_member(
            connection, f"Agent {number}", f"agent{number}@bench.example", "agent", "bench", now
        )
        begun = begin_session(connection, account, "password", "bench", room.lifetime, now)
    return {"Cookie": f"dripline_staff={begun.token}", "X-CSRF-Token": room.form_token(begun.session.id)}
