"""The examples of what customers tell of themselves: data/told, a file a language, a sentence a line.

What the engine learns from them it reads by itself (engine/components/told.py): it imports nothing of the app.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DriplineError
from bot.training import ROOT

TOLD = ROOT / "data" / "told"
NOTHING = "nothing"
_BAR = " | "


class MalformedExample(DriplineError):
    """{file}, line {line}: {problem}. Write 'payday=start, household_size | what somebody wrote', or 'nothing | …'."""


@dataclass(frozen=True, slots=True)
class ToldExample:
    """`labels` are 'attribute=value', or 'attribute' where any value may be told; empty where nothing is told."""

    language: str
    text: str
    labels: tuple[str, ...]

    @property
    def tells(self) -> Mapping[str, str]:
        """Values by attribute, '' where any may be told."""
        return {attribute: value for attribute, _, value in (one.partition("=") for one in self.labels)}


def told_examples(folder: Path = TOLD) -> Iterator[ToldExample]:
    """Of every language, in the order of files and lines. Raises MalformedExample."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            labels, bar, text = line.partition(_BAR)
            told = [one.strip() for one in labels.split(",")]
            if problem := _problem(bar, told, text):
                raise MalformedExample(file=path.name, line=number, problem=problem)
            yield ToldExample(path.stem, text.strip(), tuple(one for one in told if one != NOTHING))


def _problem(bar: str, told: list[str], text: str) -> str:
    if not bar:
        return f"'{_BAR.strip()}' is missing, with a space on both sides"
    if not all(told):
        return "a label is empty"
    if NOTHING in told and len(told) > 1:
        return f"'{NOTHING}' stands beside what is told"
    return "" if text.strip() else "the sentence is missing"
