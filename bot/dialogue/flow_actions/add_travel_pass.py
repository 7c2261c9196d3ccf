"""Add a travel pass and give it a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.flow_actions.numbers import readable_number
from bot.dialogue.talk import Talk


def add_travel_pass(talk: Talk) -> Mapping[str, Any]:
    """Reads slots.destination and slots.days; sets slots.pass_number. The order is a line of the history."""
    slots = talk.state.flow.slots
    number = readable_number("T")
    talk.note(
        "travel_pass_added", number=number, destination=slots.get("destination"), days=slots.get("days")
    )
    return {"pass_number": number}
