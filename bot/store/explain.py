"""What was decided in a conversation and why, read back for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.errors import UnknownConversation
from bot.store.schema import asks, benefits, conversations, decisions, messages, treatment_uses

Rows = tuple[Row[Any], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One conversation of the list; `asked` is the attribute of its one question."""

    id: str
    channel: str
    opened_at: datetime
    messages: int
    asked: str | None
    close_reason: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Decisions in order, the ledger's lines and benefits of the conversation, and the treatments used."""

    id: str
    channel: str
    language: str
    decisions: Rows
    ledger: Rows
    benefits: Rows
    treatments: tuple[str, ...]


def recent_conversations(connection: Connection, limit: int) -> tuple[Listed, ...]:
    """The newest first."""
    counted = (
        select(func.count())
        .where(messages.c.conversation_id == conversations.c.id)
        .scalar_subquery()
        .label("messages")
    )
    rows = connection.execute(
        select(
            conversations.c.id,
            conversations.c.channel,
            conversations.c.opened_at,
            counted,
            asks.c.attribute,
            conversations.c.close_reason,
        )
        .outerjoin(asks, (asks.c.conversation_id == conversations.c.id) & asks.c.asked_at.is_not(None))
        .order_by(conversations.c.id.desc())
        .limit(limit)
    )
    return tuple(Listed(*row) for row in rows)


def explain_conversation(connection: Connection, conversation_id: str) -> Explanation:
    """Raises UnknownConversation."""
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).first()
    if row is None:
        raise UnknownConversation(conversation_id=conversation_id)

    def of_it(table: Any) -> Rows:
        found = select(table).where(table.c.conversation_id == conversation_id).order_by(table.c.id)
        return tuple(connection.execute(found).all())

    treatments = tuple(use.treatment for use in of_it(treatment_uses))
    return Explanation(
        row.id, row.channel, row.language, of_it(decisions), of_it(asks), of_it(benefits), treatments
    )
