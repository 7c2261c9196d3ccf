"""The agent's rendering of a flow: the same steps as the bot's, as a script to read from and buttons to press.

Made from what the interpreter returned, so that both renderers always tell the same. Nothing here decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.answers import AnswerType, Expectation
from bot.flows.choosing import chosen
from bot.flows.effects import Effects, Pause, Said, SaidKind, SlotSet, TreatmentUsed
from bot.flows.errors import FlowError
from bot.flows.interpreter import Interpreter
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.messages import Option, is_one_of_several

FIRST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Line:
    """Words to say to the customer. `direction` is for the agent alone, `because` the fact they are owed to."""

    text: str
    kind: SaidKind
    flow: str
    step: str
    direction: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """Where an answer leads: the `words` that come next, shortened, and why the flow stops there (see Effects).

    `flow` and `step` are empty when it ends, `action` names what would be done first.
    """

    pause: Pause
    flow: str = ""
    step: str = ""
    words: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. The payload is the bot's button for it; `leads_to` is None where it cannot be told.

    Where several may be chosen together, no single one of them says where it leads.
    """

    value: str
    title: str
    payload: str
    leads_to: LeadsTo | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The answer waited for. `attempts` counts what was not understood so far."""

    at: str
    slot: str
    type: AnswerType
    minimum: float | None = None
    maximum: float | None = None
    attempts: int = 0
    can_skip: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """A slot with a value; `at` is the step that may correct it, empty where nothing may."""

    slot: str
    value: Any
    at: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """A fact about the customer that became known in this turn."""

    attribute: str
    value: Any


@dataclass(frozen=True, slots=True)
class AgentView:
    """`under_way` are the flows from the interrupted ones to the one on top, by name."""

    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    entry: Entry | None
    known: tuple[Known, ...]
    learned: tuple[Learned, ...]
    treatments: tuple[str, ...]
    under_way: tuple[str, ...]
    pause: Pause
    can_go_back: bool


def agent_view(interpreter: Interpreter, effects: Effects, scope: Scope) -> AgentView:
    """What the agent sees after a turn that had these effects."""
    state = effects.state
    expected = interpreter.expectations(state, scope)
    options = effects.says[-1].options if effects.says and effects.says[-1].kind == "ask" else ()
    return AgentView(
        lines=tuple(_line(said) for said in effects.says),
        choices=tuple(_choice(option, interpreter, state, scope, expected) for option in options),
        entry=_entry(interpreter, state, expected),
        known=_known(state, expected),
        learned=tuple(
            Learned(event.remember, event.value)
            for event in effects.events
            if isinstance(event, SlotSet) and event.remember and event.value is not None
        ),
        treatments=tuple(event.treatment for event in effects.events if isinstance(event, TreatmentUsed)),
        under_way=tuple(_flow_name(interpreter, frame.flow, scope) for frame in state.stack),
        pause=effects.pause,
        can_go_back=interpreter.can_go_back(state),
    )


def view_of_state(interpreter: Interpreter, state: FlowState, scope: Scope) -> AgentView:
    """What the agent sees on opening the page: the pending ask again, nothing else said or learned."""
    if state.waiting is None:
        return agent_view(interpreter, Effects(state, pause="done" if not state.stack else "moment"), scope)
    return agent_view(interpreter, interpreter.ask_again(state, scope), scope)


def _line(said: Said) -> Line:
    return Line(said.text, said.kind, said.flow, said.step, said.agent, said.because)


def _choice(
    option: Option,
    interpreter: Interpreter,
    state: FlowState,
    scope: Scope,
    expected: tuple[Expectation, ...],
) -> Choice:
    can_tell = bool(expected) and not is_one_of_several(option)
    leads_to = _leads_to(option.value, interpreter, state, scope, expected[0]) if can_tell else None
    return Choice(option.value, option.title, option.payload, leads_to)


def _leads_to(
    value: str, interpreter: Interpreter, state: FlowState, scope: Scope, waited: Expectation
) -> LeadsTo | None:
    """Found by answering: the interpreter is pure, so trying changes nothing."""
    answer = chosen(value, waited)
    if answer.kind == "unclear":
        return None
    try:
        effects = interpreter.answer(state, {waited.slot: answer}, scope)
    except FlowError:
        return None
    said = effects.says[0] if effects.says else None
    top = effects.state.stack[-1] if effects.state.stack else None
    return LeadsTo(
        effects.pause,
        flow=said.flow if said else top.flow if top else "",
        step=said.step if said else (top.step or "") if top else "",
        words=_shortened(said.text) if said else "",
        action=effects.action or "",
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[: FIRST_WORDS - 1].rstrip() + "…"


def _entry(interpreter: Interpreter, state: FlowState, expected: tuple[Expectation, ...]) -> Entry | None:
    if state.waiting is None or not expected:
        return None
    waited = expected[0]
    return Entry(
        waited.at,
        waited.slot,
        waited.type,
        waited.minimum,
        waited.maximum,
        state.waiting.attempts,
        can_skip=not interpreter.is_required(state),
    )


def _known(state: FlowState, expected: tuple[Expectation, ...]) -> tuple[Known, ...]:
    places = {one.slot: one.at for one in expected[1:]}
    return tuple(Known(slot, value, places.get(slot, "")) for slot, value in state.slots.items())


def _flow_name(interpreter: Interpreter, flow: str, scope: Scope) -> str:
    found = interpreter.pack.flows[flow]
    default = scope.company.get("default_language", "en")
    return found.title.find(scope.language, default) if found.title else found.name or flow
