"""What a button of a CALM response sends: `/SetSlots(a=b, c=d)`, `/intent{"entity": "value"}`, or plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_PAIRS = 10
_SET_SLOTS = re.compile(r"/SetSlots\(([^()]*)\)")
_INTENT = re.compile(r"/([^\W\d][\w.+-]*)\s*(\{.*\})?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SetSlots:
    """Slots by name, each value as it is written."""

    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IntentMeant:
    """An intent named outright: whatever its confidence, and whatever the guard of the flow that it starts."""

    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


Payload = SetSlots | IntentMeant


def read_payload(payload: str | None) -> Payload | None:
    """None for plain words. The braces of an intent may be doubled, as CALM wants them in a domain file."""
    text = (payload or "").strip()
    if found := _SET_SLOTS.fullmatch(text):
        return _set_slots(found[1])
    if not (named := _INTENT.fullmatch(text)):
        return None
    entities = _entities(named[2])
    return None if entities is None else IntentMeant(named[1], entities)


def _set_slots(inside: str) -> SetSlots | None:
    pairs = [part.partition("=") for part in inside.split(",")]
    slots = {name.strip(): value.strip() for name, _, value in pairs}
    is_whole = all(equals and name.strip() for name, equals, _ in pairs)
    return SetSlots(slots) if is_whole and len(pairs) <= MAX_PAIRS else None


def _entities(text: str | None) -> Mapping[str, Any] | None:
    if not text:
        return {}
    if text.startswith("{{") and text.endswith("}}"):
        text = text[1:-1]
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
