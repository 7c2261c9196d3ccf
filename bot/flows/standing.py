"""Where a conversation stands: what it waits for, what it may correct, go back to or let in. Changes nothing."""

from __future__ import annotations

from bot.answers import Expectation
from bot.flows.errors import UnknownFlow
from bot.flows.expecting import expectations
from bot.flows.model import ANY_FLOW, Pack
from bot.flows.scope import Scope
from bot.flows.slots import collects_in_order
from bot.flows.stack import base_of, groups_of
from bot.flows.state import FlowState
from bot.flows.steps.collect import Collect


class Standing:
    """Reads states of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._collects = {step.at: step for step in pack.steps() if isinstance(step, Collect)}
        self._by_root: dict[str, tuple[Collect, ...]] = {}

    def lets_in(self, state: FlowState, flow: str) -> bool:
        """Whether the flow may interrupt what is under way (`block_digressions`, `force_slot_filling`)."""
        waiting = self._waiting_step(state)
        if waiting is None:
            return True
        blocked = {*waiting.blocks, *self.pack.flows[waiting.flow].blocks}
        return not blocked & {ANY_FLOW, flow}

    def is_required(self, state: FlowState) -> bool:
        """Whether the question that waits cannot be skipped."""
        waiting = self._waiting_step(state)
        return waiting is not None and waiting.is_required

    def can_go_back(self, state: FlowState) -> bool:
        base = base_of(state.stack)
        return (
            bool(state.trail)
            and len(state.trail[-1].stack) > base
            and state.trail[-1].stack[:base] == state.stack[:base]
        )

    def expectations(self, state: FlowState, scope: Scope) -> tuple[Expectation, ...]:
        """First the slot waited for, then what the same flow will still ask, at last what it may have
        corrected, the latest answer first. Words that could mean anything (free text, a bare yes) are
        expected only when waited for.
        """
        waiting = self._waiting_step(state)
        if waiting is None:
            return ()
        return expectations(self._of_group(state, waiting), state, waiting)

    def expectation_at(self, at: str) -> Expectation | None:
        """The answer a button of that place stands for, or None when there is no such step."""
        step = self._collects.get(at)
        return step.expectation() if step else None

    def _waiting_step(self, state: FlowState) -> Collect | None:
        waiting = state.waiting
        if waiting is None:
            return None
        step = self._collects.get(f"{waiting.flow}.{waiting.step}")
        if step is None:
            raise UnknownFlow(flow=f"{waiting.flow}.{waiting.step}", known=", ".join(sorted(self.pack.flows)))
        return step

    def _of_group(self, state: FlowState, waiting: Collect) -> tuple[Collect, ...]:
        """What the flow under way asks, the flows it calls in their places: as if they were one."""
        root = groups_of(state.stack)[-1][0].flow
        if root not in self._by_root:
            self._by_root[root] = collects_in_order(self.pack, root)
        found = self._by_root[root]
        return found if waiting in found else collects_in_order(self.pack, waiting.flow)
