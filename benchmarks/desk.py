"""How long a click at the desk takes until the next sentence is there, with many agents at work at once.

Each agent has signed in, takes a call and goes through the travel pass, over HTTP, one click after the other with a
short breath between them. Prints p50, p95 and p99 of the clicks.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp
from fastapi import FastAPI

from benchmarks.desk_staff import Headers, signed_in
from bot.bootstrap import build
from bot.messages import Address
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine
from bot.store.calls import Calls, Script
from bot.store.migrate import upgrade
from bot.store.schema import new_id
from bot.web.app import create_app
from bot.web.server import Server

CLICKS = (
    {"kind": "start", "at": "menu", "value": "welcome"},
    {"kind": "choose", "at": "menu", "value": "travel_pass"},
    {"kind": "choose", "at": "travel_pass.where", "value": "europe"},
    {"kind": "say", "text": "12 days"},
    {"kind": "back"},
    {"kind": "say", "text": "14 days"},
    {"kind": "choose", "at": "travel_pass.offer", "value": "yes"},
)


async def _calls(
    session: aiohttp.ClientSession,
    url: str,
    calls: Calls,
    agent: int,
    headers: Headers,
    rounds: int,
    breath: float,
) -> list[float]:
    """The seconds of each click of one agent."""
    took = []
    for turn in range(rounds):
        number = f"+55119{agent:04d}{turn:04d}"
        begun = await asyncio.to_thread(calls.begin, new_id(), Address("phone", number), {})
        item = {"item": f"conversation:{begun.conversation_id}"}
        async with session.post(f"{url}/desk/take", json=item, headers=headers) as response:
            response.raise_for_status()
        for click in CLICKS:
            await asyncio.sleep(breath)
            took.append(await _click(session, url, begun.conversation_id, click, headers))
    return took


async def _click(
    session: aiohttp.ClientSession, url: str, conversation_id: str, click: Any, headers: Any
) -> float:
    address = f"{url}/desk/conversations/{conversation_id}/steps"
    started = time.perf_counter()
    async with session.post(address, json={"id": new_id(), **click}, headers=headers) as response:
        await response.read()
        response.raise_for_status()
    return time.perf_counter() - started


async def measure(agents: int, rounds: int, breath: float, database_url: str, port: int) -> list[float]:
    """Every click's seconds, of all agents."""
    upgrade(database_url)
    url = f"http://127.0.0.1:{port}"
    settings = Settings(_env_file=None).model_copy(  # type: ignore[call-arg]
        update={"database_url": database_url, "secret_key": "bench", "public_url": url, "port": port}
    )
    services = build(settings, engine=lambda step: StandInEngine(step, {}))
    app: FastAPI = create_app(services)
    agents_headers = signed_in(services.database, app.state.staff, agents)
    server = Server(app, "127.0.0.1", port)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    content = services.content
    script = Script(content.version, frozenset(content.pack.flows), "welcome", "en")
    calls = Calls(services.database, lambda: script, lambda: datetime.now(UTC))
    async with aiohttp.ClientSession() as session:
        work = [
            _calls(session, url, calls, agent, headers, rounds, breath)
            for agent, headers in enumerate(agents_headers)
        ]
        took = [one for each in await asyncio.gather(*work) for one in each]
    server.should_exit = True
    await serving
    await services.close()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--breath", type=float, default=1.0, help="seconds between two clicks of one agent")
    parser.add_argument("--port", type=int, default=8790)
    options = parser.parse_args()
    told = clicked(options.agents, options.rounds, options.breath, options.port)
    print(", ".join(f"{name} {value}" for name, value in told.items()))


def clicked(agents: int, rounds: int, breath: float = 1.0, port: int = 8790) -> dict[str, float]:
    """How many clicks of how many agents, and milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'desk.db'}"
        took = asyncio.run(measure(agents, rounds, breath, url, port))
    return {"agents": agents, "clicks": len(took), **percentiles(took)}


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    cut = quantiles(seconds, n=100, method="inclusive")
    return {f"p{one}_ms": round(1000 * cut[one - 1], 1) for one in (50, 95, 99)}


if __name__ == "__main__":
    main()
