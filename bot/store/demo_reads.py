"""What the demo page shows: whom one can play, and what is known about them at this moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.people.facts import Fact
from bot.store.facts import current_facts
from bot.store.schema import (
    asks,
    benefits,
    cases,
    conversations,
    decisions,
    facts,
    follow_ups,
    identifiers,
    persons,
    treatment_uses,
)

Rows = Sequence[Any]


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """One customer of the demo company, by the id they were imported with."""

    external: str
    person_id: str
    language: str | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemoPhoneOwner:
    """A demo customer with a phone."""

    number: str
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything shown beside the chat. `conversation` is the newest one, `decision` the last made in it."""

    person_id: str
    is_verified: bool
    facts: Sequence[Fact]
    asks: Rows = ()
    benefits: Rows = ()
    treatments: Rows = ()
    cases: Rows = ()
    follow_ups: Rows = ()
    conversation: Row[Any] | None = None
    decision: Row[Any] | None = None
    known_by: Rows = field(default=())


def demo_customers(connection: Connection, limit: int = 60) -> tuple[DemoCustomer, ...]:
    """The first customers by their external id."""
    people = connection.execute(
        select(identifiers.c.value, persons.c.id, persons.c.language)
        .join(persons, persons.c.id == identifiers.c.person_id)
        .where(identifiers.c.kind == "external")
        .order_by(identifiers.c.value)
        .limit(limit)
    ).all()
    known: dict[str, dict[str, Any]] = {row.id: {} for row in people}
    held = select(facts.c.person_id, facts.c.attribute, facts.c.value).where(
        facts.c.person_id.in_(known), facts.c.superseded_at.is_(None)
    )
    for row in connection.execute(held):
        known[row.person_id][row.attribute] = row.value
    return tuple(DemoCustomer(row.value, row.id, row.language, known[row.id]) for row in people)


def phone_owners(connection: Connection, limit: int = 60) -> tuple[DemoPhoneOwner, ...]:
    """The demo customers who have a phone number, by their external id."""
    known = {one.person_id: one for one in demo_customers(connection, limit)}
    rows = connection.execute(
        select(identifiers.c.person_id, identifiers.c.value)
        .where(identifiers.c.kind == "phone", identifiers.c.person_id.in_(known))
        .order_by(identifiers.c.id)
    ).all()
    numbers = {row.person_id: row.value for row in reversed(rows)}
    return tuple(
        DemoPhoneOwner(numbers[one.person_id], str(one.facts.get("name") or one.external), one.language)
        for one in known.values()
        if one.person_id in numbers
    )


def panel(
    connection: Connection, person_id: str, identifier_id: str, *, is_verified: bool, now: datetime
) -> Panel:
    """What is known about a person, and how their newest conversation in this browser stands."""
    conversation = connection.execute(
        select(conversations)
        .where(conversations.c.identifier_id == identifier_id)
        .order_by(conversations.c.id.desc())
        .limit(1)
    ).first()
    return Panel(
        person_id=person_id,
        is_verified=is_verified,
        facts=current_facts(connection, person_id, now),
        asks=_rows(connection, asks, person_id),
        benefits=_rows(connection, benefits, person_id),
        treatments=_rows(connection, treatment_uses, person_id),
        cases=_rows(connection, cases, person_id),
        follow_ups=_rows(connection, follow_ups, person_id),
        conversation=conversation,
        decision=_last_decision(connection, conversation.id) if conversation else None,
        known_by=_known_by(connection, person_id),
    )


def open_conversations(connection: Connection, identifier_id: str) -> tuple[str, ...]:
    return tuple(
        connection.execute(
            select(conversations.c.id).where(
                conversations.c.identifier_id == identifier_id, conversations.c.closed_at.is_(None)
            )
        ).scalars()
    )


def _rows(connection: Connection, table: Table, person_id: str, limit: int = 30) -> Rows:
    """Newest first."""
    query = select(table).where(table.c.person_id == person_id).order_by(table.c.id.desc()).limit(limit)
    return connection.execute(query).all()


def _last_decision(connection: Connection, conversation_id: str) -> Row[Any] | None:
    """The decision that led to a question, else the last one."""
    made = connection.execute(
        select(decisions)
        .where(decisions.c.conversation_id == conversation_id)
        .order_by(decisions.c.id.desc())
    ).all()
    return next((row for row in made if row.question), made[0] if made else None)


def _known_by(connection: Connection, person_id: str) -> Rows:
    return connection.execute(
        select(identifiers.c.kind, identifiers.c.value, identifiers.c.verified_at)
        .where(identifiers.c.person_id == person_id, identifiers.c.kind.not_in(("web_token", "rest_sender")))
        .order_by(identifiers.c.id)
    ).all()
