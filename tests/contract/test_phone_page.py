"""The demo's phones over HTTP: who may use them, when they are there, and that their signatures are real ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from bot.channels.twilio.as_twilio import MESSAGES_PATH, SignedCaller, message_form
from bot.store import schema
from bot.web.app import create_app
from tests.product import Product
from tests.twilio import ANA, new_sid

HERE = ("127.0.0.1", 5000)
MESSAGE = {"id": "a" * 32, "channel": "sms", "number": ANA, "text": "hi"}


@pytest.fixture
def product(sqlite_url: str) -> Iterator[Product]:
    made = Product(sqlite_url)
    yield made
    made.close()


def web(product: Product, client: tuple[str, int] = HERE) -> TestClient:
    made = TestClient(create_app(product.services), base_url="http://127.0.0.1:8000", client=client)
    made.headers["X-Dripline-Phones"] = "1"
    return made


def test_a_message_with_the_phones_signature_is_kept_and_any_other_is_not(product: Product) -> None:
    settings = product.settings
    form = message_form("whatsapp", ANA, "+15005550006", new_sid(), "hi")
    with web(product) as client:
        for token, status in (("another token", 403), (settings.twilio_auth_tokens[0], 200)):
            headers = SignedCaller("", settings.public_url, token).headers(MESSAGES_PATH, form)
            posted = client.post(MESSAGES_PATH, content=urlencode(form), headers=headers)
            assert posted.status_code == status
    assert [row.text for row in product.rows(schema.messages, direction="in")] == ["hi"]


def test_without_the_demo_nothing_signs_for_phones(product: Product) -> None:
    assert not product.settings.model_copy(update={"is_demo": False}).twilio_auth_tokens
    own = product.settings.model_copy(update={"twilio_auth_token": "an account's"})
    assert own.twilio_auth_tokens == ("an account's",)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"/demo/phone/threads?{urlencode({'number': ANA})}", None),
        ("POST", "/demo/phone/messages", MESSAGE),
        ("POST", "/demo/phone/airplane", {"channel": "sms", "number": ANA, "is_off": True}),
        ("POST", "/demo/phone/follow-ups/x", {}),
    ],
)
def test_the_phones_serve_their_own_page_on_this_machine_only(
    product: Product, method: str, path: str, body: Any
) -> None:
    with web(product, ("10.1.2.3", 5000)) as client:
        assert client.request(method, path, json=body).status_code == 403
    with web(product) as client:
        forwarded = {"X-Forwarded-For": "10.1.2.3"}
        assert client.request(method, path, json=body, headers=forwarded).status_code == 403
        del client.headers["X-Dripline-Phones"]
        assert client.request(method, path, json=body).status_code == 403


def test_the_phones_are_put_away_where_an_account_sends(sqlite_url: str) -> None:
    product = Product(sqlite_url, twilio_account_sid="AC" + "a" * 32, twilio_auth_token="an account's")
    with web(product) as client:
        assert "Real phones are connected" in client.get("/demo/phone").text
        refused = client.post("/demo/phone/messages", json=MESSAGE)
        assert (refused.status_code, refused.json()["error"][:8]) == (409, "Messages")
    product.close()


def test_without_the_demo_there_are_no_phones(sqlite_url: str) -> None:
    product = Product(sqlite_url, is_demo=False)
    with web(product) as client:
        assert client.get("/demo/phone").status_code == 404
    product.close()


@pytest.mark.parametrize("change", [{"number": "12"}, {"text": ""}, {"channel": "fax"}, {"id": "x"}])
def test_what_is_no_message_of_a_phone_is_refused(product: Product, change: dict[str, str]) -> None:
    with web(product) as client:
        assert client.post("/demo/phone/messages", json=MESSAGE | change).status_code == 422


def test_a_follow_up_that_is_not_planned_is_not_sent(product: Product) -> None:
    with web(product) as client:
        assert client.post("/demo/phone/follow-ups/none").status_code == 404
