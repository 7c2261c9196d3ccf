"""What a walk finds: paths, turn by turn, and the branches that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.flows.effects import Effects
from bot.flows.model import Flow
from bot.flows.scope import Scope

REFUSES, FAILS = "refuses the answer and asks again", "fails"
_LEAVING = ("handoff", "link")
_NOT_THE_END = (REFUSES, FAILS)

Branch = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """One turn: what was done, and all it led to for a customer whom `scope` describes."""

    done: str
    effects: Effects
    scope: Scope


@dataclass(frozen=True, slots=True)
class Path:
    """`profile` is what had to be known; `outcome` how it ends. `problem` is what would fail for such a customer."""

    profile: Mapping[str, Any]
    moves: tuple[Move, ...]
    branches: frozenset[Branch]
    steps: tuple[str, ...]
    outcome: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """`unwalked` counts beginnings of paths that were left; `missed` are branches that no path took."""

    flow: str
    paths: tuple[Path, ...]
    branches: int
    missed: tuple[Branch, ...]
    unwalked: int

    def covering(self) -> tuple[Path, ...]:
        """As few paths as take every branch that was taken; those with a problem are always among them."""
        left = {branch for path in self.paths for branch in path.branches}
        chosen = [path for path in self.paths if path.problem]
        for path in chosen:
            left -= path.branches
        while left:
            best = max(self.paths, key=lambda path: (len(left & path.branches), -len(path.steps)))
            chosen.append(best)
            left -= best.branches
        return tuple(chosen)


def branches_of(flow: Flow) -> set[Branch]:
    """(step, where it may go): each is a way through the flow that some customer should meet."""
    return {
        (name, target or "END")
        for name, step in flow.steps.items()
        for target in ([None] if step.kind in _LEAVING else step.targets())
    }


def branches_taken(trail: tuple[str, ...], flow: str, outcome: str) -> Iterator[Branch]:
    """Steps of the flow that followed one another; steps of a called flow lie between them."""
    own = [place.partition(".")[2] for place in trail if place.startswith(f"{flow}.")]
    yield from pairwise(own)
    if own and outcome not in _NOT_THE_END:
        yield own[-1], "END"
