"""The right to be forgotten. What is erased leaves keyed hashes, so that nobody is asked for it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, delete, select, update

from bot.store.audit import audit
from bot.store.deliveries import redact_deliveries
from bot.store.names import NAME, forget_names
from bot.store.people import current_person, identifiers_of, lock_all_of, lock_persons
from bot.store.schema import (
    asks,
    audit_lines,
    benefits,
    cases,
    consents,
    conversations,
    decisions,
    erasures,
    events,
    facts,
    follow_ups,
    identifiers,
    merges,
    messages,
    persons,
    treatment_uses,
)
from bot.store.suppressions import suppress

ERASED = "[erased]"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, by table, and the conversations whose trackers the engine must drop too."""

    conversation_ids: tuple[str, ...]
    counts: Mapping[str, int]


def erase_person(
    connection: Connection, person_id: str, secret: str, now: datetime, *, actor: str = "dripline"
) -> Erased:
    """Deletes everything held about a person and whoever was merged into them. Raises UnknownPerson.

    What stays: a keyed hash per identifier and attribute, and one audit line.
    """
    person_id = current_person(connection, person_id)
    family = _family(connection, person_id)
    lock_all_of(connection, family)
    attributes = _attributes_of(connection, person_id)
    suppressed = suppress(connection, identifiers_of(connection, person_id), attributes, secret, now)
    theirs = conversations.c.person_id.in_(family) | conversations.c.identifier_id.in_(
        select(identifiers.c.id).where(identifiers.c.person_id.in_(family))
    )
    ids = connection.execute(select(conversations.c.id).where(theirs).order_by(conversations.c.id)).scalars()
    conversation_ids = tuple(ids)
    forget_names(connection, family)
    counts = {**_delete_everything(connection, family, theirs), "suppressions": suppressed}
    audit(connection, actor, "erase_person", person_id, _told(counts), now)
    return Erased(conversation_ids, counts)


def erase_fact(
    connection: Connection,
    person_id: str,
    attribute: str,
    secret: str,
    now: datetime,
    *,
    actor: str = "dripline",
) -> Erased:
    """Deletes one attribute with its history and the words it was given in; it is not asked again.

    The state of an open conversation is for its owner to clean; the ids of those come back too.
    """
    lock_persons(connection, [person_id])
    if attribute == NAME:
        forget_names(connection, [person_id])
    of_it = (facts.c.person_id == person_id) & (facts.c.attribute == attribute)
    message_ids = _told_in(connection, person_id, attribute)
    counts = {
        "messages": _redact_messages(connection, person_id, attribute, message_ids),
        "facts": connection.execute(delete(facts).where(of_it)).rowcount,
        "benefits": _redact_benefits(connection, person_id, attribute),
        "treatments": _delete_treatments(connection, person_id, attribute),
        "events": _delete_in(connection, events, events.c.message_id, message_ids),
        "suppressions": suppress(connection, identifiers_of(connection, person_id), [attribute], secret, now),
    }
    is_theirs = conversations.c.person_id == person_id
    connection.execute(
        update(conversations).where(is_theirs, conversations.c.closed_at.is_not(None)).values(state={})
    )
    audit(connection, actor, "erase_fact", person_id, f"{attribute}: {_told(counts)}", now)
    where = is_theirs & (
        conversations.c.closed_at.is_(None)
        | conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.id.in_(message_ids)))
    )
    ids = connection.execute(select(conversations.c.id).where(where).order_by(conversations.c.id)).scalars()
    return Erased(tuple(ids), counts)


def _family(connection: Connection, person_id: str) -> list[str]:
    """The person and, at any depth, everybody merged into them."""
    family, newest = [person_id], [person_id]
    while newest:
        merged = select(persons.c.id).where(persons.c.merged_into.in_(newest))
        newest = list(connection.execute(merged).scalars())
        family += newest
    return family


def _attributes_of(connection: Connection, person_id: str) -> set[str]:
    """Every attribute ever asked, answered, declined or held."""
    return {
        attribute
        for table in (facts, asks, benefits)
        for attribute in connection.execute(
            select(table.c.attribute).where(table.c.person_id == person_id).distinct()
        ).scalars()
    }


def _delete_everything(
    connection: Connection, family: list[str], theirs: ColumnElement[bool]
) -> dict[str, int]:
    """In the order of reference. What came to somebody else in one of their conversations goes with it."""
    talks = select(conversations.c.id).where(theirs)
    by_talk = {table: table.c.conversation_id.in_(talks) for table in (messages, decisions, events)}
    by_both = {
        table: table.c.person_id.in_(family) | table.c.conversation_id.in_(talks)
        for table in (asks, treatment_uses, cases, follow_ups)
    }
    of_asks = benefits.c.ask_id.in_(select(asks.c.id).where(by_both[asks]))
    wheres: dict[Table, ColumnElement[bool]] = {
        **by_talk,
        benefits: benefits.c.person_id.in_(family) | benefits.c.conversation_id.in_(talks) | of_asks,
        **by_both,
        conversations: theirs,
        **{table: table.c.person_id.in_(family) for table in (facts, consents, identifiers)},
        merges: merges.c.kept_person_id.in_(family) | merges.c.merged_person_id.in_(family),
        **{table: table.c.person_id.in_(family) for table in (erasures, audit_lines)},
        persons: persons.c.id.in_(family),
    }
    return {
        table.name: connection.execute(delete(table).where(where)).rowcount for table, where in wheres.items()
    }


def _told_in(connection: Connection, person_id: str, attribute: str) -> list[str]:
    """The messages in which the fact was given."""
    return sorted(
        {
            message_id
            for table in (facts, benefits)
            for message_id in connection.execute(
                select(table.c.message_id).where(
                    table.c.person_id == person_id,
                    table.c.attribute == attribute,
                    table.c.message_id.is_not(None),
                )
            ).scalars()
        }
    )


def _redact_messages(connection: Connection, person_id: str, attribute: str, told_in: list[str]) -> int:
    """The words it was given in, and what was answered to them or said because of it."""
    because = [
        row.message_id for row in _treatments(connection, person_id, attribute) if row.message_id is not None
    ]
    answers = messages.c.in_reply_to.in_([*told_in, *because]) & messages.c.kind.in_(("say", "benefit"))
    redact_deliveries(connection, select(messages.c.id).where(answers), ERASED)
    return connection.execute(
        update(messages).where(messages.c.id.in_(told_in) | answers).values(text=ERASED, payload=None)
    ).rowcount


def _redact_benefits(connection: Connection, person_id: str, attribute: str) -> int:
    """What was given stays given; the words that tell why do not."""
    return connection.execute(
        update(benefits)
        .where(benefits.c.person_id == person_id, benefits.c.attribute == attribute)
        .values(text=ERASED)
    ).rowcount


def _treatments(connection: Connection, person_id: str, attribute: str) -> list[Row[Any]]:
    """The uses of treatments that this attribute was a reason for."""
    rows = connection.execute(select(treatment_uses).where(treatment_uses.c.person_id == person_id))
    return [row for row in rows if attribute in row.because]


def _delete_treatments(connection: Connection, person_id: str, attribute: str) -> int:
    ids = [row.id for row in _treatments(connection, person_id, attribute)]
    return _delete_in(connection, treatment_uses, treatment_uses.c.id, ids)


def _delete_in(connection: Connection, table: Table, column: Column[Any], values: list[str]) -> int:
    return connection.execute(delete(table).where(column.in_(values))).rowcount


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "nothing held"
