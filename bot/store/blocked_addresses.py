"""Addresses that cannot be reached on a channel, or whose owner refused there. The caller owns the transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from bot.outgoing import Consequence, Meaning
from bot.people.consent import Consent
from bot.store.people import insert_or_skip, save_consent
from bot.store.schema import blocked_addresses, new_id


def block(connection: Connection, row: Row[Any], code: int, meaning: Meaning, now: datetime) -> None:
    """Remember that this address must not or cannot be written to. A refusal is kept as the person's word, too."""
    added = connection.execute(
        insert_or_skip(connection, blocked_addresses)
        .values(
            id=new_id(),
            person_id=row.person_id,
            channel=row.channel,
            recipient=row.recipient,
            code=code,
            consequence=meaning.consequence.value,
            meaning=meaning.text,
            blocked_at=now,
        )
        .returning(blocked_addresses.c.id)
    ).scalar()
    if added and meaning.consequence is Consequence.REFUSED:
        evidence = f"the provider reported {code}: {meaning.text}"
        save_consent(
            connection, row.person_id, Consent("messages", False, evidence, now, channel=row.channel)
        )


def unblock(connection: Connection, channel: str, recipient: str) -> bool:
    """The person opened the address again, as with START. False when it was not blocked."""
    return bool(connection.execute(delete(blocked_addresses).where(*_is(channel, recipient))).rowcount)


def blocked_since(
    connection: Connection, channel: str, recipient: str, last_inbound: datetime | None
) -> Row[Any] | None:
    """Why this address is not written to; None when nothing is against it.

    Who has written to us since can be reached again. Only an SMS refusal stays: its STOP holds at the provider
    until their START.
    """
    row = connection.execute(select(blocked_addresses).where(*_is(channel, recipient))).first()
    if row is None:
        return None
    is_stop = row.consequence == Consequence.REFUSED.value and channel == "sms"
    if is_stop or last_inbound is None or last_inbound <= row.blocked_at:
        return row
    unblock(connection, channel, recipient)
    return None


def _is(channel: str, recipient: str) -> tuple[Any, Any]:
    return blocked_addresses.c.channel == channel, blocked_addresses.c.recipient == recipient
