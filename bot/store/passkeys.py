"""Passkeys of staff: public keys, of which nothing must be kept secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.audit import audit, by_staff
from bot.store.schema import staff_passkeys


@dataclass(frozen=True, slots=True)
class Passkey:
    """`id` and `public_key` are base64url."""

    id: str
    staff_id: str
    name: str
    public_key: str
    sign_count: int
    created_at: datetime
    used_at: datetime | None


def passkeys_of(connection: Connection, staff_id: str) -> list[Passkey]:
    query = select(staff_passkeys).where(staff_passkeys.c.staff_id == staff_id)
    rows = connection.execute(query.order_by(staff_passkeys.c.created_at))
    return [Passkey(**row._mapping) for row in rows]


def find_passkey(connection: Connection, id: str) -> Passkey | None:
    row = connection.execute(select(staff_passkeys).where(staff_passkeys.c.id == id)).first()
    return Passkey(**row._mapping) if row else None


def keep_passkey(connection: Connection, passkey: Passkey) -> None:
    connection.execute(
        insert(staff_passkeys).values(
            id=passkey.id,
            staff_id=passkey.staff_id,
            name=passkey.name,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            created_at=passkey.created_at,
        )
    )
    audit(connection, by_staff(passkey.staff_id), "passkey_add", None, passkey.name, passkey.created_at)


def use_passkey(
    connection: Connection, passkey: Passkey, sign_count: int, asked_at: datetime, now: datetime
) -> bool:
    """Take an answer to what was asked then; False when that answer, or a later one, was taken before."""
    is_unused = staff_passkeys.c.used_at.is_(None) | (staff_passkeys.c.used_at < asked_at)
    taken = connection.execute(
        update(staff_passkeys)
        .where(staff_passkeys.c.id == passkey.id, is_unused)
        .values(used_at=now, sign_count=sign_count)
    )
    return bool(taken.rowcount)


def remove_passkey(connection: Connection, staff_id: str, id: str, now: datetime) -> None:
    mine = (staff_passkeys.c.id == id) & (staff_passkeys.c.staff_id == staff_id)
    if connection.execute(delete(staff_passkeys).where(mine)).rowcount:
        audit(connection, by_staff(staff_id), "passkey_remove", None, "", now)
