"""The stand-in engine does what the real one does: which action answers, once, and with the same words."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.dialogue.patterns import PATTERNS
from bot.engine_client import EngineClient
from bot.messages import Address
from bot.next_step import ACTION, Turn
from bot.simulate.stand_in import StandInEngine
from bot.training import train
from tests.contract.engine_process import (
    FakeNextStep,
    actions_app,
    engine_process,
    free_port,
    new_token,
    until_ready,
)
from tests.product import Product, phrases
from tests.system import System, running_system

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Engine:
    """One of the two, with actions that remember how they were called."""

    service: FakeNextStep
    send: Callable[[str, str, str], Awaitable[None]]
    forget: Callable[[str], Awaitable[None]]

    async def say(self, conversation: str, text: str) -> Turn:
        """The call that answered the message: there must be exactly one."""
        message = uuid.uuid4().hex
        await self.send(conversation, message, text)
        calls = [turn for turn in self.service.calls if turn.message_id == message]
        answering = [turn for turn in calls if not self._is_rejected(turn)]
        assert answering, f"nothing answered '{text}'"
        assert all(turn.action == ACTION for turn in answering[1:]), "more than the loop followed"
        return answering[0]

    def _is_rejected(self, turn: Turn) -> bool:
        return turn.action == ACTION and turn.intent in self.service.patterns


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=["stand-in", pytest.param("real", marks=pytest.mark.system)],
)
async def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engine]:
    service = FakeNextStep(frozenset(PATTERNS))
    if request.param == "stand-in":
        stand_in = StandInEngine(service, phrases())  # type: ignore[arg-type]
        yield Engine(service, stand_in.send, stand_in.forget)
        return
    log = tmp_path_factory.mktemp("engine") / "log"
    port, actions_port, token = free_port(), free_port(), new_token()
    client = EngineClient(f"http://127.0.0.1:{port}", token)
    async with actions_app(service, actions_port):
        with engine_process(train(), port, actions_port, token, log) as process:
            await until_ready(client, process, log)
            yield Engine(service, client.send, client.forget)
            await client.close()


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


FIRST = {
    "hello": "greet",
    "my bill": "bill_question",
    "travel pass": "travel_pass",
    "why do you ask": "why_do_you_ask",
    "talk to a person": "talk_to_human",
    "goodbye": "goodbye",
    "forget me": "forget_me",
}


@pytest.mark.parametrize(("words", "intent"), FIRST.items())
async def test_a_first_message_of_each_kind_is_answered_once(
    engine: Engine, conversation: str, words: str, intent: str
) -> None:
    turn = await engine.say(conversation, words)
    assert turn.intent == intent
    assert turn.action == (f"action_{intent}" if intent in PATTERNS else ACTION)


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
async def test_a_rejected_loop_leads_to_the_pattern_and_the_loop_goes_on(
    engine: Engine, conversation: str, pattern: str
) -> None:
    assert (await engine.say(conversation, "/greet")).action == ACTION
    assert (await engine.say(conversation, f"/{pattern}")).action == f"action_{pattern}"
    assert (await engine.say(conversation, "/inform")).action == ACTION


async def test_after_a_goodbye_the_next_message_is_answered(engine: Engine, conversation: str) -> None:
    for _ in range(2):
        assert (await engine.say(conversation, "hello")).action == ACTION
        assert (await engine.say(conversation, "goodbye")).action == "action_goodbye"


async def test_a_button_arrives_as_it_was_pressed(engine: Engine, conversation: str) -> None:
    payload = '/choose{"at": "travel_pass.days", "value": "7"}'
    turn = await engine.say(conversation, payload)
    assert (turn.action, turn.intent, turn.payload) == (ACTION, "choose", payload)


@pytest.mark.parametrize(
    "text", ["/session_start", "/choose{broken", "/no_such_intent", "//", "{{ 7*7 }}", "👋🏽"]
)
async def test_what_is_no_button_is_answered_as_words(engine: Engine, conversation: str, text: str) -> None:
    assert (await engine.say(conversation, text)).action == ACTION
    assert (await engine.say(conversation, "hello")).action == ACTION


async def test_a_lost_tracker_changes_nothing(engine: Engine, conversation: str) -> None:
    await engine.say(conversation, "/greet")
    await engine.forget(conversation)
    assert (await engine.say(conversation, "/inform")).action == ACTION
    await engine.forget(conversation)
    assert (await engine.say(conversation, "/why_do_you_ask")).action == "action_why_do_you_ask"


async def test_messages_of_different_conversations_do_not_mix(engine: Engine) -> None:
    conversations = [uuid.uuid4().hex for _ in range(6)]
    turns = await asyncio.gather(*(engine.say(one, "hello") for one in conversations))
    assert [turn.conversation_id for turn in turns] == conversations


# The whole product on both: phrases of the training data, so that both understand the same.

SCRIPTS = [
    ("hello", "my bill", "link", "thanks", "goodbye"),
    ("travel pass", "europe", "why do you ask", "8", "no", "rather not say", "goodbye"),
    ("what do you know about me", "are you a bot", "help", "stop", "talk to a person", "hello"),
    ("forget me", "no", "goodbye", "hello"),
    ("tengo un problema con mi linea", "can you repeat that", "goodbye"),
]


@pytest.fixture(scope="module")
def system(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("engines")
    shutil.copy(sqlite_template, folder / "dripline.db")
    with running_system(f"sqlite:///{folder / 'dripline.db'}", folder) as system:
        yield system


@pytest.mark.system
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script[0])
async def test_a_conversation_is_word_for_word_the_same_on_both(
    system: System, sqlite_url: str, script: tuple[str, ...]
) -> None:
    real, stand_in = await asyncio.to_thread(_on_both, system, sqlite_url, script)
    assert real == stand_in


def _on_both(system: System, sqlite_url: str, script: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
    product = Product(sqlite_url)
    sender = f"same-{uuid.uuid4().hex}"
    real, stand_in = [], []
    for number, words in enumerate(script):
        real.append([reply["text"] for reply in system.rest(sender, words, str(number))])
        said = product.say(words, Address("rest_sender", sender))
        stand_in.append([reply.text for reply in said.replies])
    product.close()
    return real, stand_in
