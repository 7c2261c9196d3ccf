"""Open a case for a complaint, with a number that the customer can name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.changes import CaseOpened
from bot.dialogue.flow_actions.numbers import readable_number
from bot.dialogue.talk import Talk


def open_case(talk: Talk) -> Mapping[str, Any]:
    """Reads slots.topic and slots.satisfaction (1..5); sets slots.case_number."""
    slots = talk.state.flow.slots
    satisfaction = slots.get("satisfaction")
    number = readable_number("C")
    topic = str(slots.get("topic") or "other")
    talk.change(CaseOpened(number, topic, satisfaction if isinstance(satisfaction, int) else None))
    return {"case_number": number}
