"""Replies as rows: written once for a message, and read again. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from bot.dialogue.moment import Moment
from bot.messages import Option, Reply
from bot.store.schema import messages, new_id

# Statements of the main path are built once: building one costs more than running it.
_ADD_REPLIES = insert(messages)
_REPLIES = (
    select(messages).where(messages.c.in_reply_to == bindparam("message")).order_by(messages.c.position)
)
_ASKED = messages.alias("asked")
# One statement, so that both are of one moment: replies that come between two looks would be missed.
_ANSWER = (
    select(_ASKED.c.answered_at.label("asked_answered_at"), messages)
    .select_from(_ASKED.outerjoin(messages, messages.c.in_reply_to == _ASKED.c.id))
    .where(_ASKED.c.id == bindparam("message"))
    .order_by(messages.c.position)
)
_WITH_OPTIONS = ("ask", "question", "handoff")


def stored_replies(connection: Connection, message_id: str) -> tuple[Reply, ...]:
    """The replies to a message, in order."""
    rows = connection.execute(_REPLIES, {"message": message_id})
    return tuple(_reply_from(row) for row in rows)


def answer_to(connection: Connection, message_id: str) -> tuple[Reply, ...] | None:
    """The replies to a message, or None while it is unanswered; none to a message that there is not."""
    rows = connection.execute(_ANSWER, {"message": message_id}).all()
    replies = tuple(_reply_from(row) for row in rows if row.id is not None)
    is_waiting = any(row.asked_answered_at is None for row in rows)
    return None if is_waiting and not replies else replies


def replies_before(connection: Connection, conversation_id: str, position: int) -> tuple[Reply, ...]:
    """What was said in answer to the last message that was answered before a position."""
    before = connection.execute(
        select(messages.c.in_reply_to)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.direction == "out",
            messages.c.in_reply_to.is_not(None),
            messages.c.position < position,
        )
        .order_by(messages.c.position.desc())
        .limit(1)
    ).scalar()
    return stored_replies(connection, before) if before else ()


def options_before(connection: Connection, conversation_id: str, position: int) -> tuple[Option, ...]:
    """The options of the newest thing that was asked before a position; none when it had none."""
    row = connection.execute(
        select(messages)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.direction == "out",
            messages.c.position < position,
            messages.c.kind.in_(_WITH_OPTIONS),
        )
        .order_by(messages.c.position.desc())
        .limit(1)
    ).first()
    return _reply_from(row).options if row else ()


def add_replies(
    connection: Connection, moment: Moment, position: int, replies: Sequence[Reply]
) -> tuple[Reply, ...]:
    """Write what answers the moment's message, from a position on; returns the replies with their ids."""
    rows = [_row_of(reply, moment, position + offset) for offset, reply in enumerate(replies)]
    if rows:
        connection.execute(_ADD_REPLIES, rows)
    return tuple(
        Reply(r.kind, r.text, r.options, r.flow or None, r.step or None, r.question, r.agent, str(row["id"]))
        for r, row in zip(replies, rows, strict=True)
    )


def _row_of(reply: Reply, moment: Moment, position: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "conversation_id": moment.conversation_id,
        "position": position,
        "direction": "out",
        "channel": moment.channel,
        "in_reply_to": moment.heard.id,
        "kind": reply.kind,
        "text": reply.text,
        "options": [[o.value, o.title, o.payload] for o in reply.options] or None,
        "flow": reply.flow or None,
        "step": reply.step or None,
        "question": reply.question,
        "agent": reply.agent,
        "created_at": moment.now,
    }


def _reply_from(row: Row[Any]) -> Reply:
    options = tuple(Option(*option) for option in row.options or ())
    return Reply(row.kind, row.text, options, row.flow, row.step, row.question, row.agent, row.id)
