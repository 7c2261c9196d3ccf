"""Work that waits for others' servers runs beside the worker, so that it holds up no answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)

_SECONDS_TO_FINISH = 20.0


class Background:
    """`steps` run one after the other, again and again; one that fails is logged and runs again at its turn."""

    def __init__(
        self, name: str, steps: Sequence[Callable[[], Awaitable[object]]], every_seconds: float = 0.5
    ) -> None:
        self._name = name
        self._steps = steps
        self._every_seconds = every_seconds
        self._task: asyncio.Task[None] | None = None
        self._is_ending = asyncio.Event()

    def start(self) -> None:
        """In the running event loop."""
        self._is_ending.clear()
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """The round under way may finish; what takes longer is broken off."""
        self._is_ending.set()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_SECONDS_TO_FINISH)
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while not self._is_ending.is_set():
            for step in self._steps:
                try:
                    await step()
                except Exception:
                    log.exception("background_failed", work=self._name)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_ending.wait(), self._every_seconds)
