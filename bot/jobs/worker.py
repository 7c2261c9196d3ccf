"""Does what is due: messages nobody is answering, follow-ups, erasures, silent conversations.

Several workers may run; leases and constraints in the database keep them apart. A chore that fails is logged and
tried again at its next turn.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from anyio.to_thread import run_sync

from bot.errors import EngineUnavailable
from bot.jobs.background import Background
from bot.turn import Dialogue

log = structlog.get_logger(__name__)

_AT_ONCE = 8


class WaitingRoom(Protocol):
    def waiting(self, limit: int = 100) -> tuple[str, ...]: ...

    def free_leases_of_the_dead(self) -> int: ...


class Drops(Protocol):
    def pending(self) -> list[str]: ...

    async def drop(self, conversation_id: str) -> None: ...

    def done(self, conversation_id: str) -> None: ...


@dataclass(slots=True)
class Chore:
    """Something to do every so many seconds. `work` returns how much it did and runs in a thread."""

    name: str
    seconds: float
    work: Callable[[], int]
    next_at: float = field(default=0.0)


class Worker:
    """Runs beside the web app, in its event loop."""

    def __init__(
        self,
        inbox: WaitingRoom,
        dialogue: Dialogue,
        drops: Drops,
        chores: Sequence[Chore],
        every_seconds: float = 1.0,
        beside: Sequence[Background] = (),
    ) -> None:
        self._inbox = inbox
        self._dialogue = dialogue
        self._drops = drops
        self._chores = chores
        self._every_seconds = every_seconds
        self._beside = beside

    async def run(self) -> None:
        """Until cancelled."""
        freed = await run_sync(self._inbox.free_leases_of_the_dead)
        log.info("worker_started", leases_freed=freed)
        for background in self._beside:
            background.start()
        try:
            while True:
                try:
                    await self.once()
                except Exception:
                    log.exception("worker_failed")
                await asyncio.sleep(self._every_seconds)
        finally:
            for background in self._beside:
                await background.close()

    async def once(self) -> None:
        """One look at everything that may be due."""
        await self.answer_waiting()
        for chore in self._chores:
            if time.monotonic() >= chore.next_at:
                chore.next_at = time.monotonic() + chore.seconds
                await self._do(chore)
        await self.drop_trackers()

    async def answer_waiting(self) -> None:
        waiting = tuple(dict.fromkeys(self._dialogue.leased + await run_sync(self._inbox.waiting)))
        for start in range(0, len(waiting), _AT_ONCE):
            await asyncio.gather(*(self._answer(one) for one in waiting[start : start + _AT_ONCE]))

    async def drop_trackers(self) -> None:
        """What was erased leaves the engine too, as soon as the engine is there."""
        for conversation_id in await run_sync(self._drops.pending):
            try:
                await self._drops.drop(conversation_id)
            except EngineUnavailable:
                return
            await run_sync(self._drops.done, conversation_id)

    async def _answer(self, conversation_id: str) -> None:
        try:
            await self._dialogue.answer(conversation_id)
        except EngineUnavailable as error:
            log.warning("answer_waits", conversation_id=conversation_id, reason=str(error))
        except Exception:
            log.exception("answer_failed", conversation_id=conversation_id)

    async def _do(self, chore: Chore) -> None:
        try:
            done = await run_sync(chore.work)
        except Exception:
            log.exception("chore_failed", chore=chore.name)
        else:
            if done:
                log.info("chore_done", chore=chore.name, count=done)
