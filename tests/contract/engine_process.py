"""The real engine for tests: Rasa behind the launcher, calling actions that a test answers."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from actions.route import PATH, ActionsDoor
from bot.engine_client import EngineClient
from bot.messages import Reply
from bot.next_step import ACTION, Outcome, Turn
from bot.training import ENGINE_PYTHON, ROOT, engine_environment


@dataclass
class FakeNextStep:
    """Rejects what is a universal pattern with confidence, answers everything else, and remembers every call."""

    patterns: frozenset[str]
    is_over: Callable[[Turn], bool] = lambda turn: turn.action == "action_goodbye"
    calls: list[Turn] = field(default_factory=list)
    adopted: list[tuple[str, str, str]] = field(default_factory=list)
    answered: dict[str, bool] = field(default_factory=dict)

    def __call__(self, turn: Turn) -> Outcome:
        self.calls.append(turn)
        if turn.message_id in self.answered:
            return Outcome(is_open=self.answered[turn.message_id])
        if turn.action == ACTION and turn.intent in self.patterns:
            return Outcome(is_rejected=True)
        self.answered[turn.message_id] = is_open = not self.is_over(turn)
        return Outcome((Reply("say", f"{turn.action} hears {turn.intent}"),), is_open=is_open)

    def adopt(self, sender_id: str, text: str, rasa_message_id: str) -> tuple[str, str]:
        self.adopted.append((sender_id, text, rasa_message_id))
        return f"ours-{sender_id}", f"ours-{rasa_message_id}"

    def actions_for(self, message_id: str) -> list[str]:
        return [turn.action for turn in self.calls if turn.message_id == message_id]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def actions_app(service: FakeNextStep, port: int) -> AsyncIterator[None]:
    app = ActionsDoor(Starlette(), service, service.adopt)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@contextmanager
def engine_process(
    model: Path, port: int, actions_port: int, token: str, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    environment = engine_environment() | {
        "DRIPLINE_ENGINE_PORT": str(port),
        "DRIPLINE_ENGINE_TOKEN": token,
        "DRIPLINE_ACTIONS_URL": f"http://127.0.0.1:{actions_port}{PATH}",
    }
    command = [str(ROOT / ENGINE_PYTHON), "engine/launcher.py", str(model)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


async def until_ready(
    client: EngineClient, process: subprocess.Popen[bytes], log: Path, seconds: float = 90
) -> None:
    for _ in range(int(seconds / 0.2)):
        if await client.is_ready():
            return
        assert process.poll() is None, log.read_text("utf-8")
        await asyncio.sleep(0.2)
    raise AssertionError("the engine was not ready in time")


def new_token() -> str:
    return os.environ.get("DRIPLINE_ENGINE_TOKEN") or secrets.token_urlsafe(16)
