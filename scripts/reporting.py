"""What set-up tells: numbered steps with their seconds, and on a failure one line that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LOGS = Path("var", "log")
_NO_NETWORK = (
    "could not connect", "temporary failure", "name or service", "failed to resolve", "dns error",
    "error sending request", "network is unreachable", "connection refused", "enotfound", "eai_again",
    "econnrefused", "etimedout", "timed out", "max retries", "failed to fetch", "no route to host",
)  # fmt: skip


class SetupError(Exception):
    """Its text is the one line that the newcomer reads."""


class Steps:
    """Numbers the steps that have something to do; `total` is how many there will be."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0

    def run(self, title: str, function: Callable[[], str]) -> None:
        self.number += 1
        line = f"[{self.number}/{self.total}] {title}"
        started = time.time()
        is_terminal = sys.stdout.isatty()
        print(f"{line} …", end="" if is_terminal else "\n", flush=True)
        outcome = function()
        start = "\r\033[K" if is_terminal else ""
        print(f"{start}{line}: {outcome} ({time.time() - started:.1f} s)", flush=True)


def call(
    title: str, command: Sequence[str], advice: str, environment: Mapping[str, str] | None = None
) -> None:
    """Run a command, its output in a log. Raises SetupError with what to do about the likeliest causes."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{title.replace(' ', '-')}.log"
    with log.open("wb") as output:
        try:
            done = subprocess.run(
                command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
            )
        except OSError as error:
            raise SetupError(f"{title}: '{command[0]}' cannot be run ({error.strerror}). {advice}") from error
    if done.returncode:
        raise SetupError(explain(title, log.read_text("utf-8", "replace"), log, advice))


def explain(title: str, output: str, log: Path, advice: str) -> str:
    """One line: what failed, why as far as one can tell, and what to do."""
    lower = output.lower()
    if "no space left" in lower or "enospc" in lower or "disk quota" in lower:
        return f"{title}: the disk is full. Free about 4 GB and run make again."
    if any(sign in lower for sign in _NO_NETWORK):
        return (
            f"{title}: a download failed. Check the network or the proxy and run make again. Details: {log}"
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f"{title}: {lines[-1] if lines else 'it failed.'} {advice} Details: {log}"
