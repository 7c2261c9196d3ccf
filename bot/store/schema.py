"""Every table, once. The constraints here are the promises of the product: they hold under any race.

Times are UTC. Ids are time-ordered text, so that ordering by id is ordering by creation.
"""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id(at: float | None = None) -> str:
    """26 hexadecimal characters: 12 of milliseconds since 1970, then 14 random ones."""
    return f"{int((time.time() if at is None else at) * 1000):012x}{secrets.token_hex(7)}"


def _id() -> Column[Any]:
    return Column("id", Text, primary_key=True)


def _person() -> Column[Any]:
    return Column("person_id", Text, ForeignKey("persons.id"), nullable=False, index=True)


def _conversation(*, nullable: bool = False) -> Column[Any]:
    return Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=nullable, index=True)


def _moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=nullable)


persons = Table(
    "persons",
    metadata,
    _id(),
    Column("language", Text),
    Column("merged_into", Text, ForeignKey("persons.id")),
    _moment("created_at"),
)

identifiers = Table(
    "identifiers",
    metadata,
    _id(),
    _person(),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    _moment("verified_at", nullable=True),
    _moment("created_at"),
    UniqueConstraint("kind", "value"),
)

facts = Table(
    "facts",
    metadata,
    _id(),
    _person(),
    Column("attribute", Text, nullable=False),
    Column("value", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("conversation_id", Text),
    Column("message_id", Text),
    Column("confidence", Float, nullable=False),
    _moment("recorded_at"),
    _moment("expires_at", nullable=True),
    _moment("superseded_at", nullable=True),
    Column("superseded_by", Text),
)
Index(
    "uq_facts_current",
    facts.c.person_id,
    facts.c.attribute,
    unique=True,
    sqlite_where=facts.c.superseded_at.is_(None),
    postgresql_where=facts.c.superseded_at.is_(None),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _person(),
    Column("scope", Text, nullable=False),
    Column("channel", Text),
    Column("is_given", Boolean, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("conversation_id", Text),
    _moment("recorded_at"),
)

content_versions = Table(
    "content_versions",
    metadata,
    _id(),
    Column("files", JSON, nullable=False),
    _moment("created_at"),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    _person(),
    Column("identifier_id", Text, ForeignKey("identifiers.id"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("content_version", Text, ForeignKey("content_versions.id"), nullable=False),
    Column("state", JSON, nullable=False),
    Column("next_position", Integer, nullable=False),
    _moment("opened_at"),
    _moment("last_message_at"),
    _moment("closed_at", nullable=True),
    Column("close_reason", Text),
    Column("lease_owner", Text),
    _moment("lease_until", nullable=True),
)
Index(
    "uq_conversations_open",
    conversations.c.identifier_id,
    conversations.c.channel,
    unique=True,
    sqlite_where=conversations.c.closed_at.is_(None),
    postgresql_where=conversations.c.closed_at.is_(None),
)

messages = Table(
    "messages",
    metadata,
    _id(),
    _conversation(),
    Column("position", Integer, nullable=False),
    Column("direction", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("provider_id", Text),
    Column("in_reply_to", Text),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("options", JSON),
    Column("flow", Text),
    Column("step", Text),
    Column("question", Text),
    Column("agent", Text),
    _moment("created_at"),
    _moment("answered_at", nullable=True),
    Column("answered_by", Text),
    _moment("sent_at", nullable=True),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("channel", "provider_id"),
    UniqueConstraint("conversation_id", "position"),
)
Index("ix_messages_in_reply_to", messages.c.in_reply_to)
_unanswered = (messages.c.direction == "in") & messages.c.answered_at.is_(None)
Index(
    "ix_messages_unanswered",
    messages.c.conversation_id,
    sqlite_where=text("direction = 'in' AND answered_at IS NULL"),
    postgresql_where=_unanswered,
)

asks = Table(
    "asks",
    metadata,
    _id(),
    _person(),
    _conversation(nullable=True),
    Column("message_id", Text),
    Column("attribute", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    _moment("asked_at", nullable=True),
    _moment("settled_at", nullable=True),
    _moment("expires_at", nullable=True),
)
Index(
    "uq_asks_one_per_conversation",
    asks.c.conversation_id,
    unique=True,
    sqlite_where=asks.c.asked_at.is_not(None),
    postgresql_where=asks.c.asked_at.is_not(None),
)
Index(
    "uq_asks_never_twice",
    asks.c.person_id,
    asks.c.attribute,
    unique=True,
    sqlite_where=text("is_active = 1"),
    postgresql_where=asks.c.is_active,
)

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _conversation(),
    Column("message_id", Text, nullable=False),
    Column("question", Text),
    Column("runner_up", Text),
    Column("reasons", JSON, nullable=False),
    _moment("decided_at"),
)

benefits = Table(
    "benefits",
    metadata,
    _id(),
    _person(),
    _conversation(),
    Column("message_id", Text, nullable=False),
    Column("ask_id", Text, ForeignKey("asks.id"), nullable=False, unique=True),
    Column("attribute", Text, nullable=False),
    Column("grant", Text),
    Column("text", Text, nullable=False),
    _moment("granted_at"),
)

treatment_uses = Table(
    "treatment_uses",
    metadata,
    _id(),
    _person(),
    _conversation(),
    Column("message_id", Text),
    Column("treatment", Text, nullable=False),
    Column("because", JSON, nullable=False),
    _moment("used_at"),
)

events = Table(
    "events",
    metadata,
    _id(),
    _conversation(),
    Column("message_id", Text),
    Column("kind", Text, nullable=False),
    Column("data", JSON, nullable=False),
    _moment("recorded_at"),
)

cases = Table(
    "cases",
    metadata,
    _id(),
    _person(),
    _conversation(),
    Column("number", Text, nullable=False, unique=True),
    Column("topic", Text, nullable=False),
    Column("satisfaction", Integer),
    Column("status", Text, nullable=False),
    _moment("opened_at"),
    _moment("solved_at", nullable=True),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    _id(),
    _person(),
    _conversation(),
    Column("channel", Text, nullable=False),
    Column("flow", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("status", Text, nullable=False),
    _moment("due_at"),
    _moment("created_at"),
    Column("lease_owner", Text),
    _moment("lease_until", nullable=True),
)
Index("ix_follow_ups_due", follow_ups.c.status, follow_ups.c.due_at)

suppressions = Table(
    "suppressions",
    metadata,
    _id(),
    Column("digest", Text, nullable=False, unique=True),
    _moment("created_at"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("person_id", Text, primary_key=True),
    _moment("due_at"),
)

tracker_drops = Table(
    "tracker_drops",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    _moment("created_at"),
)

merges = Table(
    "merges",
    metadata,
    _id(),
    Column("kept_person_id", Text, nullable=False, index=True),
    Column("merged_person_id", Text, nullable=False, index=True),
    Column("evidence", Text, nullable=False),
    Column("journal", JSON, nullable=False),
    _moment("merged_at"),
    _moment("undone_at", nullable=True),
)

audit_lines = Table(
    "audit_lines",
    metadata,
    _id(),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("person_id", Text),
    Column("detail", Text, nullable=False),
    _moment("created_at"),
)
