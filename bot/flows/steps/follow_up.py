"""A follow_up step promises to come back: it starts a flow on a channel after a while."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.effects import FollowUpRequested
from bot.flows.model import NEXT, FollowUp, Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class FollowUpStep(Step):
    kind = "follow_up"

    follow_up: FollowUp

    def enter(self, here: Here) -> Outcome:
        """Promised only once in a flow, however often the customer goes back."""
        effect = f"{self.flow}.{self.id}"
        if not here.is_new(effect):
            return NEXT
        later = self.follow_up
        event = FollowUpRequested(later.delay, later.channel, later.flow, later.reason)
        return Outcome(events=(event,), once=effect)


def load(base: StepBase, reader: Reader) -> FollowUpStep:
    return FollowUpStep(**base, follow_up=reader.follow_up("follow_up"))
