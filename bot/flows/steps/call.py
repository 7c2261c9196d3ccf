"""A call runs another flow to its end, with the same slots, and then goes on here."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class Call(Step):
    kind = "call"

    target: str

    def enter(self, here: Here) -> Outcome:
        return Outcome("call", flow=self.target)


def load(base: StepBase, reader: Reader) -> Call:
    return Call(**base, target=reader.flow_name("call"))
