"""Who is helped first: by how pressing it is and how long they wait, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["call", "chat", "follow_up", "case"]

CASE_DUE = timedelta(hours=24)
"""A case that is open for so long is somebody's work today."""
_BASE = {"call": 100.0, "chat": 60.0, "follow_up": 40.0, "case": 30.0}
_PER_MINUTE = {"call": 10.0, "chat": 3.0, "follow_up": 0.1, "case": 0.01}
_TIERS = {"most_valuable": 12.0, "most_growable": 8.0}
_MOST_BY_WAITING = 120.0


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to do. `desk_priority` is the highest of the treatments that hold for the customer.

    `staff_id` has it; `meant_for` is to have it; `reason` is why it is here, in the words of whoever put it here.
    `position` grows with every message of the conversation.
    """

    id: str
    kind: Kind
    conversation_id: str
    person_id: str
    name: str
    channel: str
    since: datetime
    reason: str = ""
    tier: str = ""
    tier_label: str = ""
    satisfaction: int | None = None
    desk_priority: int = 0
    because: str = ""
    has_open_case: bool = False
    staff_id: str | None = None
    staff_name: str | None = None
    meant_for: str | None = None
    note: str | None = None
    is_verified: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item with its place; a higher score is helped first."""

    item: QueueItem
    score: float
    reasons: tuple[str, ...]


def ordered(items: Iterable[QueueItem], now: datetime, staff_id: str = "") -> tuple[Ranked, ...]:
    """Most pressing first; of equals whoever waits longest. What was passed to this agent comes before all."""
    ranked = [_ranked(item, now, staff_id) for item in items]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.item.since, one.item.id)))


def _ranked(item: QueueItem, now: datetime, staff_id: str) -> Ranked:
    minutes = max(0.0, (now - item.since).total_seconds() / 60)
    score = _BASE[item.kind] + min(minutes * _PER_MINUTE[item.kind], _MOST_BY_WAITING)
    reasons = [_waiting(item, minutes)]
    if item.meant_for is not None and item.meant_for == staff_id:
        score += 1000
        reasons.insert(0, f"passed to you: {item.note}" if item.note else "passed to you")
    if item.desk_priority:
        score += item.desk_priority
        reasons.append(item.because.replace("_", " "))
    if item.tier in _TIERS:
        score += _TIERS[item.tier]
        reasons.append((item.tier_label or item.tier.replace("_", " ")).lower())
    if item.satisfaction is not None and item.satisfaction <= 2:
        score += 8
        reasons.append("was not happy last time")
    if item.has_open_case and item.kind != "case":
        score += 6
        reasons.append("has an open case")
    if item.reason:
        reasons.append(item.reason)
    return Ranked(item, round(score, 3), tuple(dict.fromkeys(reasons)))


def _waiting(item: QueueItem, minutes: float) -> str:
    verb = {"call": "rings", "chat": "waits", "follow_up": "due", "case": "open"}[item.kind]
    return f"{verb} {_for(minutes)}" if minutes >= 1 else f"{verb} now"


def _for(minutes: float) -> str:
    if minutes < 60:
        return f"{int(minutes)} min"
    return f"{int(minutes // 60)} h" if minutes < 48 * 60 else f"{int(minutes // 1440)} days"
