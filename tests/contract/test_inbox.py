"""What is received is kept once, in order, and answered by one at a time, whoever is killed in between."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from bot.messages import Address, Channel, InboundMessage
from bot.store import schema, unanswered
from bot.store.inbox import StoredInbox
from bot.store.merges import merge
from bot.store.people import ensure_person
from bot.store.processes import PROCESS
from bot.store.schema import new_id
from bot.store.session import Database
from bot.turn import Received
from tests.contract.people_builders import NOW, content_version

ANA = Address("web_token", "ana")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(database: Database, clock: Clock) -> StoredInbox:
    with database.transaction() as connection:
        version = content_version(connection)
    return StoredInbox(database, lambda: version, lambda: "en", clock=clock)


def from_ana(
    text: str = "hello", *, id: str = "", channel: Channel = "webchat", **more: Any
) -> InboundMessage:
    return InboundMessage(id or new_id(), channel, more.pop("address", ANA), text, **more)


def answered(database: Database, received: Received) -> None:
    """What the end of a turn does to the message and the lease."""
    with database.transaction() as connection:
        connection.execute(
            update(schema.messages)
            .where(schema.messages.c.id == received.message_id)
            .values(answered_at=NOW, answered_by="test")
        )
        connection.execute(
            update(schema.conversations)
            .where(schema.conversations.c.id == received.conversation_id)
            .values(lease_owner=None, lease_until=None)
        )


def count(database: Database, table: Any) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def leased(database: Database, conversation_id: str) -> Any:
    with database.reading() as connection:
        return connection.execute(
            select(schema.conversations.c.lease_owner, schema.conversations.c.lease_until).where(
                schema.conversations.c.id == conversation_id
            )
        ).one()


def at_once(number: int, work: Any, of: Sequence[Any]) -> list[Any]:
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(work, of))


def test_a_message_is_kept_with_its_person_and_conversation(database: Database, inbox: StoredInbox) -> None:
    received = inbox.receive(from_ana())
    assert not received.is_duplicate
    assert inbox.unanswered(received.conversation_id) == (received.message_id,)
    assert inbox.replies_to(received.message_id) is None


def test_a_duplicate_names_the_message_that_came_first(database: Database, inbox: StoredInbox) -> None:
    first = inbox.receive(from_ana(id="one"))
    second = inbox.receive(from_ana("other words", id="one"))
    assert second.is_duplicate and not second.is_leased
    assert (second.message_id, second.conversation_id) == (first.message_id, first.conversation_id)
    assert count(database, schema.messages) == 1


def test_the_same_id_on_another_channel_is_another_message(inbox: StoredInbox) -> None:
    assert not inbox.receive(from_ana(id="one")).is_duplicate
    assert not inbox.receive(from_ana(id="one", channel="rest")).is_duplicate


def test_a_duplicate_delivered_twenty_times_at_once_is_kept_once(
    database: Database, inbox: StoredInbox
) -> None:
    received = at_once(20, inbox.receive, [from_ana(id="one")] * 20)
    assert sum(not one.is_duplicate for one in received) == 1
    assert len({one.message_id for one in received}) == 1
    assert (count(database, schema.messages), count(database, schema.persons)) == (1, 1)


def test_twenty_first_messages_at_once_are_one_person_and_one_conversation(
    database: Database, inbox: StoredInbox
) -> None:
    received = at_once(20, inbox.receive, [from_ana(str(number)) for number in range(20)])
    assert len({one.conversation_id for one in received}) == 1
    assert sum(one.is_leased for one in received) == 1
    assert (count(database, schema.persons), count(database, schema.conversations)) == (1, 1)
    with database.reading() as connection:
        positions = connection.execute(select(schema.messages.c.position)).scalars()
        assert sorted(positions) == list(range(20))


def test_only_one_of_many_gets_a_message_to_answer(inbox: StoredInbox, clock: Clock) -> None:
    received = inbox.receive(from_ana())
    clock.pass_(minutes=2)
    claimed = at_once(8, inbox.claim, [received.conversation_id] * 8)
    assert [one.message_id for one in claimed if one] == [received.message_id]


def test_what_is_being_answered_is_not_handed_out_until_its_lease_ends(
    inbox: StoredInbox, clock: Clock
) -> None:
    received = inbox.receive(from_ana())
    assert received.is_leased
    assert inbox.claim(received.conversation_id) is None
    assert inbox.waiting() == ()
    clock.pass_(minutes=2)
    assert inbox.waiting() == (received.conversation_id,)
    claimed = inbox.claim(received.conversation_id)
    assert claimed is not None and claimed.message_id == received.message_id


def test_messages_are_answered_in_the_order_they_came(database: Database, inbox: StoredInbox) -> None:
    first = inbox.receive(from_ana("first"))
    second = inbox.receive(from_ana("second"))
    assert first.is_leased and not second.is_leased
    answered(database, first)
    claimed = inbox.claim(first.conversation_id)
    assert claimed is not None and claimed.message_id == second.message_id


def test_a_new_message_does_not_overtake_one_that_waits(inbox: StoredInbox, clock: Clock) -> None:
    """Whoever had the first was killed: the second must not be answered before it."""
    first = inbox.receive(from_ana("first"))
    clock.pass_(minutes=2)
    second = inbox.receive(from_ana("second"))
    assert not second.is_leased
    claimed = inbox.claim(first.conversation_id)
    assert claimed is not None and claimed.message_id == first.message_id


def test_a_conversation_without_unanswered_messages_is_let_go_at_once(
    database: Database, inbox: StoredInbox
) -> None:
    received = inbox.receive(from_ana())
    answered(database, received)
    assert inbox.claim(received.conversation_id) is None
    assert leased(database, received.conversation_id) == (None, None)


def test_a_failed_try_is_counted_and_waits(inbox: StoredInbox, clock: Clock) -> None:
    received = inbox.receive(from_ana())
    inbox.put_back(received.conversation_id, received.message_id, after_seconds=5)
    assert inbox.claim(received.conversation_id) is None
    clock.pass_(seconds=6)
    claimed = inbox.claim(received.conversation_id)
    assert claimed is not None and claimed.attempts == 1


def test_who_waits_longest_comes_first(inbox: StoredInbox, clock: Clock) -> None:
    received = [inbox.receive(from_ana(address=Address("web_token", name))) for name in "abc"]
    clock.pass_(minutes=2)
    assert inbox.waiting() == tuple(one.conversation_id for one in received)
    assert inbox.waiting(limit=2) == tuple(one.conversation_id for one in received[:2])
    assert inbox.depth() == 3


def test_leases_of_a_process_that_was_killed_are_free_at_once(
    database: Database, inbox: StoredInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = PROCESS.split(":")[0]
    monkeypatch.setattr(unanswered, "PROCESS", f"{host}:{gone.pid}:x")
    of_the_dead = inbox.receive(from_ana())
    monkeypatch.setattr(unanswered, "PROCESS", f"{host}:{os.getpid()}:x")
    of_the_living = inbox.receive(from_ana(address=Address("web_token", "bia")))
    assert inbox.free_leases_of_the_dead() == 1
    assert inbox.waiting() == (of_the_dead.conversation_id,)
    assert leased(database, of_the_living.conversation_id).lease_owner is not None


@pytest.mark.parametrize(("channel", "minutes"), [("webchat", 30), ("rest", 30), ("whatsapp", 1440)])
def test_silence_ends_a_conversation(
    inbox: StoredInbox, clock: Clock, channel: Channel, minutes: int
) -> None:
    first = inbox.receive(from_ana(channel=channel))
    clock.pass_(minutes=minutes)
    assert inbox.receive(from_ana(channel=channel)).conversation_id == first.conversation_id
    clock.pass_(minutes=minutes + 1)
    assert inbox.receive(from_ana(channel=channel)).conversation_id != first.conversation_id


def test_a_message_to_a_closed_conversation_opens_a_new_one(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    first = inbox.receive(from_ana())
    clock.pass_(minutes=31)
    assert inbox.close_silent() == 1
    second = inbox.receive(from_ana())
    assert second.conversation_id != first.conversation_id
    assert second.person_id == first.person_id


def test_a_message_left_unanswered_in_a_closed_conversation_is_still_to_be_answered(
    inbox: StoredInbox, clock: Clock
) -> None:
    received = inbox.receive(from_ana())
    clock.pass_(minutes=31)
    inbox.close_silent()
    assert inbox.waiting() == (received.conversation_id,)
    assert inbox.claim(received.conversation_id) is not None


def test_a_question_open_at_the_end_was_ignored_and_the_second_time_declined(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    for expected in (("ignored", False), ("declined", True)):
        received = inbox.receive(from_ana())
        ask_id = asked(database, received, "works_from_home")
        clock.pass_(minutes=31)
        inbox.close_silent()
        assert status_of(database, ask_id) == expected


def test_the_end_of_one_conversation_leaves_the_question_of_another_open(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    """Two browsers turn out to be one person; only one of the two has gone silent."""
    silent = inbox.receive(from_ana())
    asked(database, silent, "plays_games")
    clock.pass_(minutes=20)
    other = inbox.receive(from_ana(address=Address("web_token", "other browser")))
    still_open = asked(database, other, "works_from_home")
    with database.transaction() as connection:
        merge(connection, silent.person_id, other.person_id, "the same person", clock())
    clock.pass_(minutes=15)
    assert inbox.close_silent() == 1
    assert status_of(database, still_open) == ("asked", True)


def test_conversations_of_people_who_became_one_end_though_both_were_asked_the_same(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    """Each was asked before anybody could know that they are one; ignoring both counts as declined."""
    first = inbox.receive(from_ana())
    second = inbox.receive(from_ana(address=Address("web_token", "other browser")))
    asks = [asked(database, one, "works_from_home") for one in (first, second)]
    with database.transaction() as connection:
        merge(connection, first.person_id, second.person_id, "the same person", clock())
    clock.pass_(minutes=31)
    assert inbox.close_silent() == 2
    statuses = [status_of(database, ask_id) for ask_id in asks]
    assert sorted(statuses) == [("declined", True), ("ignored", False)]


def test_a_question_ignored_here_and_answered_elsewhere_stays_answered(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    first = inbox.receive(from_ana())
    second = inbox.receive(from_ana(address=Address("web_token", "other browser")))
    settled = asked(database, first, "works_from_home", status="answered")
    asked(database, second, "works_from_home", status="ignored", is_active=False, open_in=None)
    pending = asked(database, second, "works_from_home")
    with database.transaction() as connection:
        merge(connection, first.person_id, second.person_id, "the same person", clock())
    clock.pass_(minutes=31)
    inbox.close_silent()
    assert status_of(database, settled) == ("answered", True)
    assert status_of(database, pending)[1] is False


def test_a_silent_conversation_that_cannot_be_closed_does_not_keep_others_open(
    database: Database, inbox: StoredInbox, clock: Clock
) -> None:
    for name in "abcde":
        inbox.receive(from_ana(address=Address("web_token", name)))
    clock.pass_(minutes=31)
    assert inbox.close_silent() == 5
    assert inbox.close_silent() == 0


def test_the_customer_behind_a_verified_sender_is_the_same_on_every_channel(
    database: Database, inbox: StoredInbox
) -> None:
    with database.transaction() as connection:
        known = ensure_person(connection, Address("external", "1001", is_verified=True), NOW)
    received = inbox.receive(from_ana(channel="rest", address=Address("external", "1001", is_verified=True)))
    assert received.person_id == known.person_id


@pytest.mark.parametrize(
    "text", ["'; drop table messages; --", "{{ 7*7 }}", "مرحبا 👋🏽", "x" * 4000, "%s%d\\"]
)
def test_any_text_is_kept_as_it_is(database: Database, inbox: StoredInbox, text: str) -> None:
    received = inbox.receive(from_ana(text))
    with database.reading() as connection:
        kept = connection.execute(
            select(schema.messages.c.text).where(schema.messages.c.id == received.message_id)
        ).scalar_one()
    assert kept == text


def test_who_asks_for_the_answer_to_an_unknown_message_does_not_wait(inbox: StoredInbox) -> None:
    assert inbox.replies_to("erased") == ()


def asked(
    database: Database,
    received: Received,
    attribute: str,
    status: str = "asked",
    is_active: bool = True,
    open_in: str | None = "",
) -> str:
    """A row of the ledger; one of an earlier conversation when `open_in` is None."""
    ask_id = new_id()
    with database.transaction() as connection:
        conversation_id: str | None = received.conversation_id
        if open_in is None:
            conversation_id = None
        connection.execute(
            insert(schema.asks).values(
                id=ask_id,
                person_id=received.person_id,
                conversation_id=conversation_id,
                attribute=attribute,
                question=attribute,
                status=status,
                is_active=is_active,
                asked_at=NOW,
            )
        )
    return ask_id


def status_of(database: Database, ask_id: str) -> tuple[str, bool]:
    with database.reading() as connection:
        row = connection.execute(
            select(schema.asks.c.status, schema.asks.c.is_active).where(schema.asks.c.id == ask_id)
        ).one()
    return row.status, row.is_active
