"""Who did what to whose data. A line holds no personal data of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from bot.store.schema import audit_lines, new_id


def audit(
    connection: Connection, actor: str, action: str, person_id: str | None, detail: str, now: datetime
) -> None:
    """One line in the transaction of the deed itself: both are kept or neither."""
    connection.execute(
        insert(audit_lines).values(
            id=new_id(), actor=actor, action=action, person_id=person_id, detail=detail, created_at=now
        )
    )
