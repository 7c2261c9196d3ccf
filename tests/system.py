"""The real thing in processes of its own: the app, the engine, a database; to be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2 as httpx

from bot.training import ENGINE_PYTHON, ROOT, engine_environment, train
from tests.contract.engine_process import free_port
from tests.product import SECRET

API_KEY = "the key of the tests"
_SECONDS_TO_START = 90.0


@dataclass
class System:
    """Addresses and processes. `kill_*` is SIGKILL; `start_*` returns when the process answers."""

    database_url: str
    folder: Path
    model: Path
    port: int = field(default_factory=free_port)
    engine_port: int = field(default_factory=free_port)
    token: str = "the token of the tests"
    settings: Mapping[str, str] = field(default_factory=dict)
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_engine(self) -> None:
        environment = engine_environment() | {
            "DRIPLINE_ENGINE_PORT": str(self.engine_port),
            "DRIPLINE_ENGINE_TOKEN": self.token,
            "DRIPLINE_ACTIONS_URL": f"{self.url}/engine/actions",
        }
        command = [str(ROOT / ENGINE_PYTHON), "engine/launcher.py", str(self.model)]
        self._start("engine", command, environment, f"http://127.0.0.1:{self.engine_port}/")

    def start_app(self) -> None:
        environment = os.environ | {
            "DRIPLINE_DATABASE_URL": self.database_url,
            "DRIPLINE_PORT": str(self.port),
            "DRIPLINE_ENGINE_PORT": str(self.engine_port),
            "DRIPLINE_ENGINE_TOKEN": self.token,
            "DRIPLINE_SECRET_KEY": SECRET,
            "DRIPLINE_API_KEYS": API_KEY,
            "DRIPLINE_RATE_LIMIT": "100000/minute",
            "PYTHONUNBUFFERED": "1",
            **self.settings,
        }
        command = [sys.executable, "-m", "bot.cli", "serve"]
        self._start("app", command, dict(environment), f"{self.url}/healthz")

    def kill_engine(self) -> None:
        self._kill("engine")

    def kill_app(self) -> None:
        self._kill("app")

    def stop(self) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            process.kill()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def _start(self, name: str, command: list[str], environment: dict[str, str], url: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as output:
            self._processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                if httpx.get(url, timeout=2).status_code == 200:
                    return
            assert self._processes[name].poll() is None, self.log(name)[-2000:]
            time.sleep(0.05)
        raise AssertionError(f"the {name} was not ready in time: {self.log(name)[-2000:]}")

    def _kill(self, name: str) -> None:
        self._processes[name].send_signal(signal.SIGKILL)
        self._processes[name].wait(10)

    # Clients.

    def rest(self, sender: str, message: str, message_id: str, seconds: float = 150) -> list[dict[str, Any]]:
        """The replies to a message, asked for again with the same id until they come."""
        body = {"sender": sender, "message": message, "metadata": {"message_id": message_id}}
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError):
                answer = httpx.post(
                    f"{self.url}/webhooks/rest/webhook",
                    json=body,
                    headers={"X-API-Key": API_KEY},
                    timeout=35,
                )
                if answer.status_code == 200:
                    return list(answer.json())
                assert answer.status_code >= 500, answer.text
            time.sleep(0.1)
        raise AssertionError(f"'{message}' of {sender} was not answered in {seconds:.0f} s")

    def chat(self, token: str, text: str, message_id: str) -> bool:
        """Whether the message was taken; its answer comes by itself."""
        body = {"id": message_id, "text": text}
        with suppress(httpx.HTTPError):
            answer = httpx.post(
                f"{self.url}/webchat/messages",
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=10,
            )
            return answer.status_code == 202
        return False


@contextmanager
def running_system(database_url: str, folder: Path, **settings: str) -> Iterator[System]:
    """Engine and app on free ports, over a migrated database; settings go to the app by their names."""
    system = System(database_url, folder, train(), settings=settings)
    try:
        system.start_engine()
        system.start_app()
        yield system
    finally:
        system.stop()
