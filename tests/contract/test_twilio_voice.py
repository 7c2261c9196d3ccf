"""A call is a conversation that waits for an agent, with the right flow chosen, from ringing to hanging up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import insert

from bot.messages import Address
from bot.store import schema
from bot.store.schema import new_id
from tests.twilio import ANA, OURS, VOICE, TwilioSide, new_sid, sms, twilio_side


@pytest.fixture
def twilio(database_url: str) -> Iterator[TwilioSide]:
    with twilio_side(database_url) as side:
        yield side


def call(**parameters: str) -> dict[str, str]:
    """A call that rings, as Twilio tells it."""
    ordinary = {
        "CallSid": new_sid("CA"),
        "AccountSid": "AC0123456789abcdef0123456789abcdef",
        "From": ANA,
        "To": OURS,
        "CallStatus": "ringing",
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
    }
    return {**ordinary, **parameters}


def ring(twilio: TwilioSide, **parameters: str) -> list[Any]:
    """What the caller hears, element by element."""
    answer = twilio.post(VOICE, call(**parameters))
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/xml")
    return list(ElementTree.fromstring(answer.text))


def calls(twilio: TwilioSide) -> list[Any]:
    return list(twilio.product.rows(schema.conversations, channel="phone"))


def test_a_call_waits_for_an_agent_and_the_bot_says_nothing(twilio: TwilioSide) -> None:
    person = twilio.product.know(Address("phone", ANA), {"plan": "basic"})
    (enqueue,) = ring(twilio)
    assert (enqueue.tag, enqueue.text) == ("Enqueue", "dripline")
    (talk,) = calls(twilio)
    assert (talk.person_id, talk.owner, talk.closed_at) == (person, "waiting", None)
    (message,) = twilio.heard()
    assert (message.kind, message.answered_by) == ("call", "call")
    assert twilio.product.rows(schema.messages, direction="out") == []


def test_the_same_call_told_twice_is_one_call(twilio: TwilioSide) -> None:
    sid = new_sid("CA")
    assert [one.tag for one in ring(twilio, CallSid=sid)] == [one.tag for one in ring(twilio, CallSid=sid)]
    assert len(calls(twilio)) == 1


def test_the_conversation_ends_with_the_call(twilio: TwilioSide) -> None:
    sid = new_sid("CA")
    ring(twilio, CallSid=sid)
    for _ in range(2):
        assert ring(twilio, CallSid=sid, CallStatus="completed", CallDuration="42") == []
    (talk,) = calls(twilio)
    assert talk.close_reason == "the call ended"
    (ended,) = twilio.events("call_ended")
    assert ended["seconds"] == "42"


def test_the_end_of_a_call_that_never_began_is_harmless(twilio: TwilioSide) -> None:
    assert ring(twilio, CallStatus="no-answer") == []
    assert calls(twilio) == []


def test_who_calls_again_has_ended_the_earlier_call(twilio: TwilioSide) -> None:
    ring(twilio)
    ring(twilio)
    assert sorted(str(talk.close_reason) for talk in calls(twilio)) == ["None", "called again"]


@pytest.mark.parametrize(
    "shown",
    ["anonymous", "Anonymous", "RESTRICTED", "+266696687", "+7378742833", "", "sip:a@b.example", "911"],
)
def test_a_withheld_number_is_a_stranger_each_time(twilio: TwilioSide, shown: str) -> None:
    for _ in range(2):
        assert ring(twilio, From=shown)[0].tag == "Enqueue"
    assert len({talk.person_id for talk in calls(twilio)}) == 2
    assert {row.kind for row in twilio.product.rows(schema.identifiers)} == {"anonymous_caller"}


def test_an_unknown_number_becomes_a_person_who_is_known_next_time(twilio: TwilioSide) -> None:
    ring(twilio, From="+5521987650001")
    ring(twilio, From="+5521987650001")
    assert len({talk.person_id for talk in calls(twilio)}) == 1


@pytest.mark.parametrize(
    ("vouched", "is_proven"),
    [("", False), ("TN-Validation-Passed-C", False), ("TN-Validation-Passed-A", True)],
)
def test_a_caller_id_is_proof_only_where_the_network_vouches_for_it(
    twilio: TwilioSide, vouched: str, is_proven: bool
) -> None:
    ring(twilio, StirVerstat=vouched)
    (identifier,) = twilio.product.rows(schema.identifiers)
    assert (identifier.verified_at is not None) == is_proven
    assert twilio.events("call")[0]["is_proven"] == is_proven


def test_a_stranger_is_welcomed(twilio: TwilioSide) -> None:
    ring(twilio)
    (noted,) = twilio.events("call")
    assert (noted["flow"], noted["reason"]) == ("welcome", "nothing is open")


def test_who_has_an_open_case_is_asked_about_it(twilio: TwilioSide) -> None:
    twilio.say(sms(Body="hello"))
    (talk,) = twilio.product.rows(schema.conversations)
    _open_case(twilio, talk)
    ring(twilio)
    (noted,) = twilio.events("call")
    assert (noted["flow"], noted["reason"]) == ("check_in", "a case is open")


def test_what_was_begun_on_another_channel_goes_on_in_the_call(twilio: TwilioSide) -> None:
    twilio.say(sms(Body="I need a travel pass"))
    ring(twilio)
    (noted,) = twilio.events("call")
    assert noted["flow"] == "travel_pass"


def test_a_follow_up_that_is_due_is_made_in_the_call(twilio: TwilioSide) -> None:
    ring(twilio, CallSid=(sid := new_sid("CA")))
    ring(twilio, CallSid=sid, CallStatus="completed")
    (talk,) = calls(twilio)
    _plan(twilio, talk)
    ring(twilio)
    assert [noted["flow"] for noted in twilio.events("call")] == ["welcome", "travel_pass"]


def test_calls_are_forwarded_where_a_number_is_set_and_noted_when_nobody_answers(sqlite_url: str) -> None:
    with twilio_side(sqlite_url, twilio_voice_forward_to="+5511333344444") as side:
        dial, say = ring(side)
    assert (dial.tag, dial.text, say.tag) == ("Dial", "+5511333344444", "Say")


@pytest.mark.parametrize(("language", "voice"), [("en", "en-US"), ("es", "es-MX"), ("pt", "pt-BR")])
def test_callers_are_told_in_their_language_that_the_call_is_recorded(
    sqlite_url: str, language: str, voice: str
) -> None:
    with twilio_side(sqlite_url, twilio_voice_is_recorded=True) as side:
        person = side.product.know(Address("phone", ANA), {})
        with side.product.database.transaction() as connection:
            connection.execute(
                schema.persons.update().where(schema.persons.c.id == person).values(language=language)
            )
        say, enqueue = ring(side)
    assert (say.tag, say.get("language"), enqueue.tag) == ("Say", voice, "Enqueue")
    assert say.text


def test_a_call_without_an_id_is_refused(twilio: TwilioSide) -> None:
    assert twilio.post(VOICE, call(CallSid="")).status_code == 422


def _open_case(twilio: TwilioSide, talk: Any) -> None:
    with twilio.product.database.transaction() as connection:
        connection.execute(
            insert(schema.cases).values(
                id=new_id(),
                person_id=talk.person_id,
                conversation_id=talk.id,
                number="C-1",
                topic="signal",
                status="open",
                opened_at=twilio.product.clock(),
            )
        )


def _plan(twilio: TwilioSide, talk: Any) -> None:
    now = twilio.product.clock()
    with twilio.product.database.transaction() as connection:
        connection.execute(
            insert(schema.follow_ups).values(
                id=new_id(),
                person_id=talk.person_id,
                conversation_id=talk.id,
                channel="sms",
                flow="travel_pass",
                reason="test",
                status="planned",
                due_at=now + timedelta(hours=3),
                created_at=now,
            )
        )
