"""The reference for marketing: every key has an example, every example runs, every step of the tutorial works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer
from bot.content_check import check_files
from bot.flows.effects import Effects
from bot.flows.flow_loader import FLOW_KEYS, KINDS, STEP_KEYS
from bot.flows.interpreter import Interpreter
from bot.flows.load import TREATMENT_KEYS, load_pack
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.questions.catalogue import OPTION_KEYS, QUESTION_KEYS
from bot.store.content import read_files

ROOT = Path(__file__).parents[2]
CONTENT = dict(read_files(ROOT / "content"))
FLOWS = (ROOT / "docs" / "flows.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "first-flow.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```yaml\n# (?:file: content/(\S+)|step: (\d+))\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = {file: text for file, _, text in _BLOCK.findall(FLOWS)}
STEPS = {step or "1": text for _, step, text in _BLOCK.findall(TUTORIAL)}
PACK = load_pack({**CONTENT, **EXAMPLES})
SHOWN = [
    name
    for name, flow in PACK.flows.items()
    if flow.where.file in EXAMPLES and not name.startswith("pattern_")
]
ANSWERS: dict[str, Any] = {
    "yes_no": False, "number": 3, "amount": 3, "satisfaction": 4, "date": "2026-01-09", "phone": "+5511999998888",
    "email": "a@b.co", "choices": ["internet"], "time": "09:00", "date_time": "2026-01-09T09:00-03:00", "duration": 60,
    "scale": 9, "name": "Ana",
}  # fmt: skip


def examples_of(text: str) -> str:
    return "".join(body for _, _, body in _BLOCK.findall(text))


@pytest.mark.parametrize(
    ("keys", "text", "page"),
    [
        (FLOW_KEYS, FLOWS, "flows.md"),
        (STEP_KEYS | set(KINDS), FLOWS, "flows.md"),
        ({key for step, _ in KINDS.values() for key in step.keys}, FLOWS, "flows.md"),
        (TREATMENT_KEYS, FLOWS, "flows.md"),
        (QUESTION_KEYS, QUESTIONS, "questions.md"),
        (OPTION_KEYS, QUESTIONS, "questions.md"),
    ],
)
def test_every_key_has_an_example_and_a_word(keys: set[str], text: str, page: str) -> None:
    shown = set(re.findall(r"([a-z_]+):", examples_of(text)))
    assert set(keys) - shown == set(), f"{page} shows no example of these"
    told = set(re.findall(r"`([a-z_]+)(?:`|:)", text))
    assert set(keys) - told == set(), f"{page} says nothing of these"


def play(it: Interpreter, flow: str) -> list[str]:
    """What the flow says to a customer who answers everything."""
    scope = Scope("en", {}, {"channel": "webchat", "hour": 10}, {"name": "Vereda", "default_language": "en"})
    effects: Effects = it.start(FlowState(), flow, scope)
    said = [line.text for line in effects.says]
    for _ in range(30):
        state = effects.state
        if state.waiting is not None:
            [waited, *_] = it.expectations(state, scope)
            value = waited.choices[0].value if waited.choices else ANSWERS.get(waited.type, "words")
            effects = it.answer(state, {waited.slot: Answer("value", ANSWERS.get(waited.type, value))}, scope)
        elif effects.pause in ("action", "moment"):
            effects = it.go_on(state, scope, {"case_number": "C1"} if effects.pause == "action" else {})
        else:
            return said
        said += [line.text for line in effects.says]
    raise AssertionError(f"{flow} does not end")


@pytest.mark.parametrize("flow", SHOWN)
def test_every_example_runs_to_its_end(flow: str) -> None:
    said = play(Interpreter(PACK), flow)
    assert said or flow in ("technician", "home_office", "bereavement")


def test_the_example_of_a_pattern_is_said_when_a_flow_is_stopped() -> None:
    it = Interpreter(PACK)
    state = it.start(FlowState(), "from_calm", Scope("en")).state
    assert [said.text for said in it.stop(state, Scope("en")).says] == ["Okay, stopping from_calm."]


def test_no_example_has_a_mistake() -> None:
    found = [one for one in check_files({**CONTENT, **EXAMPLES}) if one.where.file in EXAMPLES]
    accepted = {"unknown-action", "sub-agent", "one-language", "same-trigger"}
    assert [str(one) for one in found if one.level != "note" and one.code not in accepted] == []


@pytest.mark.parametrize("step", sorted(STEPS))
def test_every_step_of_the_tutorial_is_right_at_once_and_runs(step: str) -> None:
    files = {**CONTENT, "flows/wet_phone.yml": STEPS[step]}
    found = [one for one in check_files(files) if one.where.file == "flows/wet_phone.yml"]
    assert [str(one) for one in found if one.level != "note"] == []
    assert play(Interpreter(load_pack(files)), "wet_phone")[0].startswith("Switch it off")
