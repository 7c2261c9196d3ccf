"""A conversation locked for one turn: read once at the start, saved once at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, insert, or_, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.dialogue.changes import Change, PlannedAsk
from bot.dialogue.moment import Heard, Moment, TalkState
from bot.errors import UnknownConversation
from bot.messages import Option, Reply
from bot.outgoing import PUSH_CHANNELS
from bot.people.facts import Fact
from bot.questions.ledger import AskRecord
from bot.store.changes import Saving, save_change
from bot.store.conversations import add_event
from bot.store.deliveries import Render, enqueue
from bot.store.facts import fact_from
from bot.store.inbox import reply_from, stored_replies
from bot.store.people import insert_or_skip, lock_persons
from bot.store.schema import (
    UtcDateTime,
    asks,
    benefits,
    cases,
    conversations,
    facts,
    identifiers,
    messages,
    new_id,
)
from bot.store.session import Database
from bot.store.suppressions import suppressed_attributes

# Statements of the main path are built once: building one costs more than running it.
_ANSWERED = (
    update(messages)
    .where(messages.c.id == bindparam("message"))
    .values(answered_at=bindparam("answered_at"), answered_by=bindparam("answered_by"))
)
_SAVED = ("state", "language", "next_position", "owner", "closed_at", "close_reason")
_SAVE_CONVERSATION = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .values(lease_owner=None, lease_until=None, **{name: bindparam(name) for name in _SAVED})
)
Arrive = Callable[[Connection, str, Heard, datetime], Heard]
_ADD_REPLIES = insert(messages)
_EXPIRE = (
    update(asks)
    .where(
        asks.c.person_id == bindparam("person"),
        asks.c.attribute == bindparam("named"),
        asks.c.is_active,
        asks.c.expires_at <= bindparam("now", type_=UtcDateTime()),
    )
    .values(is_active=False, status="expired")
)
_WITH_OPTIONS = ("ask", "question", "handoff")


def is_retryable(error: Exception) -> bool:
    """A race lost to another transaction: run again, it finds what the other did."""
    if isinstance(error, IntegrityError | OperationalError):
        return True
    return isinstance(error, DBAPIError) and "deadlock" in str(error).lower()


class StoredConversations:
    """bot.dialogue.memory.ConversationStore on our database. `secret` keys the hashes of suppressions.

    `arrive` stores the message in the turn's own transaction, where nobody received it before: an agent's.
    With `render`, replies on phones' channels are queued for sending as they are saved.
    """

    def __init__(
        self,
        database: Database,
        secret: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        arrive: Arrive | None = None,
        render: Render | None = None,
    ) -> None:
        self._database = database
        self._secret = secret
        self._clock = clock
        self._arrive = arrive
        self._render = render

    @contextmanager
    def conversation(self, conversation_id: str, heard: Heard) -> Iterator[StoredMemory]:
        """See ConversationStore. Locks the person, then the conversation."""
        with self._database.transaction() as connection:
            if not self._database.is_sqlite:
                _lock(connection, conversation_id)
            now = self._clock()
            if self._arrive:
                heard = self._arrive(connection, conversation_id, heard, now)
            memory = _read(connection, conversation_id, heard, self._secret, now)
            memory.render = self._render
            memory.author = "agent" if self._arrive else "bot"
            yield memory

    @contextmanager
    def look(self, conversation_id: str, heard: Heard) -> Iterator[StoredMemory]:
        """The conversation as it stands at one of its messages, not locked; nothing may be saved or claimed."""
        with self._database.reading() as connection:
            yield _read(connection, conversation_id, heard, self._secret, self._clock())


class StoredMemory:
    """bot.dialogue.memory.Memory on an open transaction."""

    def __init__(
        self, connection: Connection, row: Row[Any], moment: Moment, held: Sequence[Fact], secret: str
    ):
        self._connection = connection
        self._row = row
        self._held = held
        self._secret = secret
        self.render: Render | None = None
        self.author = "bot"
        self.moment = moment
        self.content_version: str = row.content_version
        self.answered_by: str | None = row.answered_by
        self.is_closed: bool = row.closed_at is not None
        self.has_waiting: bool = row.has_waiting

    def all_facts(self) -> Sequence[Fact]:
        return self._held

    def stored_replies(self) -> tuple[Reply, ...]:
        return stored_replies(self._connection, self.moment.heard.id)

    def last_replies(self) -> tuple[Reply, ...]:
        """See Memory."""
        before = self._connection.execute(
            select(messages.c.in_reply_to)
            .where(
                messages.c.conversation_id == self.moment.conversation_id,
                messages.c.direction == "out",
                messages.c.in_reply_to.is_not(None),
                messages.c.position < self._row.message_position,
            )
            .order_by(messages.c.position.desc())
            .limit(1)
        ).scalar()
        return stored_replies(self._connection, before) if before else ()

    def shown_options(self) -> tuple[Option, ...]:
        """See Memory."""
        row = self._connection.execute(
            select(messages)
            .where(
                messages.c.conversation_id == self.moment.conversation_id,
                messages.c.direction == "out",
                messages.c.position < self._row.message_position,
                messages.c.kind.in_(_WITH_OPTIONS),
            )
            .order_by(messages.c.position.desc())
            .limit(1)
        ).first()
        return reply_from(row).options if row else ()

    def claim(self, ask: PlannedAsk) -> bool:
        """See Memory. What expired makes room first; then the unique constraints decide."""
        moment = self.moment
        self._connection.execute(
            _EXPIRE, {"person": moment.person_id, "named": ask.attribute, "now": moment.now}
        )
        row = {
            "id": new_id(),
            "person_id": moment.person_id,
            "conversation_id": moment.conversation_id,
            "message_id": moment.heard.id,
            "attribute": ask.attribute,
            "question": ask.question,
            "status": "asked",
            "is_active": True,
            "asked_at": moment.now,
            "expires_at": ask.expires_at,
        }
        claiming = insert_or_skip(self._connection, asks, returning=True)
        return self._connection.execute(claiming, row).scalar() is not None

    def suppressed(self, attributes: Iterable[str]) -> frozenset[str]:
        return suppressed_attributes(self._connection, self.moment.person_id, attributes, self._secret)

    def grants_for(self) -> Mapping[str, str]:
        rows = self._connection.execute(
            select(benefits.c.attribute, benefits.c.grant).where(
                benefits.c.person_id == self.moment.person_id, benefits.c.grant.is_not(None)
            )
        )
        return {row.attribute: row.grant for row in rows}

    def save(
        self,
        action: str,
        replies: Sequence[Reply],
        changes: Sequence[Change],
        state: TalkState,
        language: str,
    ) -> tuple[Reply, ...]:
        """See Memory. Letting the lease go is part of it: from here on the message is answered."""
        moment, now = self.moment, self.moment.now
        saving = Saving(self._connection, moment, self._secret, action)
        for change in changes:
            save_change(saving, change)
        self._add_history(saving)
        self._connection.execute(
            _ANSWERED, {"message": moment.heard.id, "answered_at": now, "answered_by": action}
        )
        saved = self._add_replies(replies)
        if saved and self.render is not None and moment.channel in PUSH_CHANNELS:
            heard_id, render = moment.heard.id, self.render
            enqueue(
                self._connection, moment.conversation_id, heard_id, saved, render, now, author=self.author
            )
        left = {name: getattr(self._row, name) for name in ("owner", "closed_at", "close_reason")}
        self._connection.execute(
            _SAVE_CONVERSATION,
            {
                **left,
                **saving.conversation,
                "conversation": moment.conversation_id,
                "state": state.to_json(),
                "language": language,
                "next_position": self._row.next_position + len(saved),
            },
        )
        self.is_closed = self.is_closed or "closed_at" in saving.conversation
        return saved

    def _add_history(self, saving: Saving) -> None:
        """One row a turn: what was understood, and each event in order."""
        moment = self.moment
        data = {
            "action": saving.action,
            "intent": moment.heard.intent,
            "confidence": round(moment.heard.confidence, 3),
            "events": saving.history,
        }
        add_event(self._connection, moment.conversation_id, "turn", data, moment.now, moment.heard.id)

    def _add_replies(self, replies: Sequence[Reply]) -> tuple[Reply, ...]:
        moment = self.moment
        rows = [
            {
                "id": new_id(),
                "conversation_id": moment.conversation_id,
                "position": self._row.next_position + offset,
                "direction": "out",
                "channel": moment.channel,
                "in_reply_to": moment.heard.id,
                "kind": reply.kind,
                "text": reply.text,
                "options": [[o.value, o.title, o.payload] for o in reply.options] or None,
                "flow": reply.flow or None,
                "step": reply.step or None,
                "question": reply.question,
                "agent": reply.agent,
                "created_at": moment.now,
            }
            for offset, reply in enumerate(replies)
        ]
        if rows:
            self._connection.execute(_ADD_REPLIES, rows)
        return tuple(
            Reply(
                r.kind, r.text, r.options, r.flow or None, r.step or None, r.question, r.agent, str(row["id"])
            )
            for r, row in zip(replies, rows, strict=True)
        )


def _lock(connection: Connection, conversation_id: str) -> None:
    person_id = connection.execute(
        select(conversations.c.person_id).where(conversations.c.id == conversation_id)
    ).scalar()
    if person_id is not None:
        lock_persons(connection, [person_id])
        connection.execute(
            select(conversations.c.id).where(conversations.c.id == conversation_id).with_for_update()
        )


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


def _read(
    connection: Connection, conversation_id: str, heard: Heard, secret: str, now: datetime
) -> StoredMemory:
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
    return StoredMemory(connection, row, moment, tuple(fact for fact, _ in held), secret)


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
