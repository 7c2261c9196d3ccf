"""A stand-in for Twilio's Messages API that fails as often as it is told, and reports late, twice and out of order."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from aiohttp import web

from bot.channels.twilio.as_twilio import STATUS_PATH, SignedCaller, status_form
from bot.channels.twilio.senders import made_up_sid
from bot.simulate.phones.plan import ACCOUNT, PUBLIC_URL, TOKEN
from bot.simulate.plan import HOST

# What goes wrong, when something does: (how, weight). 'reset' and 'lost 500' were taken all the same.
_FAULTS = (("429", 3), ("503", 1), ("drop", 1), ("reset", 2), ("lost 500", 2), ("malformed", 1))
_TAKEN = frozenset({"reset", "lost 500", "malformed"})
_REPORTS = ("sent", "delivered", "read")
_LATEST_REPORT = 2.0


@dataclass(slots=True)
class Provider:
    """`taken` is every message it took: the delivery's id, the number, the words. `on_message` hears of each."""

    rng: Random
    failure: float
    worker_url: Callable[[], str]
    on_message: Callable[[str, str], None] = lambda _number, _body: None
    url: str = ""
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_number: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    taken: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    reports: set[asyncio.Task[None]] = field(default_factory=set)

    async def create(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.counts["calls"] += 1
        fault = self._fault()
        if fault:
            self.counts["failures"] += 1
        if fault == "429":
            return web.json_response({"code": 20429, "status": 429}, status=429)
        if fault == "503":
            return web.Response(status=503)
        if fault == "drop":
            return _cut(request)
        message = self._take(form)
        if fault == "reset":
            return _cut(request)
        if fault == "lost 500":
            return web.Response(status=500)
        if fault == "malformed":
            return web.Response(status=201, text='{"sid": "SM')
        return web.json_response(message, status=201)

    async def list(self, request: web.Request) -> web.StreamResponse:
        found = list(reversed(self.by_number[request.query["To"]]))
        return web.json_response({"messages": found[:100]})

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        message = self.messages.get(request.match_info["sid"].removesuffix(".json"))
        return web.json_response(message or {"code": 20404}, status=200 if message else 404)

    def _fault(self) -> str | None:
        if self.rng.random() >= self.failure:
            return None
        return self.rng.choices([how for how, _ in _FAULTS], [weight for _, weight in _FAULTS])[0]

    def _take(self, form: dict[str, str]) -> dict[str, Any]:
        delivery = parse_qs(urlsplit(form["StatusCallback"]).query)["delivery"][0]
        self.taken[delivery] += 1
        sid = made_up_sid(f"{delivery} {self.taken[delivery]}")
        message = {
            "sid": sid,
            "account_sid": ACCOUNT,
            "status": "queued",
            "to": form["To"],
            "from": form.get("From"),
            "body": form.get("Body", ""),
            "direction": "outbound-api",
            "date_created": format_datetime(datetime.now(UTC)),
            "error_code": None,
        }
        self.messages[sid] = message
        self.by_number[form["To"]].append(message)
        self.on_message(form["To"], form.get("Body", ""))
        task = asyncio.create_task(self._report(message, delivery))
        self.reports.add(task)
        task.add_done_callback(self.reports.discard)
        return message

    async def _report(self, message: dict[str, Any], delivery: str) -> None:
        """Some never, some twice, in any order."""
        reports = [one for one in _REPORTS if self.rng.random() > 0.1]
        reports += [one for one in reports if self.rng.random() < 0.1]
        self.rng.shuffle(reports)
        scheme, _, number = message["to"].rpartition(":")
        for status in reports:
            await asyncio.sleep(self.rng.uniform(0, _LATEST_REPORT / 3))
            caller = SignedCaller(self.worker_url(), PUBLIC_URL, TOKEN)
            form = status_form(
                scheme or "sms", number, str(message["from"]).rpartition(":")[2], message["sid"], status
            )
            with suppress(aiohttp.ClientError, TimeoutError):
                await caller.post(f"{STATUS_PATH}?delivery={delivery}", form)
                self.counts["reports"] += 1
            await caller.close()


@asynccontextmanager
async def running_provider(provider: Provider) -> AsyncIterator[None]:
    app = web.Application()
    base = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
    app.router.add_post(f"{base}.json", provider.create)
    app.router.add_get(f"{base}.json", provider.list)
    app.router.add_get(f"{base}/{{sid}}", provider.fetch)
    runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    provider.url = f"http://{HOST}:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        for task in provider.reports:
            task.cancel()
        await runner.cleanup()


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
