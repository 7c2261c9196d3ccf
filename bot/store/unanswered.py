"""Messages that wait for an answer, and the leases by which one process at a time answers a conversation's.

The caller owns the transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, or_, select, update

from bot.store.processes import PROCESS, is_gone
from bot.store.schema import conversations, messages
from bot.turn import Unanswered

_LEASE = timedelta(seconds=40)
IS_UNANSWERED = and_(messages.c.direction == "in", messages.c.answered_at.is_(None))
_UNANSWERED = (
    select(messages.c.id)
    .where(IS_UNANSWERED, messages.c.conversation_id == bindparam("conversation"))
    .order_by(messages.c.position)
)


def unanswered_in(connection: Connection, conversation_id: str) -> tuple[str, ...]:
    """The ids of a conversation's unanswered messages, the oldest first."""
    return tuple(connection.execute(_UNANSWERED, {"conversation": conversation_id}).scalars())


def waiting(connection: Connection, now: datetime, limit: int) -> tuple[str, ...]:
    """Conversations with a message that nobody is answering, longest waiting first."""
    rows = connection.execute(
        select(messages.c.conversation_id)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            IS_UNANSWERED,
            _is_unleased(now),
        )
        .order_by(messages.c.id)
        .limit(limit)
    ).scalars()
    return tuple(dict.fromkeys(rows))


def depth(connection: Connection) -> int:
    """How many messages wait for an answer."""
    return len(connection.execute(select(messages.c.id).where(IS_UNANSWERED)).all())


def is_free(conversation: Row[Any], now: datetime) -> bool:
    """Whether no lease on it holds."""
    return conversation.lease_until is None or conversation.lease_until < now


def lease_from(now: datetime) -> dict[str, Any]:
    """What a conversation's row says while this process answers in it."""
    return {"lease_owner": PROCESS, "lease_until": now + _LEASE}


def claim(connection: Connection, conversation_id: str, now: datetime) -> Unanswered | None:
    """See bot.turn.Inbox."""
    leased = connection.execute(
        update(conversations)
        .where(
            conversations.c.id == conversation_id,
            _is_unleased(now),
        )
        .values(**lease_from(now))
    ).rowcount
    found = _oldest_unanswered(connection, conversation_id) if leased else None
    if leased and found is None:
        release(connection, conversation_id, None)
    return found


def count_try(connection: Connection, message_id: str) -> None:
    """One more try to answer a message has failed."""
    connection.execute(
        update(messages).where(messages.c.id == message_id).values(attempts=messages.c.attempts + 1)
    )


def release(connection: Connection, conversation_id: str, until: datetime | None) -> None:
    """Let go what this process leased; nobody takes it before `until`."""
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.lease_owner == PROCESS)
        .values(lease_owner=None, lease_until=until)
    )


def free_leases_of_the_dead(connection: Connection) -> int:
    """Leases of processes of this machine that are gone are free at once. Returns how many."""
    owners = connection.execute(
        select(conversations.c.lease_owner).where(conversations.c.lease_owner.is_not(None)).distinct()
    ).scalars()
    dead = [owner for owner in owners if is_gone(owner)]
    return connection.execute(
        update(conversations)
        .where(conversations.c.lease_owner.in_(dead))
        .values(lease_owner=None, lease_until=None)
    ).rowcount


def free_leases_of_this_process(connection: Connection) -> None:
    """Every lease that this process holds is free at once."""
    connection.execute(
        update(conversations)
        .where(conversations.c.lease_owner == PROCESS)
        .values(lease_owner=None, lease_until=None)
    )


def _is_unleased(now: datetime) -> ColumnElement[bool]:
    """What is_free says of a row, as the database asks it."""
    return or_(conversations.c.lease_until.is_(None), conversations.c.lease_until < now)


def _oldest_unanswered(connection: Connection, conversation_id: str) -> Unanswered | None:
    row = connection.execute(
        select(
            messages.c.id,
            messages.c.conversation_id,
            messages.c.text,
            messages.c.payload,
            messages.c.attempts,
        )
        .where(IS_UNANSWERED, messages.c.conversation_id == conversation_id)
        .order_by(messages.c.position)
        .limit(1)
    ).first()
    return Unanswered(*row) if row else None
