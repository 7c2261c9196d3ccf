"""A stand-in for Twilio's account: numbers, services, senders and templates, for whoever may ask.

Each question is checked against Twilio's OpenAPI (tests/twilio_openapi/): the path is there, and its parameters.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiohttp import web

from tests.contract.twilio_server import ACCOUNT, OPENAPI, TOKEN

PUBLIC = "https://chat.example.com"
NUMBER, WHATSAPP, SERVICE = "+15005550006", "+15005550010", "MG" + "b" * 32
CONTENT = "HX" + "c" * 32
BODY = "Hello from {{1}}: {{2}}"
_SPECS = ("twilio_api_v2010", "twilio_messaging_v1", "twilio_content_v1")
_NOT_IN_A_SPEC = ("/v2/Channels/Senders",)


def _number() -> dict[str, Any]:
    hooks = f"{PUBLIC}/channels/twilio"
    return {
        "phone_number": NUMBER,
        "capabilities": {"sms": True, "voice": True, "mms": False},
        "sms_url": f"{hooks}/messages",
        "sms_method": "POST",
        "voice_url": f"{hooks}/voice",
        "voice_method": "POST",
        "status_callback": f"{hooks}/voice",
        "status_callback_method": "POST",
    }


def _service() -> dict[str, Any]:
    return {
        "sid": SERVICE,
        "friendly_name": "Vereda",
        "inbound_request_url": f"{PUBLIC}/channels/twilio/messages",
        "inbound_method": "POST",
        "use_inbound_webhook_on_number": False,
    }


def _sender() -> dict[str, Any]:
    hook = {"callback_url": f"{PUBLIC}/channels/twilio/messages", "callback_method": "POST"}
    return {"sender_id": f"whatsapp:{WHATSAPP}", "status": "ONLINE", "webhook": hook}


def _content() -> dict[str, Any]:
    return {"sid": CONTENT, "types": {"twilio/text": {"body": BODY}}, "variables": {"1": "x", "2": "y"}}


@dataclass
class TwilioAccount:
    """In order from the start; a test spoils what it is about."""

    url: str = ""
    account: dict[str, Any] = field(default_factory=lambda: {"status": "active", "type": "Full"})
    numbers: list[dict[str, Any]] = field(default_factory=lambda: [_number()])
    service: dict[str, Any] = field(default_factory=_service)
    pool: list[dict[str, Any]] = field(default_factory=lambda: [{"phone_number": NUMBER}])
    senders: list[dict[str, Any]] = field(default_factory=lambda: [_sender()])
    content: dict[str, Any] = field(default_factory=_content)
    approval: dict[str, Any] = field(default_factory=lambda: {"status": "approved"})
    violations: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self._check(request)
        expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            return web.json_response({"code": 20003, "status": 401}, status=401)
        number = request.query.get("PhoneNumber")
        answers: dict[str, Any] = {
            f"/2010-04-01/Accounts/{ACCOUNT}.json": self.account,
            f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json": {
                "incoming_phone_numbers": [one for one in self.numbers if one["phone_number"] == number]
            },
            f"/v1/Services/{SERVICE}": self.service,
            f"/v1/Services/{SERVICE}/PhoneNumbers": {"phone_numbers": self.pool},
            "/v2/Channels/Senders": {"senders": self.senders},
            f"/v1/Content/{CONTENT}": self.content,
            f"/v1/Content/{CONTENT}/ApprovalRequests": {"sid": CONTENT, "whatsapp": self.approval},
        }
        found = answers.get(request.path)
        return web.json_response(found or {"code": 20404}, status=200 if found else 404)

    def _check(self, request: web.Request) -> None:
        if request.path in _NOT_IN_A_SPEC:
            return
        for pattern, parameters in _documented():
            if pattern.fullmatch(request.path):
                self.violations += [f"{request.path}: {name}" for name in set(request.query) - parameters]
                return
        self.violations.append(f"no such path: {request.path}")


@asynccontextmanager
async def running_account() -> AsyncIterator[TwilioAccount]:
    """Every question that it got must have been one of Twilio's API."""
    account = TwilioAccount()
    app = web.Application()
    app.router.add_get("/{path:.*}", account.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    account.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield account
    finally:
        await runner.cleanup()
    assert account.violations == []


@cache
def _documented() -> list[tuple[re.Pattern[str], set[str]]]:
    """Of every GET: the path, and the query parameters it may have."""
    found = []
    for name in _SPECS:
        spec = json.loads((OPENAPI.parent / f"{name}.json").read_text("utf-8"))
        for path, operations in spec["paths"].items():
            if "get" in operations:
                asked = {
                    one.get("name")
                    for one in operations["get"].get("parameters", ())
                    if one.get("in") == "query"
                }
                pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
                found.append((re.compile(pattern), asked))
    return found
