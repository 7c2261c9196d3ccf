"""What is measured, one module an area: each has figures(folder). An area without its module is said to be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bot.evaluation.figures import Figure


@dataclass(frozen=True, slots=True)
class Area:
    """`file` is what a language's folder of the set must have."""

    title: str
    module: str
    file: str


AREAS = (
    Area("Answers", "bot.evaluation.answers", "answers.yml"),
    Area("Volunteered facts", "bot.evaluation.volunteered", "volunteered.yml"),
    Area("Opt-outs", "bot.evaluation.opt_outs", "opt_outs.yml"),
)


def measured(folder: Path) -> Iterator[tuple[str, list[Figure] | str]]:
    """(title, the figures, or why there are none). Intents need a model and are measured by the report itself."""
    for area in AREAS:
        if find_spec(area.module) is None:
            yield area.title, "is not measured yet"
        elif not any(folder.glob(f"*/{area.file}")):
            yield area.title, f"has no {area.file} in {folder}"
        else:
            figures: Callable[[Path], list[Figure]] = import_module(area.module).figures
            yield area.title, figures(folder)
