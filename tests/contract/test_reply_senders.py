"""A reply leaves from the number that was written to; a messaging service picks its number itself."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.twilio.senders import RecordingSender
from bot.outgoing import NotSent
from bot.store.conversations import add_event
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.outbox_world import ANA, US, World, refused

SECOND = "+15005550099"


@pytest.fixture
def world(database: Database) -> World:
    return World(database, RecordingSender())


def written_to(world: World, talk: str, **details: Any) -> None:
    with world.database.transaction() as connection:
        add_event(connection, talk, "received", details, world.now, new_id())


async def senders(world: World) -> list[str]:
    await world.send()
    return [message.sender for message in world.sender.sent]


@pytest.mark.parametrize(
    ("channel", "details", "expected"),
    [
        ("sms", {"to": SECOND}, SECOND),
        ("whatsapp", {"to": f"whatsapp:{SECOND}"}, SECOND),
        ("sms", {"to": "12345"}, "12345"),
        ("sms", {"to": SECOND, "messaging_service": "MG" + "b" * 32}, US),
        ("sms", {"to": f"whatsapp:{SECOND}"}, US),
        ("sms", {"to": "VEREDA"}, US),
        ("sms", {}, US),
    ],
    ids=["number", "whatsapp sender", "short code", "service", "another channel", "a name", "nothing said"],
)
async def test_a_reply_leaves_from_where_the_message_came_to(
    world: World, channel: str, details: dict[str, str], expected: str
) -> None:
    talk = world.talk(ANA, channel)
    written_to(world, talk, **details)
    world.say(talk, "hello")
    assert await senders(world) == [expected]


async def test_the_number_that_was_written_to_last_answers(world: World) -> None:
    talk = world.talk(ANA, "sms")
    for number in (SECOND, US):
        written_to(world, talk, to=number)
    world.say(talk, "hello")
    assert await senders(world) == [US]


async def test_it_is_tried_again_from_the_same_number(world: World) -> None:
    faults: list[NotSent | None] = [refused(20429)]
    world.sender.faults = faults
    talk = world.talk(ANA, "sms")
    written_to(world, talk, to=SECOND)
    world.say(talk, "hello")
    await world.send()
    world.pass_(minutes=1)
    assert await senders(world) == [SECOND]


async def test_every_outcome_is_counted_by_channel(database: Database) -> None:
    counted: list[tuple[str, str]] = []
    world = World(database, RecordingSender(), on_outcome=lambda *what: counted.append(what))
    talk = world.talk(ANA, "sms")
    world.sender.faults = [refused(20429), None, refused(21606)]
    world.say(talk, "one", "two")
    for _ in range(3):
        await world.send()
        world.pass_(minutes=1)
    [first, _] = world.rows()
    world.reports.record(first.provider_sid, "delivered")
    assert counted == [("sms", "tried again"), ("sms", "sent"), ("sms", "failed"), ("sms", "delivered")]
