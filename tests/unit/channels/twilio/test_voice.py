"""Who calls, and what a caller hears first."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from bot.channels.twilio.form import Form, UnusableWebhook
from bot.channels.twilio.twiml import Spoken, take_call
from bot.channels.twilio.voice import Call, parse_call


def parse(**parameters: str) -> Call:
    return parse_call(Form(urlencode({"CallSid": "CA1", **parameters}).encode()))


@pytest.mark.parametrize("shown", ["+5511987654321", "+551187654321"])
def test_a_number_is_a_person_however_it_is_written(shown: str) -> None:
    assert parse(From=shown).address.value == "+5511987654321"


@pytest.mark.parametrize("shown", ["anonymous", "+266696687", "client:app", "", "190"])
def test_without_a_number_the_call_itself_is_the_address(shown: str) -> None:
    call = parse(From=shown)
    assert (call.is_withheld, call.address.value) == (True, "CA1")


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
def test_a_call_has_ended_in_each_way_that_calls_end(status: str) -> None:
    assert parse(CallStatus=status).has_ended
    assert not parse(CallStatus="in-progress").has_ended


def test_a_call_needs_an_id() -> None:
    with pytest.raises(UnusableWebhook, match="CallSid"):
        parse(CallSid="")


def test_words_are_said_before_the_wait_and_are_never_markup() -> None:
    answer = ElementTree.fromstring(take_call("desk", first=Spoken("<Hangup/> & more", "pt")))
    assert [(one.tag, one.text) for one in answer] == [("Say", "<Hangup/> & more"), ("Enqueue", "desk")]
