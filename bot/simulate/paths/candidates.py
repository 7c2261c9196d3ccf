"""Values that make conditions true and false: what a walk tries for a fact, an answer or an action's result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.answers import FORMS, NUMERIC, SEVERAL, option_name
from bot.dialogue.content import Content
from bot.flows.actions import ACTION_SLOTS
from bot.flows.conditions import Condition
from bot.flows.matching import Pattern
from bot.flows.model import Pack
from bot.flows.predicates import COMPARISONS, contains
from bot.flows.slots import called_flows
from bot.flows.steps.collect import Collect
from bot.flows.steps.set_slots import SetSlots
from bot.flows.steps.treatment import TreatmentStep

_OPERATORS = r"<=|>=|!=|==|=|<|>|is\s+not|is|contains|matches"
_VALUES = r"\"[^\"]*\"|'[^']*'|-?\d+(?:\.\d+)?|true|false|[a-z_]+\.\w+"
_COMPARISON = re.compile(rf"([a-z_]+\.\w+)\s*({_OPERATORS})\s*({_VALUES})", re.IGNORECASE)
_NAME = re.compile(r"[a-z_]+\.\w+")
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_CONSTANTS = {"true": True, "false": False}
_LOW, _HIGH = 10, 20
_WRITTEN = (
    "4321",
    "43210",
    "432107",
    "4321071234567890",
    "AB1234",
    "2026-03-06",
    "15:30",
    "ana@example.com",
    "@ana",
)
"""Texts that a pattern may look for."""
_UNTOLD = ("declined", "dont_know")


class Candidates:
    """By the full name: 'customer.segment', 'slots.days'. None is a fact that is not known."""

    def __init__(self, content: Content, flow: str) -> None:
        """Only what this flow's own steps and treatments ask makes a difference, and what called flows reject."""
        self._content, self._pack = content, content.pack
        self._tests: dict[str, list[tuple[str, str]]] = {}
        for condition in _conditions(content.pack, flow):
            for name, operator, value in _comparisons(condition):
                self._tests.setdefault(name, []).append((operator, value))
                if _NAME.fullmatch(value):
                    self._tests.setdefault(value, []).append((_MIRRORED.get(operator, operator), name))
        self._compared = {name: self._different(name, tests) for name, tests in self._tests.items()}

    def _different(self, name: str, tests: list[tuple[str, str]]) -> tuple[Any, ...]:
        """One value for each way the comparisons may go together; none for the way of a value that is missing."""
        options = self._options(name)
        seen = {tuple(_goes(None, *test) for test in tests)}
        found = []
        for operator, written in tests:
            for value in _around(operator, written, options):
                way = tuple(_goes(value, *test) for test in tests)
                if way not in seen:
                    seen.add(way)
                    found.append(value)
        return tuple(found)

    def matters(self, slot: str) -> bool:
        """Whether the flow's own conditions look at the slot, wherever it is asked for."""
        return f"slots.{slot}" in self._tests

    def set_by_nobody(self) -> tuple[str, ...]:
        """Slots that the flow's conditions look at and nothing here gives a value: something outside would."""
        known = {slot for step in self._pack.steps() for slot in step.sets()}
        cleared = {
            slot for step in self._pack.steps() if isinstance(step, SetSlots) for slot in _cleared(step)
        }
        known -= cleared - {step.slot for step in self._pack.steps() if isinstance(step, Collect)}
        known |= {slot for slots in ACTION_SLOTS.values() for slot in slots}
        known |= {slot.name for slot in self._pack.slots.values() if slot.initial is not None}
        names = (name.removeprefix("slots.") for name in self._tests if name.startswith("slots."))
        return tuple(name for name in names if name not in known)

    def of_name(self, name: str) -> tuple[Any, ...]:
        """For a fact or something about the conversation. The first is what a newcomer is like."""
        root, _, attribute = name.partition(".")
        compared = self._compared.get(name, ())
        if root == "conversation":
            return (False, True, *(one for one in compared if not isinstance(one, bool)))
        return (None, *(compared or self._options(name)[:1] or (self._sample(attribute),)))

    def of_collect(self, step: Collect) -> tuple[Any, ...]:
        """Answers to a step: one for each way its conditions may go, and one that no condition is about."""
        compared = dict.fromkeys(self._compared.get(f"slots.{step.slot}", ()))
        if step.remember:
            compared |= dict.fromkeys(self._compared.get(f"customer.{step.remember}", ()))
        offered = [option.value for option in (step.choices() or step.accepted)]
        if offered:
            named = [one for one in offered if one in map(option_name, compared)]
            other = [one for one in offered if one not in named][:1] or ["declined"]
            kinds = [one for one in _UNTOLD if one in compared and one not in offered]
            several = _together(named) if FORMS[step.type].holds == "several" else ()
            return tuple(dict.fromkeys((*named, *several, *other, *kinds)))
        if step.type in NUMERIC:
            low = step.minimum if step.minimum is not None else FORMS[step.type].low or 1
            numbers = {int(low): None, **{one: None for one in compared if _is_number(one)}}
            fitting = [one for one in numbers if _is_within(one, step)]
            return (*fitting, *(one for one in _UNTOLD if one in compared))
        texts = [one for one in compared if isinstance(one, str) and (step.type == "text" or one in _UNTOLD)]
        return tuple(dict.fromkeys((*texts, FORMS[step.type].example)))

    def of_slot(self, slot: str) -> tuple[Any, ...]:
        """What an action may set."""
        compared = self._compared.get(f"slots.{slot}", ())
        if not compared:
            return ("X-7KQ2MD",)
        return compared if _is_number(compared[0]) else (*compared, "something else")

    def _options(self, name: str) -> tuple[Any, ...]:
        described = self._content.described(name.partition(".")[2]) if name.startswith("customer.") else None
        options = getattr(described, "options", ()) or ()
        return tuple(options) if isinstance(options, Mapping) else tuple(option.value for option in options)

    def _sample(self, attribute: str) -> Any:
        described = self._content.described(attribute)
        return FORMS[described.type].example if described else "something"


def _cleared(step: SetSlots) -> Iterator[str]:
    yield from (slot for slot, value in step.slots.items() if value is None)


def _conditions(pack: Pack, flow: str) -> Iterator[Condition]:
    for step in pack.flows[flow].steps.values():
        yield from step.conditions()
        for name in step.names if isinstance(step, TreatmentStep) else ():
            if (treatment := pack.treatments.get(name)) and treatment.when:
                yield treatment.when
    for called in called_flows(pack, flow):
        for step in pack.flows[called].steps.values():
            yield from (one.condition for one in step.rejections) if isinstance(step, Collect) else ()


def _comparisons(condition: Condition) -> Iterator[tuple[str, str, str]]:
    for name, operator, value in _COMPARISON.findall(condition.text):
        yield name, " ".join(operator.lower().split()), value
    compared = {name for name, _, value in _COMPARISON.findall(condition.text)}
    for name in sorted(condition.names() - compared):
        if name.startswith("slots."):
            yield name, "=", "true"


def _around(operator: str, written: str, options: tuple[Any, ...]) -> tuple[Any, ...]:
    """Values on both sides of what a comparison says."""
    if written.lower() == "null":
        return ()
    if operator == "matches" and written[0] in "\"'":
        return tuple(one for one in _WRITTEN if _holds(one, operator, written[1:-1]))[:1]
    if _NAME.fullmatch(written):
        return options or ((_LOW, _HIGH) if operator in ("<", "<=", ">", ">=") else (_HIGH, _LOW))
    if written[0] in "\"'":
        return (written[1:-1],)
    if written.lower() in ("true", "false"):
        return (True, False)
    number = float(written) if "." in written else int(written)
    if operator in ("<", ">="):
        return (number, number - 1)
    return (number, number + 1)


def _goes(value: Any, operator: str, written: str) -> Any:
    """How a comparison goes for a value; beside another name, how it goes for a low and a high one."""
    if _NAME.fullmatch(written):
        if operator in ("<", "<=", ">", ">="):
            return (value is None, *(_holds(value, operator, other) for other in (_LOW, _HIGH)))
        return value
    if written.lower() == "null":
        return value is None
    right: Any = written[1:-1] if written[0] in "\"'" else _CONSTANTS.get(written.lower())
    return _holds(value, operator, float(written) if right is None and written[0] not in "\"'" else right)


def _holds(value: Any, operator: str, right: Any) -> bool:
    if operator == "matches":
        return isinstance(value, str) and Pattern(str(right)).found_in(value)
    compare = COMPARISONS.get({"is": "=", "is not": "!="}.get(operator, operator), contains)
    try:
        return bool(compare(value, right))
    except TypeError:
        return False


def _together(named: list[str]) -> tuple[str, ...]:
    """Beside each alone: all that conditions are about, and none of them."""
    return (SEVERAL.join(named), "") if named else ()


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_within(value: Any, step: Collect) -> bool:
    return step.is_within(value)
