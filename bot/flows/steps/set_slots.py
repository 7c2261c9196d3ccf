"""A set_slots step gives slots fixed values; null clears one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flows.effects import SlotSet
from bot.flows.model import Here, Outcome, Step
from bot.flows.reader import Reader, StepBase


@dataclass(frozen=True, kw_only=True)
class SetSlots(Step):
    kind = "set_slots"
    keys = frozenset({"reset_after_flow_ends"})

    slots: Mapping[str, Any] = field(default_factory=dict)

    def enter(self, here: Here) -> Outcome:
        events = tuple(SlotSet(slot, value, self.flow, self.id) for slot, value in self.slots.items())
        return Outcome(events=events, slots=self.slots)

    def sets(self) -> Iterator[str]:
        yield from self.slots


def load(base: StepBase, reader: Reader) -> SetSlots:
    return SetSlots(**base, slots=reader.pairs("set_slots"))
