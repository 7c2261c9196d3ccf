"""Actions that a flow calls by name. Each returns the slots it sets; one file an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue.flow_actions.add_travel_pass import add_travel_pass
from bot.dialogue.flow_actions.look_up_bill import look_up_bill
from bot.dialogue.flow_actions.open_case import open_case
from bot.dialogue.flow_actions.solve_case import solve_case
from bot.dialogue.talk import Talk

FLOW_ACTIONS: Mapping[str, Callable[[Talk], Mapping[str, Any]]] = {
    "action_add_travel_pass": add_travel_pass,
    "action_look_up_bill": look_up_bill,
    "action_open_case": open_case,
    "action_solve_case": solve_case,
}


def run_action(name: str, talk: Talk) -> Mapping[str, Any]:
    """The slots that the action sets. An action we do not have sets none and leaves a note."""
    action = FLOW_ACTIONS.get(name)
    if action is None:
        talk.note("action_missing", action=name)
        return {}
    return action(talk)
