from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection, Tracker

from actions.next_step import NextStep
from actions.patterns import actions_of
from actions.turns import Dialogue, turn_from
from bot.messages import Option, Reply
from bot.next_step import ACTION, Outcome, Turn

BUTTON = '/choose{"at": "menu", "value": "travel_pass"}'
REPLY = Reply("ask", "How many?", (Option("2", "Two", '/choose{"at": "a.b", "value": "2"}'),))


class Recorder:
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.turns: list[Turn] = []
        self.adopted: list[tuple[str, str, str]] = []

    def answer(self, turn: Turn) -> Outcome:
        self.turns.append(turn)
        return self.outcome

    def adopt(self, sender: str, text: str, rasa_message_id: str) -> tuple[str, str]:
        self.adopted.append((sender, text, rasa_message_id))
        return "our conversation", "our message"


def understood(text: str = "hi", *ranking: tuple[str, float], **more: Any) -> dict[str, Any]:
    ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking or (("greet", 0.9),)]
    return {"text": text, "intent": ranked[0], "intent_ranking": ranked, "message_id": "rasa-1", **more}


def run(action: Any, message: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The events and the messages that an action gives Rasa."""
    dispatcher = CollectingDispatcher()
    tracker = Tracker("c1", {}, message, [], False, None, {}, "action_listen")
    events = asyncio.run(action.run(dispatcher, tracker, {}))
    return events, dispatcher.messages


@pytest.mark.parametrize(("is_open", "loop"), [(True, ACTION), (False, None)])
def test_the_loop_goes_on_while_the_conversation_is_open(is_open: bool, loop: str | None):
    recorder = Recorder(Outcome(is_open=is_open))
    action = NextStep(Dialogue(recorder.answer, recorder.adopt))
    events, _ = run(action, understood(metadata={"message_id": "m1"}))
    assert [(event["event"], event["name"]) for event in events] == [("active_loop", loop)]
    assert (recorder.turns[0].conversation_id, recorder.turns[0].message_id) == ("c1", "m1")


def test_a_pattern_takes_the_turn_under_its_own_name_and_leaves_the_loop_alone():
    recorder = Recorder(Outcome((REPLY,)))
    (action,) = actions_of(["forget_me"], Dialogue(recorder.answer, recorder.adopt))
    assert run(action, understood(metadata={"message_id": "m1"})) == ([], [])
    assert action.name() == recorder.turns[0].action == "action_forget_me"


def test_a_universal_pattern_is_rejected_by_the_loop():
    recorder = Recorder(Outcome(is_rejected=True))
    with pytest.raises(ActionExecutionRejection) as rejection:
        run(NextStep(Dialogue(recorder.answer, recorder.adopt)), understood(metadata={"message_id": "m1"}))
    assert rejection.value.action_name == ACTION


@pytest.mark.parametrize("metadata", [{}, {"metadata": None}, {"metadata": {"message_id": 3}}])
def test_a_message_that_is_not_ours_is_adopted_and_answered_through_rasa(metadata: dict[str, Any]):
    recorder = Recorder(Outcome((REPLY,)))
    _, messages = run(NextStep(Dialogue(recorder.answer, recorder.adopt)), understood(**metadata))
    assert recorder.adopted == [("c1", "hi", "rasa-1")]
    turn = recorder.turns[0]
    assert (turn.conversation_id, turn.message_id) == ("our conversation", "our message")
    assert messages[0]["text"] == "How many?"
    assert messages[0]["buttons"] == [{"title": "Two", "payload": '/choose{"at": "a.b", "value": "2"}'}]


def test_what_the_store_holds_is_not_sent_through_rasa_too():
    recorder = Recorder(Outcome((REPLY,)))
    action = NextStep(Dialogue(recorder.answer, recorder.adopt))
    assert run(action, understood(metadata={"message_id": "m1"}))[1] == []


def test_a_ranking_has_the_five_best_real_intents():
    ranking = [("nlu_fallback", 0.4), *((f"intent_{n}", 0.3 / (n + 1)) for n in range(9))]
    turn = turn_from(ACTION, "c1", "m1", understood("hm", *ranking))
    assert (turn.intent, turn.confidence) == ("nlu_fallback", 0.4)
    assert [name for name, _ in turn.ranking] == [f"intent_{n}" for n in range(5)]


def test_what_a_message_tells_comes_along():
    turn = turn_from(ACTION, "c1", "m1", understood(tells={"works_from_home": ["yes", 0.7]}))
    assert turn.tells == {"works_from_home": ("yes", 0.7)}
    assert turn_from(ACTION, "c1", "m1", understood()).tells == {}


@pytest.mark.parametrize(
    ("text", "payload"), [(BUTTON, BUTTON), ("/greet", "/greet"), ("hi", None), ("", None)]
)
def test_what_begins_with_a_slash_is_a_payload(text: str, payload: str | None):
    assert turn_from(ACTION, "c1", "m1", understood(text)).payload == payload


def test_an_empty_message_of_rasa_is_a_turn_without_intent():
    turn = turn_from(ACTION, "c1", "m1", {})
    assert (turn.text, turn.intent, turn.confidence, turn.ranking) == ("", None, 0.0, ())
