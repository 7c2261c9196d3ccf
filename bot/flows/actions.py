"""The named actions that flows may use: the slots each sets, and those that cannot be taken back."""

from __future__ import annotations

from collections.abc import Mapping

ACTION_SLOTS: Mapping[str, frozenset[str]] = {
    "action_open_case": frozenset({"case_number"}),
    "action_add_travel_pass": frozenset({"pass_number"}),
    "action_solve_case": frozenset(),
    "action_look_up_bill": frozenset({"bill_known", "bill_amount", "bill_previous", "bill_change_reason"}),
}
LASTING_ACTIONS = frozenset({"action_open_case", "action_solve_case", "action_add_travel_pass"})
