"""One number is one person, whether they call, send an SMS or write on WhatsApp. The caller owns the transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.messages import Address
from bot.store.people import add_identifier
from bot.store.schema import identifiers

_OTHER = {"phone": "whatsapp", "whatsapp": "phone"}
_OF_THIS_NUMBER = (
    select(identifiers)
    .where(identifiers.c.kind.in_(("phone", "whatsapp")), identifiers.c.value == bindparam("number"))
    .with_for_update(key_share=True)
)


def same_number(connection: Connection, address: Address, now: datetime) -> None:
    """Make a number that is new in this kind its person's own, if it is known in the other.

    It is verified only where its channel proves it: a call may claim any number.
    """
    if address.kind not in _OTHER:
        return
    known = {row.kind: row for row in connection.execute(_OF_THIS_NUMBER, {"number": address.value})}
    other = known.get(_OTHER[address.kind])
    if other is None or address.kind in known:
        return
    evidence = f"the same number as their {other.kind}"
    add_identifier(
        connection,
        other.person_id,
        address.kind,
        address.value,
        evidence=evidence,
        now=now,
        verified_at=now if address.is_verified else None,
    )
