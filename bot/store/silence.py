"""How silence ends a conversation. The caller owns the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, or_, select

from bot.outgoing import PUSH_CHANNELS
from bot.store.conversations import close_conversation
from bot.store.schema import conversations, messages

_FOLLOW_UP_WAITS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a conversation may be silent before the next message opens a new one."""

    webchat: timedelta = timedelta(minutes=30)
    messaging: timedelta = timedelta(hours=24)

    def of(self, channel: str) -> timedelta:
        return self.messaging if channel in PUSH_CHANNELS else self.webchat


def is_over(connection: Connection, conversation: Row[Any], silence: Silence, now: datetime) -> bool:
    """Whether a conversation was silent for too long, and no follow-up of ours waits for an answer in it."""
    return now - conversation.last_message_at > silence.of(conversation.channel) and not _follow_up_waits(
        connection, conversation.id, now
    )


def close_silent(connection: Connection, silence: Silence, now: datetime) -> int:
    """End conversations that have been silent for too long; a question still open in one was ignored."""
    silent = connection.execute(
        select(conversations.c.id).where(
            conversations.c.closed_at.is_(None),
            ~_waits_for_follow_up(conversations.c.id, now),
            or_(
                and_(
                    conversations.c.channel.in_(PUSH_CHANNELS),
                    conversations.c.last_message_at < now - silence.messaging,
                ),
                and_(
                    conversations.c.channel.not_in((*PUSH_CHANNELS, "phone")),
                    conversations.c.last_message_at < now - silence.webchat,
                ),
            ),
        )
    ).scalars()
    ended = list(silent)
    for conversation_id in ended:
        close_conversation(connection, conversation_id, "silence", now)
    return len(ended)


def _waits_for_follow_up(conversation_id: Any, now: datetime) -> ColumnElement[bool]:
    """Whether the last word in a conversation was a follow-up of ours that may still be answered there."""
    newer = messages.alias("newer")
    return exists().where(
        messages.c.conversation_id == conversation_id,
        messages.c.kind == "follow_up",
        messages.c.created_at > now - _FOLLOW_UP_WAITS,
        ~exists().where(
            newer.c.conversation_id == messages.c.conversation_id,
            newer.c.direction == "in",
            newer.c.position > messages.c.position,
        ),
    )


def _follow_up_waits(connection: Connection, conversation_id: str, now: datetime) -> bool:
    return bool(connection.execute(select(_waits_for_follow_up(conversation_id, now))).scalar())
