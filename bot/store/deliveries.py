"""What is to be sent to phones: one row a part of a reply, made in the transaction that makes the reply.

A row's state says what is known: queued, sending (written before the provider is called), unknown (called, no
clear answer), sent (the provider has it), and then what the provider reports. The caller owns the transaction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from bot.messages import Reply
from bot.outgoing import (
    PUSH_CHANNELS,
    Meaning,
    Purpose,
    Receipt,
    State,
    later_state,
    reported_state,
)
from bot.store.schema import (
    conversations,
    deliveries,
    events,
    identifiers,
    messages,
    new_id,
)

NO_NUMBER = "No phone number is known for this conversation."
_ADDRESSES = ("phone", "whatsapp")
_ADD = insert(deliveries)
# Who is written to, in which language, and whether we began the turn ourselves.
_ADDRESSEE = (
    select(
        conversations.c.id,
        conversations.c.person_id,
        conversations.c.channel,
        conversations.c.language,
        identifiers.c.kind,
        identifiers.c.value,
        messages.c.kind.label("heard_kind"),
    )
    .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
    .outerjoin(messages, messages.c.id == bindparam("heard"))
    .where(conversations.c.id == bindparam("conversation"))
)

# The newest message that came from outside, with what came beside it; a number of ours may be a short code.
_RECEIVED = (
    select(events.c.data)
    .where(events.c.conversation_id == bindparam("conversation"), events.c.kind == "received")
    .order_by(events.c.id.desc())
    .limit(1)
)
_NUMBER = re.compile(r"\+?\d{3,15}")


class Part(Protocol):
    """One message of a provider. `body` is all of it as plain text."""

    @property
    def body(self) -> str: ...

    @property
    def content_sid(self) -> str | None: ...

    @property
    def content_variables(self) -> Mapping[str, str] | None: ...


Render = Callable[[str, Reply, str], Sequence[Part]]


def enqueue(
    connection: Connection,
    conversation_id: str,
    heard_id: str | None,
    replies: Sequence[Reply],
    render: Render,
    now: datetime,
    *,
    author: str = "bot",
) -> int:
    """Queue stored replies (with their ids) of a conversation on a phone; others are not sent. Returns how many.

    What is said in a turn that we began ourselves, such as a follow-up, is no service.
    """
    to = connection.execute(_ADDRESSEE, {"conversation": conversation_id, "heard": heard_id}).first()
    if to is None or to.channel not in PUSH_CHANNELS:
        return 0
    written_to = _written_to(connection, conversation_id, to.channel)
    purpose: Purpose = "follow_up" if to.heard_kind == "follow_up" else "service"
    parts = [
        {"message_id": reply.id, "part": number, **_content(part)}
        for reply in replies
        for number, part in enumerate(render(to.channel, reply, to.language))
    ]
    common = {
        "conversation_id": to.id,
        "person_id": to.person_id,
        "channel": to.channel,
        "recipient": to.value if to.kind in _ADDRESSES else "",
        "purpose": purpose,
        "author": author,
        "sender": written_to,
    }
    return _add(connection, [{**common, **part} for part in parts], now)


def _written_to(connection: Connection, conversation_id: str, channel: str) -> str | None:
    """The number of ours that the customer last wrote to: it answers. None for a messaging service, which knows."""
    data = connection.execute(_RECEIVED, {"conversation": conversation_id}).scalar() or {}
    scheme, _, number = str(data.get("to", "")).rpartition(":")
    is_here = scheme == ("whatsapp" if channel == "whatsapp" else "")
    return number if is_here and not data.get("messaging_service") and _NUMBER.fullmatch(number) else None


def enqueue_text(
    connection: Connection,
    *,
    person_id: str,
    channel: str,
    recipient: str,
    body: str,
    purpose: Purpose,
    now: datetime,
) -> str:
    """Queue a text that belongs to no conversation, such as a code. Returns the delivery's id."""
    delivery_id = new_id()
    row = {
        "id": delivery_id,
        "message_id": None,
        "conversation_id": None,
        "person_id": person_id,
        "channel": channel,
        "recipient": recipient,
        "purpose": purpose,
        "author": "system",
        "sender": None,
        "part": 0,
        "body": body,
        "content_sid": None,
        "content_variables": None,
    }
    _add(connection, [row], now)
    return delivery_id


def _content(part: Part) -> dict[str, Any]:
    return {
        "body": part.body,
        "content_sid": part.content_sid,
        "content_variables": dict(part.content_variables) if part.content_variables else None,
    }


def _add(connection: Connection, rows: Sequence[Mapping[str, Any]], now: datetime) -> int:
    """In order: ids made together are sorted, and the queue goes by id. Without a number it fails at once."""
    ids = sorted(new_id() for _ in rows)
    times = {"next_attempt_at": now, "created_at": now, "updated_at": now}
    whole = [
        {
            "id": delivery_id,
            "state": "queued" if row["recipient"] else "failed",
            "error_meaning": None if row["recipient"] else NO_NUMBER,
            **times,
            **row,
        }
        for delivery_id, row in zip(ids, rows, strict=True)
    ]
    if whole:
        connection.execute(_ADD, whole)
    return len(whole)


def add_replacement(connection: Connection, row: Row[Any], now: datetime) -> None:
    """Queue a delivery's words once more, as its next part: the provider surely failed, and it may go another way."""
    part = 0
    if row.message_id is not None:
        last = select(func.max(deliveries.c.part)).where(deliveries.c.message_id == row.message_id)
        part = (connection.execute(last).scalar() or 0) + 1
    kept = (
        "message_id",
        "conversation_id",
        "person_id",
        "channel",
        "recipient",
        "sender",
        "purpose",
        "author",
        "body",
    )
    content = {"content_sid": None, "content_variables": None, "part": part}
    _add(connection, [{**{name: getattr(row, name) for name in kept}, **content}], now)


def redact_deliveries(connection: Connection, message_ids: Select[tuple[str]], text: str) -> None:
    """Takes the words out of what was sent; what has not left yet does not leave any more."""
    found = deliveries.c.message_id.in_(message_ids)
    connection.execute(
        update(deliveries)
        .where(found, deliveries.c.state == "queued")
        .values(state="suppressed", error_meaning="It was erased before it was sent.")
    )
    connection.execute(update(deliveries).where(found).values(body=text, content_variables=None))


def set_state(
    connection: Connection,
    delivery_id: str,
    state: State,
    now: datetime,
    *,
    only: Sequence[State],
    **values: Any,
) -> bool:
    """Change a delivery that is in one of the states `only`, and let its lease go. False when it is not."""
    changed = connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(only))
        .values(state=state, updated_at=now, lease_owner=None, lease_until=None, **values)
    )
    return bool(changed.rowcount)


def recent_deliveries(
    connection: Connection, limit: int, *, not_sent_only: bool = False
) -> Sequence[Row[Any]]:
    """Newest first."""
    query = select(deliveries).order_by(deliveries.c.id.desc()).limit(limit)
    if not_sent_only:
        query = query.where(deliveries.c.state.not_in(("sent", "delivered", "read")))
    return connection.execute(query).all()


def record_report(
    connection: Connection,
    receipt: Receipt,
    meaning: Meaning | None,
    now: datetime,
    delivery_id: str | None = None,
) -> Row[Any] | None:
    """What the provider says about one message. Returns the row before the change; None when nothing changed.

    With our own id a report also proves that the message was taken, when the answer to the call never came.
    """
    reported = reported_state(receipt.status)
    row = _locked(connection, receipt.provider_sid, delivery_id)
    if row is None or reported is None:
        return None
    state = later_state(row.state, reported)
    if state == row.state and row.provider_sid is not None:
        return None
    is_failure = state in ("failed", "undelivered") and state == reported
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id == row.id)
        .values(
            state=state,
            provider_sid=receipt.provider_sid,
            error_code=receipt.error_code if is_failure else None,
            error_meaning=meaning.text if is_failure and meaning else None,
            updated_at=now,
            lease_owner=None,
            lease_until=None,
        )
    )
    return row


def _locked(connection: Connection, provider_sid: str, delivery_id: str | None) -> Row[Any] | None:
    """By the provider's id; by ours only while the row has no provider's id, so that nobody else's report fits."""
    found = connection.execute(
        select(deliveries).where(deliveries.c.provider_sid == provider_sid).with_for_update()
    ).first()
    if found is None and delivery_id:
        found = connection.execute(
            select(deliveries)
            .where(deliveries.c.id == delivery_id, deliveries.c.provider_sid.is_(None))
            .with_for_update()
        ).first()
    return found
