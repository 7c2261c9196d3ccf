"""Who works at the desk, as everything below the web knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """An agent. `is_supervisor` may take a conversation from a colleague."""

    id: str
    name: str
    is_supervisor: bool = False


def first_name(name: str) -> str:
    """What customers see of whoever writes to them."""
    return name.partition(" ")[0]
