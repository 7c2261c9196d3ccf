"""A noop step does nothing but choose where to go."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import NEXT, Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class Noop(Step):
    kind = "noop"

    def enter(self, here: Here) -> Outcome:
        return NEXT


def load(base: StepBase, reader: Reader) -> Noop:
    return Noop(**base)
