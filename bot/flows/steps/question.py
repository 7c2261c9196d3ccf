"""A question step marks the moment at which the one new question fits. `never` keeps the whole flow free
of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import NEXT, Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class Question(Step):
    kind = "question"

    is_here: bool = True

    def enter(self, here: Here) -> Outcome:
        return Outcome("moment") if self.is_here else NEXT


def load(base: StepBase, reader: Reader) -> Question:
    return Question(**base, is_here=reader.one_of("question", ("here", "never")) != "never")
