"""What a name may be when a condition reads it: enough values to see every way in which the condition can go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.answers import NUMERIC, limits
from bot.flows.checks.subject import Subject
from bot.flows.condition_builder import Comparison
from bot.flows.conditions import Condition
from bot.flows.predicates import EMPTY, is_equal
from bot.flows.steps.action import Action
from bot.flows.steps.collect import Collect
from bot.flows.steps.set_slots import SetSlots

OTHER = "(something else)"
NUMBERS = NUMERIC
_CHANNELS = ("webchat", "rest", "sms", "whatsapp", "phone")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FLAGS = ("is_first", "is_verified", "has_open_case")
_NOT_SAID = ("declined", "dont_know")


@dataclass(frozen=True, slots=True)
class Domain:
    """`values` are all there are when it `is_closed`; `type` is an answer type, or empty when unknown.

    `extras` may be there beside the type's values: a refusal in a slot.
    """

    type: str = ""
    values: tuple[Any, ...] = ()
    is_closed: bool = False
    extras: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None

    def takes(self, constant: Any) -> bool:
        """Whether a value could ever equal the constant."""
        if constant is None or constant is EMPTY or not (self.is_closed or self.type in NUMBERS):
            return True
        if any(is_equal(value, constant) for value in (*self.values, *self.extras)):
            return True
        return not self.is_closed and isinstance(constant, (int, float)) and not isinstance(constant, bool)

    def samples(self, constants: Iterable[Any]) -> tuple[Any, ...]:
        """Values on every side of the constants, None among them."""
        named = list(dict.fromkeys(one for one in constants if one is not None and one is not EMPTY))
        if self.is_closed and self.type in NUMBERS:
            return (*self.values, *self.extras, None)
        if self.is_closed:
            every = (*self.values, *self.extras)
            some = [one for one in every if any(is_equal(one, constant) for constant in named)]
            rest = [one for one in self.values if one not in some]
            unsaid = [one for one in self.extras if one not in some]
            return (*some, *rest[:1], *unsaid[:1], None)
        numbers = [one for one in named if isinstance(one, (int, float)) and not isinstance(one, bool)]
        around = [near for one in numbers for near in (one - 1, one, one + 1) if self._is_within(near)]
        if self.type in NUMBERS:
            return (*(around or (0, 1, 2)), *self.extras, None)
        words = [one for one in named if one not in numbers]
        return (*words, *(around or (0, 1)), True, False, OTHER, "", None)

    def _is_within(self, number: float) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


ANYTHING = Domain()


@dataclass
class Domains:
    """The domain of every name that conditions of a pack may read."""

    subject: Subject
    _slots: Mapping[str, Domain] = field(init=False)

    def __post_init__(self) -> None:
        self._slots = _slots(self.subject)

    def of(self, name: str) -> Domain:
        root, _, rest = name.partition(".")
        if root == "slots":
            return self._slots.get(rest, ANYTHING)
        if root == "customer" and (shape := self.subject.facts.get(rest)):
            return _shaped(shape.type, shape.values)
        if root == "conversation":
            return _of_conversation(rest, self.subject.languages)
        return ANYTHING


def constants_of(conditions: Iterable[Condition]) -> dict[str, list[Any]]:
    """By name, what the conditions set it against."""
    found: dict[str, list[Any]] = {}
    for condition in conditions:
        for name in condition.names():
            found.setdefault(name, [])
        for comparison in condition.comparisons:
            found.setdefault(comparison.name, []).extend(comparison.constants)
    return found


def is_opaque(comparison: Comparison) -> bool:
    """Whether samples cannot stand for every value: a regular expression, a part of a text."""
    return comparison.operator in ("matches", "contains")


def _shaped(type_: str, values: tuple[str, ...], extras: tuple[Any, ...] = ()) -> Domain:
    if type_ == "yes_no":
        return Domain(type_, (True, False), True, extras)
    if type_ == "satisfaction":
        return Domain(type_, (1, 2, 3, 4, 5), True, extras)
    return Domain(type_, values, bool(values), extras)


def _of_conversation(name: str, languages: tuple[str, ...]) -> Domain:
    if name in _FLAGS:
        return Domain("yes_no", (True, False), True)
    closed = {"channel": _CHANNELS, "language": languages, "weekday": _DAYS}.get(name)
    if closed:
        return Domain("choice", closed, True)
    return Domain("number", low=0, high=23) if name == "hour" else ANYTHING


def _slots(subject: Subject) -> dict[str, Domain]:
    """A slot that an action fills, or that is asked for in two ways, may be anything."""
    found: dict[str, Domain] = {}
    for step in subject.pack.steps():
        if isinstance(step, Collect):
            own = _of_collect(step)
            found[step.slot] = own if found.setdefault(step.slot, own) == own else ANYTHING
    for step in subject.pack.steps():
        if isinstance(step, SetSlots):
            for slot, value in step.slots.items():
                found[slot] = _with(found.get(slot, ANYTHING), value)
        elif isinstance(step, Action) and not step.is_response:
            for slot in subject.action_slots.get(step.action, ()):
                found[slot] = ANYTHING
    known = {
        step.action for step in subject.pack.steps() if isinstance(step, Action) and not step.is_response
    }
    return {} if known - set(subject.action_slots) else found


def _of_collect(step: Collect) -> Domain:
    offered = (*step.options, *step.accepted)
    values = tuple(option.value for option in offered if option.value not in _NOT_SAID)
    if step.type in NUMBERS and step.type != "satisfaction":
        return Domain(step.type, (), False, _NOT_SAID, *limits(step.expectation()))
    return _shaped(step.type, values if step.type in ("choice", "choices") else (), _NOT_SAID)


def _with(domain: Domain, value: Any) -> Domain:
    if value is None or domain is ANYTHING or domain.takes(value):
        return domain
    return Domain(
        domain.type, (*domain.values, value), domain.is_closed, domain.extras, domain.low, domain.high
    )
