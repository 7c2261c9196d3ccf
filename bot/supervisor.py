"""Starting everything with one command: steps in order, then processes that are kept alive and end together."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import DriplineError

_HOST = "127.0.0.1"
_POLL_SECONDS = 0.2
_SECONDS_TO_STOP = 35.0
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1

Say = Callable[[str], None]


class PortTaken(DriplineError):
    """Port {port} of {host} is taken, so the {name} cannot start. Stop what uses it, or set {setting} to another."""


class DidNotStart(DriplineError):
    """The {name} stopped while it was starting (exit code {code}). What it said is above."""


class TookTooLong(DriplineError):
    """The {name} was not ready after {seconds:.0f} seconds. What it said is above."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do first. `run` returns a word on how it went; it may call the given function on the way."""

    title: str
    run: Callable[[Say], str]


@dataclass(frozen=True, slots=True)
class Process:
    """A child process. Started in the order given, stopped in the opposite one; a dead one is started again."""

    name: str
    command: Sequence[str]
    port: int
    setting: str
    is_ready: Callable[[], Awaitable[bool]]
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds_to_start: float = 120.0


def run(steps: Sequence[Step], processes: Sequence[Process], when_ready: Callable[[], None]) -> int:
    """Returns the exit code when asked to stop (Ctrl-C, SIGTERM). Raises DriplineError when a start fails."""
    for process in processes:
        _check_port(process)
    report = _Report(len(steps) + len(processes))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        for step in steps:
            with report.step(step.title) as say:
                say.outcome = step.run(say)
        return asyncio.run(_supervise(processes, report, when_ready))
    except KeyboardInterrupt:
        return 130


async def _supervise(processes: Sequence[Process], report: _Report, when_ready: Callable[[], None]) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    children = [_Child(process) for process in processes]
    try:
        for child in children:
            if stop.is_set():
                return 0
            with report.step(f"Starting the {child.process.name}") as say:
                await child.start(stop)
                say.outcome = f"port {child.process.port}"
        if not stop.is_set():
            when_ready()
            await asyncio.wait([asyncio.create_task(child.keep_alive(stop)) for child in children])
    finally:
        for child in reversed(children):
            await child.stop()
    return 0


class _Child:
    def __init__(self, process: Process) -> None:
        self.process = process
        self._running: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    async def start(self, stop: asyncio.Event) -> None:
        """Until it is ready. Raises PortTaken, DidNotStart, TookTooLong."""
        _check_port(self.process)
        self._spawn()
        while not stop.is_set() and not await self.process.is_ready():
            if (code := self._exit_code()) is not None:
                raise DidNotStart(name=self.process.name, code=code)
            if time.monotonic() - self._started > self.process.seconds_to_start:
                raise TookTooLong(name=self.process.name, seconds=self.process.seconds_to_start)
            await asyncio.sleep(_POLL_SECONDS)

    async def keep_alive(self, stop: asyncio.Event) -> None:
        """Start it again when it dies, waiting longer each time it does not last a minute."""
        pause = 1.0
        while not stop.is_set():
            if (code := self._exit_code()) is not None:
                pause = (
                    1.0
                    if time.monotonic() - self._started > _STEADY_SECONDS
                    else min(pause * 2, _LONGEST_PAUSE)
                )
                print(
                    f"The {self.process.name} ended (exit code {code}); starting it again in {pause:.0f} s.",
                    file=sys.stderr,
                    flush=True,
                )
                await _pause(stop, pause)
                if not stop.is_set():
                    self._spawn()
            await _pause(stop, _POLL_SECONDS)

    async def stop(self) -> None:
        """Asked first, so that it can finish what it is doing; killed when it does not end."""
        child = self._running
        if child is None or child.poll() is not None:
            return
        child.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(child.wait), _SECONDS_TO_STOP)
        if child.poll() is None:
            child.kill()
            child.wait()

    def _spawn(self) -> None:
        """In a session of its own: Ctrl-C reaches us alone, and we stop the children in order."""
        self._started = time.monotonic()
        self._running = subprocess.Popen(  # noqa: S603
            list(self.process.command),
            env={**os.environ, **self.process.environment},
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    def _exit_code(self) -> int | None:
        return self._running.poll() if self._running else None


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _check_port(process: Process) -> None:
    """Raises PortTaken, before the long steps rather than after them."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, process.port))
        except OSError as error:
            details = {"port": process.port, "host": _HOST, "name": process.name, "setting": process.setting}
            raise PortTaken(**details) from error


def die_with_parent() -> None:
    """Even when this process is killed with -9, its children do not stay behind."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class _Report:
    """One line for each step: its number, its title, how it went and the seconds it took."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[_Line]:
        self._number += 1
        line = _Line(f"[{self._number}/{self._total}] {title}")
        try:
            yield line
        except BaseException:
            line.end("failed")
            raise
        line.end(line.outcome or "done")


class _Line:
    def __init__(self, title: str) -> None:
        self.outcome = ""
        self._title = title
        self._started = time.monotonic()
        self._is_terminal = sys.stdout.isatty()
        print(f"{title} …", end="" if self._is_terminal else "\n", flush=True)

    def __call__(self, doing: str) -> None:
        start = "\r\033[K" if self._is_terminal else "  "
        print(f"{start}{self._title} … {doing}", end="" if self._is_terminal else "\n", flush=True)

    def end(self, outcome: str) -> None:
        seconds = time.monotonic() - self._started
        start = "\r\033[K" if self._is_terminal else "  "
        print(f"{start}{self._title}: {outcome} ({seconds:.1f} s)", flush=True)
