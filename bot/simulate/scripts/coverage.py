"""Which steps of which flows the tests went through, and in which languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.flows.model import Pack
from bot.simulate.scripts.playing import Result
from bot.simulate.stage import Entered, steps_of


@dataclass(frozen=True, slots=True)
class FlowCoverage:
    flow: str
    steps: int
    missed: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1.0 - len(self.missed) / self.steps if self.steps else 1.0


def coverage(pack: Pack, results: Sequence[Result]) -> tuple[FlowCoverage, ...]:
    """For each flow, in the order of the files."""
    entered: set[Entered] = {one for result in results for one in result.entered}
    return tuple(
        FlowCoverage(
            flow,
            len(definition.steps),
            tuple(step for step in definition.steps if (flow, step) not in entered),
            _languages(flow, results),
        )
        for flow, definition in pack.flows.items()
    )


def total(found: Iterable[FlowCoverage], pack: Pack) -> float:
    """The share of all steps that was entered."""
    every = len(list(steps_of(pack)))
    return 1.0 - sum(len(one.missed) for one in found) / every if every else 1.0


def _languages(flow: str, results: Sequence[Result]) -> tuple[str, ...]:
    spoken = {
        result.case.language for result in results if any(entered[0] == flow for entered in result.entered)
    }
    return tuple(sorted(spoken))
