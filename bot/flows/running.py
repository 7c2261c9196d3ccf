"""One turn of the flows: the working copy that steps look at, and the loop that enters them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any, cast

from bot.flows.effects import (
    Effects,
    Event,
    FlowEnded,
    FlowResumed,
    FlowStarted,
    HandoffRequested,
    Pause,
    Said,
    SlotSet,
    StepEntered,
)
from bot.flows.errors import FlowLoop, MissingText, UnknownFlow
from bot.flows.model import Flow, Outcome, Pack, Step, Treatment, Variation
from bot.flows.scope import Scope
from bot.flows.slots import scoped_slots
from bot.flows.stack import final_mark
from bot.flows.state import MAX_TRAIL, Answered, Cause, FlowState, StackFrame, Waiting
from bot.flows.steps.collect import Collect
from bot.flows.steps.question import Question
from bot.flows.templates import render
from bot.flows.texts import Texts

PATTERN = "pattern_"
MAX_STEPS = 1000
MAX_STACK = 30
MAX_DONE = 50


class Running:
    """Mutable for one turn only; `effects` turns it into values. Steps see it as `Here`."""

    def __init__(self, pack: Pack, lasting: Container[str], state: FlowState, scope: Scope) -> None:
        self.pack, self.lasting, self.scope = pack, lasting, scope
        self.language = scope.language
        self.stack, self.trail, self.done = list(state.stack), list(state.trail), list(state.done)
        self.slots: dict[str, Any] = dict(state.slots)
        self.customer: dict[str, Any] = dict(scope.customer)
        self.waiting = state.waiting
        self.says: list[Said] = []
        self.events: list[Event] = []
        self.answered_before: Mapping[tuple[str, str], Answered] = {}
        self.context: dict[str, Any] = {"flow_id": None, "step_id": None, "language": scope.language}
        self.namespace: Mapping[str, Any] = {
            "slots": self.slots,
            "customer": self.customer,
            "conversation": scope.conversation,
            "company": scope.company,
            "context": self.context,
        }

    # What steps look at.

    def text(self, texts: Texts, step: Step) -> str:
        template = texts.find(self.language, self.scope.company.get("default_language", "en"))
        return render(template, self.namespace, flow=step.flow, step=step.id)

    def response(self, name: str, step: Step) -> Variation:
        response = self.pack.responses.get(name)
        variation = response.pick(self.namespace) if response else None
        if variation is None:
            raise MissingText(flow=step.flow, step=step.id, response=name)
        return variation

    def treatment(self, name: str) -> Treatment | None:
        drafted = (treatment for treatment in self.scope.treatments if treatment.name == name)
        return next(drafted, None) or self.pack.treatments.get(name)

    def is_new(self, effect: str) -> bool:
        return effect not in self.done

    # What changes.

    def effects(self, pause: Pause, action: str | None = None) -> Effects:
        state = FlowState(tuple(self.stack), self.slots, self.waiting, tuple(self.trail), tuple(self.done))
        return Effects(state, tuple(self.says), tuple(self.events), pause, action)

    def flow(self, name: str) -> Flow:
        flow = self.pack.flows.get(name)
        if flow is None:
            raise UnknownFlow(flow=name, known=", ".join(sorted(self.pack.flows)))
        return flow

    def set_slot(self, slot: str, value: Any) -> None:
        """The trail's last entry keeps what was there before, for going back."""
        before = self.slots.get(slot)
        if before == value and type(before) is type(value):
            return
        if self.trail and slot not in self.trail[-1].before:
            entry = self.trail[-1]
            self.trail[-1] = replace(entry, before={**entry.before, slot: before})
        self._put(slot, value)

    def _put(self, slot: str, value: Any) -> None:
        if value is None:
            self.slots.pop(slot, None)
        else:
            self.slots[slot] = value

    def fill(self, step: Collect, value: Any) -> None:
        """Take an answer: the slot, its event, and the fact it is remembered as."""
        remember = step.remember if value not in ("declined", "dont_know") else None
        self.set_slot(step.slot, value)
        self.events.append(SlotSet(step.slot, value, step.flow, step.id, remember))
        if remember:
            self.customer[remember] = value

    def mark(self, step: Collect) -> None:
        """Remember that the collect on top of the stack is answered now."""
        self.trail.append(Answered(tuple(self.stack), step.id, step.slot))
        del self.trail[:-MAX_TRAIL]

    def undo(self) -> Answered:
        """Take back the last answer and every slot changed since."""
        entry = self.trail.pop()
        for slot, value in entry.before.items():
            self._put(slot, value)
        self.events.append(SlotSet(entry.slot, None, entry.flow, entry.step))
        return entry

    def push(self, flow: str, cause: Cause) -> None:
        self.flow(flow)
        if len(self.stack) >= MAX_STACK:
            top = self.stack[-1]
            raise FlowLoop(flow=top.flow, step=top.step, steps=len(self.stack))
        self.stack.append(StackFrame(flow, None, cause))
        self.events.append(FlowStarted(flow))

    def move(self, step: Step, *, is_done: bool) -> None:
        self.stack[-1] = StackFrame(step.flow, step.id, self.stack[-1].cause, is_done)

    def wait(self, step: Collect, attempts: int = 0) -> Effects:
        self.move(step, is_done=False)
        self.waiting = Waiting(step.flow, step.id, step.slot, attempts)
        return self.effects("waiting")

    def top_step(self) -> Step | None:
        frame = self.stack[-1] if self.stack else None
        return self.flow(frame.flow).steps.get(frame.step) if frame and frame.step is not None else None

    # The loop.

    def proceed(self) -> Effects:
        """Enter step after step until something pauses."""
        self.waiting = None
        for _ in range(MAX_STEPS):
            if not self.stack:
                return self.effects("done")
            step = self._next_step()
            paused = self._end_flow() if step is None else self._enter(step)
            if paused is not None:
                return paused
        frame = self.stack[-1]
        raise FlowLoop(flow=frame.flow, step=frame.step, steps=MAX_STEPS)

    def _next_step(self) -> Step | None:
        """The step to enter now, or None at the end of the flow on top."""
        frame = self.stack[-1]
        flow = self.flow(frame.flow)
        name = flow.first if frame.step is None else frame.step
        if frame.is_done and name is not None and name in flow.steps:
            name = flow.steps[name].after(self.namespace)
        return flow.steps.get(name) if name is not None else None

    def _enter(self, step: Step) -> Effects | None:
        self.context["flow_id"], self.context["step_id"] = step.flow, step.id
        self.events.append(StepEntered(step.flow, step.id))
        outcome = step.enter(self)
        self.says += outcome.says
        self.events += outcome.events
        if outcome.once:
            self.done = [*self.done, outcome.once][-MAX_DONE:]
        if outcome.slots:
            for slot, value in outcome.slots.items():
                self.set_slot(slot, value)
        if outcome.move == "wait":
            return self.wait(cast(Collect, step))
        if self.answered_before and (entry := self.answered_before.get((step.flow, step.id))):
            self.trail.append(Answered((*self.stack[:-1], entry.stack[-1]), step.id, entry.slot))
        self.move(step, is_done=True)
        return None if outcome.move == "next" else self._depart(step, outcome)

    def _depart(self, step: Step, outcome: Outcome) -> Effects | None:
        """Leave the ordinary course: to another flow, or out of the flows for a while."""
        if outcome.flow.startswith(PATTERN) and outcome.flow not in self.pack.flows:
            return self._run_pattern(step, outcome.flow)
        if outcome.move == "call":
            self.push(outcome.flow, "call")
            return None
        if outcome.move == "link":
            cause = self.stack[-1].cause
            self._pop(went_well=True)
            self.push(outcome.flow, cause)
            return None
        if outcome.move == "action":
            if outcome.name in self.lasting:
                self.trail.clear()
                self.done = [*self.done, final_mark(self.stack)][-MAX_DONE:]
            return self.effects("action", outcome.name)
        if outcome.move == "handoff":
            return self._hand_over(step)
        return self.effects("moment")

    def _run_pattern(self, step: Step, name: str) -> Effects | None:
        """CALM's patterns that no file defines: one asks for a person, the others are not for flows to say."""
        if name != "pattern_human_handoff":
            return None
        self.events.append(HandoffRequested(name, step.flow, step.id))
        return self._hand_over(step)

    def _hand_over(self, step: Step) -> Effects:
        """A flow that has nothing more to do after the handoff ends here, and what it had interrupted
        waits below.
        """
        if self.stack[-1].cause != "call" and step.after(self.namespace) is None:
            self._pop(went_well=False)
        return self.effects("handoff")

    def _end_flow(self) -> Effects | None:
        frame = self._pop(went_well=True)
        if frame.cause == "call" and self.stack:
            return None
        if self.stack:
            self.events.append(FlowResumed(self.stack[-1].flow))
            return None
        return self.effects("done" if self._has_moment(frame.flow, set()) else "moment")

    def _pop(self, *, went_well: bool) -> StackFrame:
        """End the flow on top. Its slots go with it unless they persist or another flow on the stack has
        them too.
        """
        frame = self.stack.pop()
        self.events.append(FlowEnded(frame.flow, went_well))
        self.waiting = None
        if frame.cause == "call" and self.stack:
            return frame
        kept = {slot for other in self.stack for slot in scoped_slots(self.pack, other.flow).all}
        for slot in scoped_slots(self.pack, frame.flow).resettable - kept:
            self.slots.pop(slot, None)
        depth = len(self.stack)
        self.trail = [entry for entry in self.trail if len(entry.stack) <= depth]
        flows = {other.flow for other in self.stack}
        self.done = [effect for effect in self.done if effect.partition(".")[0] in flows]
        return frame

    def end_all(self) -> None:
        while self.stack:
            self._pop(went_well=False)
        self.trail.clear()

    def _has_moment(self, name: str, seen: set[str]) -> bool:
        """Whether the flow, or one it calls, says itself where the question fits."""
        flow = self.pack.flows.get(name)
        if flow is None or name in seen:
            return False
        seen.add(name)
        called = (step.target for step in flow.steps.values() if step.kind == "call")  # type: ignore[attr-defined]
        return any(isinstance(step, Question) for step in flow.steps.values()) or any(
            self._has_moment(target, seen) for target in called
        )
