"""Which conversation a message goes into: the open one, or a new one after a silence.

The caller owns the transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, false, insert, select

from bot.messages import InboundMessage
from bot.store.contacts import add_contact
from bot.store.conversations import close_conversation
from bot.store.people import Known
from bot.store.schema import conversations, messages, new_id, persons
from bot.store.silence import Silence, is_over
from bot.store.unanswered import IS_UNANSWERED

# Statements of the main path are built once: building one costs more than running it.
_OPEN_CONVERSATION = (
    select(
        conversations,
        exists().where(messages.c.conversation_id == conversations.c.id, IS_UNANSWERED).label("has_waiting"),
    )
    .where(
        conversations.c.identifier_id == bindparam("identifier"),
        conversations.c.channel == bindparam("on_channel"),
        conversations.c.closed_at.is_(None),
    )
    .with_for_update(of=conversations)
)
_LANGUAGE = select(persons.c.language).where(persons.c.id == bindparam("person"))
_ADD_CONVERSATION = insert(conversations).returning(conversations, false().label("has_waiting"))


@dataclass(frozen=True, slots=True)
class Episodes:
    """What a new conversation begins with, and when the next message needs one."""

    content_version: Callable[[], str]
    default_language: Callable[[], str]
    silence: Silence

    def of(self, connection: Connection, message: InboundMessage, known: Known, now: datetime) -> Row[Any]:
        """The conversation's row, locked, and whether a message waits in it (`has_waiting`)."""
        conversation = self._open(connection, message, known, now)
        return self._begun(connection, message, known, now) if conversation is None else conversation

    def _open(
        self, connection: Connection, message: InboundMessage, known: Known, now: datetime
    ) -> Row[Any] | None:
        found = connection.execute(
            _OPEN_CONVERSATION, {"identifier": known.identifier_id, "on_channel": message.channel}
        ).first()
        if found is not None and is_over(connection, found, self.silence, now):
            close_conversation(connection, found.id, "silence", now)
            return None
        return found

    def _begun(
        self, connection: Connection, message: InboundMessage, known: Known, now: datetime
    ) -> Row[Any]:
        language = connection.execute(_LANGUAGE, {"person": known.person_id}).scalar()
        conversation_id = new_id()
        if not message.is_ours:
            reference = f"conversation:{conversation_id}"
            add_contact(connection, known.person_id, message.channel, "service", now, reference)
        row: dict[str, Any] = {
            "id": conversation_id,
            "person_id": known.person_id,
            "identifier_id": known.identifier_id,
            "channel": message.channel,
            "language": language or message.language or self.default_language(),
            "owner": "bot",
            "content_version": self.content_version(),
            "state": {},
            "next_position": 0,
            "opened_at": now,
            "last_message_at": now,
        }
        return connection.execute(_ADD_CONVERSATION, row).one()
