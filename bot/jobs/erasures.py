"""Erasures that customers asked for, and the engine's trackers that must be dropped with them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.errors import UnknownPerson
from bot.store.erasure import erase_person
from bot.store.people import insert_or_skip
from bot.store.schema import erasures, tracker_drops
from bot.store.session import Database


def erase_and_drop(connection: Connection, person_id: str, secret: str, now: datetime, actor: str) -> None:
    """Erase a person, and note which of the engine's trackers must go; that survives an engine that is down."""
    erased = erase_person(connection, person_id, secret, now, actor=actor)
    for conversation_id in erased.conversation_ids:
        note_tracker_drop(connection, conversation_id, now)


def note_tracker_drop(connection: Connection, conversation_id: str, now: datetime) -> None:
    connection.execute(
        insert_or_skip(connection, tracker_drops).values(conversation_id=conversation_id, created_at=now)
    )


class DueErasures:
    """Carries out what was confirmed in a conversation, once its farewell had time to arrive."""

    def __init__(self, database: Database, secret: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._secret = secret
        self._clock = clock

    def do_due(self) -> int:
        now = self._clock()
        with self._database.reading() as connection:
            due = (
                connection.execute(select(erasures.c.person_id).where(erasures.c.due_at <= now))
                .scalars()
                .all()
            )
        for person_id in due:
            with self._database.transaction() as connection:
                try:
                    erase_and_drop(connection, person_id, self._secret, now, "customer")
                except UnknownPerson:
                    connection.execute(delete(erasures).where(erasures.c.person_id == person_id))
        return len(due)


class TrackerDrops:
    """Has the engine forget what it still holds of erased conversations."""

    def __init__(self, database: Database, forget: Callable[[str], Awaitable[None]]) -> None:
        self._database = database
        self._forget = forget

    def pending(self) -> list[str]:
        with self._database.reading() as connection:
            return list(connection.execute(select(tracker_drops.c.conversation_id).limit(100)).scalars())

    async def drop(self, conversation_id: str) -> None:
        """Raises EngineUnavailable; it stays pending then."""
        await self._forget(conversation_id)

    def done(self, conversation_id: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                delete(tracker_drops).where(tracker_drops.c.conversation_id == conversation_id)
            )
