"""What is reported about messages, who is not written to, and WhatsApp's 24 hours: what is not sent says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.channels.twilio.rendering import Renderer
from bot.channels.twilio.senders import RecordingSender
from bot.jobs.before_sending import Allowed
from bot.messages import Address, Option, Reply
from bot.outgoing import Receipt
from bot.people.consent import Consent, is_refused
from bot.store import schema
from bot.store.blocked_addresses import unblock
from bot.store.deliveries import enqueue
from bot.store.erasure import ERASED, erase_fact, erase_person
from bot.store.people import consents_of, ensure_person, save_consent
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.outbox_world import (
    ANA,
    NEWS,
    TEMPLATES,
    US,
    World,
    refused,
    sent,
)
from tests.contract.people_builders import NOW, SECRET, full_conversation, message


@pytest.fixture
def world(database: Database) -> World:
    return World(database, RecordingSender())


# What is reported.


async def test_a_report_before_the_answer_settles_the_message(world: World) -> None:
    world.say(world.talk(), "one")
    [claimed], _ = world.outbox()._claim(10)
    sid = "SM" + "1" * 32
    assert world.reports.record(sid, "delivered", delivery_id=claimed.id)
    world.outbox()._outcomes.sent(claimed, Receipt(sid, "queued"))
    world.outbox()._outcomes.unknown(claimed, "late")
    [row] = world.rows()
    assert (row.state, row.provider_sid) == ("delivered", sid)


async def test_a_status_never_goes_back_and_reports_may_repeat(world: World) -> None:
    world.say(world.talk(), "one")
    await world.send()
    [sid] = [row.provider_sid for row in world.rows()]
    changed = [
        world.reports.record(sid, word)
        for word in ("sent", "delivered", "sent", "delivered", "undelivered", "read", "delivered", "read")
    ]
    assert changed == [False, True, False, False, False, True, False, False]
    assert world.states == ["read"]


async def test_reports_about_others_messages_change_nothing(world: World) -> None:
    world.say(world.talk(), "one")
    await world.send()
    [row] = world.rows()
    assert not world.reports.record("SM" + "9" * 32, "delivered")
    assert not world.reports.record("SM" + "9" * 32, "failed", delivery_id=row.id)
    assert world.states == ["sent"]


async def test_a_failure_is_kept_with_its_meaning(world: World) -> None:
    world.say(world.talk(), "one")
    await world.send()
    [row] = world.rows()
    world.reports.record(row.provider_sid, "undelivered", 30003)
    [row] = world.rows()
    assert (row.state, row.error_code) == ("undelivered", 30003)
    assert "out of reach" in row.error_meaning


async def test_reconciliation_asks_about_what_was_never_reported(world: World) -> None:
    world.say(world.talk(), "one", "two")
    await world.send()
    first, second = world.rows()
    world.sender.statuses[first.provider_sid] = Receipt(first.provider_sid, "read")
    assert await world.reconciliation.do_due() == 0
    world.pass_(hours=2)
    assert await world.reconciliation.do_due() == 0
    assert await world.reconciliation.ask() == 1
    assert world.states == ["read", "sent"]
    world.pass_(days=4)
    world.sender.statuses[second.provider_sid] = Receipt(second.provider_sid, "read")
    assert await world.reconciliation.ask() == 0


# Who must not be written to.


@pytest.mark.parametrize("is_reported_later", [False, True])
async def test_a_stop_that_the_provider_knows_of_ends_sms_until_their_start(
    world: World, is_reported_later: bool
) -> None:
    talk = world.talk(channel="sms")
    world.say(talk, "one")
    world.sender.faults = [] if is_reported_later else [refused(21610)]
    await world.send()
    if is_reported_later:
        world.reports.record(world.rows()[0].provider_sid, "failed", 21610)
    world.hear(talk)
    world.say(talk, "two")
    await world.send()
    first, second = world.rows()
    assert (first.state, second.state) == ("failed", "suppressed")
    assert "STOP" in first.error_meaning and "21610" in second.error_meaning
    with world.database.transaction() as connection:
        assert is_refused(consents_of(connection, first.person_id), "messages", "sms")
        assert not is_refused(consents_of(connection, first.person_id), "messages", "whatsapp")
        assert unblock(connection, "sms", ANA)
    world.say(talk, "three")
    await world.send()
    assert sent(world)[-1] == "three"


async def test_a_number_that_cannot_be_reached_is_marked_until_it_writes(world: World) -> None:
    talk = world.talk(channel="sms")
    world.say(talk, "one", "two")
    world.sender.faults = [refused(21614)]
    await world.send()
    assert world.states == ["failed", "suppressed"]
    world.pass_(hours=1)
    world.hear(talk)
    world.say(talk, "three")
    await world.send()
    assert sent(world) == ["three"]


@pytest.mark.parametrize(("owner", "state"), [("agent", "suppressed"), ("waiting", "sent"), ("bot", "sent")])
async def test_a_conversation_that_a_person_owns_never_hears_the_bot(
    world: World, owner: str, state: str
) -> None:
    talk = world.talk()
    world.say(talk, "from the bot")
    world.own(talk, owner)
    world.say(talk, "from a person", author="agent")
    await world.send()
    assert world.states == [state, "sent"]


async def test_what_may_only_be_said_later_waits_and_holds_up_no_answer(world: World) -> None:
    talk = world.talk()
    until = world.now + timedelta(hours=9)
    world.verdict["follow_up"] = Allowed(False, "quiet hours", until)
    world.say(talk, "how is it going?", heard="follow_up")
    world.say(talk, "an answer")
    await world.send()
    assert sent(world) == ["an answer"]
    [held, _] = world.rows()
    assert (held.state, held.held_until, held.error_meaning) == ("queued", until, "quiet hours")
    world.now, world.verdict = until, {}
    await world.send()
    assert sent(world) == ["an answer", "how is it going?"]


async def test_what_may_not_be_said_is_suppressed_with_its_reason(world: World) -> None:
    world.verdict["follow_up"] = Allowed(False, "opted out")
    world.say(world.talk(), "how is it going?", heard="follow_up")
    await world.send()
    [row] = world.rows()
    assert (row.state, row.error_meaning, row.purpose) == ("suppressed", "opted out", "follow_up")


async def test_a_channel_without_a_sender_says_which_setting_is_missing(world: World) -> None:
    world.sender.senders = {"whatsapp": US}
    world.say(world.talk(channel="sms"), "one")
    await world.send()
    [row] = world.rows()
    assert row.state == "failed" and "sender is set up for sms" in row.error_meaning


# WhatsApp's 24 hours.


async def test_within_24_hours_we_speak_freely_and_after_them_through_a_template(world: World) -> None:
    world.templates = TEMPLATES
    talk = world.talk()
    world.pass_(hours=23, minutes=59)
    world.say(talk, "still free", heard="follow_up")
    await world.send()
    world.pass_(minutes=1)
    world.say(talk, "how is\nit going?", "Can we help?", heard="follow_up")
    await world.send()
    free, opening = world.sender.sent
    assert free.content_sid is None
    assert opening.content_sid == NEWS
    assert opening.content_variables == {"1": "Vereda", "2": "how is it going? Can we help?"}
    assert world.states == ["sent", "sent", "suppressed"]
    assert "Said by the template" in world.rows()[2].error_meaning


async def test_a_template_that_is_tried_again_stays_as_it_is(world: World) -> None:
    world.templates = TEMPLATES
    talk = world.talk()
    world.pass_(days=2)
    world.say(talk, "how is it going?", heard="follow_up")
    world.sender.faults = [refused(63018)]
    await world.send()
    world.pass_(seconds=2)
    await world.send()
    assert [m.content_variables for m in world.sender.sent] == [{"1": "Vereda", "2": "how is it going?"}]


async def test_without_a_template_another_agreed_channel_is_taken(world: World) -> None:
    talk = world.talk()
    with world.database.transaction() as connection:
        known = ensure_person(connection, Address("whatsapp", ANA), world.now)
        row = {"kind": "phone", "value": ANA, "evidence": "sms", "verified_at": NOW, "created_at": NOW}
        connection.execute(insert(schema.identifiers).values(id=new_id(), person_id=known.person_id, **row))
        yes = Consent("marketing", True, "opted in", NOW, channel="sms")
        save_consent(connection, known.person_id, yes)
    world.pass_(days=2)
    world.say(talk, "how is it going?", heard="follow_up")
    await world.send()
    [message] = world.sender.sent
    assert (message.channel, message.recipient, message.body) == ("sms", ANA, "how is it going?")


async def test_with_neither_it_fails_and_shows_why(world: World) -> None:
    talk = world.talk()
    world.pass_(days=2)
    world.say(talk, "how is it going?", heard="follow_up", flow="check_in")
    await world.send()
    [row] = world.rows()
    assert (row.state, row.error_code) == ("failed", 63016)
    assert "no approved template in 'en' fits flow 'check_in'" in row.error_meaning


async def test_a_closed_window_that_only_twilio_knows_of_leads_to_the_template(world: World) -> None:
    world.templates = TEMPLATES
    world.say(world.talk(), "hello")
    world.sender.faults = [refused(63016)]
    await world.send()
    world.pass_(seconds=1)
    await world.send()
    assert [m.content_sid for m in world.sender.sent] == [NEWS]


async def test_a_message_that_fails_later_for_its_window_is_replaced_by_a_template_once(world: World) -> None:
    world.templates = TEMPLATES
    world.say(world.talk(), "hello")
    await world.send()
    for _ in range(3):
        world.pass_(seconds=1)
        world.reports.record(world.rows()[-1].provider_sid, "failed", 63016)
        await world.send()
    assert [m.content_sid for m in world.sender.sent] == [None, NEWS]
    assert world.states == ["failed", "failed"]


# The rest of the house.


async def test_options_are_numbered_where_the_account_has_no_templates(world: World) -> None:
    talk = world.talk(channel="sms")
    reply = Reply("ask", "Where to?", (Option("a", "Europe", "/a"), Option("b", "Africa", "/b")))
    with world.database.transaction() as connection:
        kept = message(connection, talk, 5, reply.text, direction="out", channel="sms")
        enqueue(connection, talk, None, [Reply("ask", reply.text, reply.options, id=kept)], Renderer(), NOW)
    await world.send()
    assert sent(world) == ["Where to?\n1. Europe\n2. Africa"]


async def test_an_erased_persons_deliveries_are_gone(world: World) -> None:
    world.say(world.talk(channel="sms"), "one")
    world.sender.faults = [refused(21610)]
    await world.send()
    [row] = world.rows()
    with world.database.transaction() as connection:
        erase_person(connection, row.person_id, SECRET, world.now)
        assert connection.execute(select(schema.blocked_addresses)).all() == []
    assert world.rows() == []


async def test_a_fact_that_is_erased_leaves_what_was_sent_and_is_sent_no_more(world: World) -> None:
    with world.database.transaction() as connection:
        known = ensure_person(connection, Address("phone", ANA, is_verified=True), world.now)
        full_conversation(connection, known.person_id, known.identifier_id, "works_from_home")
        erase_fact(connection, known.person_id, "works_from_home", SECRET, world.now)
    [row] = world.rows()
    assert (row.state, row.body) == ("suppressed", ERASED)
