"""What an agent notes about a customer: kept as a fact of the agent's, with its history, and never asked again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, update

from bot.desk.people import Member
from bot.dialogue.content import Content
from bot.people.facts import Fact
from bot.questions.model import Question
from bot.store.audit import audit, by_staff
from bot.store.facts import save_fact
from bot.store.people import insert_or_skip
from bot.store.schema import asks, new_id


def note_fact(
    connection: Connection,
    person_id: str,
    attribute: str,
    value: Any,
    content: Content,
    staff: Member,
    conversation_id: str | None,
    now: datetime,
) -> None:
    """Keep what the customer told the agent; the value before stays in the history, and nobody asks for it again."""
    retention = content.retention(attribute)
    fact = Fact(
        attribute,
        value,
        "agent",
        now,
        conversation_id=conversation_id,
        expires_at=now + retention if retention else None,
    )
    save_fact(connection, person_id, fact)
    question = content.described(attribute)
    if isinstance(question, Question):
        _never_ask(connection, person_id, question, conversation_id, fact.expires_at, now)
    audit(connection, by_staff(staff.id), "note_fact", person_id, attribute, now)


def _never_ask(
    connection: Connection,
    person_id: str,
    question: Question,
    conversation_id: str | None,
    until: datetime | None,
    now: datetime,
) -> None:
    known = connection.execute(
        update(asks)
        .where(asks.c.person_id == person_id, asks.c.attribute == question.attribute, asks.c.is_active)
        .values(status="volunteered", settled_at=now)
    ).rowcount
    if not known:
        connection.execute(
            insert_or_skip(connection, asks).values(
                id=new_id(),
                person_id=person_id,
                conversation_id=conversation_id,
                attribute=question.attribute,
                question=question.name,
                status="volunteered",
                is_active=True,
                settled_at=now,
                expires_at=until,
            )
        )
