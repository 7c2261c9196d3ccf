"""A conversation locked for one turn: read once at the start, saved once at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.dialogue.changes import Change, PlannedAsk
from bot.dialogue.moment import Heard, TalkState
from bot.messages import Option, Reply
from bot.outgoing import PUSH_CHANNELS
from bot.people.facts import Fact
from bot.store.asks import claim_ask
from bot.store.changes import Saving, save_change
from bot.store.conversations import add_event
from bot.store.deliveries import Render, enqueue
from bot.store.moments import Loaded, load_moment
from bot.store.people import lock_persons
from bot.store.replies import add_replies, options_before, replies_before, stored_replies
from bot.store.schema import benefits, conversations, messages
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
            loaded = load_moment(connection, conversation_id, heard, now)
            memory = StoredMemory(connection, loaded, self._secret)
            memory.render = self._render
            memory.author = "agent" if self._arrive else "bot"
            yield memory

    @contextmanager
    def look(self, conversation_id: str, heard: Heard) -> Iterator[StoredMemory]:
        """The conversation as it stands at one of its messages, not locked; nothing may be saved or claimed."""
        with self._database.reading() as connection:
            loaded = load_moment(connection, conversation_id, heard, self._clock())
            yield StoredMemory(connection, loaded, self._secret)


class StoredMemory:
    """bot.dialogue.memory.Memory on an open transaction."""

    def __init__(self, connection: Connection, loaded: Loaded, secret: str) -> None:
        self._connection = connection
        self._row = row = loaded.row
        self._held = loaded.held
        self._secret = secret
        self.render: Render | None = None
        self.author = "bot"
        self.moment = loaded.moment
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
        return replies_before(self._connection, self.moment.conversation_id, self._row.message_position)

    def shown_options(self) -> tuple[Option, ...]:
        """See Memory."""
        return options_before(self._connection, self.moment.conversation_id, self._row.message_position)

    def claim(self, ask: PlannedAsk) -> bool:
        """See Memory."""
        return claim_ask(self._connection, self.moment, ask)

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
        saved = add_replies(self._connection, moment, self._row.next_position, replies)
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


def _lock(connection: Connection, conversation_id: str) -> None:
    person_id = connection.execute(
        select(conversations.c.person_id).where(conversations.c.id == conversation_id)
    ).scalar()
    if person_id is not None:
        lock_persons(connection, [person_id])
        connection.execute(
            select(conversations.c.id).where(conversations.c.id == conversation_id).with_for_update()
        )
