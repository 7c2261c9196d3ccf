from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine_client import for_engine
from bot.messages import choice_payload, read_choice


@pytest.mark.parametrize("text", ["hello", "", "  two of us ", "5/6", "and/or", "\\restart"])
def test_ordinary_text_is_sent_as_it_is(text: str):
    assert for_engine(text) == text


@pytest.mark.parametrize(
    "text", [choice_payload("a.b", "c"), choice_payload("menu", "é ' \" {}"), "/greet", "/talk_to_human"]
)
def test_a_button_and_an_intent_pass(text: str):
    assert for_engine(text) == text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("/restart", "restart"),
        (" /back", "back"),
        ("/session_start", "session_start"),
        ("//restart", "restart"),
        ("/ /restart", "restart"),
        ('/restart{"a": 1}', 'restart{"a": 1}'),
        ("/restart@1.0", "restart@1.0"),
        ("/EXTERNAL: x", "EXTERNAL: x"),
        ("/choose{broken", "choose{broken"),
        ("/", ""),
    ],
)
def test_nothing_typed_is_an_order_to_rasa(text: str, sent: str):
    assert for_engine(text) == sent


@given(st.text(alphabet=st.sampled_from(list("/ {}@:abc_\n\t1")) | st.characters()))
def test_what_begins_with_a_slash_is_a_button_or_a_plain_intent(text: str):
    sent = for_engine(text).strip()
    if sent.startswith("/"):
        assert sent.startswith("/choose{") or sent[1:].replace("_", "").isalnum()
        assert sent not in ("/restart", "/back", "/session_start")


@pytest.mark.parametrize("value", ["tv", "é", "\ud800"])
def test_rasa_gets_of_a_button_what_its_domain_knows(value: str) -> None:
    """Also what cannot be encoded, and was written as an escape."""
    payload = "/choose" + json.dumps({"at": "f.s", "value": value, "several": True})
    sent = for_engine(payload)
    assert (read_choice(sent), "several" in sent) == (("f.s", value), False)
    assert sent.encode()
