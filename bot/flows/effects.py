"""What stepping a flow leads to, as values: words to say, events to save, and why the flow pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from bot.flows.state import FlowState
from bot.messages import Option

SaidKind = Literal["say", "ask", "handoff"]
Pause = Literal["waiting", "moment", "action", "done", "handoff"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to say, rendered in the scope's language.

    `because` names the fact that the line is owed to; `agent` is a stage direction that customers never see.
    """

    text: str
    kind: SaidKind
    options: tuple[Option, ...] = ()
    flow: str = ""
    step: str = ""
    because: str | None = None
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class SlotSet:
    """`remember` names the customer's attribute that the value is also a fact of. A value of None clears
    the slot.
    """

    slot: str
    value: Any
    flow: str
    step: str
    remember: str | None = None


@dataclass(frozen=True, slots=True)
class FlowStarted:
    flow: str


@dataclass(frozen=True, slots=True)
class FlowEnded:
    """`went_well` is false when the flow was cancelled or handed over."""

    flow: str
    went_well: bool


@dataclass(frozen=True, slots=True)
class FlowResumed:
    """A flow that was interrupted goes on where it was."""

    flow: str


@dataclass(frozen=True, slots=True)
class StepEntered:
    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class TreatmentUsed:
    treatment: str
    because: tuple[str, ...]
    grant: str | None = None


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    reason: str
    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class FollowUpRequested:
    """`flow` is the flow that starts when `delay` has passed."""

    delay: timedelta
    channel: str
    flow: str
    reason: str


Event = (
    SlotSet
    | FlowStarted
    | FlowEnded
    | FlowResumed
    | StepEntered
    | TreatmentUsed
    | HandoffRequested
    | FollowUpRequested
)


@dataclass(frozen=True, slots=True)
class Effects:
    """The state afterwards and all that happened on the way.

    `pause`: 'waiting' for an answer, 'moment' for the one question, for an 'action' named in `action`,
    'handoff' to a person, or 'done' when nothing is left to do. An 'action' with `state.waiting` is one that asks:
    what it says is the question.
    """

    state: FlowState
    says: tuple[Said, ...] = ()
    events: tuple[Event, ...] = ()
    pause: Pause = "done"
    action: str | None = None

    def then(self, more: Effects) -> Effects:
        """Both in order: words and events of both, state and pause of the later."""
        return replace(more, says=self.says + more.says, events=self.events + more.events)
