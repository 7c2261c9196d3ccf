"""A link ends this flow and starts another, as if it had been asked for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class Link(Step):
    kind = "link"

    target: str

    def enter(self, here: Here) -> Outcome:
        return Outcome("link", flow=self.target)


def load(base: StepBase, reader: Reader) -> Link:
    return Link(**base, target=reader.flow_name("link"))
