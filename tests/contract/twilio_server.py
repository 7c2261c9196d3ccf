"""A stand-in for Twilio's Messages API that fails on demand, and checks every request it gets.

Each request is validated against Twilio's own OpenAPI, of which tests/twilio_openapi/ has what we call, and against the
rules that the API's documentation states beyond it.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any

import jsonschema_rs
from aiohttp import web

from bot.channels.twilio.senders import made_up_sid
from bot.store.schema import new_id
from tests.contract.people_builders import NOW
from tests.product import ROOT

ACCOUNT, TOKEN = "AC" + "a" * 32, "a token of the tests"
OPENAPI = ROOT / "tests" / "twilio_openapi" / "twilio_api_v2010.json"
_PATH = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
_FORM = "application/x-www-form-urlencoded"


@dataclass
class TwilioServer:
    """`faults` are what happens to the next calls: a status, an error code, or hang, slow, reset, drop, malformed.

    `reset`: taken, and the answer is lost. `drop`: not taken, and nobody can tell. `lost 500`: taken, answered 500.
    """

    url: str = ""
    faults: list[str | int | None] = field(default_factory=list)
    silent: bool = False
    now: datetime = NOW
    messages: list[dict[str, Any]] = field(default_factory=list)
    requests: int = 0
    violations: list[str] = field(default_factory=list)

    @property
    def bodies(self) -> list[str]:
        return [message["body"] for message in self.messages]

    async def create(self, request: web.Request) -> web.StreamResponse:
        form = {key: str(value) for key, value in (await request.post()).items()}
        self._check(request, form, "post")
        fault = self.faults.pop(0) if self.faults else None
        if fault == "drop":
            return self._cut(request)
        if isinstance(fault, int):
            return _error(fault)
        message = self._take(form)
        if fault in ("hang", "slow"):
            await asyncio.sleep(0.2 if fault == "slow" else 30)
        if fault == "reset":
            return self._cut(request)
        if fault == "lost 500":
            return web.Response(status=500, text="oops")
        if fault == "malformed":
            return web.Response(status=201, text='{"sid": "SM')
        return web.json_response(message, status=201)

    async def list_messages(self, request: web.Request) -> web.StreamResponse:
        self._check(request, dict(request.query), "get")
        if self.silent:
            return web.Response(status=503)
        found = [m for m in reversed(self.messages) if m["to"] == request.query["To"]]
        if sender := request.query.get("From"):
            found = [m for m in found if m["from"] == sender]
        return web.json_response({"messages": found})

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        self.requests += 1
        if self.silent:
            return web.Response(status=503)
        sid = request.match_info["sid"].removesuffix(".json")
        for message in self.messages:
            if message["sid"] == sid:
                return web.json_response(message)
        return web.json_response({"code": 20404, "message": "not found", "status": 404}, status=404)

    def _take(self, form: Mapping[str, str]) -> dict[str, Any]:
        message = {
            "sid": made_up_sid(new_id()),
            "account_sid": ACCOUNT,
            "status": "accepted" if "MessagingServiceSid" in form else "queued",
            "to": form.get("To"),
            "from": form.get("From"),
            "body": form.get("Body") or json.loads(form.get("ContentVariables", "{}")).get("1", ""),
            "direction": "outbound-api",
            "date_created": format_datetime(self.now),
            "date_sent": None,
            "error_code": None,
            "num_segments": "1",
        }
        self.messages.append(message)
        return message

    def _cut(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def _check(self, request: web.Request, values: Mapping[str, str], method: str) -> None:
        self.requests += 1
        expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            self.violations.append("the credentials are wrong")
        self.violations += [error.message for error in _schemas()[method].iter_errors(dict(values))]
        if method == "post":
            self.violations += _beyond_the_schema(values)


@asynccontextmanager
async def running_twilio(port: int = 0) -> AsyncIterator[TwilioServer]:
    """Every request that it got must have been a valid one."""
    server = TwilioServer()
    app = web.Application()
    base = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
    app.router.add_post(f"{base}.json", server.create)
    app.router.add_get(f"{base}.json", server.list_messages)
    app.router.add_get(f"{base}/{{sid}}", server.fetch)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
    assert server.violations == []


@cache
def _schemas() -> dict[str, Any]:
    """Of the form that creates a message, and of the query that lists them; nothing unknown is allowed."""
    spec = json.loads(OPENAPI.read_text("utf-8"))
    operations = spec["paths"][_PATH]
    body = operations["post"]["requestBody"]["content"][_FORM]["schema"]
    query = {
        parameter["name"]: {**parameter["schema"], "type": "string"}
        for parameter in operations["get"]["parameters"]
        if parameter["in"] == "query"
    }
    common = {"additionalProperties": False, "components": spec["components"]}
    return {
        "post": jsonschema_rs.validator_for({**body, **common}),
        "get": jsonschema_rs.validator_for({"type": "object", "properties": query, **common}),
    }


def _beyond_the_schema(form: Mapping[str, str]) -> list[str]:
    """What Twilio refuses though its schema allows it."""
    to = form.get("To", "")
    rules = {
        "a sender": ("From" in form) != ("MessagingServiceSid" in form),
        "words or a template": ("Body" in form) != ("ContentSid" in form),
        "words that are not empty or too long": 0 < len(form.get("Body", "x")) <= 1600,
        "variables with a template only": "ContentVariables" not in form or "ContentSid" in form,
        "variables that are not empty": all(json.loads(form.get("ContentVariables", "{}")).values()),
        "both addresses on one channel": _is_whatsapp(to) == _is_whatsapp(form.get("From", to)),
    }
    return [f"needs {rule}" for rule, holds in rules.items() if not holds]


def _is_whatsapp(address: str) -> bool:
    return address.startswith("whatsapp:")


def _error(fault: int) -> web.Response:
    """An HTTP status, or one of Twilio's codes with the status it comes with."""
    if fault in (429, 500, 503):
        headers = {"Retry-After": "7"} if fault == 429 else {}
        return web.json_response({"code": 20429, "status": fault}, status=fault, headers=headers)
    status = 401 if fault == 20003 else 400
    return web.json_response({"code": fault, "message": f"error {fault}", "status": status}, status=status)
