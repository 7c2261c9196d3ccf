"""Where flows lead: steps that are never reached, ends nobody meant, loops that cannot be left."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.checks.subject import Subject, finding
from bot.flows.findings import Finding, Level
from bot.flows.model import Flow, Step
from bot.flows.slots import called_flows
from bot.flows.steps.call import Call

_PAUSES = frozenset({"collect", "action", "question", "handoff", "call", "link"})


def unreachable_steps(subject: Subject) -> Iterator[Finding]:
    for flow in subject.pack.flows.values():
        reached = _reached(flow, flow.first)
        for step in flow.steps.values():
            if step.id not in reached:
                message = f"no step of '{flow.id}' leads to '{step.id}'."
                yield finding(
                    step.where, "warning", "unreachable-step", message, "Point a 'next' at it, or remove it."
                )


def dead_ends(subject: Subject) -> Iterator[Finding]:
    """Branches that all have conditions, with nothing after them: the flow stops without a word."""
    for step in subject.pack.steps():
        if step.next and step.following is None and all(branch.condition for branch in step.next):
            message = f"when no condition after '{step.id}' holds, the flow ends without a word."
            yield finding(step.where, "warning", "dead-end", message, "Add 'else'.")


def branches_after_else(subject: Subject) -> Iterator[Finding]:
    for step in subject.pack.steps():
        for branch in step.next[:-1]:
            if branch.condition is None:
                yield finding(
                    branch.where, "error", "early-else", "nothing after this 'else' is ever reached."
                )


def loops_without_exit(subject: Subject) -> Iterator[Finding]:
    """Reported once a flow, at the first step from which the end cannot be reached."""
    for flow in subject.pack.flows.values():
        leaving = _leaving(flow)
        for name in _reached(flow, flow.first):
            if name not in leaving:
                asks = any(flow.steps[one].kind == "collect" for one in _reached(flow, name))
                end = "ends only when the customer stops it." if asks else "can never end."
                level: Level = "warning" if asks else "error"
                message = f"from '{name}' the flow '{flow.id}' {end}"
                hint = "Give the loop a way to END."
                yield finding(flow.steps[name].where, level, "endless-loop", message, hint)
                break


def loops_without_pause(subject: Subject) -> Iterator[Finding]:
    """A loop in which nobody is asked and nothing is done would run until it is stopped."""
    for flow in subject.pack.flows.values():
        quiet = {name for name, step in flow.steps.items() if step.kind not in _PAUSES | {"set_slots"}}
        for name in flow.steps:
            if name in quiet and name in _reached_within(flow, name, quiet):
                where = flow.steps[name].where
                message = f"'{name}' leads back to itself without asking anything."
                yield finding(
                    where, "error", "busy-loop", message, "Put a collect into the loop, or leave it."
                )
                break


def circular_calls(subject: Subject) -> Iterator[Finding]:
    pack = subject.pack
    for step in pack.steps():
        if isinstance(step, Call) and step.flow in called_flows(pack, step.target):
            message = f"'{step.flow}' calls '{step.target}', which calls it again."
            yield finding(step.where, "error", "circular-call", message, "Use 'link' for one of them.")


def links_in_called_flows(subject: Subject) -> Iterator[Finding]:
    """A called flow comes back to its caller, and a link would leave it: CALM forbids it."""
    pack = subject.pack
    called = {step.target for step in pack.steps() if isinstance(step, Call)}
    for name in sorted({inner for target in called for inner in called_flows(pack, target)}):
        for step in pack.flows[name].steps.values():
            if step.kind == "link":
                message = f"'{name}' is called by another flow, and its link would not come back to it."
                yield finding(step.where, "warning", "link-in-called-flow", message, "Use 'call' here too.")


def same_triggers(subject: Subject) -> Iterator[Finding]:
    """Two flows without a guard that wait for the same intent: only the first would ever start."""
    first: dict[str, str] = {}
    for flow in subject.pack.flows.values():
        for trigger in flow.triggers:
            other = first.setdefault(trigger.intent, flow.id) if flow.guard is None else flow.id
            if other != flow.id:
                message = f"'{trigger.intent}' starts '{other}' already."
                hint = "Give one of the two another intent, or a guard with 'if'."
                yield finding(trigger.where, "error", "same-trigger", message, hint)


def _targets(step: Step) -> list[str]:
    return [target for target in step.targets() if target is not None]


def _reached(flow: Flow, start: str | None) -> dict[str, None]:
    """Every step that can be reached, the nearest first."""
    found: dict[str, None] = {}
    queue = [start] if start else []
    while queue:
        name = queue.pop(0)
        if name not in found and name in flow.steps:
            found[name] = None
            queue += _targets(flow.steps[name])
    return found


def _reached_within(flow: Flow, start: str, allowed: set[str]) -> set[str]:
    """The steps reached after `start` by allowed steps only."""
    found: set[str] = set()
    queue = _targets(flow.steps[start])
    while queue:
        name = queue.pop()
        if name in allowed and name not in found:
            found.add(name)
            queue += _targets(flow.steps[name])
    return found


def _leaving(flow: Flow) -> set[str]:
    """The steps from which the flow can end."""
    before: dict[str, list[str]] = {}
    queue = []
    for name, step in flow.steps.items():
        if None in step.targets() or step.kind == "link":
            queue.append(name)
        for target in _targets(step):
            before.setdefault(target, []).append(name)
    found: set[str] = set()
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += before.get(name, [])
    return found
