"""The working copy of one turn: what steps look at, and every change to stack, slots and trail."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from bot.flows.calm_words import CALM_RESPONSES
from bot.flows.effects import Effects, Event, FlowEnded, FlowStarted, Pause, Said, SlotSet
from bot.flows.errors import FlowLoop, MissingText, UnknownFlow
from bot.flows.model import Flow, Pack, Step, Treatment, Variation
from bot.flows.scope import Scope
from bot.flows.slots import scoped_slots
from bot.flows.stack import groups_of
from bot.flows.state import MAX_TRAIL, Answered, Cause, FlowState, StackFrame, Waiting
from bot.flows.steps.collect import Collect
from bot.flows.templates import render
from bot.flows.texts import Texts

MAX_STACK = 30
MAX_DONE = 50


class Workspace:
    """Mutable for one turn only; `effects` turns it into values."""

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
        response = self.pack.responses.get(name) or CALM_RESPONSES.get(name)
        channel = str(self.scope.conversation.get("channel", ""))
        variation = response.pick(self.namespace, channel, self.scope.seed) if response else None
        if variation is None:
            raise MissingText(flow=step.flow, step=step.id, response=name)
        return variation

    def has_response(self, name: str) -> bool:
        return name in self.pack.responses or name in CALM_RESPONSES

    def has_action(self, name: str) -> bool:
        return name in self.pack.actions

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

    def push(self, flow: str, cause: Cause, context: Mapping[str, Any] | None = None) -> None:
        self.flow(flow)
        if not self.stack:
            self._begin_with_initial_values()
        if len(self.stack) >= MAX_STACK:
            top = self.stack[-1]
            raise FlowLoop(flow=top.flow, step=top.step, steps=len(self.stack))
        self.stack.append(StackFrame(flow, None, cause, context=context or {}))
        self.events.append(FlowStarted(flow))

    def _begin_with_initial_values(self) -> None:
        for slot in self.pack.slots.values():
            if slot.initial is not None:
                self.slots.setdefault(slot.name, slot.initial)

    def move(self, step: Step, *, is_done: bool) -> None:
        self.stack[-1] = replace(self.stack[-1], flow=step.flow, step=step.id, is_done=is_done)

    def ask(self, step: Collect, attempts: int = 0, *, again: bool = False) -> Effects:
        """Say the question and wait; one that an action asks is left to the caller."""
        if name := step.asking_action(self):
            return replace(self.wait(step, attempts), pause="action", action=name)
        self.says += step.question(self, again=again)
        return self.wait(step, attempts)

    def wait(self, step: Collect, attempts: int = 0) -> Effects:
        self.move(step, is_done=False)
        self.waiting = Waiting(step.flow, step.id, step.slot, attempts)
        return self.effects("waiting")

    def top_step(self) -> Step | None:
        frame = self.stack[-1] if self.stack else None
        return self.flow(frame.flow).steps.get(frame.step) if frame and frame.step is not None else None

    def pop(self, *, went_well: bool) -> StackFrame:
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
            self._put(slot, self._initial(slot))
        depth = len(self.stack)
        self.trail = [entry for entry in self.trail if len(entry.stack) <= depth]
        flows = {other.flow for other in self.stack}
        self.done = [effect for effect in self.done if effect.partition(".")[0] in flows]
        return frame

    def _initial(self, slot: str) -> Any:
        declared = self.pack.slots.get(slot)
        return declared.initial if declared else None

    def end_group(self) -> str:
        """End the flow under way with the flows it called. Returns the flow's name for people."""
        group = groups_of(self.stack)[-1]
        for _ in group:
            self.pop(went_well=False)
        flow = self.flow(group[0].flow)
        return flow.name or flow.id

    def end_all(self) -> None:
        while self.stack:
            self.pop(went_well=False)
        self.trail.clear()
