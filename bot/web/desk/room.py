"""What every part of the desk stands on: the services, the clock, and what marketing wrote for agents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bot.desk.guidance import Guidance, load_guidance
from bot.store.publications import files_of
from bot.web.desk.needs import DeskServices


def utc_now() -> datetime:
    return datetime.now(UTC)


class Room:
    def __init__(self, services: DeskServices, clock: Callable[[], datetime] = utc_now) -> None:
        self._services = services
        self._clock = clock
        self._database = services.database
        self._guidance: dict[str, Guidance] = {}

    def guidance(self, version: str) -> Guidance:
        """What marketing wrote for agents in a version of the content."""
        if version not in self._guidance:
            with self._database.reading() as connection:
                self._guidance[version] = load_guidance(files_of(connection, version))
        return self._guidance[version]
