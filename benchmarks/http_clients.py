"""What a call to the engine costs the app: aiohttp and httpx2 against a server that answers at once.

    .venv/bin/python benchmarks/http_clients.py

The server is a process of its own, so that only the client's CPU time is counted. docs/decisions/0007 reads it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import platform
import statistics
import time
from collections.abc import Awaitable, Callable

import aiohttp
import httpx2

CALLS, CONCURRENT, ROUNDS = 4_000, 8, 3
BODY = b'{"sender":"0192f0c1d2e3aabbccddeeff00","message":"10 days","metadata":{"message_id":"0192f0c1d2e4"}}'
HEADERS = {"Content-Type": "application/json"}
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
Call = Callable[[], Awaitable[None]]


class _Answering(asyncio.Protocol):
    """One answer for each request; a request here is one small packet or two."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        while self._received.count(BODY):
            self._received = self._received.partition(BODY)[2]
            self._transport.write(ANSWER)


def _serve(port: multiprocessing.Queue[int]) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


async def _with_aiohttp(url: str) -> None:
    connector = aiohttp.TCPConnector(limit=CONCURRENT)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def call() -> None:
            async with session.post(url, data=BODY, headers=HEADERS) as response:
                await response.read()

        await _measure("aiohttp", call)


async def _with_httpx2(url: str) -> None:
    limits = httpx2.Limits(max_connections=CONCURRENT, max_keepalive_connections=CONCURRENT)
    async with httpx2.AsyncClient(limits=limits) as client:

        async def call() -> None:
            await client.post(url, content=BODY, headers=HEADERS)

        await _measure("httpx2", call)


async def _measure(name: str, call: Call) -> None:
    """Prints one line. CPU time is this process's alone."""
    await asyncio.gather(*(call() for _ in range(CONCURRENT)))
    seconds: list[float] = []

    async def work() -> None:
        for _ in range(CALLS // CONCURRENT):
            started = time.perf_counter()
            await call()
            seconds.append(time.perf_counter() - started)

    started, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(CONCURRENT)))
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    percentiles = statistics.quantiles(seconds, n=100)
    print(
        f"{name:8} {CALLS / wall:6.0f} calls/s   p50 {percentiles[49] * 1000:5.2f} ms   "
        f"p99 {percentiles[98] * 1000:5.2f} ms   CPU {cpu / CALLS * 1e6:4.0f} µs a call"
    )


def main() -> None:
    print(
        f"Python {platform.python_version()}, aiohttp {aiohttp.__version__}, httpx2 {httpx2.__version__}; "
        f"{CALLS} calls, {CONCURRENT} at once"
    )
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_serve, args=(port,), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{port.get()}/webhooks/rest/webhook"
    for _ in range(ROUNDS):
        asyncio.run(_with_aiohttp(url))
        asyncio.run(_with_httpx2(url))
    server.terminate()


if __name__ == "__main__":
    main()
