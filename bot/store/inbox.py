"""Messages as they come in: each stored once and in order, whoever delivers it how often and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.messages import InboundMessage, Reply
from bot.store import unanswered
from bot.store.conversations import add_event
from bot.store.episodes import Episodes
from bot.store.moves import take_move
from bot.store.numbers import same_number
from bot.store.opt_outs import take_word
from bot.store.people import ensure_person
from bot.store.pressed import words_of
from bot.store.replies import answer_to
from bot.store.schema import conversations, messages, new_id
from bot.store.session import Database
from bot.store.silence import Silence, close_silent
from bot.turn import Received, Unanswered

_TRIES = 5
PROVIDER = "provider"
"""Who answered a keyword such as STOP before us."""

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
_ADD_MESSAGE = insert(messages)
_MESSAGE_CAME = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .values(
        {name: bindparam(name) for name in ("next_position", "last_message_at", "lease_owner", "lease_until")}
    )
)


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
        self._silence = silence or Silence()
        self._episodes = Episodes(content_version, default_language, self._silence)
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
        conversation = self._episodes.of(connection, message, known, now)
        message_id = new_id()
        row = {
            "id": message_id,
            "conversation_id": conversation.id,
            "position": conversation.next_position,
            "direction": "in",
            "channel": message.channel,
            "provider_id": message.provider_id,
            "kind": _kind(message),
            "text": words_of(connection, conversation.id, message),
            "payload": message.payload,
            "delivery_token": message.delivery_token,
            "created_at": now,
        }
        word = take_word(connection, known.person_id, conversation.id, message, now)
        if word is not None and word.is_answered_by_provider:
            row |= {"answered_at": now, "answered_by": PROVIDER}
        is_open = "answered_at" not in row
        # A message that waits already is not overtaken: whoever claims next gets the oldest.
        is_next = is_open and unanswered.is_free(conversation, now) and not conversation.has_waiting
        connection.execute(_ADD_MESSAGE, row)
        if message.details:
            add_event(connection, conversation.id, "received", message.details, now, message_id)
        lease = {"lease_owner": conversation.lease_owner, "lease_until": conversation.lease_until}
        came = {
            "conversation": conversation.id,
            "next_position": conversation.next_position + 1,
            "last_message_at": now,
            **(unanswered.lease_from(now) if is_next else lease),
        }
        connection.execute(_MESSAGE_CAME, came)
        return Received(message_id, conversation.id, known.person_id, known.identifier_id, is_leased=is_next)

    def claim(self, conversation_id: str) -> Unanswered | None:
        """See bot.turn.Inbox."""
        now = self._clock()
        with self._database.transaction() as connection:
            return unanswered.claim(connection, conversation_id, now)

    def unanswered(self, conversation_id: str) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return unanswered.unanswered_in(connection, conversation_id)

    def put_back(
        self, conversation_id: str, message_id: str, *, after_seconds: float, is_counted: bool = True
    ) -> None:
        """See bot.turn.Inbox."""
        until = self._clock() + timedelta(seconds=after_seconds) if after_seconds else None
        with self._database.transaction() as connection:
            if is_counted:
                unanswered.count_try(connection, message_id)
            unanswered.release(connection, conversation_id, until)

    def waiting(self, limit: int = 100) -> tuple[str, ...]:
        """Conversations with a message that nobody is answering, longest waiting first."""
        now = self._clock()
        with self._database.reading() as connection:
            return unanswered.waiting(connection, now, limit)

    def depth(self) -> int:
        """How many messages wait for an answer."""
        with self._database.reading() as connection:
            return unanswered.depth(connection)

    def replies_to(self, message_id: str) -> tuple[Reply, ...] | None:
        """See bot.turn.Inbox."""
        with self._database.reading() as connection:
            return answer_to(connection, message_id)

    def free_leases_of_the_dead(self) -> int:
        """Leases of processes of this machine that are gone are free at once. Returns how many."""
        with self._database.transaction() as connection:
            return unanswered.free_leases_of_the_dead(connection)

    def free_leases_of_this_process(self) -> None:
        """For a process that receives and ends: whoever runs on answers at once what it received."""
        with self._database.transaction() as connection:
            unanswered.free_leases_of_this_process(connection)

    def close_silent(self) -> int:
        """End conversations that have been silent for too long; a question still open in one was ignored."""
        now = self._clock()
        with self._database.transaction() as connection:
            return close_silent(connection, self._silence, now)


def _first_delivery(connection: Connection, message: InboundMessage) -> Received | None:
    row = connection.execute(
        _FIRST_DELIVERY, {"on_channel": message.channel, "provider": message.provider_id}
    ).first()
    if row is None and message.delivery_token:
        row = connection.execute(_SAME_DELIVERY, {"token": message.delivery_token}).first()
    return Received(*row, is_duplicate=True) if row else None


def _kind(message: InboundMessage) -> str:
    if message.is_ours:
        return "follow_up"
    return "text" if message.payload is None else "choice"
