"""Who is writing just now on one side of a web chat. Kept in this process for seconds; never stored or logged."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 6.0
"""Pages tell it again every three seconds while somebody writes."""


class Typists:
    """By place: a visitor whom an agent writes to, or a conversation in which the customer writes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[str, tuple[float, str]] = {}

    def writes(self, place: str, name: str = "") -> None:
        now = self._clock()
        self._until = {one: kept for one, kept in self._until.items() if kept[0] > now}
        self._until[place] = (now + SECONDS, name)

    def stops(self, place: str) -> None:
        self._until.pop(place, None)

    def who(self, place: str) -> str | None:
        """The name that was told, maybe empty; None when nobody writes."""
        until, name = self._until.get(place, (0.0, ""))
        return name if until > self._clock() else None

    def seconds_left(self, place: str) -> float:
        return max(0.0, self._until.get(place, (0.0, ""))[0] - self._clock())
