"""What all checks look at, and the helpers they share."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field

from bot.flows.conditions import Condition
from bot.flows.findings import Finding, Level
from bot.flows.model import NOWHERE, Flow, Pack, Step, Treatment
from bot.flows.texts import Texts
from bot.yaml_source import LocatedDict, Position


@dataclass(frozen=True, slots=True)
class FactShape:
    """What a fact about a customer may be. Without `values` it may be anything of its type."""

    type: str
    values: tuple[str, ...] = ()
    where: Position = NOWHERE


@dataclass(frozen=True, slots=True)
class QuestionShape:
    """A question as far as flows are concerned. `when` says who may be asked."""

    name: str
    attribute: str
    when: Condition | None = None
    where: Position = NOWHERE


@dataclass(frozen=True)
class Subject:
    """`attributes` are the facts that may be known, `asked` those of them that questions ask, and
    `action_slots` the slots each known action sets. `facts` says of some facts what they may be, `intents`
    which intents have training phrases (None: nobody knows), and `welcome` which flow greets.
    """

    pack: Pack
    languages: tuple[str, ...]
    attributes: Container[str]
    asked: Collection[str] = ()
    action_slots: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: Mapping[str, FactShape] = field(default_factory=dict)
    questions: tuple[QuestionShape, ...] = ()
    intents: Collection[str] | None = None
    welcome: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Something with conditions or texts: a flow, a step or a treatment."""

    label: str
    source: LocatedDict | None
    where: Position
    flow: str | None = None

    def at(self, key: str) -> Position:
        """The value under a key, or the nearest thing to it: `rejections.say` is looked for under
        `rejections`.
        """
        head = key.partition(".")[0]
        return self.source.where_value(head) if self.source and head in self.source else self.where

    def at_text(self, key: str, language: str) -> Position:
        """The text in one language, where the texts are written by language."""
        texts = self.source.get(key) if self.source else None
        if isinstance(texts, LocatedDict) and language in texts:
            return texts.where_value(language)
        return self.at(key)


def finding(where: Position, level: Level, code: str, message: str, hint: str = "") -> Finding:
    return Finding(where, level, code, message, hint)


def step_place(step: Step) -> Place:
    return Place(f"the step '{step.id}'", step.source, step.where, step.flow)


def flow_place(flow: Flow) -> Place:
    return Place(f"the flow '{flow.id}'", flow.source, flow.where, flow.id)


def treatment_place(treatment: Treatment) -> Place:
    return Place(f"the treatment '{treatment.name}'", treatment.source, treatment.where)


def conditions(subject: Subject) -> Iterator[tuple[Place, Position, Condition]]:
    """Every condition with its place."""
    for flow in subject.pack.flows.values():
        place = flow_place(flow)
        if flow.guard:
            yield place, place.at("if"), flow.guard
        if flow.offered_when:
            yield place, place.at("offered_when"), flow.offered_when
        for step in flow.steps.values():
            for condition in step.conditions():
                yield step_place(step), _condition_position(step, condition), condition
    for treatment in subject.pack.treatments.values():
        if treatment.when:
            place = treatment_place(treatment)
            yield place, place.at("when"), treatment.when


def _condition_position(step: Step, condition: Condition) -> Position:
    """Where the condition itself is written, in a branch or a rejection."""
    for key in ("next", "rejections"):
        items = step.source.get(key) if step.source else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, LocatedDict) and str(item.get("if")) == condition.text:
                return item.where_value("if")
    branch = next((branch for branch in step.next if branch.condition is condition), None)
    return branch.where if branch else step.where


def texts(subject: Subject) -> Iterator[tuple[Place, str, Texts]]:
    """Every text but options' titles, with its place and key."""
    for flow in subject.pack.flows.values():
        if flow.title:
            yield flow_place(flow), "title", flow.title
        for step in flow.steps.values():
            for key, found in step.texts():
                yield step_place(step), key, found
    for treatment in subject.pack.treatments.values():
        if treatment.say:
            yield treatment_place(treatment), "say", treatment.say
