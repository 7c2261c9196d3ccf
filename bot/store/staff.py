"""Who works here. Each change leaves an audit line; somebody disabled or reset loses every session at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from bot.staff.errors import EmailTaken, LastAdmin, UnknownMember, UnknownRole
from bot.staff.model import Account, normal_email
from bot.staff.roles import ROLES, Role
from bot.store.audit import audit, by_staff
from bot.store.people import insert_or_skip
from bot.store.schema import new_id, staff, staff_links, staff_passkeys, staff_sessions


def add_member(
    connection: Connection, name: str, email: str, role: str, actor: str, now: datetime
) -> Account:
    """Somebody new, who cannot sign in before a link was used. Raises EmailTaken, BadEmail, UnknownRole."""
    address, allowed = normal_email(email), known_role(role)
    values = {"id": new_id(), "email": address, "name": name.strip(), "role": allowed, "created_at": now}
    added = connection.execute(insert_or_skip(connection, staff, returning=True).values(**values)).scalar()
    if added is None:
        raise EmailTaken(email=address)
    audit(connection, actor, "staff_add", None, f"{added} as {allowed}", now)
    return member(connection, added)


def known_role(role: str) -> Role:
    """Raises UnknownRole."""
    found = next((one for one in ROLES if one == role), None)
    if found is None:
        raise UnknownRole(role=role, roles=", ".join(ROLES))
    return found


def members(connection: Connection) -> list[Account]:
    """By name, those who are disabled last."""
    query = select(staff).order_by(staff.c.disabled_at.is_not(None), func.lower(staff.c.name))
    return [account_of(row) for row in connection.execute(query)]


def member(connection: Connection, reference: str) -> Account:
    """By id or e-mail. Raises UnknownMember."""
    return account_of(credentials(connection, reference))


def credentials(connection: Connection, reference: str) -> Row[Any]:
    """The whole row, with what proves who somebody is. Raises UnknownMember."""
    matches = (staff.c.id == reference) | (staff.c.email == reference.strip().casefold())
    row = connection.execute(select(staff).where(matches)).first()
    if row is None:
        raise UnknownMember(reference=reference)
    return row


def with_openid(connection: Connection, subject: str) -> Account | None:
    row = connection.execute(select(staff).where(staff.c.openid_subject == subject)).first()
    return account_of(row) if row else None


def change_role(connection: Connection, account: Account, role: str, actor: str, now: datetime) -> None:
    """Raises LastAdmin, UnknownRole."""
    allowed = known_role(role)
    if allowed != "admin":
        _keep_an_admin(connection, account)
    connection.execute(update(staff).where(staff.c.id == account.id).values(role=allowed))
    audit(connection, actor, "staff_role", None, f"{account.id} as {allowed}", now)


def disable(connection: Connection, account: Account, actor: str, now: datetime) -> None:
    """Raises LastAdmin."""
    _keep_an_admin(connection, account)
    connection.execute(update(staff).where(staff.c.id == account.id).values(disabled_at=now))
    connection.execute(delete(staff_links).where(staff_links.c.staff_id == account.id))
    end_sessions(connection, account.id)
    audit(connection, actor, "staff_disable", None, account.id, now)


def reset(connection: Connection, account: Account, actor: str, now: datetime) -> None:
    """As on the first day: nothing that proved who they are counts any more. Enables somebody disabled, too."""
    nothing = {"password_hash": None, "totp_secret": None, "totp_step": None, "disabled_at": None}
    connection.execute(update(staff).where(staff.c.id == account.id).values(openid_subject=None, **nothing))
    connection.execute(delete(staff_passkeys).where(staff_passkeys.c.staff_id == account.id))
    connection.execute(delete(staff_links).where(staff_links.c.staff_id == account.id))
    end_sessions(connection, account.id)
    audit(connection, actor, "staff_reset", None, account.id, now)


def change(connection: Connection, staff_id: str, action: str, now: datetime, **values: Any) -> None:
    """A member changes what proves who they are."""
    connection.execute(update(staff).where(staff.c.id == staff_id).values(**values))
    audit(connection, by_staff(staff_id), action, None, "", now)


def use_code(connection: Connection, staff_id: str, step: int) -> bool:
    """Take the code of a step; False when it, or a later one, was taken before."""
    is_unused = staff.c.totp_step.is_(None) | (staff.c.totp_step < step)
    taken = connection.execute(update(staff).where(staff.c.id == staff_id, is_unused).values(totp_step=step))
    return bool(taken.rowcount)


def end_sessions(connection: Connection, staff_id: str, *, but: str = "") -> int:
    """Everywhere, or everywhere else. Returns how many there were."""
    others = delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id, staff_sessions.c.id != but)
    return connection.execute(others).rowcount


def account_of(row: Row[Any]) -> Account:
    return Account(
        row.id,
        row.email,
        row.name,
        row.role,
        row.created_at,
        row.disabled_at,
        row.signed_in_at,
        has_password=row.password_hash is not None,
        has_totp=row.totp_secret is not None,
    )


def _keep_an_admin(connection: Connection, account: Account) -> None:
    """The admins are locked until the commit, so that two cannot disable each other at once."""
    admins = (
        select(staff.c.id).where(staff.c.role == "admin", staff.c.disabled_at.is_(None)).with_for_update()
    )
    if set(connection.execute(admins).scalars()) == {account.id}:
        raise LastAdmin(name=account.name)
