"""Look up this month's bill and the one before, from what was imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.talk import Talk


def look_up_bill(talk: Talk) -> Mapping[str, Any]:
    """Sets slots.bill_known ('yes' or 'no'), and when known slots.bill_amount, bill_previous, bill_change_reason."""
    facts = talk.facts
    if facts.get("monthly_charge") is None:
        return {"bill_known": "no"}
    amount = facts["monthly_charge"]
    return {
        "bill_known": "yes",
        "bill_amount": amount,
        "bill_previous": facts.get("previous_charge", amount),
        "bill_change_reason": facts.get("bill_change_reason", "none"),
    }
