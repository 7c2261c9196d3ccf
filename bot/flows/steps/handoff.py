"""A handoff step gives the conversation to a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.flows.effects import HandoffRequested
from bot.flows.model import Here, Outcome, Step
from bot.flows.reader import Reader, StepBase
from bot.flows.texts import Texts


@dataclass(frozen=True, kw_only=True)
class Handoff(Step):
    kind = "handoff"

    reason: str = ""
    say: Texts = field(default_factory=Texts)

    def enter(self, here: Here) -> Outcome:
        says = (self.said(here, self.say, "handoff"),) if self.say else ()
        return Outcome("handoff", says=says, events=(HandoffRequested(self.reason, self.flow, self.id),))

    def texts(self) -> Iterator[tuple[str, Texts]]:
        if self.say:
            yield "handoff.say", self.say
        yield from super().texts()


def load(base: StepBase, reader: Reader) -> Handoff:
    inner = reader.mapping("handoff", keys={"reason", "say"})
    return Handoff(
        **base, reason=inner.string("reason"), say=inner.texts("say") if "say" in inner else Texts()
    )
