"""Whether it is proven who is at the other end of a conversation, and proving it by what they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from bot.desk.errors import TooManyTries
from bot.desk.people import Member
from bot.desk.verification import CHECKS, MOST_WRONG, NEEDED, right_ones
from bot.store.audit import audit, by_staff
from bot.store.conversations import add_event
from bot.store.facts import current_facts
from bot.store.people import identifiers_of, verify_identifier
from bot.store.schema import conversations, events, identifiers

_FAILED = "verification_failed"


def is_verified(connection: Connection, conversation_id: str) -> bool:
    """Whether it is proven who is at the other end of a conversation."""
    return (
        connection.execute(
            select(identifiers.c.verified_at)
            .join(conversations, conversations.c.identifier_id == identifiers.c.id)
            .where(conversations.c.id == conversation_id)
        ).scalar()
        is not None
    )


def verify(
    connection: Connection,
    conversation_id: str,
    said: Mapping[str, str],
    staff: Member,
    now: datetime,
) -> bool:
    """Compare what the caller said. Two right ones prove the number or address they come from. Raises TooManyTries."""
    row = connection.execute(
        select(conversations.c.person_id, conversations.c.identifier_id).where(
            conversations.c.id == conversation_id
        )
    ).one()
    if _wrong_tries(connection, conversation_id) >= MOST_WRONG:
        raise TooManyTries
    known = {fact.attribute: fact.value for fact in current_facts(connection, row.person_id, now)}
    right = right_ones(said, known | known_identifiers(connection, row.person_id))
    checked = sorted(check for check, words in said.items() if words.strip())
    is_right = len(right) >= NEEDED
    if is_right:
        verify_identifier(connection, row.identifier_id, f"{', '.join(right)} told to {staff.name}", now)
    action = "verified" if is_right else _FAILED
    add_event(connection, conversation_id, action, {"checks": checked, "staff": staff.id}, now)
    audit(connection, by_staff(staff.id), action, row.person_id, ", ".join(checked), now)
    return is_right


def _wrong_tries(connection: Connection, conversation_id: str) -> int:
    failed = (events.c.conversation_id == conversation_id) & (events.c.kind == _FAILED)
    return int(connection.execute(select(func.count()).select_from(events).where(failed)).scalar_one())


def checks_for(connection: Connection, person_id: str, known: Mapping[str, Any]) -> list[str]:
    """What the caller may be asked for, because we could compare it."""
    held = {**known, **known_identifiers(connection, person_id)}
    return [check for check in CHECKS if held.get(check) is not None]


def known_identifiers(connection: Connection, person_id: str) -> dict[str, str]:
    """What a caller may be asked for, of what they are known by."""
    return {
        one.kind: one.value
        for one in identifiers_of(connection, person_id)
        if one.kind in ("email", "external")
    }
