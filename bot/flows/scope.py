"""What a flow may know while it runs. Time and facts come in here; nothing is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.flows.model import Treatment


@dataclass(frozen=True, slots=True)
class Scope:
    """A fact that is not known is absent from `customer`. `treatments` come before those of the pack by
    the same name. `seed`, such as a message's id, chooses among equal wordings of a response.
    """

    language: str
    customer: Mapping[str, Any] = field(default_factory=dict)
    conversation: Mapping[str, Any] = field(default_factory=dict)
    company: Mapping[str, Any] = field(default_factory=dict)
    now: datetime | None = None
    treatments: tuple[Treatment, ...] = ()
    seed: str = ""
