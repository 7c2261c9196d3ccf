import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.channels.rest import KeyNeeded, RestRequest, parse_rest
from bot.channels.text import UnusableText, checked_text
from bot.channels.webchat import ChatMessage, client_id, parse_webchat
from bot.messages import Address

ID = "5f0c6f0e8f0b4a6c"


def rest(sender: str = "ana", message: str = "hello", has_key: bool = False, **metadata: object):  # type: ignore[no-untyped-def]
    request = RestRequest(sender=sender, message=message, metadata=metadata or None)
    return parse_rest(request, has_key=has_key, longest=100)


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "'; drop table persons; --", "👩‍👩‍👧", "مرحبا", "<b>hi</b>", "x" * 100]
)
def test_whatever_is_text_is_kept_as_it_is(text: str) -> None:
    assert checked_text(text, 100) == text


@pytest.mark.parametrize("text", ["", "  \n", "a\0b", "x" * 101, "a\ud800b"])
def test_what_cannot_be_kept_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UnusableText) as refused:
        checked_text(text, 100)
    assert refused.value.hint


@given(st.text())
def test_any_text_is_either_kept_or_refused(text: str) -> None:
    try:
        assert checked_text(text, 100) == text.strip()
    except UnusableText as error:
        assert str(error)


def test_a_rest_sender_without_a_key_is_a_stranger() -> None:
    assert rest().address == Address("rest_sender", "ana")


def test_with_a_key_a_sender_names_a_known_customer() -> None:
    assert rest("customer:1001", has_key=True).address == Address("external", "1001", is_verified=True)


def test_without_a_key_nobody_claims_to_be_a_customer() -> None:
    with pytest.raises(KeyNeeded):
        rest("customer:1001")


def test_a_customer_needs_an_id() -> None:
    with pytest.raises(UnusableText):
        rest("customer: ", has_key=True)


def test_the_same_message_id_is_the_same_message_for_one_sender_only() -> None:
    assert rest(message_id="m1").provider_id == rest(message_id="m1").provider_id
    assert rest(message_id="m1").provider_id != rest("bea", message_id="m1").provider_id


def test_without_a_message_id_every_request_is_a_new_message() -> None:
    assert rest().provider_id != rest().provider_id


def test_a_button_of_a_rasa_client_is_a_payload() -> None:
    assert rest(message='/choose{"at": "menu", "value": "bill"}').payload is not None
    assert rest(message="hello").payload is None


def test_a_language_is_a_hint_and_anything_else_there_is_ignored() -> None:
    assert rest(language="pt").language == "pt"
    assert rest(language=7).language is None


def test_a_visitors_ids_are_their_own() -> None:
    ours = parse_webchat("v1", ChatMessage(id=ID, text="hi"), longest=100)
    theirs = parse_webchat("v2", ChatMessage(id=ID, text="hi"), longest=100)
    assert ours.provider_id != theirs.provider_id
    assert client_id("v1", ours.provider_id) == ID


def test_a_button_on_the_web_chat_has_its_title_as_text() -> None:
    message = parse_webchat("v1", ChatMessage(id=ID, text="My bill", payload="/choose{}"), longest=100)
    assert (message.text, message.payload) == ("My bill", "/choose{}")


@pytest.mark.parametrize("bad", ["short", "x" * 65, "no spaces here", "v1:0123456789"])
def test_an_id_that_is_no_id_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        ChatMessage(id=bad, text="hi")
