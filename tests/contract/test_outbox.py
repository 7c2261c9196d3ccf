"""What is queued is sent once, in order, at the sender's pace, and no unknown outcome is sent again unasked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.twilio.rendering import Renderer
from bot.channels.twilio.senders import RecordingSender
from bot.jobs.outbox import _message
from bot.jobs.outcomes import ATTEMPTS
from bot.messages import Address, Reply
from bot.store.deliveries import NO_NUMBER, enqueue
from bot.store.people import ensure_person
from bot.store.session import Database
from tests.contract.outbox_world import (
    BEA,
    LOST,
    US,
    World,
    refused,
    sent,
    twilio_sender,
)
from tests.contract.people_builders import conversation, message
from tests.contract.twilio_server import TwilioServer, running_twilio


@pytest.fixture
def world(database: Database) -> World:
    return World(database, RecordingSender())


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioServer]:
    async with running_twilio() as server:
        yield server


# Order, pace, retries.


async def test_replies_leave_in_order_once_and_are_marked_as_sent(world: World) -> None:
    talk = world.talk()
    world.say(talk, "one", "two", "three")
    assert await world.send() == 3
    assert sent(world) == ["one", "two", "three"]
    assert world.states == ["sent"] * 3
    assert all(row.provider_sid and row.sender == US for row in world.rows())
    assert await world.send() == 0


async def test_nothing_is_queued_when_the_turn_is_not_saved(world: World) -> None:
    talk = world.talk()
    with pytest.raises(RuntimeError), world.database.transaction() as connection:
        kept = message(connection, talk, 1, "hello", direction="out", channel="whatsapp")
        assert enqueue(connection, talk, None, [Reply("say", "hello", id=kept)], Renderer(), world.now) == 1
        raise RuntimeError
    assert world.rows() == []


async def test_other_channels_are_not_sent(world: World) -> None:
    world.say(world.talk(channel="webchat"), "hello")
    assert world.rows() == []


async def test_without_a_number_it_fails_and_says_so(world: World) -> None:
    with world.database.transaction() as connection:
        known = ensure_person(connection, Address("external", "1001", is_verified=True), world.now)
        talk = conversation(connection, known.person_id, known.identifier_id, channel="sms")
    world.say(talk, "hello")
    [row] = world.rows()
    assert (row.state, row.error_meaning) == ("failed", NO_NUMBER)


async def test_a_later_message_waits_for_an_earlier_one_that_is_tried_again(world: World) -> None:
    world.say(world.talk(), "one", "two")
    world.say(world.talk(BEA), "for Bea")
    world.sender.faults = [refused(20429, retry_after=7)]
    await world.send()
    assert sent(world) == ["for Bea"]
    world.pass_(seconds=6)
    assert await world.send() == 0
    world.pass_(seconds=1)
    await world.send()
    assert sent(world) == ["for Bea", "one", "two"]


async def test_waits_grow_and_have_an_end_that_is_recorded(world: World) -> None:
    world.say(world.talk("+5511777776666", "sms"), "hello")
    world.sender.faults = [refused(30001)] * ATTEMPTS
    waits = []
    while world.states == ["queued"]:
        await world.send()
        [row] = world.rows()
        waits.append((row.next_attempt_at - world.now).total_seconds())
        world.now = max(row.next_attempt_at, world.now)
    assert waits[:5] == [2, 4, 8, 16, 32]
    assert max(waits) == 300
    assert len(waits) == ATTEMPTS
    assert (row.state, row.error_code) == ("failed", 30001)


async def test_wrong_credentials_wait_for_whoever_mends_them(world: World) -> None:
    world.say(world.talk(), "hello")
    world.sender.faults = [refused(20003)]
    await world.send()
    [row] = world.rows()
    assert (row.state, row.error_code) == ("queued", 20003)
    assert "Check the account SID" in row.error_meaning
    world.pass_(minutes=5)
    await world.send()
    assert sent(world) == ["hello"]


async def test_the_sender_keeps_its_pace_over_all_workers(world: World) -> None:
    world.rates["sms"] = 2.0
    for number in range(5):
        world.say(world.talk(f"+551199999000{number}", "sms"), f"text {number}")
    assert await world.send() + await world.outbox().send_due() == 2
    world.pass_(seconds=1.1)
    assert await world.send() == 2
    world.pass_(seconds=1.1)
    assert await world.send() == 1


async def test_workers_at_once_send_each_message_once_and_in_order(world: World) -> None:
    numbers = [f"+551199999{n:04}" for n in range(6)]
    talks = [world.talk(number) for number in numbers]
    for turn in range(5):
        for talk in talks:
            world.say(talk, f"{turn} a", f"{turn} b")
    world.rates["whatsapp"] = 1000.0
    await asyncio.gather(*(world.outbox().send_due() for _ in range(4)))
    await world.send()
    expected = [f"{turn} {part}" for turn in range(5) for part in "ab"]
    for number in numbers:
        assert [m.body for m in world.sender.sent if m.recipient == number] == expected


# Unknown outcomes and crashes.


async def test_a_lost_answer_is_asked_about_and_never_sent_again(world: World) -> None:
    world.say(world.talk(), "one", "two")
    world.sender.faults = [LOST]
    await world.send()
    assert world.states == ["unknown", "queued"]
    world.pass_(seconds=5)
    await world.send()
    assert sent(world) == ["one", "two"]
    assert world.states == ["sent", "sent"]


async def test_a_message_that_was_not_taken_is_sent_again_after_a_minute_of_asking(world: World) -> None:
    world.say(world.talk(), "one")
    world.sender.faults, world.sender.takes_unknown = [LOST], False
    await world.send()
    world.pass_(seconds=5)
    await world.send()
    assert sent(world) == []
    assert len(world.sender.asked) == 1
    world.pass_(seconds=54)
    await world.send()
    assert sent(world) == []
    world.pass_(seconds=1)
    await world.send()
    assert len(world.sender.asked) == 2
    assert sent(world) == ["one"]


@pytest.mark.parametrize("was_taken", [True, False])
async def test_a_worker_killed_while_sending_loses_and_repeats_nothing(world: World, was_taken: bool) -> None:
    world.say(world.talk(), "one")
    # The process dies between writing "sending" and writing the outcome.
    [claimed], _ = world.outbox()._claim(10)
    if was_taken:
        await world.sender.send(_message(claimed))
    assert await world.send() == 0
    world.pass_(seconds=61)
    await world.send()
    await world.send()
    assert sent(world) == ["one"]
    assert world.states == ["sent"]
    assert len(world.sender.asked) == 1


async def test_a_provider_that_never_says_ends_as_not_sent_again(world: World, twilio: TwilioServer) -> None:
    world.sender = twilio_sender(twilio)
    world.say(world.talk(), "one")
    twilio.faults, twilio.silent = ["drop"], True
    for _ in range(4):
        await world.send()
        world.pass_(hours=8)
    [row] = world.rows()
    assert row.state == "failed"
    assert "may have been sent" in row.error_meaning
    assert twilio.messages == []
    await world.sender.close()


@pytest.mark.parametrize("fault", ["reset", "hang", "malformed", "lost 500", "drop", 500, 503, 429, "slow"])
async def test_every_fault_of_twilios_leads_to_exactly_one_message(
    world: World, twilio: TwilioServer, fault: str | int
) -> None:
    world.sender = twilio_sender(twilio)
    world.say(world.talk(), "one", "two")
    twilio.faults = [fault]
    for _ in range(4):
        await world.send()
        world.pass_(seconds=61)
    assert twilio.bodies == ["one", "two"]
    assert world.states == ["sent", "sent"]
    await world.sender.close()
