"""Processes of a bot: started together, measured through /proc, and stopped by their own ids."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS_TO_START = 240.0
_SECONDS_TO_STOP = 40.0


class DidNotStart(Exception):
    """{name} was not ready in time; its last words are in {log}."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(f"{name} was not ready in time; its last words are in {log}.")


@dataclass
class Bot:
    """A bot that answers Rasa's REST channel at `url`. `parts` names its processes by a piece of their command."""

    name: str
    url: str
    ready_url: str
    commands: Sequence[Sequence[str]]
    environment: Mapping[str, str]
    parts: Mapping[str, str]
    log: Path
    seconds_to_start: float = 0.0
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> Bot:
        """Until it answers. Raises DidNotStart."""
        started = time.monotonic()
        with self.log.open("wb") as log:
            for command in self.commands:
                environment = {**os.environ, **self.environment}
                self._running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        while not _answers(self.ready_url):
            is_late = time.monotonic() - started > _SECONDS_TO_START
            if is_late or any(process.poll() is not None for process in self._running):
                self.stop()
                raise DidNotStart(self.name, self.log)
            time.sleep(0.1)
        self.seconds_to_start = time.monotonic() - started
        return self

    def stop(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
        self._running.clear()

    def cpu_seconds(self) -> dict[str, float]:
        """CPU time of each part since it started, user and system."""
        return self._of_parts(_cpu_seconds)

    def resident_mb(self) -> dict[str, float]:
        return self._of_parts(_resident_mb)

    def _of_parts(self, measure: _Measure) -> dict[str, float]:
        totals = dict.fromkeys(self.parts, 0.0)
        for process in self._running:
            for pid in _tree(process.pid):
                command = _read(pid, "cmdline").replace("\0", " ")
                for part, piece in self.parts.items():
                    if piece in command:
                        totals[part] += measure(pid)
        return totals


class _Measure(Protocol):
    def __call__(self, pid: int) -> float: ...


def _cpu_seconds(pid: int) -> float:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident_mb(pid: int) -> float:
    lines = _read(pid, "status").splitlines()
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _tree(int(child))


def _read(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
