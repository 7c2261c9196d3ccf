"""The simulation on phones notices each promise that is broken, and finds none broken in a short run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.messages import Address
from bot.people.consent import Consent
from bot.people.contact_pressure import ContactPolicy
from bot.simulate.counts import Outcome
from bot.simulate.delivery import Log
from bot.simulate.phones.counts import count, waiting
from bot.simulate.phones.plan import PhonePlan
from bot.simulate.phones.provider import Provider
from bot.simulate.phones.run import simulate_phones
from bot.store.contacts import add_contact
from bot.store.deliveries import enqueue_text
from bot.store.people import ensure_person, save_consent
from bot.store.schema import deliveries, events, new_id
from bot.store.session import Database
from tests.contract.people_builders import NOW, conversation, later, message

ANA = "+5511987654321"
Break = Callable[[Connection, str, str, Provider], None]


def nothing(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    return


def unanswered(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    message(connection, talk, 10, "hello?", channel="whatsapp")


def answered_with_nothing(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    message(connection, talk, 10, "hello?", channel="whatsapp", answered_at=NOW)


def answered_twice(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    for _ in range(2):
        turn = {"id": new_id(), "conversation_id": talk, "message_id": "m", "kind": "turn"}
        connection.execute(insert(events).values(**turn, data={"events": []}, recorded_at=NOW))


def sent_twice(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    provider.taken[connection.execute(select(deliveries.c.id)).scalar_one()] += 1


def never_sent(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    provider.taken.clear()


def followed_up_though_opted_out(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    refusal = Consent(scope="messages", channel="whatsapp", is_given=False, evidence="STOP", recorded_at=NOW)
    save_consent(connection, person, refusal)
    sent = {"purpose": "follow_up", "attempted_at": later(5)}
    connection.execute(update(deliveries).values(**sent))


def one_contact_too_many(connection: Connection, person: str, talk: str, provider: Provider) -> None:
    for number in range(ContactPolicy().per_day + 1):
        moment = NOW + timedelta(hours=5 * number)
        add_contact(connection, person, "whatsapp", "follow_up", moment, f"follow_up:{number}")


@pytest.mark.parametrize(
    ("break_it", "name"),
    [
        (nothing, None),
        (unanswered, "messages unanswered"),
        (answered_with_nothing, "messages unanswered"),
        (answered_twice, "messages answered twice"),
        (sent_twice, "second sends"),
        (never_sent, "replies never sent"),
        (followed_up_though_opted_out, "opted-out persons messaged"),
        (one_contact_too_many, "caps exceeded"),
    ],
)
def test_each_broken_promise_is_counted(sqlite_url: str, break_it: Break, name: str | None) -> None:
    outcome = counted(sqlite_url, break_it)
    assert {name for name, number in outcome.broken.items() if number} == ({name} if name else set())


def counted(url: str, break_it: Break) -> Outcome:
    """What is counted after one message that was sent well, and what a test adds to it."""
    database = Database(url)
    provider = Provider(Random(1), 0.0, str)
    with database.transaction() as connection:
        known = ensure_person(connection, Address("whatsapp", ANA, is_verified=True), NOW)
        talk = conversation(connection, known.person_id, known.identifier_id, channel="whatsapp")
        delivery = enqueue_text(
            connection,
            person_id=known.person_id,
            channel="whatsapp",
            recipient=ANA,
            body="hello",
            purpose="service",
            now=NOW,
        )
        sent = {"state": "delivered", "provider_sid": "SM1", "attempted_at": NOW}
        connection.execute(update(deliveries).values(**sent))
        provider.taken = Counter({delivery: 1})
        break_it(connection, known.person_id, talk, provider)
    outcome = count(database, Log(), provider, ContactPolicy(), kills=0, seconds=1.0)
    database.close()
    return outcome


def test_a_run_is_settled_when_nothing_waits(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    assert waiting(database) == 0
    with database.transaction() as connection:
        known = ensure_person(connection, Address("whatsapp", ANA, is_verified=True), NOW)
        message(connection, conversation(connection, known.person_id, known.identifier_id), 0, "hello?")
    assert waiting(database) == 1
    database.close()


@pytest.mark.system
async def test_a_short_run_with_everything_going_wrong_breaks_nothing(tmp_path: Path) -> None:
    plan = PhonePlan(messages=60, concurrency=8, workers=2, has_chaos=True, folder=tmp_path)
    outcome = await simulate_phones(plan)
    assert outcome.is_good, (outcome.broken, outcome.problems)
    assert outcome.totals["messages in"] == 60
    assert outcome.totals["failed by the provider"] > 0
