"""A browser's event stream: it goes on where it stopped, on whichever worker is there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import aiohttp

from bot.simulate.delivery import Delivery

_PAUSE_SECONDS = 0.15
_NO_END = aiohttp.ClientTimeout(total=None, sock_read=60)


class Stream:
    """Messages in the order the browser shows them. A message shown twice is counted."""

    def __init__(self, delivery: Delivery, headers: Mapping[str, str], home: int) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.seen: set[str] = set()
        self._delivery = delivery
        self._headers = headers
        self._worker = home
        self._cursor = ""
        self._response: aiohttp.ClientResponse | None = None
        self._task = asyncio.create_task(self._run())

    def drop(self) -> None:
        """The connection breaks; the browser makes a new one."""
        if self._response is not None:
            self._response.close()
            self._delivery.log.counts["dropped streams"] += 1

    async def close(self) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        while True:
            with suppress(aiohttp.ClientError, TimeoutError, ValueError):
                await self._read()
            await asyncio.sleep(_PAUSE_SECONDS)
            self._worker = self._delivery.rng.randrange(len(self._delivery.workers.ports))

    async def _read(self) -> None:
        headers = {**self._headers, "Last-Event-ID": self._cursor}
        url = self._delivery.workers.url(self._worker) + "/webchat/events"
        async with self._delivery.http.get(url, headers=headers, timeout=_NO_END) as response:
            self._response = response
            if response.status != 200:
                return
            async for name, event_id, data in _events(response):
                if name == "message":
                    self._take(event_id, json.loads(data))

    def _take(self, cursor: str, message: dict[str, Any]) -> None:
        if message["id"] in self.seen:
            self._delivery.log.counts["shown twice"] += 1
            self._delivery.log.problems.append(f"message {message['id']} was shown twice")
        self.seen.add(message["id"])
        self._cursor = cursor or self._cursor
        self.messages.put_nowait(message)


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, str, str]]:
    """(event, id, data) of server-sent events."""
    name = event_id = data = ""
    async for line in response.content:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "id":
            event_id = value
        elif field == "data":
            data = value
        elif not field and name:
            yield name, event_id, data
            name = event_id = data = ""
