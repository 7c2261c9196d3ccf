"""One conversation: which is open, its history, and its end. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.store.asks import settle_ignored
from bot.store.schema import conversations, events, new_id

_ADD_EVENT = insert(events)
_OPEN = select(conversations.c.id, conversations.c.owner, conversations.c.language).where(
    conversations.c.identifier_id == bindparam("identifier"),
    conversations.c.channel == bindparam("on_channel"),
    conversations.c.closed_at.is_(None),
)


class OpenConversation(NamedTuple):
    """`owner` is bot, waiting or agent."""

    id: str
    owner: str
    language: str


def open_conversation(
    connection: Connection, identifier_id: str, channel: str = "webchat"
) -> OpenConversation | None:
    """The one that the next message continues; None when it begins another."""
    row = connection.execute(_OPEN, {"identifier": identifier_id, "on_channel": channel}).first()
    return OpenConversation(*row) if row else None


def last_conversation(connection: Connection, identifier_id: str, channel: str = "webchat") -> str:
    """The id of the newest conversation here; '' when there is none."""
    query = select(conversations.c.id).where(
        conversations.c.identifier_id == identifier_id, conversations.c.channel == channel
    )
    return connection.execute(query.order_by(conversations.c.id.desc()).limit(1)).scalar() or ""


def add_event(
    connection: Connection,
    conversation_id: str,
    kind: str,
    data: Mapping[str, Any],
    now: datetime,
    message_id: str | None = None,
) -> None:
    """One line of a conversation's history, of a message where there is one."""
    row = {
        "id": new_id(),
        "conversation_id": conversation_id,
        "message_id": message_id,
        "kind": kind,
        "data": dict(data),
        "recorded_at": now,
    }
    connection.execute(_ADD_EVENT, row)


def close_conversation(connection: Connection, conversation_id: str, reason: str, now: datetime) -> None:
    """End a conversation. A question that is still open in it was ignored; ignored twice counts as declined."""
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.closed_at.is_(None))
        .values(closed_at=now, close_reason=reason)
    )
    settle_ignored(connection, conversation_id, now)
