"""Who did what to whose data. A line holds no personal data of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.store.schema import audit_lines, new_id, staff

_STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Staff by name, in `actor` and `detail`; another actor is 'command line', 'nobody' and the like."""

    at: datetime
    actor: str
    action: str
    person_id: str | None
    detail: str


def by_staff(staff_id: str) -> str:
    """The actor that a member of the staff is in the audit."""
    return f"{_STAFF}{staff_id}"


def audit(
    connection: Connection, actor: str, action: str, person_id: str | None, detail: str, now: datetime
) -> None:
    """One line in the transaction of the deed itself: both are kept or neither."""
    connection.execute(
        insert(audit_lines).values(
            id=new_id(), actor=actor, action=action, person_id=person_id, detail=detail, created_at=now
        )
    )


def audit_trail(
    connection: Connection,
    limit: int,
    *,
    staff_id: str | None = None,
    person_id: str | None = None,
    actions: Sequence[str] = (),
) -> list[AuditLine]:
    """The newest lines first: of one member, about one person, of some actions, or all."""
    query = select(audit_lines).order_by(audit_lines.c.id.desc()).limit(limit)
    if staff_id is not None:
        query = query.where(audit_lines.c.actor == by_staff(staff_id))
    if person_id is not None:
        query = query.where(audit_lines.c.person_id == person_id)
    if actions:
        query = query.where(audit_lines.c.action.in_(actions))
    names = {row.id: row.name for row in connection.execute(select(staff.c.id, staff.c.name))}
    return [
        AuditLine(
            row.created_at,
            names.get(row.actor.removeprefix(_STAFF), row.actor),
            row.action,
            row.person_id,
            " ".join(names.get(word, word) for word in row.detail.split()),
        )
        for row in connection.execute(query)
    ]
