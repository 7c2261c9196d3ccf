"""The simulation's customers, with their phones and with promises to come back to them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import exists, insert, select

from bot.dialogue.content import Content
from bot.messages import Address
from bot.simulate.people import add_customers
from bot.simulate.phones.plan import PhonePlan
from bot.store.conversations import close_conversation
from bot.store.numbers import same_number
from bot.store.people import add_identifier, find_by_identifier
from bot.store.schema import conversations, follow_ups, messages, new_id
from bot.store.session import Database

_KINDS = {"whatsapp": "whatsapp", "sms": "phone"}


def add_phones(database: Database, plan: PhonePlan, content: Content) -> list[str]:
    """The numbers of new customers; every fourth number belongs to nobody we know."""
    people, now = add_customers(database, plan, content), datetime.now(UTC)
    numbers = [f"+1213{2_000_000 + place}" for place in range(plan.customers)]
    with database.transaction() as connection:
        for place, (number, (_, person_id)) in enumerate(zip(numbers, people, strict=True)):
            if place % 4:
                add_identifier(
                    connection, person_id, "phone", number, evidence="import", now=now, verified_at=now
                )
                same_number(connection, Address(_KINDS[plan.channel], number, is_verified=True), now)
    return numbers


def promise(database: Database, plan: PhonePlan, number: str) -> bool:
    """Plan a follow-up for whoever has this number, due at once. False when they never talked."""
    now = datetime.now(UTC)
    with database.transaction() as connection:
        known = find_by_identifier(connection, _KINDS[plan.channel], number)
        talk = (
            known
            and connection.execute(
                select(conversations.c.id)
                .where(conversations.c.person_id == known.person_id)
                .order_by(conversations.c.id.desc())
                .limit(1)
            ).scalar()
        )
        if known is None or talk is None:
            return False
        connection.execute(
            insert(follow_ups).values(
                id=new_id(),
                person_id=known.person_id,
                conversation_id=talk,
                channel=plan.channel,
                flow="check_in",
                reason="the simulation",
                status="planned",
                due_at=now,
                created_at=now,
            )
        )
    return True


def serve_waiting(database: Database) -> int:
    """End the conversations that wait for a person, where all that was written is read. Returns how many."""
    with database.transaction() as connection:
        unread = exists().where(
            messages.c.conversation_id == conversations.c.id,
            messages.c.direction == "in",
            messages.c.answered_at.is_(None),
        )
        found = connection.execute(
            select(conversations.c.id).where(
                conversations.c.owner != "bot", conversations.c.closed_at.is_(None), ~unread
            )
        ).scalars()
        served = list(found)
        for conversation_id in served:
            close_conversation(connection, conversation_id, "served by an agent", datetime.now(UTC))
    return len(served)
