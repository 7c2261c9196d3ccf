"""500 webhooks of Twilio's within one second: how long until each is acknowledged, whatever the engine does.

python -m benchmarks.webhook_burst    on SQLite and on a PostgreSQL of its own; non-zero exit if one was refused or lost
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import psycopg
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator

from bot.bootstrap import Engine, build
from bot.errors import EngineUnavailable
from bot.next_step import NextStep
from bot.serve import app_of, settle
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine, training_phrases
from bot.store.migrate import upgrade
from bot.store.schema import messages
from bot.store.session import Database
from bot.web.server import Server
from tests.postgresql import running_postgresql, url_of

_TOKEN = "a token of the benchmark"
_PATH = "/channels/twilio/messages"
_ENGINES = ("answers", "stopped", "hangs")
_PEOPLE = 250


class _StoppedEngine(StandInEngine):
    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        raise EngineUnavailable(url="http://127.0.0.1:5005", problem="stopped")


class _HangingEngine(StandInEngine):
    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        await asyncio.sleep(20)
        raise EngineUnavailable(url="http://127.0.0.1:5005", problem="hangs")


@dataclass(frozen=True)
class Burst:
    """What came of one burst; `acknowledged` are the seconds of each answer, shortest first."""

    database: str
    engine: str
    acknowledged: tuple[float, ...]
    refused: int
    stored: int
    seconds: float

    def quantile(self, part: float) -> float:
        return self.acknowledged[min(len(self.acknowledged) - 1, int(part * len(self.acknowledged)))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="webhooks within the second")
    count = parser.parse_args().count
    with running_postgresql() as server:
        bursts = [
            burst(name, url, engine, count)
            for engine in _ENGINES
            for name, url in (("SQLite", _sqlite()), ("PostgreSQL", _postgresql(server, engine)))
        ]
    _print(bursts, count)
    return int(any(one.refused or one.stored != count for one in bursts))


def burst(name: str, url: str, engine: str, count: int) -> Burst:
    upgrade(url)
    with _served(url, engine) as address:
        times, refused, seconds = asyncio.run(_send(address, count))
    database = Database(url)
    with database.reading() as connection:
        is_theirs = messages.c.direction == "in"
        stored = connection.execute(select(func.count()).select_from(messages).where(is_theirs)).scalar_one()
    database.close()
    return Burst(name, engine, tuple(sorted(times)), refused, stored, seconds)


async def _send(address: str, count: int) -> tuple[list[float], int, float]:
    """(seconds of each acknowledgement, how many were none, seconds until the last)."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(60)) as session:
        await _post(session, address, _webhook(address, count))
        started = time.perf_counter()
        tasks = []
        for number in range(count - 1):
            await asyncio.sleep(max(0.0, started + number / count - time.perf_counter()))
            tasks.append(asyncio.create_task(_post(session, address, _webhook(address, number))))
        done = await asyncio.gather(*tasks)
        seconds = time.perf_counter() - started
    return [taken for taken, _ in done], sum(status != 200 for _, status in done), seconds


async def _post(
    session: aiohttp.ClientSession, address: str, webhook: tuple[bytes, dict[str, str]]
) -> tuple[float, int]:
    body, headers = webhook
    started = time.perf_counter()
    try:
        async with session.post(address + _PATH, data=body, headers=headers) as response:
            await response.read()
            status = response.status
    except (aiohttp.ClientError, TimeoutError):
        status = 0
    return time.perf_counter() - started, status


def _webhook(address: str, number: int) -> tuple[bytes, dict[str, str]]:
    parameters = {
        "MessageSid": f"SM{number:032x}",
        "From": f"+55119{80000000 + number % _PEOPLE}",
        "To": "+551140028922",
        "Body": "I need a travel pass for Europe",
        "NumMedia": "0",
    }
    signature = RequestValidator(_TOKEN).compute_signature(address + _PATH, parameters)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": str(signature)}
    return urlencode(parameters).encode(), headers


@contextmanager
def _served(url: str, engine: str) -> Iterator[str]:
    """The app in a process of its own. Yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(url, engine, port))
    process.start()
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.join()


def _serve(url: str, engine: str, port: int) -> None:
    asyncio.run(_run(url, engine, port))


async def _run(url: str, engine: str, port: int) -> None:
    settings = Settings().model_copy(
        update={
            "database_url": url,
            "secret_key": "of the benchmark",
            "public_url": f"http://127.0.0.1:{port}",
            "twilio_auth_token": _TOKEN,
            "port": port,
        }
    )
    services = build(settings, engine=lambda step: _engine(engine, step))
    settle(services)
    worker = asyncio.create_task(services.worker.run())
    await Server(app_of(services), "127.0.0.1", port).serve()
    worker.cancel()


def _engine(name: str, next_step: NextStep) -> Engine:
    kinds = {"answers": StandInEngine, "stopped": _StoppedEngine, "hangs": _HangingEngine}
    return kinds[name](next_step, training_phrases(Path("data/nlu")))


def _wait_for(port: int) -> None:
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("The app did not start within a minute; run 'dripline up' and read what it says.")


def _sqlite() -> str:
    return f"sqlite:///{tempfile.mkdtemp(prefix='dripline-burst-')}/dripline.db"


def _postgresql(server: str, name: str) -> str:
    with psycopg.connect(url_of(server, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE burst_{name}".encode())
    return url_of(server, f"burst_{name}")


def _print(bursts: list[Burst], count: int) -> None:
    table = Table(title=f"{count} webhooks within one second: milliseconds until acknowledged")
    for heading in ("database", "engine", "p50", "p95", "p99", "longest", "last after", "refused", "stored"):
        table.add_column(heading, justify="left" if heading in ("database", "engine") else "right")
    for one in bursts:
        quantiles = (f"{one.quantile(part) * 1000:.0f}" for part in (0.5, 0.95, 0.99, 1.0))
        ends = (f"{one.seconds:.1f} s", str(one.refused), str(one.stored))
        table.add_row(one.database, one.engine, *quantiles, *ends)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
