"""Runs a table's case: a flow of the step under test and one word after it, and what is then done to it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.answers import Answer
from bot.flows.effects import Effects, FlowStarted, StepEntered
from bot.flows.interpreter import Interpreter
from bot.flows.load import load_pack
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.yaml_source import read_yaml

HERE = Path(__file__).parent
AFTER = "(after)"


def cases(kind: str) -> list[dict[str, Any]]:
    return list(read_yaml((HERE / f"{kind}.yml").read_text(encoding="utf-8"), f"{kind}.yml") or [])


def run_case(case: dict[str, Any]) -> tuple[Effects, list[Effects]]:
    """The last effects, and those of every turn."""
    steps = [{"id": "step", **case["step"]}, {"id": "after", "say": AFTER}]
    content = {
        "flows": {"main": {"steps": steps, **case.get("flow", {})}, **case.get("flows", {})},
        "treatments": case.get("treatments", {}),
        "responses": case.get("responses", {}),
    }
    interpreter = Interpreter(load_pack({"flows/case.yml": json.dumps(content)}))
    scope = Scope(
        language=case.get("language", "en"),
        customer=case.get("customer", {}),
        conversation={},
        company={"name": "Vereda", "default_language": "en"},
        now=datetime(2026, 1, 5, 12, tzinfo=UTC),
    )
    state = FlowState(slots=case.get("slots", {}))
    turns = [interpreter.start(state, "main", scope)]
    for do in case.get("then", []):
        turns.append(_do(interpreter, turns[-1].state, do, scope))
    return turns[-1], turns


def _do(interpreter: Interpreter, state: FlowState, do: Any, scope: Scope) -> Effects:
    if isinstance(do, str):
        effects = getattr(interpreter, do)(state, scope)
        assert effects is not None
        return effects
    [(verb, given)] = do.items()
    if verb == "answer":
        return interpreter.answer(state, {slot: as_answer(value) for slot, value in given.items()}, scope)
    if verb == "correct":
        [(slot, value)] = given.items()
        return interpreter.correct(state, slot, as_answer(value), scope)
    if verb == "start":
        return interpreter.start(state, given, scope)
    assert verb == "go_on"
    return interpreter.go_on(state, scope, given)


def as_answer(value: Any) -> Answer:
    return Answer(value) if value in ("declined", "dont_know", "unclear") else Answer("value", value)


def seen(effects: Effects) -> dict[str, Any]:
    """What a table may expect of the last turn."""
    return {
        "says": [said.text for said in effects.says],
        "kinds": [said.kind for said in effects.says],
        "options": [option.value for said in effects.says for option in said.options],
        "because": [said.because for said in effects.says],
        "agent": [said.agent for said in effects.says],
        "pause": effects.pause,
        "action": effects.action,
        "slots": dict(effects.state.slots),
        "attempts": effects.state.waiting.attempts if effects.state.waiting else None,
        "events": [
            _event(event) for event in effects.events if not isinstance(event, (StepEntered, FlowStarted))
        ],
    }


def _event(event: Any) -> str:
    fields = [
        str(getattr(event, name)) for name in event.__dataclass_fields__ if name not in ("flow", "step")
    ]
    if type(event).__name__ in ("FlowEnded", "FlowResumed"):
        fields.insert(0, event.flow)
    return " ".join([type(event).__name__, *fields])
