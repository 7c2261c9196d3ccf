"""The customer as an agent sees them: who they are to us, what is open, what is known and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from bot.desk.names import masked
from bot.dialogue.content import Content
from bot.people.facts import Fact
from bot.people.identifiers import ANONYMOUS_KINDS
from bot.store.facts import current_facts, fact_history
from bot.store.people import consents_of, identifiers_of
from bot.store.schema import (
    asks,
    benefits,
    cases,
    conversations,
    follow_ups,
    messages,
    persons,
    treatment_uses,
)
from bot.store.verifications import checks_for

_LATELY = timedelta(days=7)


def card(
    connection: Connection,
    person_id: str,
    content: Content,
    now: datetime,
    *,
    is_verified: bool,
    told: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Everything of the card. Of somebody who is not verified it has the values only of what was `told` by them."""
    held = current_facts(connection, person_id, now)
    known = {fact.attribute: fact.value for fact in held}
    return {
        "person_id": person_id,
        "name": str(known.get("name", "")),
        "language": connection.execute(select(persons.c.language).where(persons.c.id == person_id)).scalar(),
        "is_verified": is_verified,
        "tier": str(known.get("tier", "")) if is_verified else "",
        "known_by": [
            {
                "kind": one.kind,
                "value": one.value if is_verified else masked(one.kind, one.value),
                "is_verified": one.verified_at is not None,
            }
            for one in identifiers_of(connection, person_id)
            if one.kind not in ANONYMOUS_KINDS
        ],
        "facts": [_fact(fact, is_told=is_verified or fact.attribute in told) for fact in held],
        "needs": sorted(_needs(content, known)) if is_verified else [],
        "satisfaction": _satisfaction(connection, person_id) if is_verified else [],
        "cases": _cases(connection, person_id),
        "promises": _promises(connection, person_id),
        "consents": _consents(connection, person_id),
        "pressure": _pressure(connection, person_id, now),
        "declined": _declined(connection, person_id),
        "treatments": _treatments(connection, person_id) if is_verified else [],
        "benefits": _benefits(connection, person_id) if is_verified else [],
        "checks": [] if is_verified else checks_for(connection, person_id, known),
    }


def _fact(fact: Fact, *, is_told: bool) -> dict[str, Any]:
    return {
        "attribute": fact.attribute,
        "value": fact.value if is_told else None,
        "source": fact.source,
        "at": fact.recorded_at.isoformat(),
        "conversation_id": fact.conversation_id,
    }


def history_of(connection: Connection, person_id: str, attribute: str) -> list[dict[str, Any]]:
    """Every value there was, newest first."""
    found = fact_history(connection, person_id, attribute)
    return [
        {"value": one.value, "source": one.source, "at": one.recorded_at.isoformat()}
        for one in reversed(found)
    ]


def _needs(content: Content, known: Mapping[str, Any]) -> set[str]:
    """The needs of the treatments that hold for this customer."""
    namespace = {"customer": known, "slots": {}, "conversation": {}, "company": {}, "context": {}}
    return {
        one.need
        for one in content.pack.treatments.values()
        if one.need and one.when and one.when.holds(namespace)
    }


def _satisfaction(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    values = fact_history(connection, person_id, "last_satisfaction")
    return [{"level": one.value, "at": one.recorded_at.isoformat()} for one in values][-12:]


def _cases(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(cases).where(cases.c.person_id == person_id).order_by(cases.c.id.desc()).limit(5)
    )
    return [
        {
            "number": row.number,
            "topic": row.topic,
            "status": row.status,
            "at": row.opened_at.isoformat(),
        }
        for row in rows
    ]


def _promises(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(follow_ups)
        .where(follow_ups.c.person_id == person_id, follow_ups.c.status == "planned")
        .order_by(follow_ups.c.due_at)
        .limit(5)
    )
    return [{"reason": row.reason, "channel": row.channel, "due": row.due_at.isoformat()} for row in rows]


def _consents(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    latest = {(one.scope, one.channel): one for one in consents_of(connection, person_id)}
    return [
        {
            "scope": one.scope,
            "channel": one.channel,
            "is_given": one.is_given,
            "at": one.recorded_at.isoformat(),
        }
        for one in latest.values()
    ]


def _pressure(connection: Connection, person_id: str, now: datetime) -> dict[str, int]:
    """How much we have come to them with in a week: conversations, questions, messages we began."""
    since = now - _LATELY

    def counted(table: Any, *where: Any) -> int:
        query = select(func.count()).select_from(table).where(*where)
        return int(connection.execute(query).scalar_one())

    began = messages.join(conversations, conversations.c.id == messages.c.conversation_id)
    return {
        "conversations": counted(
            conversations, conversations.c.person_id == person_id, conversations.c.opened_at > since
        ),
        "questions": counted(asks, asks.c.person_id == person_id, asks.c.asked_at > since),
        "messages_we_began": counted(
            began,
            conversations.c.person_id == person_id,
            messages.c.kind == "follow_up",
            messages.c.created_at > since,
        ),
    }


def _declined(connection: Connection, person_id: str) -> list[str]:
    is_declined = (asks.c.person_id == person_id) & (asks.c.status == "declined") & asks.c.is_active
    return list(
        connection.execute(
            select(asks.c.attribute).where(is_declined).distinct().order_by(asks.c.attribute)
        ).scalars()
    )


def _treatments(connection: Connection, person_id: str) -> list[str]:
    rows = connection.execute(
        select(treatment_uses.c.treatment)
        .where(treatment_uses.c.person_id == person_id)
        .order_by(treatment_uses.c.id.desc())
        .limit(10)
    ).scalars()
    return list(dict.fromkeys(rows))


def _benefits(connection: Connection, person_id: str) -> list[str]:
    has_grant = (benefits.c.person_id == person_id) & benefits.c.grant.is_not(None)
    return list(connection.execute(select(benefits.c.grant).where(has_grant).distinct()).scalars())
