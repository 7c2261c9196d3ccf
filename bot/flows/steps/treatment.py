"""A treatment step does the first of its treatments that fits this customer, or nothing when none does."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.effects import Event, FollowUpRequested, TreatmentUsed
from bot.flows.model import NEXT, Here, Outcome, Step, Treatment
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class TreatmentStep(Step):
    kind = "treatment"

    names: tuple[str, ...]

    def enter(self, here: Here) -> Outcome:
        for name in self.names:
            treatment = here.treatment(name)
            if treatment and (treatment.when is None or treatment.when.holds(here.namespace)):
                return self._use(treatment, here)
        return NEXT

    def _use(self, treatment: Treatment, here: Here) -> Outcome:
        """Said whenever the step is entered; recorded, granted and followed up only once in a flow."""
        because = treatment.because[0] if treatment.because else None
        says = (self.said(here, treatment.say, "say", because=because),) if treatment.say else ()
        effect = f"{self.flow}.{self.id}.{treatment.name}"
        if not here.is_new(effect):
            return Outcome(says=says)
        events: list[Event] = [TreatmentUsed(treatment.name, treatment.because, treatment.grant)]
        if later := treatment.follow_up:
            events.append(FollowUpRequested(later.delay, later.channel, later.flow, later.reason))
        return Outcome(says=says, events=tuple(events), once=effect)


def load(base: StepBase, reader: Reader) -> TreatmentStep:
    return TreatmentStep(**base, names=reader.names("treatment"))
