"""Steps conversations through flows. Pure: state and answers come in, effects go out, and nothing else
happens.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from bot.answers import Answer, Expectation
from bot.flows.actions import LASTING_ACTIONS
from bot.flows.effects import Effects, FlowResumed, HandoffRequested, SlotSet
from bot.flows.errors import UnknownFlow
from bot.flows.expecting import expectations, extra_answers
from bot.flows.model import Pack, Treatment
from bot.flows.offering import Offering
from bot.flows.running import Running
from bot.flows.scope import Scope
from bot.flows.stack import base_of, final_mark, groups_of, on_top
from bot.flows.state import Answered, FlowState, StackFrame
from bot.flows.steps.collect import Collect
from bot.messages import Option

MAX_ATTEMPTS = 3


class Interpreter:
    """One pack, any number of conversations. `lasting` names the actions that cannot be taken back: after
    one of them the answers before it can be neither gone back to nor corrected.
    """

    def __init__(self, pack: Pack, lasting: Container[str] = LASTING_ACTIONS) -> None:
        self.pack = pack
        self._lasting = lasting
        self._offering = Offering(pack)
        self._collects = {step.at: step for step in pack.steps() if isinstance(step, Collect)}

    # Running.

    def start(self, state: FlowState, flow: str, scope: Scope) -> Effects:
        """Run the flow from its first step. What it interrupts is taken up again, with its ask, when it
        has ended.
        """
        run = self._run(state, scope)
        groups = groups_of(run.stack)
        under_way = next((group for group in groups if any(frame.flow == flow for frame in group)), None)
        if under_way is None:
            run.push(flow, "digression" if run.stack else "start")
        elif under_way is not groups[-1]:
            run.stack = on_top(groups, under_way)
            run.trail.clear()
            run.events.append(FlowResumed(flow))
        return run.proceed()

    def go_on(self, state: FlowState, scope: Scope, results: Mapping[str, Any] | None = None) -> Effects:
        """Continue after pause 'moment', 'action' or 'handoff'. `results` are the slots that an action
        set.
        """
        run = self._run(state, scope)
        step = run.top_step()
        for slot, value in (results or {}).items():
            run.set_slot(slot, value)
            run.events.append(SlotSet(slot, value, step.flow if step else "", step.id if step else ""))
        return run.proceed()

    def answer(self, state: FlowState, answers: Mapping[str, Answer], scope: Scope) -> Effects:
        """Take everything the message said: the slot waited for and others of the same flow not known yet."""
        step = self._waiting_step(state)
        if step is None:
            return self.ask_again(state, scope)
        answer = answers.get(step.slot)
        value = step.accept(answer) if answer else None
        extras = extra_answers(self._of_flow(step), state, step, answers)
        if value is None and (not extras or (answer is not None and answer.kind == "value")):
            return self.unclear(state, scope)
        run = self._run(state, scope)
        refusal = step.refusal(run, value) if value is not None and _is_told(value) else None
        if refusal is None and value is not None and not step.is_within(value):
            return self.unclear(state, scope)
        if refusal is not None:
            run.says.append(step.rejected(run, refusal))
        elif value is not None:
            run.mark(step)
            run.fill(step, value)
            run.move(step, is_done=True)
        for extra, extra_value in extras:
            run.fill(extra, extra_value)
        return self._wait_on(run, step) if refusal else run.proceed()

    @staticmethod
    def _wait_on(run: Running, step: Collect) -> Effects:
        run.says += step.question(run)
        return run.wait(step)

    def unclear(self, state: FlowState, scope: Scope) -> Effects:
        """Ask again: first in other words, then with the options; the third time a person is asked to take
        over.
        """
        step = self._waiting_step(state)
        if step is None or state.waiting is None:
            return self.ask_again(state, scope)
        run = self._run(state, scope)
        attempts = state.waiting.attempts + 1
        if attempts >= MAX_ATTEMPTS:
            run.events.append(HandoffRequested("not understood", step.flow, step.id))
            return replace(run.wait(step, attempts), pause="handoff")
        run.says += step.question(run, again=attempts == 1)
        return run.wait(step, attempts)

    def ask_again(self, state: FlowState, scope: Scope) -> Effects:
        """Repeat the pending ask; without one, go on with what was interrupted."""
        step = self._waiting_step(state)
        run = self._run(state, scope)
        if step is None or state.waiting is None:
            return run.proceed()
        run.says += step.question(run)
        return run.wait(step, state.waiting.attempts)

    def back(self, state: FlowState, scope: Scope) -> Effects | None:
        """Forget the last answer of what we are doing now and ask for it again. None when there is
        nothing.
        """
        base = base_of(state.stack)
        if (
            not state.trail
            or len(state.trail[-1].stack) <= base
            or state.trail[-1].stack[:base] != state.stack[:base]
        ):
            return None
        run = self._run(state, scope)
        entry = run.undo()
        return self._ask_at(run, entry.stack, entry.step)

    def correct(self, state: FlowState, slot: str, answer: Answer, scope: Scope) -> Effects:
        """Set an answered slot again and run on from there, so that the branch it changes is taken.

        What was answered later stays known and is not asked again.
        """
        found = self._answered_at(state, slot)
        value = found[1].accept(answer) if found else None
        if found is None or value is None or not found[1].is_within(value):
            return self.ask_again(state, scope)
        stack, step, position = found
        run = self._run(state, scope)
        run.stack = list(stack)
        run.answered_before = {(entry.flow, entry.step): entry for entry in run.trail[position + 1 :]}
        earlier = run.trail[position].before if position < len(run.trail) else {}
        run.trail = run.trail[:position]
        if (refusal := step.refusal(run, value) if _is_told(value) else None) is not None:
            run.set_slot(slot, None)
            run.says.append(step.rejected(run, refusal))
            return self._wait_on(run, step)
        run.trail.append(Answered(tuple(run.stack), step.id, slot, {slot: earlier.get(slot)}))
        run.fill(step, value)
        run.move(step, is_done=True)
        return run.proceed()

    def cancel(self, state: FlowState, scope: Scope) -> Effects:
        """End everything under way."""
        run = self._run(state, scope)
        run.end_all()
        return run.effects("done")

    # Asking what is possible.

    def expectations(self, state: FlowState, scope: Scope) -> tuple[Expectation, ...]:
        """First the slot waited for, then what the same flow will still ask, at last what it may have
        corrected, the latest answer first. Words that could mean anything (free text, a bare yes) are
        expected only when waited for.
        """
        waiting = self._waiting_step(state)
        if waiting is None:
            return ()
        return expectations(self._of_flow(waiting), state, waiting)

    def expectation_at(self, at: str) -> Expectation | None:
        """The answer a button of that place stands for, or None when there is no such step."""
        step = self._collects.get(at)
        return step.expectation() if step else None

    def triggers(
        self, intent: str, confidence: float, scope: Scope, state: FlowState | None = None
    ) -> str | None:
        """The flow that the intent starts, if it is sure enough and the flow's guard holds."""
        return self._offering.triggered(intent, confidence, scope, state.slots if state else {})

    def offers(self, scope: Scope, limit: int = 4) -> tuple[Option, ...]:
        """The flows to offer, those that are likely for this customer first."""
        return self._offering.offers(scope, limit)

    def undecided_by(self, attribute: str, scope: Scope) -> int:
        """How many branches, guards, offers and treatments are undecided because customer.<attribute> is
        missing.
        """
        return self._offering.undecided_by(attribute, scope)

    def treatment(self, name: str) -> Treatment | None:
        return self.pack.treatments.get(name)

    # Within.

    def _run(self, state: FlowState, scope: Scope) -> Running:
        return Running(self.pack, self._lasting, state, scope)

    def _waiting_step(self, state: FlowState) -> Collect | None:
        waiting = state.waiting
        if waiting is None:
            return None
        step = self._collects.get(f"{waiting.flow}.{waiting.step}")
        if step is None:
            raise UnknownFlow(flow=f"{waiting.flow}.{waiting.step}", known=", ".join(sorted(self.pack.flows)))
        return step

    def _of_flow(self, step: Collect) -> list[Collect]:
        return [s for s in self.pack.flows[step.flow].steps.values() if isinstance(s, Collect)]

    def _answered_at(self, state: FlowState, slot: str) -> tuple[tuple[StackFrame, ...], Collect, int] | None:
        """The stack as it stood at the slot's collect, that collect, and its place in the trail (or past
        its end).
        """
        base = base_of(state.stack)
        for position in reversed(range(len(state.trail))):
            entry = state.trail[position]
            if entry.slot == slot and len(entry.stack) > base and entry.stack[:base] == state.stack[:base]:
                return entry.stack, self._collects[f"{entry.flow}.{entry.step}"], position
        if not state.stack or state.slots.get(slot) is None or final_mark(state.stack) in state.done:
            return None
        frame = state.stack[-1]
        for step in self.pack.flows[frame.flow].steps.values():
            if isinstance(step, Collect) and step.slot == slot:
                stack = (*state.stack[:-1], replace(frame, step=step.id, is_done=False))
                return stack, step, len(state.trail)
        return None

    def _ask_at(self, run: Running, stack: tuple[StackFrame, ...], step: str) -> Effects:
        run.stack = list(stack)
        return self._wait_on(run, self._collects[f"{stack[-1].flow}.{step}"])


def _is_told(value: Any) -> bool:
    """Declining and not knowing are answers, but no values to reject."""
    return value not in ("declined", "dont_know")
