"""An action step does something by name. `utter_…` says that response; any other name is done by the
caller.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import Here, Outcome, Step
from bot.flows.reader import Reader, StepBase
from bot.messages import Option


@dataclass(frozen=True, kw_only=True)
class Action(Step):
    kind = "action"

    action: str

    @property
    def is_response(self) -> bool:
        return self.action.startswith("utter_")

    def enter(self, here: Here) -> Outcome:
        if not self.is_response:
            return Outcome("action", name=self.action)
        variation = here.response(self.action, self)
        options = tuple(
            Option(payload, here.text(title, self), payload) for title, payload in variation.buttons
        )
        return Outcome(says=(self.said(here, variation.text, "say", options),))


def load(base: StepBase, reader: Reader) -> Action:
    return Action(**base, action=reader.name("action") or "")
