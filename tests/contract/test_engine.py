"""What the app relies on in the real engine: Rasa with our launcher, model, rules and actions route."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
import yaml

from actions.route import PATH
from bot.dialogue.patterns import PATTERNS
from bot.engine_client import EngineClient
from bot.errors import EngineUnavailable
from bot.next_step import ACTION
from bot.training import ROOT, train
from tests.contract.engine_process import (
    FakeNextStep,
    actions_app,
    engine_process,
    free_port,
    new_token,
    until_ready,
)

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="module")]

INTENTS = [
    next(iter(intent)) if isinstance(intent, dict) else intent
    for intent in yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"]
]
OURS = [intent for intent in INTENTS if intent not in PATTERNS]


@dataclass
class Engine:
    service: FakeNextStep
    client: EngineClient
    port: int
    actions_port: int
    token: str
    log: Path

    async def say(self, conversation: str, text: str) -> list[str]:
        """The actions that one message caused, in order."""
        message = uuid.uuid4().hex
        await self.client.send(conversation, message, text)
        return self.service.actions_for(message)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    log = tmp_path_factory.mktemp("engine") / "log"
    service = FakeNextStep(frozenset(PATTERNS))
    port, actions_port, token = free_port(), free_port(), new_token()
    client = EngineClient(f"http://127.0.0.1:{port}", token)
    async with actions_app(service, actions_port):
        with engine_process(train(), port, actions_port, token, log) as process:
            await until_ready(client, process, log)
            yield Engine(service, client, port, actions_port, token, log)
            await client.close()


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


@pytest.mark.parametrize("intent", OURS)
async def test_a_first_message_of_any_intent_reaches_the_loop_once(
    engine: Engine, conversation: str, intent: str
):
    assert await engine.say(conversation, f"/{intent}") == [ACTION]
    assert await engine.say(conversation, f"/{intent}") == [ACTION]


@pytest.mark.parametrize("pattern", PATTERNS)
async def test_a_pattern_that_comes_first_is_answered_by_its_action(
    engine: Engine, conversation: str, pattern: str
):
    assert await engine.say(conversation, f"/{pattern}") == [f"action_{pattern}", ACTION]
    assert await engine.say(conversation, "/greet") == [ACTION]


@pytest.mark.parametrize("pattern", sorted(set(PATTERNS) - {"goodbye"}))
async def test_a_pattern_leaves_the_loop_and_leads_back(engine: Engine, conversation: str, pattern: str):
    await engine.say(conversation, "/greet")
    for _ in range(2):
        assert await engine.say(conversation, f"/{pattern}") == [ACTION, f"action_{pattern}", ACTION]
    assert (await engine.say(conversation, "/inform"))[0] == ACTION
    assert len(await engine.say(conversation, "/affirm")) == 1


async def test_a_conversation_that_ended_begins_again_with_the_next_message(
    engine: Engine, conversation: str
):
    for _ in range(2):
        assert await engine.say(conversation, "/greet") == [ACTION]
        assert await engine.say(conversation, "/goodbye") == [ACTION, "action_goodbye", ACTION]
        assert await engine.say(conversation, "/goodbye") == ["action_goodbye", ACTION]


async def test_a_button_and_a_text_reach_the_loop_with_what_was_understood(engine: Engine, conversation: str):
    await engine.say(conversation, '/choose{"at": "travel_pass.days", "value": "7"}')
    button = engine.service.calls[-1]
    assert (button.intent, button.payload) == ("choose", '/choose{"at": "travel_pass.days", "value": "7"}')
    await engine.say(conversation, "I need a travel pass for Portugal")
    text = engine.service.calls[-1]
    assert (text.intent, text.payload, text.text) == (
        "travel_pass",
        None,
        "I need a travel pass for Portugal",
    )
    assert text.conversation_id == conversation
    assert len(text.ranking) == 5 and text.ranking[0] == ("travel_pass", text.confidence)


TYPED = [
    "😀", "…", "مرحبا كيف حالك", "\u200f", "{{ 7*7 }}", "'; drop table people; --", "\x00", "x" * 4000,
    "/nothing_known", "/restart", "/back", "/session_start", "/", "//", "/choose{broken", '/choose{"at": 3}',
    '/greet{"a": 1}', "/EXTERNAL: x", " /restart",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
async def test_whatever_a_customer_types_is_answered(engine: Engine, conversation: str, text: str):
    await engine.say(conversation, "/greet")
    assert (await engine.say(conversation, text))[0] == ACTION
    assert (await engine.say(conversation, "/greet"))[0] == ACTION


async def test_a_long_conversation_stays_in_its_loop_and_its_tracker_stays_short(
    engine: Engine, conversation: str
):
    for turn in range(30):
        said = "/stop" if turn % 7 == 6 else "/inform"
        assert (await engine.say(conversation, said))[0] == ACTION
    assert len(json.loads(await _tracker(engine, conversation))["events"]) < 25


async def test_two_messages_at_once_are_both_answered(engine: Engine, conversation: str):
    both = await asyncio.gather(engine.say(conversation, "/greet"), engine.say(conversation, "/inform"))
    assert both == [[ACTION], [ACTION]]


async def test_a_forgotten_conversation_leaves_nothing_and_can_go_on(engine: Engine, conversation: str):
    await engine.say(conversation, "my number is 555 0100")
    assert "555 0100" in await _tracker(engine, conversation)
    await engine.client.forget(conversation)
    assert "555 0100" not in await _tracker(engine, conversation)
    assert await engine.say(conversation, "/why_do_you_ask") == ["action_why_do_you_ask", ACTION]


async def test_who_talks_to_the_engine_directly_is_adopted_and_gets_the_replies(
    engine: Engine, conversation: str
):
    async with aiohttp.ClientSession() as session:
        body = {"sender": conversation, "message": "/greet"}
        async with session.post(
            f"http://127.0.0.1:{engine.port}/webhooks/rest/webhook", json=body
        ) as response:
            replies = await response.json()
    sender, text, rasa_message_id = engine.service.adopted[-1]
    assert (sender, text) == (conversation, "/greet")
    assert engine.service.calls[-1].conversation_id == f"ours-{conversation}"
    assert engine.service.calls[-1].message_id == f"ours-{rasa_message_id}"
    assert replies == [{"recipient_id": conversation, "text": f"{ACTION} hears greet"}]


async def test_the_engine_asks_for_its_token(engine: Engine):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{engine.port}/status") as response,
    ):
        assert response.status == 401
    with pytest.raises(EngineUnavailable):
        await EngineClient(f"http://127.0.0.1:{engine.port}", "wrong").forget("x")


async def test_an_engine_that_is_down_is_unavailable():
    client = EngineClient(f"http://127.0.0.1:{free_port()}")
    assert not await client.is_ready()
    with pytest.raises(EngineUnavailable):
        await client.send("c", "m", "hello")
    await client.close()


async def test_the_actions_route_serves_this_machine_only(engine: Engine):
    url = f"http://127.0.0.1:{engine.actions_port}{PATH}"
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json={}, headers={"X-Forwarded-For": "203.0.113.9"}) as response:
            assert response.status == 403
        async with session.post(url, data=b"not json") as response:
            assert response.status == 422


async def _tracker(engine: Engine, conversation: str) -> str:
    url = f"http://127.0.0.1:{engine.port}/conversations/{conversation}/tracker?token={engine.token}"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return await response.text()


async def test_the_log_holds_no_customers_words_and_no_errors(engine: Engine, conversation: str):
    await engine.say(conversation, "/greet")
    await engine.say(conversation, "/stop")
    await engine.say(conversation, "/unheard_of")
    await engine.say(conversation, "a very particular sentence")
    log = engine.log.read_text("utf-8")
    assert "particular" not in log and "unheard_of" not in log
    assert "rejected" not in log and "rror" not in log, log
