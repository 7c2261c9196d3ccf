"""Rows that tests about people need, with everything not said filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from bot.people.facts import Fact
from bot.store import schema
from bot.store.schema import new_id

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "a secret of the tests"


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def row(connection: Connection, table: Table, **values: Any) -> str:
    """Inserts a row and returns its id."""
    row_id = str(values.setdefault("id", new_id()))
    connection.execute(insert(table).values(**values))
    return row_id


def fact(attribute: str, value: Any, source: Any = "asked", minutes: float = 0, **more: Any) -> Fact:
    return Fact(attribute, value, source, later(minutes), **more)


def content_version(connection: Connection) -> str:
    found = connection.execute(select(schema.content_versions.c.id)).scalar()
    return found or row(connection, schema.content_versions, files={}, created_at=NOW)


def conversation(connection: Connection, person_id: str, identifier_id: str, **values: Any) -> str:
    defaults = {
        "channel": "webchat",
        "language": "en",
        "owner": "bot",
        "state": {"flow": {"slots": {"lines": 2}}},
        "next_position": 0,
        "opened_at": NOW,
        "last_message_at": NOW,
        "closed_at": later(30),
    }
    return row(
        connection,
        schema.conversations,
        person_id=person_id,
        identifier_id=identifier_id,
        content_version=content_version(connection),
        **{**defaults, **values},
    )


def message(connection: Connection, conversation_id: str, position: int, text: str, **values: Any) -> str:
    defaults = {"direction": "in", "channel": "webchat", "kind": "text", "created_at": later(position)}
    return row(
        connection,
        schema.messages,
        conversation_id=conversation_id,
        position=position,
        text=text,
        **{**defaults, **values},
    )


def ask(
    connection: Connection,
    person_id: str,
    conversation_id: str | None,
    attribute: str,
    *,
    status: str = "answered",
    is_active: bool = True,
    minutes: float = 0,
) -> str:
    return row(
        connection,
        schema.asks,
        person_id=person_id,
        conversation_id=conversation_id,
        attribute=attribute,
        question=attribute,
        status=status,
        is_active=is_active,
        asked_at=later(minutes) if conversation_id else None,
    )


def full_conversation(connection: Connection, person_id: str, identifier_id: str, attribute: str) -> str:
    """A conversation in which one question was asked, answered and rewarded, with a row of every other kind.

    Messages: 0 in, 1 the question, 2 the answer, 3 the benefit, 4 a treatment's line. Returns its id.
    """
    talk = conversation(connection, person_id, identifier_id)
    hello = message(connection, talk, 0, "hello", provider_id=new_id())
    message(connection, talk, 1, "Do you?", direction="out", kind="question", in_reply_to=hello)
    answer = message(connection, talk, 2, "yes, at home", payload='/choose{"at": "question", "value": "yes"}')
    reply = {"direction": "out", "in_reply_to": answer}
    benefit = message(connection, talk, 3, "As you are at home: a bonus", kind="benefit", **reply)
    message(connection, talk, 4, "A line for your home", kind="say", **reply)
    ask_id = ask(connection, person_id, talk, attribute)
    of_talk: dict[str, Any] = {"conversation_id": talk}
    of_both: dict[str, Any] = {"person_id": person_id, **of_talk}
    told: dict[str, Any] = {**of_both, "message_id": answer}
    row(
        connection,
        schema.benefits,
        **told,
        ask_id=ask_id,
        attribute=attribute,
        grant="bonus",
        text="a bonus at home",
        granted_at=NOW,
    )
    row(connection, schema.treatment_uses, **told, treatment="home_worker", because=[attribute], used_at=NOW)
    row(
        connection,
        schema.decisions,
        **of_talk,
        message_id=hello,
        question=attribute,
        reasons={},
        decided_at=NOW,
    )
    row(
        connection,
        schema.events,
        **of_talk,
        message_id=answer,
        kind="slot_set",
        data={"value": "yes"},
        recorded_at=NOW,
    )
    row(connection, schema.cases, **of_both, number=new_id(), topic="bill", status="open", opened_at=NOW)
    row(
        connection,
        schema.follow_ups,
        **of_both,
        channel="webchat",
        flow="check_in",
        reason="a case",
        status="waiting",
        due_at=later(60),
        created_at=NOW,
    )
    row(
        connection,
        schema.consents,
        person_id=person_id,
        scope="messages",
        is_given=False,
        evidence="said so",
        recorded_at=NOW,
    )
    _on_the_phone(connection, person_id, talk, benefit)
    return talk


def _on_the_phone(connection: Connection, person_id: str, talk: str, benefit: str) -> None:
    """The benefit's words on their way to a phone, the contact that this is, and another phone that is blocked."""
    whose = {"person_id": person_id, "channel": "sms"}
    row(connection, schema.contacts, **whose, purpose="service", reference=new_id(), made_at=NOW)
    row(
        connection,
        schema.deliveries,
        **whose,
        message_id=benefit,
        conversation_id=talk,
        part=0,
        purpose="service",
        author="bot",
        recipient="+5511999998888",
        body="As you are at home: a bonus",
        state="queued",
        next_attempt_at=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    row(
        connection,
        schema.blocked_addresses,
        **whose,
        recipient=new_id(),
        code=21614,
        consequence="unreachable",
        meaning="no mobile number",
        blocked_at=NOW,
    )
