"""How messages reach the workers: once, twice at once, late, cut off half way, and again until they are taken."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp

from bot.simulate.workers import Workers

_SECONDS_TO_GIVE_UP = 90.0
_PAUSE_SECONDS = 0.15
_REFUSED = 400, 401, 403, 404, 409, 410, 413, 422


@dataclass(slots=True)
class Log:
    """What clients saw. `accepted` (provider ids that were taken) and `in_vain` (waits for an answer) are by person.

    `forgotten` are the people who had everything erased: from then on nothing of theirs is expected to be there.
    """

    accepted: dict[str, set[str]] = field(default_factory=dict)
    in_vain: Counter[str] = field(default_factory=Counter)
    forgotten: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def accept(self, person: str, provider_id: str) -> None:
        self.accepted.setdefault(person, set()).add(provider_id)


@dataclass(frozen=True, slots=True)
class Chances:
    """How often something goes wrong on the way."""

    duplicate: float = 0.0
    late: float = 0.0
    cut_off: float = 0.0
    dropped_stream: float = 0.0


CALM = Chances()
CHAOS = Chances(duplicate=0.15, late=0.08, cut_off=0.06, dropped_stream=0.05)


class Delivery:
    """Posts to the workers as impatient clients and providers do."""

    def __init__(
        self, http: aiohttp.ClientSession, workers: Workers, chances: Chances, rng: Random, log: Log
    ) -> None:
        self.http = http
        self.workers = workers
        self.chances = chances
        self.rng = rng
        self.log = log
        self._late: set[asyncio.Task[None]] = set()

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    async def post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], home: int) -> Any:
        """The answer to a message, delivered perhaps several times with the same id."""
        copies = self.rng.randint(1, 2) if self.happens(self.chances.duplicate) else 0
        late = self.happens(self.chances.late)
        answers = await asyncio.gather(
            self.until_taken(path, body, headers, home),
            *(self._once_more(path, body, headers) for _ in range(copies)),
        )
        self._compare(path, [answer for answer in answers if answer is not None])
        if late:
            task = asyncio.create_task(self._later(path, body, headers))
            self._late.add(task)
            task.add_done_callback(self._late.discard)
        return answers[0]

    async def until_taken(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], home: int
    ) -> Any:
        """Try again, with the same id, wherever there is somebody, until it is taken. None when that is never."""
        deadline = asyncio.get_running_loop().time() + _SECONDS_TO_GIVE_UP
        worker, cut_off = home, self.happens(self.chances.cut_off)
        while asyncio.get_running_loop().time() < deadline:
            patience = self.rng.uniform(0.001, 0.03) if cut_off else _SECONDS_TO_GIVE_UP
            self.log.counts["cut off"] += cut_off
            try:
                return await asyncio.wait_for(self._attempt(path, body, headers, worker), patience)
            except (_TryAgain, aiohttp.ClientError, TimeoutError):
                worker = self.rng.randrange(len(self.workers.ports))
                await asyncio.sleep(0 if cut_off else _PAUSE_SECONDS)
                cut_off = False
        self.log.problems.append(f"nobody took {path} for {_SECONDS_TO_GIVE_UP:.0f} s")
        return None

    async def get(self, path: str, headers: Mapping[str, str], home: int) -> Any:
        """What a page loads. None when nobody can say."""
        for worker in range(home, home + 20 * len(self.workers.ports)):
            try:
                async with self.http.get(self.workers.url(worker) + path, headers=headers) as response:
                    return await response.json() if response.status == 200 else None
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(_PAUSE_SECONDS)
        return None

    async def settle(self) -> None:
        """Until what was to be delivered late has been."""
        if self._late:
            await asyncio.gather(*self._late)

    async def _attempt(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str], worker: int
    ) -> Any:
        async with self.http.post(self.workers.url(worker) + path, json=body, headers=headers) as response:
            if response.status in _REFUSED:
                # A link of somebody who had everything erased meanwhile leads to nobody, as it should.
                if response.status != 410:
                    self.log.problems.append(f"{path}: {response.status} {(await response.text())[:200]}")
                return None
            if response.status >= 400:
                raise _TryAgain
            return await response.json()

    async def _once_more(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        """A duplicate delivery: nobody minds whether it is taken."""
        self.log.counts["duplicates"] += 1
        try:
            return await self._attempt(path, body, headers, self.rng.randrange(len(self.workers.ports)))
        except (_TryAgain, aiohttp.ClientError, TimeoutError):
            return None

    async def _later(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        """Out of order: by now the conversation has gone on."""
        await asyncio.sleep(self.rng.uniform(0.05, 1.5))
        await self._once_more(path, body, headers)

    def _compare(self, path: str, answers: list[Any]) -> None:
        if any(_ids(answer) != _ids(answers[0]) for answer in answers[1:]):
            self.log.counts["answered differently"] += 1
            self.log.problems.append(f"{path}: two deliveries of one message got different answers")


class _TryAgain(Exception):
    """The worker is there but cannot take it now."""


def _ids(answer: Any) -> Any:
    """What must be the same in every answer to one message."""
    if isinstance(answer, list):
        return [reply["custom"]["dripline"]["id"] for reply in answer]
    return answer
