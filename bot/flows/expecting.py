"""Which answers may be heard at this moment, and which of those heard are taken besides the one waited
for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answers import FORMS, Answer, Expectation
from bot.flows.stack import final_mark
from bot.flows.state import FlowState
from bot.flows.steps.collect import Collect


def expectations(collects: Sequence[Collect], state: FlowState, waiting: Collect) -> tuple[Expectation, ...]:
    """First the slot waited for, then what the flow will still ask, at last what may be corrected, latest
    first.
    """
    later = [step for step in collects[collects.index(waiting) + 1 :] if _is_extra(state, waiting, step)]
    found: dict[str, Expectation] = {}
    for step in (waiting, *later, *_correctable(collects, state)):
        found.setdefault(step.slot, step.expectation())
    return tuple(found.values())


def _correctable(collects: Sequence[Collect], state: FlowState) -> list[Collect]:
    by_id = {(step.flow, step.id): step for step in collects}
    trail = [by_id.get((entry.flow, entry.step)) for entry in reversed(state.trail)]
    known = () if final_mark(state.stack) in state.done else collects
    return [
        step
        for step in (*trail, *known)
        if step is not None and step.type != "text" and state.slots.get(step.slot) is not None
    ]


def extra_answers(
    collects: Sequence[Collect], state: FlowState, waiting: Collect, answers: Mapping[str, Answer]
) -> list[tuple[Collect, Any]]:
    """The answers to what the flow has not asked yet, each with its slot's value."""
    found: dict[str, tuple[Collect, Any]] = {}
    for step in collects:
        answer = answers.get(step.slot)
        if answer and answer.kind == "value" and _is_extra(state, waiting, step):
            value = step.accept(answer)
            if value is not None and step.is_within(value):
                found.setdefault(step.slot, (step, value))
    return list(found.values())


def _is_extra(state: FlowState, waiting: Collect, step: Collect) -> bool:
    """A slot still unknown. Words that could mean anything, such as a bare yes, count only when waited
    for.
    """
    return (
        step.slot != waiting.slot
        and not FORMS[step.type].is_alone
        and not step.ask_before_filling
        and state.slots.get(step.slot) is None
    )
