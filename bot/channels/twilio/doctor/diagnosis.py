"""What the doctor says: one line a thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "advice", "wrong"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`about` is what was looked at, `found` what was found, `mend` what to do; empty where all is well."""

    level: Level
    about: str
    found: str
    mend: str = ""


def ok(about: str, found: str) -> Diagnosis:
    return Diagnosis("ok", about, found)


def advice(about: str, found: str, mend: str) -> Diagnosis:
    """Works, or is not needed; worth knowing."""
    return Diagnosis("advice", about, found, mend)


def wrong(about: str, found: str, mend: str) -> Diagnosis:
    return Diagnosis("wrong", about, found, mend)
