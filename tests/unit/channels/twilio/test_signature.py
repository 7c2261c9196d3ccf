"""The signature is over the exact address and every parameter; nothing else passes."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.channels.twilio.form import Form
from bot.channels.twilio.signature import Asked, is_signed

PUBLIC = "https://chat.example.com"
PATH = "/channels/twilio/messages"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PARAMETERS = st.dictionaries(st.text(st.sampled_from("ABCabc"), min_size=1, max_size=6), WORDS, max_size=6)


def form(parameters: dict[str, str]) -> Form:
    return Form(urlencode(parameters).encode())


def sign(url: str, parameters: dict[str, str], token: str = "token", algorithm: str | None = None) -> str:
    return str(RequestValidator(token).compute_signature(url, parameters, algorithm))


@given(PARAMETERS)
def test_what_twilio_signs_passes(parameters: dict[str, str]) -> None:
    signature = sign(PUBLIC + PATH, parameters)
    assert is_signed(Asked(PATH), form(parameters), PUBLIC, ("other", "token"), signature)


@given(PARAMETERS, PARAMETERS)
def test_a_signature_of_other_parameters_does_not_pass(one: dict[str, str], other: dict[str, str]) -> None:
    joined = "".join(name + one[name] for name in sorted(one))
    assume(joined != "".join(name + other[name] for name in sorted(other)))
    assert not is_signed(Asked(PATH), form(other), PUBLIC, ("token",), sign(PUBLIC + PATH, one))


@pytest.mark.parametrize(
    "url",
    [
        "http://chat.example.com/channels/twilio/messages",
        "https://chat.example.com/channels/twilio/messages/",
        "https://chat.example.com/channels/twilio/status",
        "https://evil.example/channels/twilio/messages",
        "https://chat.example.com/channels/twilio/messages?x=1",
    ],
)
def test_another_address_does_not_pass(url: str) -> None:
    assert not is_signed(Asked(PATH), form({"a": "b"}), PUBLIC, ("token",), sign(url, {"a": "b"}))


@pytest.mark.parametrize("port", [":443", ""])
def test_the_default_port_may_be_signed_or_not(port: str) -> None:
    signature = sign(f"https://chat.example.com{port}{PATH}", {"a": "b"})
    assert is_signed(Asked(PATH), form({"a": "b"}), PUBLIC, ("token",), signature)


def test_a_name_with_several_values_is_signed_with_all_of_them() -> None:
    both = Form(b"MediaUrl=b&MediaUrl=a")
    signature = RequestValidator("token").compute_signature(PUBLIC + PATH, both)
    assert is_signed(Asked(PATH), both, PUBLIC, ("token",), signature)
    assert not is_signed(Asked(PATH), Form(b"MediaUrl=b"), PUBLIC, ("token",), signature)


def test_the_newer_algorithm_is_the_one_that_its_header_names() -> None:
    signature = sign(PUBLIC + PATH, {"a": "b"}, algorithm="HMAC_SHA256")
    settings = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert is_signed(Asked(PATH), form({"a": "b"}), PUBLIC, ("token",), signature, settings)
    assert not is_signed(Asked(PATH), form({"a": "b"}), PUBLIC, ("token",), signature)
    assert not is_signed(Asked(PATH), form({"a": "b"}), PUBLIC, ("token",), signature, "algorithm=HMAC_MD5")


def test_nothing_passes_without_a_token_or_a_signature() -> None:
    assert not is_signed(Asked(PATH), form({}), PUBLIC, (), sign(PUBLIC + PATH, {}))
    assert not is_signed(Asked(PATH), form({}), PUBLIC, ("token",), "")


@pytest.mark.parametrize(
    ("public_url", "path", "address"),
    [
        ("https://a.example", "/x", "https://a.example/x"),
        ("https://a.example/", "/x", "https://a.example/x"),
        ("https://a.example/bot", "/x", "https://a.example/bot/x"),
        ("https://a.example/bot", "/bot/x", "https://a.example/bot/x"),
        ("https://a.example/bot", "/bottle", "https://a.example/bot/bottle"),
    ],
)
def test_a_path_of_the_public_address_comes_once(public_url: str, path: str, address: str) -> None:
    assert list(Asked(path).addresses(public_url)) == [address]


def test_the_query_is_kept_as_it_is_on_the_wire() -> None:
    assert list(Asked("/x", "b=%20&a").addresses(PUBLIC)) == [f"{PUBLIC}/x?b=%20&a"]
