"""A say step says one thing. A line that is owed to a fact (`because`) is left out when the fact is not
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.model import NEXT, Here, Outcome, Step
from bot.flows.reader import Reader, StepBase
from bot.flows.texts import Texts


@dataclass(frozen=True, kw_only=True)
class Say(Step):
    kind = "say"
    keys = frozenset({"because"})

    say: Texts
    because: str | None = None

    def enter(self, here: Here) -> Outcome:
        if self.because and here.customer.get(self.because) is None:
            return NEXT
        said = self.said(here, self.say, "say", because=self.because)
        return Outcome(says=(said,)) if said.text else NEXT

    def texts(self) -> Iterator[tuple[str, Texts]]:
        yield "say", self.say
        yield from super().texts()


def load(base: StepBase, reader: Reader) -> Say:
    return Say(**base, say=reader.texts("say"), because=reader.name("because"))
