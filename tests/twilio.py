"""Twilio's side: requests signed with the official library, and a product that hears them over HTTP."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from bot.bootstrap import build
from bot.simulate.stand_in import StandInEngine
from bot.store import schema
from bot.web.app import create_app
from tests.product import Product, phrases

PUBLIC = "https://chat.example.com"
MESSAGES, STATUS, VOICE = "/channels/twilio/messages", "/channels/twilio/status", "/channels/twilio/voice"
TOKEN = "a token of the tests"
OLD_TOKEN = "the token before it"
OURS = "+551140028922"
ANA = "+5511987654321"

_sids = itertools.count(1)


def new_sid(kind: str = "SM") -> str:
    return f"{kind}{next(_sids):032x}"


def sms(**parameters: str) -> dict[str, str]:
    """An SMS as Twilio sends it, with what the test says over it."""
    sid = new_sid()
    ordinary = {
        "ToCountry": "BR",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "SmsSid": sid,
        "FromCity": "",
        "SmsStatus": "received",
        "To": OURS,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": "AC0123456789abcdef0123456789abcdef",
        "From": ANA,
        "ApiVersion": "2010-04-01",
    }
    return {**ordinary, **parameters}


def whatsapp(**parameters: str) -> dict[str, str]:
    """A WhatsApp message as Twilio sends it."""
    sender = parameters.pop("From", ANA)
    return sms(
        **{
            "MessageType": "text",
            "ProfileName": "Ana",
            "WaId": sender.removeprefix("+"),
            "To": f"whatsapp:{OURS}",
            "From": f"whatsapp:{sender}",
            "ReferralNumMedia": "0",
            **parameters,
        }
    )


def signature(path: str, parameters: Mapping[str, Any], token: str = TOKEN, public_url: str = PUBLIC) -> str:
    return str(RequestValidator(token).compute_signature(public_url + path, dict(parameters)))


class TwilioSide:
    """Posts to the webhooks, and looks at what came of it."""

    def __init__(self, product: Product, web: TestClient) -> None:
        self.product = product
        self.web = web

    def post(
        self, path: str, parameters: Mapping[str, str], *, sign: str | None = None, **headers: str
    ) -> Any:
        """Signed rightly, or with the signature given."""
        signed = {"X-Twilio-Signature": signature(path, parameters) if sign is None else sign}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = urlencode(list(parameters.items())).encode()
        return self.web.post(path, content=body, headers={**form, **signed, **named})

    def say(self, parameters: Mapping[str, str], **headers: str) -> Any:
        """Post a message and wait until it is answered."""
        answer = self.post(MESSAGES, parameters, **headers)
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until everything that was received is answered."""
        for _ in range(400):
            if not self.product.rows(schema.messages, direction="in", answered_at=None):
                return
            self.web.portal.call(asyncio.sleep, 0.01)  # type: ignore[union-attr]
        raise AssertionError("a message was not answered")

    def heard(self) -> list[Any]:
        """What came in, in order."""
        return sorted(self.product.rows(schema.messages, direction="in"), key=lambda row: str(row.id))

    def replies_to(self, message_id: str) -> list[Any]:
        query = (
            select(schema.messages)
            .where(schema.messages.c.in_reply_to == message_id)
            .order_by(schema.messages.c.position)
        )
        with self.product.database.reading() as connection:
            return list(connection.execute(query).all())

    def events(self, kind: str, **where: Any) -> list[Mapping[str, Any]]:
        return [row.data for row in self.product.rows(schema.events, kind=kind, **where)]


@contextmanager
def twilio_side(database_url: str, **settings: Any) -> Iterator[TwilioSide]:
    """The product with the channel switched on, over HTTP."""
    product = Product(database_url)
    product.clock.now = datetime.now(UTC)  # as the web's own
    given = {"public_url": PUBLIC, "twilio_auth_token": TOKEN, "is_demo": False, **settings}
    product.settings = product.settings.model_copy(update=given)
    product.services = build(
        product.settings, engine=lambda step: StandInEngine(step, phrases()), clock=product.clock
    )
    product.database.close()
    product.database = product.services.database
    try:
        with TestClient(create_app(product.services), base_url=PUBLIC, client=("10.1.2.3", 5000)) as web:
            yield TwilioSide(product, web)
    finally:
        product.close()
