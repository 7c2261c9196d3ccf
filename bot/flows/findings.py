"""What is wrong with the content, as data: printed in a terminal, shown in an editor, counted in CI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from bot.yaml_source import Position

Level = Literal["error", "warning", "note"]
_ALIKE = 65


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable and short (`unknown-step`); `hint` says how to mend it."""

    where: Position
    level: Level
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.where}: {self.message}{hint}"


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None when nothing is alike."""
    found = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return str(found[0]) if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence, or an empty text when nothing is alike."""
    found = closest(name, known)
    return f"Did you mean '{found}'?" if found else ""
