"""The app's processes, to be killed at any moment and started again on the same port."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import aiohttp

from bot.serve import serve
from bot.settings import Settings
from bot.simulate.plan import HOST, SimulationError
from bot.simulate.stand_in import StandInEngine

_SECONDS_TO_START = 60.0
_POLL_SECONDS = 0.1
_LIBRARIES = [
    "aiohttp",
    "babel",
    "fastapi",
    "lark",
    "liquid",
    "phonenumbers",
    "rasa_sdk.executor",
    "sqlalchemy",
]
"""What is slow to import is shared by the processes; nothing of ours is, so that each is one of its own."""


Progress = Callable[[str, int], None]
"""Told what ('conversations', 'messages' or 'kills'), and how many there were so far."""


class Workers:
    """Several processes of one installation behind ports of their own."""

    def __init__(self, settings: Settings, phrases: Mapping[str, str], number: int, logs: Path) -> None:
        self._settings = settings
        self._phrases = dict(phrases)
        self._logs = logs
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_LIBRARIES)
        self.ports = tuple(_free_port() for _ in range(number))
        self._processes: dict[int, ForkServerProcess] = {}
        self.kills = 0

    def url(self, worker: int) -> str:
        return f"http://{HOST}:{self.ports[worker % len(self.ports)]}"

    async def start(self) -> None:
        for port in self.ports:
            self._start(port)
        await asyncio.gather(*(self._until_ready(port) for port in self.ports))

    async def kill_and_restart(self, rng: Random) -> None:
        """SIGKILL one, whatever it is doing; the others go on meanwhile."""
        port = rng.choice(self.ports)
        process = self._processes[port]
        if process.pid is not None and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            self.kills += 1
        await asyncio.to_thread(process.join)
        await asyncio.sleep(rng.uniform(0, 0.5))
        self._start(port)
        await self._until_ready(port)

    async def kill_now_and_then(self, rng: Random, seconds: float, on_progress: Progress) -> None:
        """Until cancelled. `seconds` lie between two kills, give or take half."""
        while True:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * seconds)
            await self.kill_and_restart(rng)
            on_progress("kills", self.kills)

    def stop(self) -> None:
        for process in self._processes.values():
            process.terminate()
        deadline = time.monotonic() + 10
        for process in self._processes.values():
            process.join(max(0.1, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()

    def _start(self, port: int) -> None:
        settings = self._settings.model_copy(update={"port": port})
        log = self._logs / f"worker-{port}.log"
        process = self._context.Process(target=run_worker, args=(settings, self._phrases, log), daemon=True)
        process.start()
        self._processes[port] = process

    async def _until_ready(self, port: int) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        async with aiohttp.ClientSession() as http:
            while time.monotonic() < deadline:
                if not self._processes[port].is_alive():
                    break
                try:
                    async with http.get(f"http://{HOST}:{port}/healthz") as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(_POLL_SECONDS)
        raise SimulationError(problem=f"a worker did not start; see {self._logs / f'worker-{port}.log'}")


def run_worker(settings: Settings, phrases: Mapping[str, str], log: Path) -> None:
    """The whole app in this process, with the stand-in engine."""
    output = log.open("a", encoding="utf-8", buffering=1)
    os.dup2(output.fileno(), sys.stdout.fileno())
    os.dup2(output.fileno(), sys.stderr.fileno())
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    serve(settings, engine=lambda next_step: StandInEngine(next_step, phrases))


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
