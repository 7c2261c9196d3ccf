"""The queue and who is there, read once for all open desks of this process, and told to each in its own order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anyio.to_thread import run_sync

from bot.desk.people import Member
from bot.desk.queue import QueueItem, ordered
from bot.dialogue.content import Content
from bot.store.desk import present
from bot.store.desk_queue import queue
from bot.store.session import Database

_FRESH_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the store. `is_reachable` is False when it did not answer: what is shown is what was known."""

    items: tuple[QueueItem, ...] = ()
    staff: Sequence[Mapping[str, Any]] = ()
    is_reachable: bool = True


class Board:
    """Looks at most a few times a second, however many desks are open."""

    def __init__(
        self, database: Database, content: Callable[[], Content], clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._content = content
        self._clock = clock
        self._lock = asyncio.Lock()
        self._look = Look()
        self._read_at = 0.0

    async def look(self, *, is_fresh: bool = False) -> Look:
        async with self._lock:
            if is_fresh or time.monotonic() - self._read_at > _FRESH_SECONDS:
                try:
                    self._look = await run_sync(self._read)
                except Exception:
                    self._look = Look(self._look.items, self._look.staff, is_reachable=False)
                self._read_at = time.monotonic()
            return self._look

    def told_to(self, look: Look, staff: Member) -> dict[str, Any]:
        """The queue in this agent's order, what they have, who else is there; a supervisor sees what all have."""
        waiting = [one for one in look.items if one.staff_id is None]
        mine = [one for one in look.items if one.staff_id == staff.id]
        others = [one for one in look.items if one.staff_id not in (None, staff.id)]
        now = self._clock()
        return {
            "waiting": [_ranked(one) for one in ordered(waiting, now, staff.id)],
            "mine": [_item(one, ()) for one in sorted(mine, key=lambda one: one.since)],
            "others": [_item(one, ()) for one in others] if staff.is_supervisor else [],
            "staff": list(look.staff),
            "is_reachable": look.is_reachable,
        }

    def _read(self) -> Look:
        content, now = self._content(), self._clock()
        labels = {
            value: texts.get(content.company.default_language, value)
            for value, texts in _tiers(content).items()
        }
        with self._database.reading() as connection:
            items = queue(connection, now, lambda facts: _priority(content, facts), labels)
            staff = [
                {"id": row.staff_id, "name": row.staff_name, "is_away": row.is_away, "busy": row.busy}
                for row in present(connection, now)
            ]
        return Look(tuple(items), tuple(staff))


def _tiers(content: Content) -> Mapping[str, Mapping[str, str]]:
    described = content.attributes.get("tier")
    return described.options if described else {}


def _priority(content: Content, facts: Mapping[str, Any]) -> tuple[int, str]:
    """The highest place in the queue that a treatment gives this customer, and the need it serves."""
    namespace = {"customer": facts, "slots": {}, "conversation": {}, "company": {}, "context": {}}
    best = (0, "")
    for treatment in content.pack.treatments.values():
        if treatment.desk_priority > best[0] and treatment.when and treatment.when.holds(namespace):
            best = (treatment.desk_priority, treatment.name)
    return best


def _ranked(one: Any) -> dict[str, Any]:
    return _item(one.item, one.reasons)


def _item(item: QueueItem, reasons: Sequence[str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "conversation_id": item.conversation_id,
        "name": item.name or "Unknown",
        "channel": item.channel,
        "since": item.since.isoformat(),
        "reasons": list(reasons) or ([item.reason] if item.reason else []),
        "staff": item.staff_name,
        "position": item.position,
        "is_verified": item.is_verified,
    }
