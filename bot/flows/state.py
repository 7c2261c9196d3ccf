"""Where a conversation stands in its flows. JSON-ready, small, and the same for every renderer.

`FlowState.from_json(state.to_json()) == state` always holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_TRAIL = 20

Cause = Literal["start", "digression", "call"]


@dataclass(frozen=True, slots=True)
class StackFrame:
    """A flow under way. `step` is about to run or waited at; None is the start of the flow.

    With `is_done` the step has run already, and the flow goes on after it.
    A 'digression' returns to the frame below by asking its step again, a 'call' by going on after it.
    `context` is what a pattern may read as `context.`, such as the name of the flow it interrupted.
    """

    flow: str
    step: str | None
    cause: Cause = "start"
    is_done: bool = False
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The collect step that waits for an answer. `attempts` counts the unclear answers so far."""

    flow: str
    step: str
    slot: str
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered collect, for going back: the stack as it stood, and each later changed slot's value
    before.
    """

    stack: tuple[StackFrame, ...]
    step: str
    slot: str
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flow(self) -> str:
        return self.stack[-1].flow


@dataclass(frozen=True, slots=True)
class FlowState:
    """`done` names what a flow under way has caused already and causes only once: 'flow.step'.

    A slot that is not in `slots` has no value.
    """

    stack: tuple[StackFrame, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    waiting: Waiting | None = None
    trail: tuple[Answered, ...] = ()
    done: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "stack": [_frame_to_json(frame) for frame in self.stack],
            "slots": dict(self.slots),
            "waiting": _waiting_to_json(self.waiting),
            "trail": [_answered_to_json(entry) for entry in self.trail],
            "done": list(self.done),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FlowState:
        """The state as it was saved; `{}` is a conversation that has not begun."""
        waiting = data.get("waiting")
        return cls(
            stack=tuple(StackFrame(*frame) for frame in data.get("stack", ())),
            slots=dict(data.get("slots", {})),
            waiting=Waiting(*waiting) if waiting else None,
            trail=tuple(_answered_from_json(entry) for entry in data.get("trail", ())),
            done=tuple(data.get("done", ())),
        )


def _frame_to_json(frame: StackFrame) -> list[Any]:
    found = [frame.flow, frame.step, frame.cause, frame.is_done]
    return [*found, dict(frame.context)] if frame.context else found


def _waiting_to_json(waiting: Waiting | None) -> list[Any] | None:
    return [waiting.flow, waiting.step, waiting.slot, waiting.attempts] if waiting else None


def _answered_to_json(entry: Answered) -> dict[str, Any]:
    return {
        "stack": [_frame_to_json(frame) for frame in entry.stack],
        "step": entry.step,
        "slot": entry.slot,
        "before": dict(entry.before),
    }


def _answered_from_json(data: Mapping[str, Any]) -> Answered:
    stack = tuple(StackFrame(*frame) for frame in data["stack"])
    return Answered(stack, data["step"], data["slot"], dict(data["before"]))
