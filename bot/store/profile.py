"""Everything held about a person, as the export gives it: JSON-ready and always in the same order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, select

from bot.errors import UnknownPerson
from bot.store.schema import (
    asks,
    benefits,
    blocked_addresses,
    cases,
    consents,
    contacts,
    conversations,
    decisions,
    deliveries,
    desk_messages,
    events,
    facts,
    follow_ups,
    identifiers,
    merges,
    messages,
    persons,
    treatment_uses,
    wrap_ups,
)

_OURS: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "identifiers": (identifiers, ("id",)),
    "facts": (facts, ("attribute", "recorded_at", "id")),
    "consents": (consents, ("id",)),
    "asks": (asks, ("id",)),
    "benefits": (benefits, ("id",)),
    "treatments": (treatment_uses, ("id",)),
    "cases": (cases, ("id",)),
    "follow_ups": (follow_ups, ("id",)),
    "contacts": (contacts, ("id",)),
    "deliveries": (deliveries, ("id",)),
    "blocked_addresses": (blocked_addresses, ("id",)),
}
_OF_A_CONVERSATION: Mapping[str, tuple[Table, str]] = {
    "messages": (messages, "position"),
    "decisions": (decisions, "id"),
    "events": (events, "id"),
    "desk_messages": (desk_messages, "message_id"),
    "wrap_ups": (wrap_ups, "id"),
}
# Which process works on a row is no business of the person's.
_NOT_TOLD = frozenset({"person_id", "lease_owner", "lease_until", "attempts", "journal", "client_id"})


def profile(connection: Connection, person_id: str) -> dict[str, Any]:
    """All rows of a person by kind. Raises UnknownPerson.

    Somebody who was merged has an (almost) empty profile that says into whom; undone merges are left out.
    """
    person = connection.execute(select(persons).where(persons.c.id == person_id)).first()
    if person is None:
        raise UnknownPerson(reference=person_id)
    held: dict[str, Any] = {"person": _json(person)}
    for name, (table, order) in _OURS.items():
        held[name] = _rows(connection, table, table.c.person_id == person_id, *(table.c[c] for c in order))
    held["conversations"] = _conversations(connection, person_id)
    involved = (merges.c.kept_person_id == person_id) | (merges.c.merged_person_id == person_id)
    held["merges"] = _rows(connection, merges, involved & merges.c.undone_at.is_(None), merges.c.id)
    return held


def as_json(held: Mapping[str, Any], *, indent: int | None = None) -> str:
    """A profile as text; equal profiles give equal bytes."""
    return json.dumps(held, ensure_ascii=False, sort_keys=True, indent=indent)


def _conversations(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    found = _rows(connection, conversations, conversations.c.person_id == person_id, conversations.c.id)
    by_id = {conversation["id"]: conversation for conversation in found}
    for name, (table, order) in _OF_A_CONVERSATION.items():
        for conversation in found:
            conversation[name] = []
        of_theirs = table.c.conversation_id.in_(
            select(conversations.c.id).where(conversations.c.person_id == person_id)
        )
        for row in _rows(connection, table, of_theirs, table.c.conversation_id, table.c[order]):
            by_id[row.pop("conversation_id")][name].append(row)
    return found


def _rows(connection: Connection, table: Table, where: Any, *order: Column[Any]) -> list[dict[str, Any]]:
    return [_json(row) for row in connection.execute(select(table).where(where).order_by(*order))]


def _json(row: Row[Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row._mapping.items() if name not in _NOT_TOLD}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
