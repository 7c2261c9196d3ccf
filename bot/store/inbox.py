"""Messages as they come in: stored once, in order, and answered by one process at a time."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    exists,
    false,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.messages import InboundMessage, Option, Reply
from bot.store.contacts import add_contact
from bot.store.conversations import add_event, close_conversation
from bot.store.moves import take_move
from bot.store.numbers import same_number
from bot.store.opt_outs import take_word
from bot.store.people import ensure_person
from bot.store.schema import conversations, messages, new_id, persons
from bot.store.session import Database
from bot.turn import Received, Unanswered

_LEASE = timedelta(seconds=40)
_TRIES = 5
_FOLLOW_UP = "follow_up"
_FOLLOW_UP_WAITS = timedelta(days=7)
PROVIDER = "provider"
"""Who answered a keyword such as STOP before us."""
PROCESS = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


_IS_UNANSWERED = and_(messages.c.direction == "in", messages.c.answered_at.is_(None))

# Statements of the main path are built once: building one costs more than running it.
_FIRST_DELIVERY = (
    select(messages.c.id, conversations.c.id, conversations.c.person_id, conversations.c.identifier_id)
    .join(conversations, conversations.c.id == messages.c.conversation_id)
    .where(messages.c.channel == bindparam("on_channel"), messages.c.provider_id == bindparam("provider"))
)
_SAME_DELIVERY = (
    select(messages.c.id, conversations.c.id, conversations.c.person_id, conversations.c.identifier_id)
    .join(conversations, conversations.c.id == messages.c.conversation_id)
    .where(messages.c.delivery_token == bindparam("token"))
)
_OPEN_CONVERSATION = (
    select(
        conversations,
        exists().where(messages.c.conversation_id == conversations.c.id, _IS_UNANSWERED).label("has_waiting"),
    )
    .where(
        conversations.c.identifier_id == bindparam("identifier"),
        conversations.c.channel == bindparam("on_channel"),
        conversations.c.closed_at.is_(None),
    )
    .with_for_update(of=conversations)
)
_ADD_MESSAGE = insert(messages)
_MESSAGE_CAME = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .values(
        {name: bindparam(name) for name in ("next_position", "last_message_at", "lease_owner", "lease_until")}
    )
)
_LANGUAGE = select(persons.c.language).where(persons.c.id == bindparam("person"))
_ADD_CONVERSATION = insert(conversations).returning(conversations, false().label("has_waiting"))
_UNANSWERED = (
    select(messages.c.id)
    .where(_IS_UNANSWERED, messages.c.conversation_id == bindparam("conversation"))
    .order_by(messages.c.position)
)
_REPLIES = (
    select(messages).where(messages.c.in_reply_to == bindparam("message")).order_by(messages.c.position)
)
_ASKED = messages.alias("asked")
# One statement, so that both are of one moment: replies that come between two looks would be missed.
_ANSWER = (
    select(_ASKED.c.answered_at.label("asked_answered_at"), messages)
    .select_from(_ASKED.outerjoin(messages, messages.c.in_reply_to == _ASKED.c.id))
    .where(_ASKED.c.id == bindparam("message"))
    .order_by(messages.c.position)
)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a conversation may be silent before the next message opens a new one."""

    webchat: timedelta = timedelta(minutes=30)
    messaging: timedelta = timedelta(hours=24)

    def of(self, channel: str) -> timedelta:
        return self.messaging if channel in ("sms", "whatsapp") else self.webchat


class StoredInbox:
    """The inbox of bot.turn on our database. `secret` keys the codes of conversations that move."""

    def __init__(
        self,
        database: Database,
        content_version: Callable[[], str],
        default_language: Callable[[], str],
        silence: Silence | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        secret: str = "",
    ) -> None:
        self._secret = secret
        self._database = database
        self._content_version = content_version
        self._default_language = default_language
        self._silence = silence or Silence()
        self._clock = clock

    def receive(self, message: InboundMessage) -> Received:
        """One transaction. A race with the same message, person or conversation is run again and finds the other's."""
        for attempt in range(_TRIES):
            try:
                with self._database.transaction() as connection:
                    # What came before is looked for only when storing it stumbles: nearly every message is new.
                    earlier = _first_delivery(connection, message) if attempt else None
                    return earlier or self._receive(connection, message)
            except (IntegrityError, OperationalError):
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def _receive(self, connection: Connection, message: InboundMessage) -> Received:
        now = self._clock()
        same_number(connection, message.address, now)
        known = ensure_person(connection, message.address, now, message.language)
        message, known = take_move(connection, message, known, self._secret, now)
        conversation = self._open_conversation(connection, message, known.identifier_id, now)
        if conversation is None:
            conversation = self._new_conversation(
                connection, message, known.person_id, known.identifier_id, now
            )
        message_id = new_id()
        row = {
            "id": message_id,
            "conversation_id": conversation.id,
            "position": conversation.next_position,
            "direction": "in",
            "channel": message.channel,
            "provider_id": message.provider_id,
            "kind": _kind(message),
            "text": message.text,
            "payload": message.payload,
            "delivery_token": message.delivery_token,
            "created_at": now,
        }
        word = take_word(connection, known.person_id, conversation.id, message, now)
        if word is not None and word.is_answered_by_provider:
            row |= {"answered_at": now, "answered_by": PROVIDER}
        is_open = "answered_at" not in row
        # A message that waits already is not overtaken: whoever claims next gets the oldest.
        is_next = is_open and _is_free(conversation, now) and not conversation.has_waiting
        connection.execute(_ADD_MESSAGE, row)
        if message.details:
            add_event(connection, conversation.id, "received", message.details, now, message_id)
        came = {
            "conversation": conversation.id,
            "next_position": conversation.next_position + 1,
            "last_message_at": now,
            "lease_owner": PROCESS if is_next else conversation.lease_owner,
            "lease_until": now + _LEASE if is_next else conversation.lease_until,
        }
        connection.execute(_MESSAGE_CAME, came)
        return Received(message_id, conversation.id, known.person_id, known.identifier_id, is_leased=is_next)

    def _open_conversation(
        self, connection: Connection, message: InboundMessage, identifier_id: str, now: datetime
    ) -> Row[Any] | None:
        found = connection.execute(
            _OPEN_CONVERSATION, {"identifier": identifier_id, "on_channel": message.channel}
        ).first()
        if (
            found is not None
            and now - found.last_message_at > self._silence.of(message.channel)
            and not _follow_up_waits(connection, found.id, now)
        ):
            close_conversation(connection, found.id, "silence", now)
            return None
        return found

    def _new_conversation(
        self,
        connection: Connection,
        message: InboundMessage,
        person_id: str,
        identifier_id: str,
        now: datetime,
    ) -> Row[Any]:
        language = connection.execute(_LANGUAGE, {"person": person_id}).scalar()
        conversation_id = new_id()
        if not message.is_ours:
            reference = f"conversation:{conversation_id}"
            add_contact(connection, person_id, message.channel, "service", now, reference)
        row: dict[str, Any] = {
            "id": conversation_id,
            "person_id": person_id,
            "identifier_id": identifier_id,
            "channel": message.channel,
            "language": language or message.language or self._default_language(),
            "owner": "bot",
            "content_version": self._content_version(),
            "state": {},
            "next_position": 0,
            "opened_at": now,
            "last_message_at": now,
        }
        return connection.execute(_ADD_CONVERSATION, row).one()

    def claim(self, conversation_id: str) -> Unanswered | None:
        """See bot.turn.Inbox."""
        now = self._clock()
        with self._database.transaction() as connection:
            leased = connection.execute(
                update(conversations)
                .where(
                    conversations.c.id == conversation_id,
                    or_(conversations.c.lease_until.is_(None), conversations.c.lease_until < now),
                )
                .values(lease_owner=PROCESS, lease_until=now + _LEASE)
            ).rowcount
            found = _oldest_unanswered(connection, conversation_id) if leased else None
            if leased and found is None:
                _release(connection, conversation_id, None)
        return found

    def unanswered(self, conversation_id: str) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return tuple(connection.execute(_UNANSWERED, {"conversation": conversation_id}).scalars())

    def put_back(
        self, conversation_id: str, message_id: str, *, after_seconds: float, is_counted: bool = True
    ) -> None:
        """See bot.turn.Inbox."""
        until = self._clock() + timedelta(seconds=after_seconds) if after_seconds else None
        with self._database.transaction() as connection:
            if is_counted:
                connection.execute(
                    update(messages)
                    .where(messages.c.id == message_id)
                    .values(attempts=messages.c.attempts + 1)
                )
            _release(connection, conversation_id, until)

    def waiting(self, limit: int = 100) -> tuple[str, ...]:
        """Conversations with a message that nobody is answering, longest waiting first."""
        now = self._clock()
        with self._database.reading() as connection:
            rows = connection.execute(
                select(messages.c.conversation_id)
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .where(
                    _IS_UNANSWERED,
                    or_(conversations.c.lease_until.is_(None), conversations.c.lease_until < now),
                )
                .order_by(messages.c.id)
                .limit(limit)
            ).scalars()
            return tuple(dict.fromkeys(rows))

    def depth(self) -> int:
        """How many messages wait for an answer."""
        with self._database.reading() as connection:
            return len(connection.execute(select(messages.c.id).where(_IS_UNANSWERED)).all())

    def replies_to(self, message_id: str) -> tuple[Reply, ...] | None:
        """See bot.turn.Inbox."""
        with self._database.reading() as connection:
            rows = connection.execute(_ANSWER, {"message": message_id}).all()
        replies = tuple(reply_from(row) for row in rows if row.id is not None)
        is_waiting = any(row.asked_answered_at is None for row in rows)
        return None if is_waiting and not replies else replies

    def free_leases_of_the_dead(self) -> int:
        """Leases of processes of this machine that are gone are free at once. Returns how many."""
        host = socket.gethostname()
        with self._database.transaction() as connection:
            owners = connection.execute(
                select(conversations.c.lease_owner).where(conversations.c.lease_owner.is_not(None)).distinct()
            ).scalars()
            dead = [owner for owner in owners if owner.startswith(f"{host}:") and not _is_alive(owner)]
            return connection.execute(
                update(conversations)
                .where(conversations.c.lease_owner.in_(dead))
                .values(lease_owner=None, lease_until=None)
            ).rowcount

    def free_leases_of_this_process(self) -> None:
        """For a process that receives and ends: whoever runs on answers at once what it received."""
        with self._database.transaction() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.lease_owner == PROCESS)
                .values(lease_owner=None, lease_until=None)
            )

    def close_silent(self) -> int:
        """End conversations that have been silent for too long; a question still open in one was ignored."""
        now = self._clock()
        with self._database.transaction() as connection:
            silent = connection.execute(
                select(conversations.c.id).where(
                    conversations.c.closed_at.is_(None),
                    ~_waits_for_follow_up(conversations.c.id, now),
                    or_(
                        and_(
                            conversations.c.channel.in_(("sms", "whatsapp")),
                            conversations.c.last_message_at < now - self._silence.messaging,
                        ),
                        and_(
                            conversations.c.channel.not_in(("sms", "whatsapp", "phone")),
                            conversations.c.last_message_at < now - self._silence.webchat,
                        ),
                    ),
                )
            ).scalars()
            ended = list(silent)
            for conversation_id in ended:
                close_conversation(connection, conversation_id, "silence", now)
        return len(ended)


def stored_replies(connection: Connection, message_id: str) -> tuple[Reply, ...]:
    """The replies to a message, in order."""
    rows = connection.execute(_REPLIES, {"message": message_id})
    return tuple(reply_from(row) for row in rows)


def reply_from(row: Row[Any]) -> Reply:
    options = tuple(Option(*option) for option in row.options or ())
    return Reply(row.kind, row.text, options, row.flow, row.step, row.question, row.agent, row.id)


def _first_delivery(connection: Connection, message: InboundMessage) -> Received | None:
    row = connection.execute(
        _FIRST_DELIVERY, {"on_channel": message.channel, "provider": message.provider_id}
    ).first()
    if row is None and message.delivery_token:
        row = connection.execute(_SAME_DELIVERY, {"token": message.delivery_token}).first()
    return Received(*row, is_duplicate=True) if row else None


def _is_free(conversation: Row[Any], now: datetime) -> bool:
    return conversation.lease_until is None or conversation.lease_until < now


def _waits_for_follow_up(conversation_id: Any, now: datetime) -> ColumnElement[bool]:
    """Whether the last word in a conversation was a follow-up of ours that may still be answered there."""
    newer = messages.alias("newer")
    return exists().where(
        messages.c.conversation_id == conversation_id,
        messages.c.kind == _FOLLOW_UP,
        messages.c.created_at > now - _FOLLOW_UP_WAITS,
        ~exists().where(
            newer.c.conversation_id == messages.c.conversation_id,
            newer.c.direction == "in",
            newer.c.position > messages.c.position,
        ),
    )


def _follow_up_waits(connection: Connection, conversation_id: str, now: datetime) -> bool:
    return bool(connection.execute(select(_waits_for_follow_up(conversation_id, now))).scalar())


def _kind(message: InboundMessage) -> str:
    if message.is_ours:
        return _FOLLOW_UP
    return "text" if message.payload is None else "choice"


def _oldest_unanswered(connection: Connection, conversation_id: str) -> Unanswered | None:
    row = connection.execute(
        select(
            messages.c.id,
            messages.c.conversation_id,
            messages.c.text,
            messages.c.payload,
            messages.c.attempts,
        )
        .where(_IS_UNANSWERED, messages.c.conversation_id == conversation_id)
        .order_by(messages.c.position)
        .limit(1)
    ).first()
    return Unanswered(*row) if row else None


def _release(connection: Connection, conversation_id: str, until: datetime | None) -> None:
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.lease_owner == PROCESS)
        .values(lease_owner=None, lease_until=until)
    )


def _is_alive(owner: str) -> bool:
    try:
        os.kill(int(owner.split(":")[1]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError, IndexError):
        return True
    return True
