"""An earlier answer is changed: the flow goes back to where it was asked, and runs on from there with the new value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.flows.model import Pack
from bot.flows.stack import base_of, final_mark
from bot.flows.state import Answered, FlowState, StackFrame
from bot.flows.steps.collect import Collect
from bot.flows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot was asked: the stack as it stood, the step, and its place in the trail (or past its end)."""

    stack: tuple[StackFrame, ...]
    step: Collect
    position: int

    def takes(self, value: Any) -> bool:
        return value is not None and self.step.is_within(value)


def answered_at(
    pack: Pack,
    stack: Sequence[StackFrame],
    trail: Sequence[Answered],
    slots: Mapping[str, Any],
    done: Sequence[str],
    slot: str,
) -> Place | None:
    """None when the flow under way did not ask for the slot, or can take nothing back any more."""
    base = base_of(stack)
    for position in reversed(range(len(trail))):
        entry = trail[position]
        below = entry.stack[:base]
        if entry.slot == slot and len(entry.stack) > base and below == tuple(stack[:base]):
            step = pack.flows[entry.flow].steps[entry.step]
            return Place(entry.stack, step, position) if isinstance(step, Collect) else None
    if not stack or slots.get(slot) is None or final_mark(stack) in done:
        return None
    for step in pack.flows[stack[-1].flow].steps.values():
        if isinstance(step, Collect) and step.slot == slot:
            here = replace(stack[-1], step=step.id, is_done=False)
            return Place((*stack[:-1], here), step, len(trail))
    return None


def place_in(pack: Pack, state: FlowState, slot: str) -> Place | None:
    return answered_at(pack, state.stack, state.trail, state.slots, state.done, slot)


def rewind(run: Workspace, place: Place, value: Any) -> bool:
    """Stand where the slot was asked, with the new value taken. False when the step rejects it, and must ask again.

    What was answered later stays known and is not asked again.
    """
    step, slot = place.step, place.step.slot
    run.stack = list(place.stack)
    run.answered_before = {(entry.flow, entry.step): entry for entry in run.trail[place.position + 1 :]}
    earlier = run.trail[place.position].before if place.position < len(run.trail) else {}
    run.trail = run.trail[: place.position]
    if (refusal := step.refusal(run, value) if is_told(value) else None) is not None:
        run.set_slot(slot, None)
        run.says.append(step.rejected(run, refusal))
        run.move(step, is_done=False)
        return False
    run.trail.append(Answered(tuple(run.stack), step.id, slot, {slot: earlier.get(slot)}))
    run.fill(step, value)
    run.move(step, is_done=True)
    return True


def is_told(value: Any) -> bool:
    """Declining and not knowing are answers, but no values to reject."""
    return value not in ("declined", "dont_know")
