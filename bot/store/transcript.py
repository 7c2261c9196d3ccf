"""What was said with one visitor, in order, and where a reader of it has got to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, false, or_, select

from bot.messages import Option
from bot.store.moves import moved_from
from bot.store.schema import conversations, desk_messages, identifiers, messages

_KEPT_IN_CURSOR = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One message of either side. `position` counts within its conversation. `author` is the agent's name."""

    id: str
    conversation_id: str
    position: int
    direction: str
    kind: str
    text: str
    payload: str | None
    options: tuple[Option, ...]
    provider_id: str | None
    created_at: datetime
    author: str | None = None


_LINES = (
    select(messages, desk_messages.c.staff_name)
    .join(conversations, conversations.c.id == messages.c.conversation_id)
    .outerjoin(desk_messages, desk_messages.c.message_id == messages.c.id)
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a reader has read: the last position of the newest few conversations, newest last.

    More than one, because a reply may still come to a conversation after the next one was opened.
    """

    positions: Mapping[str, int]

    @classmethod
    def read(cls, text: str) -> Cursor:
        """From its text form; what cannot be read is a reader who has read nothing."""
        positions = {}
        for part in text.split(",")[-_KEPT_IN_CURSOR:]:
            conversation, _, position = part.partition(":")
            if conversation.isalnum() and position.isascii() and position.isdigit() and len(position) < 10:
                positions[conversation] = int(position)
        return cls(positions)

    def __str__(self) -> str:
        return ",".join(f"{conversation}:{position}" for conversation, position in self.positions.items())

    def after(self, line: Line) -> Cursor:
        position = max(line.position, self.positions.get(line.conversation_id, -1))
        newest = sorted({**self.positions, line.conversation_id: position}.items())[-_KEPT_IN_CURSOR:]
        return Cursor(dict(newest))

    def after_all(self, lines: Iterable[Line]) -> Cursor:
        cursor = self
        for line in lines:
            cursor = cursor.after(line)
        return cursor


def lines_after(
    connection: Connection, identifier_id: str, cursor: Cursor, channel: str = "webchat", limit: int = 200
) -> tuple[Line, ...]:
    """What the reader has not read yet, oldest first."""
    newest = max(cursor.positions, default="")
    unread = [
        and_(messages.c.conversation_id == conversation, messages.c.position > position)
        for conversation, position in cursor.positions.items()
    ]
    rows = connection.execute(
        _LINES.where(conversations.c.identifier_id == identifier_id, messages.c.channel == channel)
        .where(or_(false(), *unread, messages.c.conversation_id > newest))
        .order_by(messages.c.conversation_id, messages.c.position)
        .limit(limit)
    )
    return tuple(_line(row) for row in rows)


def latest_lines(
    connection: Connection, identifier_id: str, channel: str = "webchat", limit: int = 100
) -> tuple[Line, ...]:
    """The newest lines, oldest first; of a conversation that moved to a phone, what was said here."""
    moved = moved_from(connection, identifier_id)
    is_theirs = conversations.c.identifier_id == identifier_id
    rows = connection.execute(
        _LINES.where(or_(is_theirs, conversations.c.id.in_(moved)) if moved else is_theirs)
        .where(messages.c.channel == channel)
        .order_by(messages.c.conversation_id.desc(), messages.c.position.desc())
        .limit(limit)
    ).all()
    return tuple(_line(row) for row in reversed(rows))


def waiting_since(connection: Connection, identifier_id: str, channel: str = "webchat") -> datetime | None:
    """When the oldest message that the bot still owes an answer to came in."""
    row = connection.execute(
        select(messages.c.created_at)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            conversations.c.identifier_id == identifier_id,
            conversations.c.owner == "bot",
            messages.c.channel == channel,
            messages.c.direction == "in",
            messages.c.answered_at.is_(None),
        )
        .order_by(messages.c.id)
        .limit(1)
    ).first()
    return row.created_at if row else None


def changed_since(connection: Connection, message_id: str) -> Mapping[str, tuple[str, str]]:
    """Web chat messages newer than an id: message id -> (conversation id, visitor)."""
    rows = connection.execute(
        select(messages.c.id, messages.c.conversation_id, identifiers.c.value)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
        .where(messages.c.id > message_id, messages.c.channel == "webchat")
        .order_by(messages.c.id)
        .limit(1_000)
    )
    return {row.id: (row.conversation_id, row.value) for row in rows}


def _line(row: Row[Any]) -> Line:
    return Line(
        id=row.id,
        conversation_id=row.conversation_id,
        position=row.position,
        direction=row.direction,
        kind=row.kind,
        text=row.text,
        payload=row.payload,
        options=tuple(Option(*option) for option in row.options or ()),
        provider_id=row.provider_id,
        created_at=row.created_at,
        author=row.staff_name,
    )
