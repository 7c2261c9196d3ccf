"""Steps conversations through flows. Pure: state and answers come in, effects go out, and nothing else
happens.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from bot.answers import Answer
from bot.flows.actions import LASTING_ACTIONS
from bot.flows.correcting import Place, is_told, place_in, rewind
from bot.flows.effects import Effects, FlowResumed, HandoffRequested, SlotSet
from bot.flows.expecting import extra_answers
from bot.flows.model import Pack, Treatment
from bot.flows.offering import Offering
from bot.flows.running import PATTERN, Running
from bot.flows.scope import Scope
from bot.flows.stack import groups_of, on_top, trail_in_order
from bot.flows.standing import Standing
from bot.flows.state import FlowState, StackFrame
from bot.messages import Option

MAX_ATTEMPTS = 3


class Interpreter(Standing):
    """One pack, any number of conversations. `lasting` names the actions that cannot be taken back: after
    one of them the answers before it can be neither gone back to nor corrected.
    """

    def __init__(self, pack: Pack, lasting: Container[str] = LASTING_ACTIONS) -> None:
        super().__init__(pack)
        self._lasting = lasting
        self._offering = Offering(pack)

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
            run.trail = trail_in_order(run.trail, run.stack)
            run.events.append(FlowResumed(flow))
        return run.proceed()

    def go_on(self, state: FlowState, scope: Scope, results: Mapping[str, Any] | None = None) -> Effects:
        """Continue after pause 'moment', 'action' or 'handoff'. `results` are the slots that an action
        set. After an action that asked, wait for the answer.
        """
        run = self._run(state, scope)
        step = run.top_step()
        for slot, value in (results or {}).items():
            run.set_slot(slot, value)
            run.events.append(SlotSet(slot, value, step.flow if step else "", step.id if step else ""))
        asked = self._waiting_step(state)
        if asked is not None and state.waiting is not None and run.slots.get(asked.slot) is None:
            return run.wait(asked, state.waiting.attempts)
        return run.proceed()

    def answer(self, state: FlowState, answers: Mapping[str, Answer], scope: Scope) -> Effects:
        """Take everything the message said: the slot waited for and others of the same flow not known yet."""
        step = self._waiting_step(state)
        if step is None:
            return self.ask_again(state, scope)
        answer = answers.get(step.slot)
        value = step.accept(answer) if answer else None
        extras = extra_answers(self._of_group(state, step), state, step, answers)
        if value is None and (not extras or (answer is not None and answer.kind == "value")):
            return self.unclear(state, scope)
        run = self._run(state, scope)
        refusal = step.refusal(run, value) if value is not None and is_told(value) else None
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
        return run.ask(step) if refusal else run.proceed()

    def set_slots(self, state: FlowState, slots: Mapping[str, str], scope: Scope) -> Effects:
        """What a `/SetSlots(...)` button says: each slot of the flow under way, asked or not, gets its value."""
        waiting = self._waiting_step(state)
        if waiting is None:
            return self.ask_again(state, scope)
        run = self._run(state, scope)
        by_slot = {step.slot: step for step in reversed(self._of_group(state, waiting))}
        for slot, text in slots.items():
            step = by_slot.get(slot)
            value = step.accept(Answer("value", text)) if step else text
            if step and slot != waiting.slot and value is not None and step.is_within(value):
                run.fill(step, value)
            elif step is None:
                run.set_slot(slot, value)
                run.events.append(SlotSet(slot, value, waiting.flow, waiting.id))
        filled = run.effects("waiting")
        if waiting.slot in slots:
            answer = {waiting.slot: Answer("value", slots[waiting.slot])}
            return filled.then(self.answer(filled.state, answer, scope))
        return filled.then(self.ask_again(filled.state, scope))

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
        return run.ask(step, attempts, again=attempts == 1)

    def ask_again(self, state: FlowState, scope: Scope) -> Effects:
        """Repeat the pending ask; without one, go on with what was interrupted."""
        step = self._waiting_step(state)
        run = self._run(state, scope)
        if step is None or state.waiting is None:
            return run.proceed()
        return run.ask(step, state.waiting.attempts)

    def back(self, state: FlowState, scope: Scope) -> Effects | None:
        """Forget the last answer of what we are doing now and ask for it again. None when there is
        nothing.
        """
        if not self.can_go_back(state):
            return None
        run = self._run(state, scope)
        entry = run.undo()
        return self._ask_at(run, entry.stack, entry.step)

    def correct(self, state: FlowState, slot: str, answer: Answer, scope: Scope) -> Effects:
        """Set an answered slot again and run on from there, so that the branch it changes is taken.

        What was answered later stays known and is not asked again.
        """
        place = place_in(self.pack, state, slot)
        value = place.step.accept(answer) if place else None
        if place is None or not place.takes(value):
            return self.ask_again(state, scope)
        if "pattern_correction" in self.pack.flows:
            return self._confirm_correction(state, place, value, scope)
        run = self._run(state, scope)
        return run.proceed() if rewind(run, place, value) else run.ask(place.step)

    def _confirm_correction(self, state: FlowState, place: Place, value: Any, scope: Scope) -> Effects:
        """CALM's pattern decides: what is corrected changes where it says `action_correct_flow_slot`."""
        context = {
            "corrected_slots": {place.step.slot: value},
            "new_slot_values": [value],
            "is_reset_only": False,
            "reset_flow_id": place.step.flow,
            "reset_step_id": place.step.id,
        }
        run = self._run(state, scope)
        run.push("pattern_correction", "digression", context)
        return run.proceed()

    def cancel(self, state: FlowState, scope: Scope) -> Effects:
        """End everything under way."""
        run = self._run(state, scope)
        run.end_all()
        return run.effects("done")

    def stop(self, state: FlowState, scope: Scope) -> Effects:
        """End what we are doing now, with the flow that called it; what it had interrupted asks again.

        A pattern over it ends with it, as in CALM.
        """
        run = self._run(state, scope)
        while run.stack and groups_of(run.stack)[-1][0].flow.startswith(PATTERN):
            run.end_group()
        if not run.stack:
            return run.effects("done")
        frames = [frame.flow for frame in groups_of(run.stack)[-1]]
        context = {"canceled_name": run.end_group(), "canceled_frames": frames}
        if "pattern_cancel_flow" in self.pack.flows:
            run.push("pattern_cancel_flow", "digression" if run.stack else "start", context)
        elif run.stack:
            run.events.append(FlowResumed(run.stack[-1].flow))
        else:
            return run.effects("done")
        return run.proceed()

    def skip(self, state: FlowState, scope: Scope) -> Effects | None:
        """ "Skip this": as good as declining. None when nothing is asked, or when the step is `required`."""
        step = self._waiting_step(state)
        if step is None:
            return None
        if (said := self.pattern(state, "pattern_skip_question", scope)) is not None:
            return said
        return None if step.is_required else self.answer(state, {step.slot: Answer("declined")}, scope)

    def pattern(
        self, state: FlowState, name: str, scope: Scope, context: Mapping[str, Any] | None = None
    ) -> Effects | None:
        """Run one of CALM's patterns over what is under way. None when the pack does not define it."""
        if name not in self.pack.flows:
            return None
        run = self._run(state, scope)
        run.push(name, "digression" if run.stack else "start", context)
        return run.proceed()

    # Asking what is possible.

    def triggers(
        self,
        intent: str,
        confidence: float,
        scope: Scope,
        state: FlowState | None = None,
        *,
        is_forced: bool = False,
    ) -> str | None:
        """The flow that the intent starts, if it is sure enough and the flow's guard holds.

        `is_forced`: the intent was named outright (`/intent`), which starts its flow whatever the guard.
        """
        slots = state.slots if state else {}
        return self._offering.triggered(intent, confidence, scope, slots, is_forced=is_forced)

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

    def _ask_at(self, run: Running, stack: tuple[StackFrame, ...], step: str) -> Effects:
        run.stack = list(stack)
        return run.ask(self._collects[f"{stack[-1].flow}.{step}"])
