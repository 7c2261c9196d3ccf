"""Twenty agents and two hundred customers who chat, at once, on the whole system with the real engine.

Customers talk to the bot, ask for a person, talk to them and go on. Agents take calls through their script to the
wrap-up, and chats, which they answer and give back. What must not happen is counted, by both sides and in the store.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from benchmarks.bots import API_KEY, ROOM, ours
from benchmarks.desk import CLICKS, percentiles
from benchmarks.desk_staff import Headers, signed_in
from bot.bootstrap import Services, build
from bot.messages import Address
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine
from bot.store.calls import Calls, Script
from bot.store.migrate import upgrade
from bot.store.schema import conversations, desk_messages, events, messages, new_id
from bot.web.app import create_app

_SAYS = ("hello", "I need a travel pass", "Europe", "12 days", "yes", "my bill is too high")
_PERSON = "I want to talk to a person"
_CLICK_BREATH, _CHAT_BREATH = (2.0, 5.0), (4.0, 12.0)
"""Seconds between two deeds of one agent, and between two messages of one customer; from, to."""


@dataclass
class Book:
    """What the clients saw. `owners` is who has which conversation, from a take that succeeded to a give-back."""

    until: float
    clicks: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    clicked: set[str] = field(default_factory=set)
    owners: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.until


@dataclass
class Agent:
    """One who has signed in, and does one thing after the other."""

    number: int
    headers: Headers
    url: str
    web: aiohttp.ClientSession
    book: Book
    calls: Calls

    async def work(self) -> None:
        turn = 0
        while self.book.is_open:
            turn += 1
            if turn % 2:
                await self._call(turn)
            else:
                await self._chat()

    async def _call(self, turn: int) -> None:
        number = f"+55119{self.number:04d}{turn:04d}"
        begun = await asyncio.to_thread(self.calls.begin, new_id(), Address("phone", number), {})
        if not await self._take(f"conversation:{begun.conversation_id}"):
            return
        for click in CLICKS:
            await _breath(_CLICK_BREATH)
            deed = {"id": new_id(), **click}
            started = time.perf_counter()
            status, _ = await self._post(f"conversations/{begun.conversation_id}/steps", deed)
            self.book.clicks.append(time.perf_counter() - started)
            if status == 200:
                self.book.clicked.add(deed["id"])
        await self._end(begun.conversation_id, "wrap-up", {"disposition": "informed"})

    async def _chat(self) -> None:
        async with self.web.get(f"{self.url}/desk/queue", headers=self.headers) as response:
            queue = await response.json()
        waiting = [one for one in queue["waiting"] if one["kind"] == "chat"][:3]
        if not waiting:
            return await _breath(_CLICK_BREATH)
        item = random.choice(waiting)
        if not await self._take(item["id"]):
            return
        path = f"conversations/{item['conversation_id']}"
        for text in ("Hello, I am a person. What is it about?", "I have put it right."):
            await self._post(f"{path}/typing", {})
            await _breath(_CLICK_BREATH)
            deed = {"id": new_id(), "text": text}
            status, _ = await self._post(f"{path}/replies", deed)
            if status == 200:
                self.book.clicked.add(deed["id"])
        status = await self._end(item["conversation_id"], "give-back", {"id": new_id(), "to": "bot"}, (409,))
        if status == 409:
            self.book.counts["had to wrap up"] += 1
            await self._end(item["conversation_id"], "wrap-up", {"disposition": "informed"})

    async def _take(self, item: str) -> bool:
        status, told = await self._post("take", {"item": item}, may_be=(409,))
        if status != 200:
            self.book.counts["taken by another first"] += 1
            return False
        conversation_id = told["conversation_id"]
        if conversation_id in self.book.owners:
            self.book.counts["two owners"] += 1
        self.book.owners[conversation_id] = self.number
        self.book.counts["calls and chats taken"] += 1
        return True

    async def _end(self, conversation_id: str, how: str, body: Any, may_be: tuple[int, ...] = ()) -> int:
        """The book is struck before the request leaves: whoever takes it next may be faster than its answer."""
        self.book.owners.pop(conversation_id, None)
        status, _ = await self._post(f"conversations/{conversation_id}/{how}", body, may_be)
        return status

    async def _post(self, path: str, body: Any, may_be: tuple[int, ...] = ()) -> tuple[int, Any]:
        async with self.web.post(f"{self.url}/desk/{path}", json=body, headers=self.headers) as response:
            told = await response.json() if response.status != 204 else {}
            if response.status >= 400 and response.status not in may_be:
                self.book.counts[f"error: {response.status} {path.rpartition('/')[2]}"] += 1
            return response.status, told


async def _customer(number: int, url: str, web: aiohttp.ClientSession, book: Book) -> None:
    """Says one thing after the other; every now and then wants a person."""
    await asyncio.sleep(random.uniform(0, _CHAT_BREATH[1]))
    while book.is_open:
        for text in (*_SAYS, _PERSON, "my router is red", "thank you"):
            if not book.is_open:
                return
            await _say(f"load-{number}", text, url, web, book)
            await _breath(_CHAT_BREATH)


async def _say(sender: str, text: str, url: str, web: aiohttp.ClientSession, book: Book) -> None:
    body = {"sender": sender, "message": text, "metadata": {"message_id": new_id()}}
    started = time.perf_counter()
    async with web.post(url, json=body, headers={"X-API-Key": API_KEY}) as response:
        await response.read()
        book.turns.append(time.perf_counter() - started)
        if response.status == 200:
            book.said.add(body["metadata"]["message_id"])  # type: ignore[index]
        else:
            book.counts[f"error: {response.status} of a chat"] += 1


async def _breath(seconds: tuple[float, float]) -> None:
    await asyncio.sleep(random.uniform(*seconds))


def checked(services: Services, book: Book) -> dict[str, int]:
    """What the store says of what was taken: each must be 0."""
    with services.database.reading() as connection:
        heard = connection.execute(
            select(messages, conversations.c.owner)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(messages.c.direction == "in")
        ).all()
        clicks = set(connection.execute(select(desk_messages.c.client_id)).scalars())
        turns = Counter(
            connection.execute(select(events.c.message_id).where(events.c.kind == "turn")).scalars()
        )
        replies = connection.execute(select(messages.c.in_reply_to, messages.c.text, messages.c.kind)).all()
    kept = " ".join(str(row.provider_id) for row in heard)
    same = Counter((row.in_reply_to, row.kind, row.text) for row in replies if row.in_reply_to)
    return {
        "messages lost": sum(one not in kept for one in book.said),
        "messages unanswered": sum(row.answered_at is None and row.owner == "bot" for row in heard),
        "clicks lost": len(book.clicked - clicks),
        "turns taken twice": sum(times > 1 for times in turns.values()),
        "double replies": sum(times > 1 for times in same.values()),
        "two owners": book.counts.pop("two owners", 0),
        "errors": sum(times for name, times in book.counts.items() if name.startswith("error")),
    }


async def load(
    url: str, rest: str, services: Services, headers: list[Headers], customers: int, seconds: float
) -> Book:
    content = services.content
    script = Script(content.version, frozenset(content.pack.flows), "welcome", "en")
    calls = Calls(services.database, lambda: script, lambda: datetime.now(UTC))
    book = Book(time.monotonic() + seconds)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        connector=connector, timeout=aiohttp.ClientTimeout(total=60), cookie_jar=aiohttp.DummyCookieJar()
    ) as web:
        agents = [Agent(number, one, url, web, book, calls).work() for number, one in enumerate(headers)]
        chats = [_customer(number, rest, web, book) for number in range(customers)]
        await asyncio.gather(*agents, *chats)
    return book


def measured(agents: int, customers: int, seconds: float, say: Callable[[str], None] = print) -> bool:
    """Whether nothing happened that must not."""
    ROOM.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.db"
        upgrade(f"sqlite:///{path}")
        bot = ours("load", path)
        secret, here = bot.environment["DRIPLINE_SECRET_KEY"], bot.environment["DRIPLINE_PUBLIC_URL"]
        update: dict[str, Any] = {
            "database_url": f"sqlite:///{path}",
            "secret_key": secret,
            "public_url": here,
        }
        settings = Settings(_env_file=None).model_copy(update=update)  # type: ignore[call-arg]
        services = build(settings, engine=lambda step: StandInEngine(step, {}))
        headers = signed_in(services.database, create_app(services).state.staff, agents)
        bot.environment = {**bot.environment, "DRIPLINE_RATE_LIMIT": "100000/minute"}
        bot.start()
        try:
            book = asyncio.run(load(here, bot.url, services, headers, customers, seconds))
            must_be_0 = checked(services, book)
        finally:
            bot.stop()
        say(f"{agents} agents and {customers} customers for {seconds:.0f} s")
        say(f"{len(book.clicks)} clicks in the script: {percentiles(book.clicks)}")
        say(f"{len(book.turns)} messages of customers: {percentiles(book.turns)}")
        say(f"happened: {dict(book.counts)}")
        say(f"must be 0: {must_be_0}")
    return not any(must_be_0.values())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_load", description=__doc__)
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=0.5)
    options = parser.parse_args()
    raise SystemExit(0 if measured(options.agents, options.customers, options.minutes * 60) else 1)


if __name__ == "__main__":
    main()
