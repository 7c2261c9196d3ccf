"""The one client of both sides: whole conversations over Rasa's REST channel, each turn timed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.bots import API_KEY
from benchmarks.processes import Bot

SCRIPT = ("I need a travel pass", "Europe", "two weeks", "yes please")
_HEADERS = {"Authorization": f"Bearer {API_KEY}"}
_TIMEOUT = aiohttp.ClientTimeout(total=60)


class NoAnswer(Exception):
    """A turn without a reply. Rasa answers 200 with an empty list when its action failed."""


@dataclass
class Block:
    """What one stretch of talking took. `turns` are milliseconds; `cpu` is seconds of each of the bot's parts."""

    turns: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu: dict[str, float] = field(default_factory=dict)


async def talk_for(bot: Bot, seconds: float, concurrent: int, senders: Iterator[str]) -> Block:
    """Fresh conversations, so many at once, until the time is over; those begun are ended."""
    block, before = Block(), bot.cpu_seconds()
    async with _session() as session:
        started = time.perf_counter()

        async def customer() -> None:
            while time.perf_counter() - started < seconds:
                block.turns += await converse(session, bot, next(senders), SCRIPT)

        await asyncio.gather(*(customer() for _ in range(concurrent)))
        block.seconds = time.perf_counter() - started
    after = bot.cpu_seconds()
    block.cpu = {part: after[part] - before[part] for part in after}
    return block


async def talk_at_length(bot: Bot, sender: str, turns: int) -> list[float]:
    """One conversation that says the script again and again: milliseconds of each turn."""
    async with _session() as session:
        return await converse(session, bot, sender, [SCRIPT[n % len(SCRIPT)] for n in range(turns)])


async def talk_in_turns(
    bots: Sequence[Bot], senders: Sequence[Iterator[str]], conversations: int
) -> list[list[float]]:
    """The bots by turns, one conversation after the other, so that whatever else the machine does hits all alike."""
    turns: list[list[float]] = [[] for _ in bots]
    async with _session() as session:
        for number in range(conversations):
            for at in range(len(bots)):
                at = (at + number) % len(bots)
                turns[at] += await converse(session, bots[at], next(senders[at]), SCRIPT)
    return turns


async def converse(
    session: aiohttp.ClientSession, bot: Bot, sender: str, messages: Sequence[str]
) -> list[float]:
    """Milliseconds of each turn. Raises NoAnswer."""
    turns = []
    for message in messages:
        started = time.perf_counter()
        async with session.post(bot.url, json={"sender": sender, "message": message}) as answer:
            replies = await answer.json() if answer.status == 200 else None
        turns.append((time.perf_counter() - started) * 1000)
        if not replies:
            raise NoAnswer(f"{bot.name} answered '{message}' of {sender} with {answer.status} and {replies}.")
    return turns


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=_TIMEOUT, headers=_HEADERS)
