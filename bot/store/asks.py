"""Lines of the ledger as they are claimed and settled. At most one of a person's lines for one attribute is active."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, case, select, update

from bot.dialogue.changes import PlannedAsk
from bot.dialogue.moment import Moment
from bot.questions.ledger import after_ignored, is_active
from bot.store.people import insert_or_skip
from bot.store.schema import UtcDateTime, asks, new_id

# Statements of the main path are built once: building one costs more than running it.
_EXPIRE = (
    update(asks)
    .where(
        asks.c.person_id == bindparam("person"),
        asks.c.attribute == bindparam("named"),
        asks.c.is_active,
        asks.c.expires_at <= bindparam("now", type_=UtcDateTime()),
    )
    .values(is_active=False, status="expired")
)


def claim_ask(connection: Connection, moment: Moment, ask: PlannedAsk) -> bool:
    """See bot.dialogue.memory.Memory.claim. What expired makes room first; then the unique constraints decide."""
    connection.execute(_EXPIRE, {"person": moment.person_id, "named": ask.attribute, "now": moment.now})
    row = {
        "id": new_id(),
        "person_id": moment.person_id,
        "conversation_id": moment.conversation_id,
        "message_id": moment.heard.id,
        "attribute": ask.attribute,
        "question": ask.question,
        "status": "asked",
        "is_active": True,
        "asked_at": moment.now,
        "expires_at": ask.expires_at,
    }
    claiming = insert_or_skip(connection, asks, returning=True)
    return connection.execute(claiming, row).scalar() is not None


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
