"""Every table, once. The constraints here are the promises of the product: they hold under any race.

Times are UTC. Ids are time-ordered text, so that ordering by id is ordering by creation.
"""

from __future__ import annotations

import secrets
import threading
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


_ids = threading.Lock()
_last = [0, 0]  # the millisecond of the last id of this process, and how many it had


def new_id(at: float | None = None) -> str:
    """26 hexadecimal characters: 12 of milliseconds since 1970, 4 that count within one, then 10 random ones.

    Within a process a later id is always greater, even within a millisecond or when the clock goes back.
    """
    if at is not None:
        return f"{int(at * 1000):012x}{secrets.token_hex(7)}"
    with _ids:
        now = max(int(time.time() * 1000), _last[0])
        _last[:] = [now, _last[1] + 1 if now == _last[0] else 0]
        return f"{now:012x}{_last[1]:04x}{secrets.token_hex(5)}"


def _id() -> Column[Any]:
    return Column("id", Text, primary_key=True)


def _person() -> Column[Any]:
    return Column("person_id", Text, ForeignKey("persons.id"), nullable=False, index=True)


def _conversation(*, nullable: bool = False) -> Column[Any]:
    return Column("conversation_id", Text, ForeignKey("conversations.id"), nullable=nullable, index=True)


def _member() -> Column[Any]:
    return Column("staff_id", Text, ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True)


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
    Column("delivery_token", Text),
    UniqueConstraint("channel", "provider_id"),
    UniqueConstraint("conversation_id", "position"),
)
Index("ix_messages_in_reply_to", messages.c.in_reply_to)
Index(
    "uq_messages_delivery_token",
    messages.c.delivery_token,
    unique=True,
    sqlite_where=messages.c.delivery_token.is_not(None),
    postgresql_where=messages.c.delivery_token.is_not(None),
)
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
    _moment("not_before", nullable=True),
    Column("outcome", Text),
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
    Column("person_id", Text, index=True),
    Column("detail", Text, nullable=False),
    _moment("created_at"),
)

publications = Table(
    "publications",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content_version", Text, ForeignKey("content_versions.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("accepted", JSON, nullable=False),
    _moment("published_at"),
)

trainings = Table(
    "trainings",
    metadata,
    _id(),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("content_version", Text, ForeignKey("content_versions.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("progress", Text, nullable=False),
    Column("report", JSON),
    _moment("requested_at"),
    _moment("finished_at", nullable=True),
    Column("lease_owner", Text),
    _moment("lease_until", nullable=True),
)

# What is on its way to a phone goes with its message, conversation and person when these are erased.
deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("message_id", Text, ForeignKey("messages.id", ondelete="CASCADE")),
    Column("conversation_id", Text, ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    Column("person_id", Text, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("sender", Text),
    Column("body", Text, nullable=False),
    Column("content_sid", Text),
    Column("content_variables", JSON),
    Column("state", Text, nullable=False),
    Column("provider_sid", Text, unique=True),
    Column("error_code", Integer),
    Column("error_meaning", Text),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    _moment("attempted_at", nullable=True),
    _moment("next_attempt_at"),
    _moment("held_until", nullable=True),
    Column("lease_owner", Text),
    _moment("lease_until", nullable=True),
    _moment("created_at"),
    _moment("updated_at"),
    UniqueConstraint("message_id", "part"),
)
_is_pending = text("state IN ('queued', 'sending', 'unknown')")
Index(
    "ix_deliveries_pending",
    deliveries.c.channel,
    deliveries.c.recipient,
    sqlite_where=_is_pending,
    postgresql_where=_is_pending,
)
Index("ix_deliveries_pace", deliveries.c.channel, deliveries.c.attempted_at)

blocked_addresses = Table(
    "blocked_addresses",
    metadata,
    _id(),
    Column("person_id", Text, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("code", Integer, nullable=False),
    Column("consequence", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    _moment("blocked_at"),
    UniqueConstraint("channel", "recipient"),
)

# The agents' desk. What stands here about a conversation goes with it when it is erased.
desk_items = Table(
    "desk_items",
    metadata,
    _id(),
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("staff_id", Text),
    Column("staff_name", Text),
    _moment("taken_at", nullable=True),
    _moment("snoozed_until", nullable=True),
    Column("meant_for", Text),
    Column("note", Text),
)

_is_taken = text("staff_id IS NOT NULL")
Index("ix_desk_items_taken", desk_items.c.staff_id, sqlite_where=_is_taken, postgresql_where=_is_taken)

desk_messages = Table(
    "desk_messages",
    metadata,
    Column("message_id", Text, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("client_id", Text, nullable=False, unique=True),
    Column("staff_id", Text, nullable=False),
    Column("staff_name", Text, nullable=False),
    Column("flow", Text),
    Column("step", Text),
    Column("seconds", Float),
    _moment("created_at"),
)
Index("ix_desk_messages_flow", desk_messages.c.flow, desk_messages.c.step)

wrap_ups = Table(
    "wrap_ups",
    metadata,
    _id(),
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("staff_id", Text, nullable=False),
    Column("staff_name", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("satisfaction", Integer),
    Column("note", Text, nullable=False),
    _moment("created_at"),
)

desk_presence = Table(
    "desk_presence",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("staff_name", Text, nullable=False),
    Column("is_away", Boolean, nullable=False),
    _moment("seen_at"),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text),
    Column("totp_secret", Text),
    Column("totp_step", Integer),
    Column("openid_subject", Text, unique=True),
    _moment("created_at"),
    _moment("disabled_at", nullable=True),
    _moment("signed_in_at", nullable=True),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    _id(),
    _member(),
    Column("method", Text, nullable=False),
    Column("browser", Text, nullable=False),
    _moment("created_at"),
    _moment("seen_at"),
    _moment("expires_at"),
)

staff_links = Table(
    "staff_links",
    metadata,
    _id(),
    _member(),
    _moment("created_at"),
    _moment("expires_at"),
)

staff_passkeys = Table(
    "staff_passkeys",
    metadata,
    _id(),
    _member(),
    Column("name", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("sign_count", Integer, nullable=False),
    _moment("created_at"),
    _moment("used_at", nullable=True),
)

# Wrong tries by account and by address; both as keyed hashes, for what is typed may be anybody's.
sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    _id(),
    Column("failures", Integer, nullable=False),
    _moment("failed_at"),
    _moment("locked_until", nullable=True),
)

# Names, folded and cut into words; a misspelt word is found by the pieces of three letters it shares with another.
search_names = Table(
    "search_names",
    metadata,
    Column("word", Text, primary_key=True),
    Column(
        "person_id",
        Text,
        ForeignKey("persons.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)

name_words = Table("name_words", metadata, Column("word", Text, primary_key=True))

name_pieces = Table(
    "name_pieces",
    metadata,
    Column("piece", Text, primary_key=True),
    Column("word", Text, ForeignKey("name_words.word", ondelete="CASCADE"), primary_key=True, index=True),
)

_is_at_desk = text("owner <> 'bot' AND closed_at IS NULL")
Index(
    "ix_conversations_at_desk",
    conversations.c.owner,
    sqlite_where=_is_at_desk,
    postgresql_where=_is_at_desk,
)
_is_open_case = text("status = 'open'")
Index("ix_cases_open", cases.c.opened_at, sqlite_where=_is_open_case, postgresql_where=_is_open_case)

# One row per contact over any channel, calls included. `reference` says what it was for, once: 'follow_up:<id>'.
contacts = Table(
    "contacts",
    metadata,
    _id(),
    Column("person_id", Text, ForeignKey("persons.id", ondelete="CASCADE"), nullable=False),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("reference", Text, nullable=False, unique=True),
    _moment("made_at"),
)
Index("ix_contacts_recent", contacts.c.person_id, contacts.c.made_at)

# Codes sent to prove a number. Neither the number nor the visitor nor the code is kept, only keyed hashes of them.
codes = Table(
    "codes",
    metadata,
    _id(),
    Column("visitor", Text, nullable=False, index=True),
    Column("number", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("settled_at", nullable=True),
)
Index("ix_codes_created_at", codes.c.created_at)
