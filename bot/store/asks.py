"""Lines of the ledger as they are settled. At most one of a person's lines for one attribute is active."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, case, select, update

from bot.questions.ledger import after_ignored, is_active
from bot.store.schema import asks


def settle_ask(connection: Connection, ask_id: str, status: str, now: datetime) -> None:
    """An answer or a refusal takes the place of whatever else was active for the attribute.

    There may be another: two people asked the same, who turned out to be one.
    """
    line = connection.execute(select(asks).where(asks.c.id == ask_id)).one()
    if status != "ignored":
        connection.execute(
            update(asks)
            .where(
                asks.c.person_id == line.person_id,
                asks.c.attribute == line.attribute,
                asks.c.is_active,
                asks.c.id != ask_id,
            )
            .values(is_active=False)
        )
    connection.execute(
        update(asks)
        .where(asks.c.id == ask_id)
        .values(status=status, is_active=status != "ignored", settled_at=now)
    )


def settle_ignored(connection: Connection, conversation_id: str, now: datetime) -> None:
    """What is still open in a conversation that ends was ignored; ignored twice counts as declined.

    It stays at rest when something else holds for the attribute: it was answered elsewhere, or is asked there.
    """
    pending = connection.execute(
        select(asks).where(asks.c.conversation_id == conversation_id, asks.c.status == "asked")
    ).all()
    for line in pending:
        others = connection.execute(
            select(asks.c.status, asks.c.is_active).where(
                asks.c.person_id == line.person_id,
                asks.c.attribute == line.attribute,
                asks.c.id != line.id,
            )
        ).all()
        status = after_ignored(1 + sum(other.status == "ignored" for other in others))
        holds = is_active(status) and not any(other.is_active for other in others)
        connection.execute(
            update(asks).where(asks.c.id == line.id).values(status=status, is_active=holds, settled_at=now)
        )


def ask_of(connection: Connection, person_id: str, conversation_id: str, attribute: str) -> str | None:
    """The line that an answer settles: the one asked in this conversation, else the latest asked anywhere."""
    return connection.execute(
        select(asks.c.id)
        .where(asks.c.person_id == person_id, asks.c.attribute == attribute, asks.c.asked_at.is_not(None))
        .order_by(case((asks.c.conversation_id == conversation_id, 0), else_=1), asks.c.id.desc())
        .limit(1)
    ).scalar()
