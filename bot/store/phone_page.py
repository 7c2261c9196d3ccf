"""What the demo's phones show is the deliveries themselves, and what their owner wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from bot.outgoing import PUSH_CHANNELS, OnTheWay
from bot.store.people import find_by_identifier
from bot.store.schema import conversations, deliveries, follow_ups, identifiers, messages
from bot.store.session import Database

_KINDS = {"sms": "phone", "whatsapp": "whatsapp"}
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on a phone. `content_variables` and `content_sid` are those of a message with options."""

    id: str
    is_mine: bool
    text: str
    state: str
    reason: str
    at: datetime
    content_sid: str | None = None
    content_variables: Mapping[str, str] | None = None


class StoredPhonePage:
    """See bot.channels.twilio.senders.PhonePage and bot.channels.twilio.phones.SentToPhones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def on_the_way(self, since: datetime) -> tuple[OnTheWay, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(
                select(deliveries)
                .where(
                    deliveries.c.channel.in_(PUSH_CHANNELS),
                    deliveries.c.attempted_at > since,
                    deliveries.c.state.in_(("sent", "delivered")),
                    deliveries.c.provider_sid.is_not(None),
                    or_(deliveries.c.channel == "whatsapp", deliveries.c.state == "sent"),
                )
                .order_by(deliveries.c.id)
            ).all()
        return tuple(
            OnTheWay(
                row.id, row.provider_sid, row.channel, row.recipient, row.sender, row.state, row.updated_at
            )
            for row in rows
        )

    def show(self, delivery_id: str, provider_sid: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery_id, deliveries.c.provider_sid.is_(None))
                .values(provider_sid=provider_sid)
            )

    def shown(self, delivery_id: str) -> str | None:
        with self._database.reading() as connection:
            found = connection.execute(
                select(deliveries.c.provider_sid).where(deliveries.c.id == delivery_id)
            ).scalar()
        return str(found) if found else None

    def state_of(self, provider_sid: str) -> str | None:
        with self._database.reading() as connection:
            found = connection.execute(
                select(deliveries.c.state).where(deliveries.c.provider_sid == provider_sid)
            ).scalar()
        return str(found) if found else None


def bubbles(connection: Connection, channel: str, number: str) -> tuple[Bubble, ...]:
    """What a phone shows on a channel, oldest first. Ids begin with the time, on both sides."""
    theirs = connection.execute(
        select(deliveries)
        .where(deliveries.c.channel == channel, deliveries.c.recipient == number)
        .order_by(deliveries.c.id.desc())
        .limit(_SHOWN)
    )
    mine = connection.execute(
        select(messages.c.id, messages.c.text, messages.c.created_at)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
        .where(
            identifiers.c.kind.in_(_KINDS.values()),
            identifiers.c.value == number,
            messages.c.channel == channel,
            messages.c.direction == "in",
            messages.c.kind != "follow_up",
        )
        .order_by(messages.c.id.desc())
        .limit(_SHOWN)
    )
    shown = [_from_us(row) for row in theirs]
    shown += [Bubble(row.id, True, row.text, "delivered", "", row.created_at) for row in mine]
    return tuple(sorted(shown, key=lambda bubble: bubble.id)[-_SHOWN:])


def planned_for(connection: Connection, number: str) -> tuple[Row[Any], ...]:
    """The follow-ups that are planned for whoever has this number, the next first."""
    known = [find_by_identifier(connection, kind, number) for kind in _KINDS.values()]
    people = {one.person_id for one in known if one is not None}
    planned = select(follow_ups).where(follow_ups.c.person_id.in_(people), follow_ups.c.status == "planned")
    return tuple(connection.execute(planned.order_by(follow_ups.c.due_at)).all())


def _from_us(row: Row[Any]) -> Bubble:
    reason = row.error_meaning or ""
    return Bubble(
        row.id,
        False,
        row.body,
        row.state,
        reason,
        row.created_at,
        row.content_sid,
        row.content_variables,
    )
