from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.route import PATH, ActionsDoor
from bot.dialogue.patterns import PATTERNS
from bot.errors import UnknownConversation
from bot.next_step import ACTION, Outcome, Turn


def answer(turn: Turn) -> Outcome:
    if turn.conversation_id == "unknown":
        raise UnknownConversation(conversation_id="unknown")
    return Outcome(is_rejected=turn.intent in PATTERNS and turn.action == ACTION)


def client(address: str = "127.0.0.1") -> TestClient:
    app = ActionsDoor(Starlette(), answer, lambda *_: ("c", "m"))
    return TestClient(app, client=(address, 50000))


def call(action: str = ACTION, intent: str = "greet", sender: str = "c1") -> dict[str, Any]:
    message = {"text": "x", "intent": {"name": intent, "confidence": 1.0}, "metadata": {"message_id": "m1"}}
    return {
        "next_action": action,
        "sender_id": sender,
        "tracker": {"sender_id": sender, "latest_message": message},
    }


@pytest.mark.parametrize("action", [ACTION, *(f"action_{pattern}" for pattern in PATTERNS)])
def test_every_action_of_the_rules_is_served(action: str):
    response = client().post(PATH, json=call(action))
    assert response.status_code == 200
    assert response.json()["responses"] == []


def test_a_rejection_is_400_with_the_action_it_names():
    response = client().post(PATH, json=call(intent="stop"))
    assert response.status_code == 400
    assert response.json() == {"error": f"'{ACTION}' rejected to run", "action_name": ACTION}


def test_an_action_that_is_not_there_is_404():
    assert client().post(PATH, json=call("action_dance")).status_code == 404


def test_an_error_of_ours_is_500_and_says_what_to_do():
    response = client().post(PATH, json=call(sender="unknown"))
    assert response.status_code == 500
    assert "no conversation 'unknown'" in response.json()["error"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"3", b'{"next_action": 3}', b'{"next_action": "x", "tracker": []}']
)
def test_what_is_no_call_is_422(body: bytes):
    assert client().post(PATH, content=body).status_code == 422


@pytest.mark.parametrize("address", ["203.0.113.7", "10.0.0.1", "::ffff:203.0.113.7", "testclient"])
def test_another_machine_is_refused(address: str):
    assert client(address).post(PATH, json=call()).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Origin"])
def test_a_request_through_a_proxy_or_from_a_page_is_refused(header: str):
    assert client().post(PATH, json=call(), headers={header: "127.0.0.1"}).status_code == 403


def test_only_post_is_served():
    assert client().get(PATH).status_code == 405


def test_everything_else_passes_by():
    assert client().post("/elsewhere").text == "Not Found"
