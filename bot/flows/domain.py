"""What a CALM domain says of slots and actions, so that flows of other people ask and branch as they did there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.answers import AnswerType
from bot.flows.findings import Finding
from bot.flows.model import NOWHERE, Flow, FlowOption, Step
from bot.flows.reader import Reader
from bot.flows.steps.collect import Collect, Rejection, load_rejections
from bot.flows.texts import ANY_LANGUAGE, Texts
from bot.yaml_source import LocatedDict, Position

_TYPES: Mapping[str, AnswerType] = {
    "text": "text",
    "bool": "yes_no",
    "float": "number",
    "int": "number",
    "categorical": "choice",
}


@dataclass(frozen=True, slots=True)
class DomainSlot:
    """`type` is None where CALM's says nothing about the answer. `values` are those of a categorical slot."""

    name: str
    type: AnswerType | None = None
    initial: Any = None
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    rejections: tuple[Rejection, ...] = ()
    where: Position = field(default=NOWHERE, compare=False)


CALM_SLOTS: Mapping[str, DomainSlot] = {
    "confirm_correction": DomainSlot("confirm_correction", "yes_no"),
    "continue_conversation": DomainSlot("continue_conversation", "yes_no"),
    "continue_interrupted_flow_confirmation": DomainSlot("continue_interrupted_flow_confirmation", "yes_no"),
    "csat_score": DomainSlot("csat_score", "choice", values=("satisfied", "unsatisfied")),
}
"""Slots that every CALM assistant has without declaring them."""


def load_domain_slots(data: LocatedDict | None, findings: list[Finding]) -> dict[str, DomainSlot]:
    """The `slots:` of a domain file. What it says for a language model has no meaning here."""
    section = data.get("slots") if data else None
    if not isinstance(section, LocatedDict):
        return {}
    found = {}
    for name, body in section.items():
        if isinstance(body, LocatedDict):
            found[name] = _slot(name, Reader(body, findings), section.where(name))
    return found


def _slot(name: str, reader: Reader, where: Position) -> DomainSlot:
    values = reader.data.get("values")
    checks = reader.data.get("validation")
    return DomainSlot(
        name,
        _TYPES.get(reader.string("type", "text")),
        reader.data.get("initial_value"),
        tuple(_as_word(value) for value in values) if isinstance(values, list) else (),
        reader.number("min_value"),
        reader.number("max_value"),
        load_rejections(Reader(checks, reader.findings)) if isinstance(checks, LocatedDict) else (),
        where,
    )


def load_domain_actions(data: LocatedDict | None) -> set[str]:
    """The names under `actions:`, each alone or with its settings."""
    section = data.get("actions") if data else None
    names: set[str] = set()
    for item in section if isinstance(section, list) else ():
        names |= {str(name) for name in item} if isinstance(item, dict) else {str(item)}
    return names


def with_domain(flow: Flow, slots: Mapping[str, DomainSlot]) -> Flow:
    """The flow with each collect step that says no type of its own typed as the domain types its slot."""
    if not any(isinstance(step, Collect) and step.slot in slots for step in flow.steps.values()):
        return flow
    return replace(flow, steps={name: _typed(step, slots) for name, step in flow.steps.items()})


def _typed(step: Step, slots: Mapping[str, DomainSlot]) -> Step:
    slot = slots.get(step.slot) if isinstance(step, Collect) else None
    if not isinstance(step, Collect) or slot is None:
        return step
    step = replace(step, rejections=(*step.rejections, *slot.rejections))
    if slot.type is None or step.options or (step.source and "type" in step.source):
        return step
    if slot.type == "choice" and not slot.values:
        return step
    accepted = tuple(FlowOption(value, Texts({ANY_LANGUAGE: value})) for value in slot.values)
    low, high = (slot.minimum, slot.maximum) if slot.type == "number" else (None, None)
    return replace(step, type=slot.type, accepted=accepted, minimum=low, maximum=high)


def _as_word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
