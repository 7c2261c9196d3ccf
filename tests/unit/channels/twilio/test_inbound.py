"""Whatever Twilio may put into a request, it becomes a message or a plain refusal. The cases: twilio_inbound.yml."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.twilio.form import Form, UnusableWebhook
from bot.channels.twilio.inbound import NotACustomer, parse_message
from bot.messages import InboundMessage, choice_payload

NAMES = st.sampled_from(
    [
        "From",
        "MessageSid",
        "Body",
        "NumMedia",
        "MediaUrl0",
        "MediaContentType0",
        "MessageType",
        "EventType",
        "Latitude",
        "Longitude",
        "Address",
        "Label",
        "ButtonPayload",
        "ButtonText",
        "ListId",
        "ListTitle",
        "OptOutType",
        "OriginalRepliedMessageSid",
        "ProfileName",
    ]
)
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        ["1", "whatsapp:+5511987654321", "image", "EDITED", "deleted", "STOP", '/choose{"at": 1}']
    ),
)


def parse(longest: int = 100, token: str | None = None, **parameters: str) -> InboundMessage:
    given = {"MessageSid": "SM1", "From": "+5511987654321", **parameters}
    return parse_message(Form(urlencode(given).encode()), longest=longest, delivery_token=token)


@given(st.dictionaries(NAMES, VALUES))
@example({"ButtonPayload": "\0"})
@example({"MediaUrl0": "\0x", "NumMedia": "1"})
def test_any_parameters_are_a_message_or_a_plain_refusal(parameters: dict[str, str]) -> None:
    try:
        message = parse(**parameters)
    except (UnusableWebhook, NotACustomer):
        return
    assert message.text
    assert "\0" not in message.text + json.dumps(dict(message.details))
    assert message.address.is_verified


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_a_text_is_only_a_text(text: str) -> None:
    message = parse(Body=f"x{text}x")
    assert (message.text, message.payload) == (f"x{text}x", None)


def test_what_is_cut_is_kept_whole_beside() -> None:
    message = parse(longest=5, Body="too long")
    assert (message.text, message.details["whole_text"]) == ("too l", "too long")


@pytest.mark.parametrize("word", ["STOP", "Help", "start"])
def test_a_word_that_twilio_acted_on_says_so(word: str) -> None:
    message = parse(Body="whatever", OptOutType=word)
    assert message.opt_out_type == word.upper()
    assert message.payload == choice_payload("opt_out", word.upper())


def test_an_opt_out_type_that_nobody_knows_is_ignored() -> None:
    message = parse(Body="hello", OptOutType="PAUSE")
    assert (message.opt_out_type, message.payload) == (None, None)


def test_without_an_id_the_token_of_the_delivery_is_the_id() -> None:
    assert parse(MessageSid="", token="t1").provider_id == "t1"


def test_edits_of_one_message_are_told_apart() -> None:
    ids = {parse(EventType="EDITED", Body="x", token=token).provider_id for token in ("t1", "t2")}
    assert len(ids | {parse(Body="x").provider_id}) == 3
