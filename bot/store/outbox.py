"""The queue of deliveries: what may go next, who has it, and what is known about the way there.

Deliveries to one number on one channel go in order, one at a time. One that must wait for better hours (held)
holds up nothing. Leases keep workers apart. The caller owns the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, or_, select, text, update

from bot.outgoing import PENDING
from bot.store.processes import PROCESS
from bot.store.schema import UtcDateTime, conversations, deliveries, identifiers, messages

LEASE = timedelta(seconds=60)
_PACE_LOCK = {"sms": 7_205_941_132, "whatsapp": 7_205_941_133}
_earlier = deliveries.alias("earlier")
_now = bindparam("now", type_=UtcDateTime())
_IS_NEXT = ~exists().where(
    and_(
        _earlier.c.channel == deliveries.c.channel,
        _earlier.c.recipient == deliveries.c.recipient,
        _earlier.c.state.in_(PENDING),
        _earlier.c.held_until.is_(None),
        _earlier.c.id < deliveries.c.id,
    )
)
_DUE = (
    select(
        deliveries,
        conversations.c.owner,
        conversations.c.language,
        conversations.c.person_id.label("talks_with"),
        messages.c.flow,
        messages.c.in_reply_to,
    )
    .outerjoin(conversations, conversations.c.id == deliveries.c.conversation_id)
    .outerjoin(messages, messages.c.id == deliveries.c.message_id)
    .where(
        deliveries.c.state == "queued",
        deliveries.c.channel == bindparam("on_channel"),
        deliveries.c.next_attempt_at <= _now,
        _IS_NEXT,
    )
    .order_by(deliveries.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=deliveries, skip_locked=True)
)
_HAS_WORK = select(
    exists()
    .where(
        or_(
            and_(deliveries.c.state.in_(("queued", "unknown")), deliveries.c.next_attempt_at <= _now),
            and_(deliveries.c.state == "sending", deliveries.c.lease_until < _now),
        )
    )
    .select_from(deliveries)
)
_UNKNOWN = (
    select(deliveries)
    .where(
        deliveries.c.state == "unknown",
        deliveries.c.next_attempt_at <= _now,
        or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until < _now),
    )
    .order_by(deliveries.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def has_work(connection: Connection, now: datetime) -> bool:
    """Whether anything is due. It locks nothing."""
    return bool(connection.execute(_HAS_WORK, {"now": now}).scalar())


def due(connection: Connection, channel: str, now: datetime, most: int) -> Sequence[Row[Any]]:
    """What may be sent now on a channel, in order: the first of each number's queue."""
    return connection.execute(_DUE, {"on_channel": channel, "now": now, "most": most}).all()


def free_slots(connection: Connection, channel: str, per_second: float, now: datetime) -> int:
    """How many the sender of this channel may send now, over all workers. Held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PACE_LOCK[channel]})
    window = timedelta(seconds=max(1.0, 1.0 / per_second))
    recent = connection.execute(
        select(func.count()).where(deliveries.c.channel == channel, deliveries.c.attempted_at > now - window)
    ).scalar_one()
    return max(0, max(1, int(per_second)) - int(recent))


def mark_sending(connection: Connection, delivery_id: str, now: datetime, **values: Any) -> Row[Any]:
    """Written and committed before the provider is called, so that a crash leaves a trace. Returns the row."""
    return connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id)
        .values(
            state="sending",
            attempts=deliveries.c.attempts + 1,
            attempted_at=now,
            held_until=None,
            lease_owner=PROCESS,
            lease_until=now + LEASE,
            updated_at=now,
            **values,
        )
        .returning(deliveries)
    ).one()


def put_off(connection: Connection, delivery_id: str, until: datetime, now: datetime, **values: Any) -> None:
    """Not before a time; the state stays."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(("queued", "unknown")))
        .values(next_attempt_at=until, updated_at=now, lease_owner=None, lease_until=None, **values)
    )


def abandon_sending(connection: Connection, now: datetime) -> int:
    """What a worker that is gone was sending: nobody knows whether it went. Returns how many."""
    return connection.execute(
        update(deliveries)
        .where(deliveries.c.state == "sending", deliveries.c.lease_until < now)
        .values(
            state="unknown",
            error_meaning="The process that was sending it stopped.",
            next_attempt_at=now,
            lease_owner=None,
            lease_until=None,
            updated_at=now,
        )
    ).rowcount


def claim_unknown(connection: Connection, now: datetime, most: int) -> Sequence[Row[Any]]:
    """What the provider must be asked about, leased to this process."""
    found = connection.execute(_UNKNOWN, {"now": now, "most": most}).all()
    if found:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_([row.id for row in found]))
            .values(lease_owner=PROCESS, lease_until=now + LEASE)
        )
    return found


def claimed_sids(connection: Connection, row: Row[Any]) -> frozenset[str]:
    """The provider's ids of other messages to the same number."""
    found = connection.execute(
        select(deliveries.c.provider_sid).where(
            deliveries.c.recipient == row.recipient,
            deliveries.c.provider_sid.is_not(None),
            deliveries.c.id != row.id,
        )
    )
    return frozenset(found.scalars())


def last_inbound(connection: Connection, channel: str, recipient: str) -> datetime | None:
    """When this number last wrote to us on a channel, in whichever conversation."""
    return connection.execute(
        select(messages.c.created_at)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
        .where(
            identifiers.c.kind.in_(("phone", "whatsapp")),
            identifiers.c.value == recipient,
            messages.c.channel == channel,
            messages.c.direction == "in",
            messages.c.kind != "follow_up",
        )
        .order_by(messages.c.created_at.desc())
        .limit(1)
    ).scalar()


def window_was_closed(connection: Connection, recipient: str, code: int, since: datetime | None) -> bool:
    """The provider said, after the number's last message, that the window is closed."""
    said = [
        deliveries.c.channel == "whatsapp",
        deliveries.c.recipient == recipient,
        deliveries.c.error_code == code,
    ]
    if since is not None:
        said.append(deliveries.c.updated_at >= since)
    return bool(connection.execute(select(exists().where(*said))).scalar())


def rest_of_turn(connection: Connection, row: Row[Any]) -> Sequence[Row[Any]]:
    """What else the same turn says after this, not sent yet, in order."""
    if row.in_reply_to is None:
        return []
    return connection.execute(
        select(deliveries)
        .join(messages, messages.c.id == deliveries.c.message_id)
        .where(
            deliveries.c.conversation_id == row.conversation_id,
            messages.c.in_reply_to == row.in_reply_to,
            deliveries.c.state == "queued",
            deliveries.c.id > row.id,
        )
        .order_by(deliveries.c.id)
    ).all()


def unreported(
    connection: Connection, sent_before: datetime, sent_after: datetime, most: int
) -> Sequence[str]:
    """The provider's ids of messages that it took and never said more about, oldest first."""
    found = connection.execute(
        select(deliveries.c.provider_sid)
        .where(
            deliveries.c.state == "sent",
            deliveries.c.provider_sid.is_not(None),
            deliveries.c.attempted_at < sent_before,
            deliveries.c.attempted_at > sent_after,
        )
        .order_by(deliveries.c.id)
        .limit(most)
    )
    return list(found.scalars())
