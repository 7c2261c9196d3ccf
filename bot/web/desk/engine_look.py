"""Whether the engine is up, asked once in a while for all open desks together: nobody waits for a dead engine."""

from __future__ import annotations

import asyncio
import time

from bot.web.desk.needs import Understanding

FRESH_SECONDS = 5.0


class EngineLook:
    """While one asks, the others are told what was known before; the first ever to ask waits for the answer."""

    def __init__(self, engine: Understanding) -> None:
        self._engine = engine
        self._asking = asyncio.Lock()
        self._asked_at = -FRESH_SECONDS
        self._is_up: bool | None = None

    async def is_up(self) -> bool:
        is_fresh = time.monotonic() - self._asked_at < FRESH_SECONDS
        if self._is_up is not None and (is_fresh or self._asking.locked()):
            return self._is_up
        async with self._asking:
            self._is_up = await self._engine.is_ready()
            self._asked_at = time.monotonic()
            return self._is_up
