"""Conversations as their clients have them: a browser with its token, a system with its API key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol
from uuid import UUID

from bot.simulate.behaviour import Customer, Heard, Move
from bot.simulate.delivery import Delivery
from bot.simulate.plan import API_KEY
from bot.simulate.stream import Stream

_SECONDS_TO_WAIT = 75.0
_QUIET_SECONDS = 0.03
_SECONDS_FOR_A_PERSON = 1.0
_SECONDS_TO_CATCH_UP = 30.0
_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic customer as the company knows them."""

    external: str
    person_id: str
    link: str


class Client(Protocol):
    """One way to reach the bot. `says` returns None when no answer came in time."""

    async def says(self, move: Move) -> Sequence[Heard] | None: ...


class Browser:
    """A web chat visitor; `becomes` somebody by the company's link. `who` names the person who sits there."""

    def __init__(
        self, delivery: Delivery, rng: Random, who: str, token: str, visitor: str, home: int
    ) -> None:
        self._delivery = delivery
        self._rng = rng
        self._home = home
        self._headers = {"Authorization": f"Bearer {token}"}
        self._who = who
        self._visitor = visitor
        self._is_handed_over = False
        self.stream = Stream(delivery, self._headers, home)

    async def becomes(self, person: Person) -> None:
        await self._delivery.until_taken("/webchat/verify", {"link": person.link}, self._headers, self._home)
        self._delivery.log.counts["verified"] += 1

    async def says(self, move: Move) -> Sequence[Heard] | None:
        if self._delivery.happens(self._delivery.chances.dropped_stream):
            self.stream.drop()
        message_id = UUID(int=self._rng.getrandbits(128)).hex
        body = {"id": message_id, "text": move.text, "payload": move.payload}
        taken = await self._delivery.post("/webchat/messages", body, self._headers, self._home)
        if taken is None:
            return None
        self._delivery.log.accept(self._who, f"{self._visitor}:{message_id}")
        seconds = _SECONDS_FOR_A_PERSON if self._is_handed_over else _SECONDS_TO_WAIT
        heard = await self._replies_after(message_id, seconds)
        self._is_handed_over = self._is_handed_over or any(one.kind == "handoff" for one in heard)
        return heard if heard or self._is_handed_over else None

    async def close(self) -> None:
        """Leave, when everything that is there to be read has been shown."""
        lines = await self._delivery.get("/webchat/history", self._headers, self._home)
        due = {line["id"] for line in lines["messages"]} if lines else set()
        deadline = asyncio.get_running_loop().time() + _SECONDS_TO_CATCH_UP
        while due - self.stream.seen and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(_PAUSE_SECONDS)
        await self.stream.close()
        for missing in sorted(due - self.stream.seen):
            self._delivery.log.counts["never shown"] += 1
            self._delivery.log.problems.append(f"message {missing} was never shown")

    async def _replies_after(self, message_id: str, seconds: float) -> list[Heard]:
        """Every reply shown after the browser's own message; they come together."""
        heard: list[Heard] = []
        has_echoed = False
        try:
            while True:
                wait = _QUIET_SECONDS if heard else seconds
                message = await asyncio.wait_for(self.stream.messages.get(), wait)
                has_echoed = has_echoed or message["client_id"] == message_id
                if has_echoed and message["direction"] == "out":
                    options = tuple((one["title"], one["payload"]) for one in message["options"])
                    heard.append(Heard(message["id"], message["kind"], message["text"], options))
        except TimeoutError:
            return heard


class System:
    """A system that writes for its customers over the REST channel; with a key it names a known one."""

    def __init__(
        self, delivery: Delivery, rng: Random, who: str, sender: str, home: int, *, has_key: bool
    ) -> None:
        self._delivery = delivery
        self._rng = rng
        self._sender = sender
        self._home = home
        self._headers = {"X-API-Key": API_KEY} if has_key else {}
        self._who = who

    async def says(self, move: Move) -> Sequence[Heard] | None:
        message_id = UUID(int=self._rng.getrandbits(128)).hex
        body = {
            "sender": self._sender,
            "message": move.payload or move.text,
            "metadata": {"message_id": message_id},
        }
        replies = await self._delivery.post("/webhooks/rest/webhook", body, self._headers, self._home)
        if replies is None:
            return None
        self._delivery.log.accept(self._who, f"{self._sender}:{message_id}")
        return [_heard(reply) for reply in replies]


async def converse(client: Client, customer: Customer) -> Move | None:
    """One conversation, until its goodbye. Returns the last move, or None when an answer stayed away."""
    move = customer.opening()
    heard = await client.says(move)
    silent = 0
    while heard is not None and not move.is_last:
        silent = silent + 1 if not heard else 0
        move = customer.next_move(heard) if silent < 2 else customer.goodbye()
        heard = await client.says(move)
    return move if heard is not None else None


def _heard(reply: dict[str, Any]) -> Heard:
    ours = reply["custom"]["dripline"]
    options = tuple((button["title"], button["payload"]) for button in reply.get("buttons", ()))
    return Heard(ours["id"], ours["kind"], reply["text"], options)
