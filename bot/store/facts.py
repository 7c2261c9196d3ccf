"""What is known, one current value per attribute. A new value supersedes the old one and keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from bot.errors import DriplineError
from bot.people.facts import Fact
from bot.store.names import NAME, index_names
from bot.store.people import insert_or_skip
from bot.store.schema import facts, new_id

_TRIES = 20
_CURRENT = (
    select(facts)
    .where(
        facts.c.person_id == bindparam("person"),
        facts.c.attribute == bindparam("named"),
        facts.c.superseded_at.is_(None),
    )
    .with_for_update(key_share=True)
)


class FactContended(DriplineError):
    """Others kept saving '{attribute}' of the same person at the same moment. Try again."""


def current_facts(connection: Connection, person_id: str, now: datetime) -> tuple[Fact, ...]:
    """What is known and may be used now: neither superseded nor expired; by attribute."""
    rows = connection.execute(
        select(facts)
        .where(
            facts.c.person_id == person_id,
            facts.c.superseded_at.is_(None),
            or_(facts.c.expires_at.is_(None), facts.c.expires_at > now),
        )
        .order_by(facts.c.attribute)
    )
    return tuple(fact_from(row) for row in rows)


def fact_history(connection: Connection, person_id: str, attribute: str | None = None) -> tuple[Fact, ...]:
    """Every value there ever was, of one attribute or all, by attribute and oldest first."""
    query = select(facts).where(facts.c.person_id == person_id)
    if attribute is not None:
        query = query.where(facts.c.attribute == attribute)
    rows = connection.execute(query.order_by(facts.c.attribute, facts.c.recorded_at, facts.c.id))
    return tuple(fact_from(row) for row in rows)


def save_fact(connection: Connection, person_id: str, fact: Fact) -> Fact:
    """Makes this the current value and keeps the one before. Returns the fact as it stands.

    The same value again from the same source changes nothing, unless the one known had expired.
    """
    for _ in range(_TRIES):
        row = _current(connection, person_id, fact.attribute)
        if row is not None:
            known = fact_from(row)
            if known.says_the_same_as(fact) and not known.has_expired(fact.recorded_at):
                return known
        saved = replace(fact, id=fact.id or new_id(), superseded_at=None)
        if row is not None:
            supersede(connection, row.id, saved.id, fact.recorded_at)
        created = connection.execute(
            insert_or_skip(connection, facts, returning=True), fact_row(person_id, saved)
        ).scalar()
        if created is not None:
            if fact.attribute == NAME:
                index_names(connection, [(person_id, fact.value)])
            return saved
    raise FactContended(attribute=fact.attribute)


def supersede(connection: Connection, fact_id: str, by: str, now: datetime) -> None:
    connection.execute(
        update(facts)
        .where(facts.c.id == fact_id, facts.c.superseded_at.is_(None))
        .values(superseded_at=now, superseded_by=by)
    )


def fact_row(person_id: str, fact: Fact) -> dict[str, Any]:
    """The columns of a current fact."""
    return {
        "id": fact.id,
        "person_id": person_id,
        "attribute": fact.attribute,
        "value": fact.value,
        "source": fact.source,
        "conversation_id": fact.conversation_id,
        "message_id": fact.message_id,
        "confidence": fact.confidence,
        "recorded_at": fact.recorded_at,
        "expires_at": fact.expires_at,
    }


def fact_from(row: Row[Any]) -> Fact:
    return Fact(
        attribute=row.attribute,
        value=row.value,
        source=row.source,
        recorded_at=row.recorded_at,
        conversation_id=row.conversation_id,
        message_id=row.message_id,
        confidence=row.confidence,
        expires_at=row.expires_at,
        id=row.id,
        superseded_at=row.superseded_at,
    )


def _current(connection: Connection, person_id: str, attribute: str) -> Row[Any] | None:
    """The current row, locked, so that whoever saves the same attribute next waits for this transaction."""
    return connection.execute(_CURRENT, {"person": person_id, "named": attribute}).first()
