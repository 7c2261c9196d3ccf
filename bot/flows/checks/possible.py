"""Which ways a flow can go at all: conditions are tried on samples of every name they read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from bot.flows.checks.domains import Domains, constants_of, is_opaque
from bot.flows.checks.subject import Subject, finding, flow_place, step_place, treatment_place
from bot.flows.conditions import Condition
from bot.flows.findings import Finding
from bot.flows.model import Branch, Flow, Step
from bot.flows.steps.collect import Collect
from bot.flows.steps.question import Question
from bot.flows.steps.say import Say

MAX_TRIES = 3000
Known = Collection[str]
"""Names that certainly have a value."""


def never_taken(subject: Subject) -> Iterator[Finding]:
    """Branches whose condition no value can make true once those before it were false."""
    tries = Possible(subject)
    for flow in subject.pack.flows.values():
        for step in flow.steps.values():
            for branch in step.next:
                if branch.condition is None:
                    break
                if not tries.is_taken(flow, step, branch):
                    message = (
                        f"this branch can never be taken: no value makes '{branch.condition.text}' true here."
                    )
                    hint = "Branches are tried from the top; mend the condition, or remove the branch."
                    yield finding(branch.where, "warning", "never-taken", message, hint)
        yield from _never_starts(flow, tries)
    for treatment in subject.pack.treatments.values():
        if treatment.when and not tries.can_hold([treatment.when]):
            message = f"no customer can ever have the treatment '{treatment.name}'."
            yield finding(treatment_place(treatment).at("when"), "warning", "never-taken", message)


def _never_starts(flow: Flow, tries: Possible) -> Iterator[Finding]:
    """A guard that is plainly false is CALM's way to say: only by link or call."""
    if flow.guard and flow.guard.names() and not tries.can_hold([flow.guard]):
        message = f"the guard of '{flow.id}' can never hold, so it is only reached by 'link' or 'call'."
        yield finding(
            flow_place(flow).at("if"), "warning", "never-taken", message, "Write 'if: false' to say so."
        )


def because_of_unknown_facts(subject: Subject) -> Iterator[Finding]:
    """A line owed to a fact stands where that fact can be known, and a treatment asks whether it is."""
    tries = Possible(subject)
    for flow in subject.pack.flows.values():
        owed = [step for step in flow.steps.values() if isinstance(step, Say) and step.because]
        for step in owed:
            if step.id not in tries.reached(flow, {f"customer.{step.because}"}):
                message = f"the flow comes to '{step.id}' only when '{step.because}' is not known, so it is never said."
                yield finding(step_place(step).at("because"), "warning", "because-unknown", message)
    for treatment in subject.pack.treatments.values():
        for name in treatment.because:
            if treatment.when is None or tries.can_hold([treatment.when], missing={f"customer.{name}"}):
                message = (
                    f"the treatment '{treatment.name}' owes its words to '{name}', but does not ask for it."
                )
                hint = f"Add 'customer.{name} is not null' to its 'when'."
                place = treatment_place(treatment).at("because")
                yield finding(place, "warning", "because-unknown", message, hint)


def questions_without_moment(subject: Subject) -> Iterator[Finding]:
    """A question is asked where a flow makes room for it, of whom it may be asked, if its answer decides something."""
    tries = Possible(subject)
    moments = [
        flow for flow in subject.pack.flows.values() if _has_moment(flow) and flow.id != subject.welcome
    ]
    deciding = {name for condition in _deciding(subject) for name in condition.names()}
    for question in subject.questions:
        when = [question.when] if question.when else []
        if f"customer.{question.attribute}" not in deciding:
            message = f"the question '{question.name}' is never asked: its answer decides no branch and no treatment."
            hint = f"Use 'customer.{question.attribute}' in a condition."
        elif not any(tries.can_hold([*when, *([flow.guard] if flow.guard else [])]) for flow in moments):
            message = f"the question '{question.name}' has no moment: no flow that makes room for it meets its 'when'."
            hint = "Put 'question: here' into a flow for these customers, or change 'when'."
        else:
            continue
        yield finding(question.where, "warning", "no-moment", message, hint)


def _has_moment(flow: Flow) -> bool:
    marks = [step for step in flow.steps.values() if isinstance(step, Question)]
    return not marks or any(step.is_here for step in marks)


def _deciding(subject: Subject) -> Iterator[Condition]:
    for flow in subject.pack.flows.values():
        yield from (condition for condition in (flow.guard, flow.offered_when) if condition)
        for step in flow.steps.values():
            yield from step.conditions()
    yield from (one.when for one in subject.pack.treatments.values() if one.when)


class Possible:
    """Tries conditions. Where the samples cannot stand for everything, anything is taken to be possible."""

    def __init__(self, subject: Subject) -> None:
        self._domains = Domains(subject)

    def is_taken(self, flow: Flow, step: Step, branch: Branch, known: Known = ()) -> bool:
        before = []
        for other in step.next:
            if other is branch:
                break
            if other.condition:
                before.append(other.condition)
        wanted = [branch.condition] if branch.condition else []
        if flow.guard and flow.guard.names() and self.can_hold([flow.guard]):
            wanted.append(flow.guard)
        told = {f"slots.{step.slot}"} if isinstance(step, Collect) else set()
        return self.can_hold(wanted, before, known={*known, *told})

    def can_hold(
        self,
        wanted: Sequence[Condition],
        unwanted: Sequence[Condition] = (),
        *,
        known: Known = (),
        missing: Known = (),
    ) -> bool:
        """Whether some values make all that is wanted true and nothing of what is not wanted."""
        conditions = [*wanted, *unwanted]
        if any(is_opaque(one) for condition in conditions for one in condition.comparisons):
            return True
        names, samples, tries = [], [], 1
        for name, constants in constants_of(conditions).items():
            found = (None,) if name in missing else self._domains.of(name).samples(constants)
            found = tuple(value for value in found if value is not None) if name in known else found
            names.append(name)
            samples.append(found)
            tries *= len(found)
        if tries > MAX_TRIES:
            return True
        for values in product(*samples):
            namespace = _namespace(dict(zip(names, values, strict=True)))
            if all(c.holds(namespace) for c in wanted) and not any(c.holds(namespace) for c in unwanted):
                return True
        return False

    def reached(self, flow: Flow, known: Known) -> set[str]:
        """The steps the flow can come to when these names have values."""
        found: set[str] = set()
        queue = [flow.first] if flow.first else []
        while queue:
            name = queue.pop()
            if name in found or name not in flow.steps:
                continue
            found.add(name)
            step = flow.steps[name]
            taken = [one.target for one in step.next if self.is_taken(flow, step, one, known)]
            closed = any(branch.condition is None for branch in step.next)
            queue += [target for target in (*taken, None if closed else step.following) if target is not None]
        return found


def _namespace(values: Mapping[str, Any]) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    for name, value in values.items():
        *path, last = name.split(".")
        inner = namespace
        for key in path:
            inner = inner.setdefault(key, {})
            if not isinstance(inner, dict):
                return {}
        if value is not None:
            inner[last] = value
    return namespace
