"""The dialogue stack, seen as groups: a flow and the flows it called are started and interrupted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.state import Answered, StackFrame


def groups_of(stack: Sequence[StackFrame]) -> list[list[StackFrame]]:
    """The stack cut into what was started together: a flow and the flows it called."""
    groups: list[list[StackFrame]] = []
    for frame in stack:
        if frame.cause == "call" and groups:
            groups[-1].append(frame)
        else:
            groups.append([frame])
    return groups


def on_top(groups: list[list[StackFrame]], group: list[StackFrame]) -> list[StackFrame]:
    ordered = [other for other in groups if other is not group] + [group]
    stack = []
    for position, members in enumerate(ordered):
        stack += [replace(members[0], cause="digression" if position else "start"), *members[1:]]
    return stack


def trail_in_order(trail: Sequence[Answered], stack: Sequence[StackFrame]) -> list[Answered]:
    """The trail as it would be had the flows been started in the stack's order: the answers of each in its place."""
    groups = groups_of(stack)
    bases = {group[0].flow: number for number, group in enumerate(groups)}
    found: list[list[Answered]] = [[] for _ in groups]
    for entry in trail:
        own = groups_of(entry.stack)[-1]
        number = bases.get(own[0].flow)
        if number is None:
            continue
        below = [frame for group in groups[:number] for frame in group]
        first = replace(own[0], cause="digression" if number else "start")
        found[number].append(replace(entry, stack=(*below, first, *own[1:])))
    return [entry for entries in found for entry in entries]


def base_of(stack: Sequence[StackFrame]) -> int:
    """How many frames lie below the flow under way and the flows it called."""
    return len(stack) - len(groups_of(stack)[-1]) if stack else 0


def final_mark(stack: Sequence[StackFrame]) -> str:
    """What stands in a state's `done` when the flow under way has done something that cannot be taken back."""
    return f"{groups_of(stack)[-1][0].flow}.(final)" if stack else ""
