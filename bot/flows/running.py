"""The loop of one turn: step after step is entered until somebody has to answer, act or decide."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.flows.actions import CALM_ACTIONS
from bot.flows.correcting import answered_at, rewind
from bot.flows.effects import Effects, FlowResumed, HandoffRequested, StepEntered
from bot.flows.errors import FlowLoop
from bot.flows.listing import listed
from bot.flows.model import Outcome, Step
from bot.flows.stack import final_mark, groups_of, on_top, trail_in_order
from bot.flows.state import Answered, StackFrame
from bot.flows.steps.collect import Collect
from bot.flows.steps.question import Question
from bot.flows.workspace import MAX_DONE, Workspace

PATTERN = "pattern_"
MAX_STEPS = 1000


class Running(Workspace):
    """Enters steps until something pauses. Steps see it as `Here`."""

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
        self._look_from(frame)
        name = flow.first if frame.step is None else frame.step
        if frame.is_done and name is not None and name in flow.steps:
            name = flow.steps[name].after(self.namespace)
        return flow.steps.get(name) if name is not None else None

    def _look_from(self, frame: StackFrame) -> None:
        self.context.clear()
        self.context.update(frame.context)
        self.context.update(flow_id=frame.flow, step_id=frame.step, language=self.language)

    def _enter(self, step: Step) -> Effects | None:
        self.context["step_id"] = step.id
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
            waiting = self.wait(cast(Collect, step))
            return replace(waiting, pause="action", action=outcome.name) if outcome.name else waiting
        if self.answered_before and (entry := self.answered_before.get((step.flow, step.id))):
            self.trail.append(Answered((*self.stack[:-1], entry.stack[-1]), step.id, entry.slot))
        self.move(step, is_done=True)
        return None if outcome.move == "next" else self._depart(step, outcome)

    def _depart(self, step: Step, outcome: Outcome) -> Effects | None:
        """Leave the ordinary course: to another flow, or out of the flows for a while."""
        if outcome.flow.startswith(PATTERN) and outcome.flow not in self.pack.flows:
            return self._run_pattern(step, outcome.flow)
        if outcome.name in CALM_ACTIONS:
            self._calm_action(outcome.name)
            return None
        if outcome.move == "call":
            self.push(outcome.flow, "call")
            return None
        if outcome.move == "link":
            cause = self.stack[-1].cause
            self.pop(went_well=True)
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

    def _calm_action(self, name: str) -> None:
        """What it does is done to the flows below the pattern that names it; the other actions are passed by."""
        act = {
            "action_cancel_interrupted_flows": self.end_all,
            "action_continue_interrupted_flow": self._continue_chosen,
            "action_correct_flow_slot": self._correct,
        }.get(name)
        if act is None or not self.stack[-1].flow.startswith(PATTERN):
            return
        pattern = self.stack.pop()
        self.context.update(pattern.context)
        act()
        self.stack.append(replace(pattern, cause="digression" if self.stack else "start"))

    def _correct(self) -> None:
        for slot, value in dict(self.context.get("corrected_slots") or {}).items():
            place = answered_at(self.pack, self.stack, self.trail, self.slots, self.done, slot)
            if place is not None and place.takes(value):
                rewind(self, place, value)

    def _continue_chosen(self) -> None:
        """Of several interrupted flows the one that was named comes on top."""
        chosen = str(self.slots.get("interrupted_flow_to_continue", "")).strip().lower()
        groups = groups_of(self.stack)
        for group in groups[:-1]:
            flow = self.flow(group[0].flow)
            if chosen in (flow.id.lower(), flow.name.lower()):
                self.stack = on_top(groups, group)
                self.trail = trail_in_order(self.trail, self.stack)
                return

    def _hand_over(self, step: Step) -> Effects:
        """A flow that has nothing more to do after the handoff ends here, and what it had interrupted
        waits below.
        """
        if self.stack[-1].cause != "call" and step.after(self.namespace) is None:
            self.pop(went_well=False)
        return self.effects("handoff")

    def _end_flow(self) -> Effects | None:
        frame = self.pop(went_well=True)
        if frame.cause == "call" and self.stack:
            return None
        if self.stack:
            if not self._began_pattern("pattern_continue_interrupted", frame.flow):
                self.events.append(FlowResumed(self.stack[-1].flow))
            return None
        has_moment = self._has_moment(frame.flow, set()) or frame.flow.startswith(PATTERN)
        has_more = self.flow(frame.flow).closes and self._began_pattern("pattern_completed", frame.flow)
        if has_moment and has_more:
            return None
        return self.effects("done" if has_moment else "moment")

    def _began_pattern(self, name: str, ended: str) -> bool:
        """Begin a pattern that the pack defines, as CALM does when a flow has ended."""
        if name not in self.pack.flows or ended.startswith(PATTERN):
            return False
        below = [self.flow(frame.flow) for frame in self.stack]
        flow = self.flow(ended)
        context = {
            "previous_flow_name": (below[-1] if below else flow).name or (below[-1] if below else flow).id,
            "interrupted_flow_ids": [one.id for one in reversed(below)],
            "interrupted_flow_names": [one.name or one.id for one in reversed(below)],
            "interrupted_flow_options": listed(
                [one.name or one.id for one in reversed(below)], self.language, "or"
            ),
            "multiple_flows_interrupted": len(below) > 1,
        }
        self.push(name, "digression" if below else "start", context)
        return True

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
