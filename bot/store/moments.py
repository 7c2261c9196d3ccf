"""A conversation as it stands at one of its messages, read in few queries. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, or_, select

from bot.dialogue.moment import Heard, Moment, TalkState
from bot.errors import UnknownConversation
from bot.people.facts import Fact
from bot.questions.ledger import AskRecord
from bot.store.facts import fact_from
from bot.store.schema import UtcDateTime, asks, cases, conversations, facts, identifiers, messages

# Statements of the main path are built once: building one costs more than running it.
_earlier, _other = conversations.alias("earlier"), messages.alias("other")
_CONVERSATION = (
    select(
        conversations,
        identifiers.c.verified_at,
        messages.c.answered_by,
        messages.c.position.label("message_position"),
        messages.c.text.label("message_text"),
        messages.c.payload.label("message_payload"),
        messages.c.kind.label("message_kind"),
        exists()
        .where(and_(_earlier.c.person_id == conversations.c.person_id, _earlier.c.id < conversations.c.id))
        .label("has_earlier"),
        exists()
        .where(
            _other.c.conversation_id == conversations.c.id,
            _other.c.direction == "in",
            _other.c.answered_at.is_(None),
            _other.c.id != messages.c.id,
        )
        .label("has_waiting"),
        select(cases.c.number)
        .where(cases.c.person_id == conversations.c.person_id, cases.c.status == "open")
        .order_by(cases.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("case_number"),
    )
    .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
    .join(messages, messages.c.conversation_id == conversations.c.id)
    .where(conversations.c.id == bindparam("conversation"), messages.c.id == bindparam("message"))
)
_FACTS = (
    select(facts, conversations.c.identifier_id)
    .outerjoin(conversations, conversations.c.id == facts.c.conversation_id)
    .where(
        facts.c.person_id == bindparam("person"),
        facts.c.superseded_at.is_(None),
        or_(facts.c.expires_at.is_(None), facts.c.expires_at > bindparam("now", type_=UtcDateTime())),
    )
    .order_by(facts.c.attribute)
)
_ASKS = select(asks).where(asks.c.person_id == bindparam("person")).order_by(asks.c.id)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The moment, the conversation's row with what stands beside it, and all facts held, told or not."""

    moment: Moment
    row: Row[Any]
    held: Sequence[Fact]


def load_moment(connection: Connection, conversation_id: str, heard: Heard, now: datetime) -> Loaded:
    """Raises UnknownConversation when there is none or it has no such message."""
    row = connection.execute(_CONVERSATION, {"conversation": conversation_id, "message": heard.id}).first()
    if row is None:
        raise UnknownConversation(conversation_id=conversation_id)
    held = _facts(connection, row.person_id, now)
    told = {
        fact.attribute: fact
        for fact, identifier_id in held
        if row.verified_at is not None or identifier_id == row.identifier_id
    }
    heard = replace(heard, text=row.message_text, payload=row.message_payload)
    moment = Moment(
        conversation_id=row.id,
        person_id=row.person_id,
        channel=row.channel,
        language=row.language,
        owner=row.owner,
        is_verified=row.verified_at is not None,
        is_first_conversation=not row.has_earlier,
        opened_at=row.opened_at,
        now=now,
        state=TalkState.from_json(row.state),
        heard=heard,
        facts=told,
        known_attributes=frozenset(fact.attribute for fact, _ in held),
        asks=_asks(connection, row.person_id),
        case_number=row.case_number,
        is_ours=row.message_kind == "follow_up",
    )
    return Loaded(moment, row, tuple(fact for fact, _ in held))


def _facts(connection: Connection, person_id: str, now: datetime) -> Sequence[tuple[Fact, str | None]]:
    """What is known now, each with the identifier of the conversation in which it was told, if it was."""
    rows = connection.execute(_FACTS, {"person": person_id, "now": now})
    return [(fact_from(row), row.identifier_id) for row in rows]


def _asks(connection: Connection, person_id: str) -> tuple[AskRecord, ...]:
    rows = connection.execute(_ASKS, {"person": person_id})
    return tuple(
        AskRecord(
            attribute=row.attribute,
            status=row.status,
            question=row.question,
            conversation_id=row.conversation_id,
            asked_at=row.asked_at,
            settled_at=row.settled_at,
            expires_at=row.expires_at,
        )
        for row in rows
    )
