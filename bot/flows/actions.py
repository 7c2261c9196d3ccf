"""The named actions that flows may use: the slots each sets, and those that cannot be taken back."""

from __future__ import annotations

from collections.abc import Mapping

ACTION_SLOTS: Mapping[str, frozenset[str]] = {
    "action_open_case": frozenset({"case_number"}),
    "action_add_travel_pass": frozenset({"pass_number"}),
    "action_solve_case": frozenset(),
    "action_look_up_bill": frozenset({"bill_known", "bill_amount", "bill_previous", "bill_change_reason"}),
}
CALM_ACTIONS = frozenset(
    {
        "action_cancel_flow",
        "action_cancel_interrupted_flows",
        "action_clarify_flows",
        "action_clean_stack",
        "action_continue_interrupted_flow",
        "action_correct_flow_slot",
        "action_hangup",
        "action_listen",
        "action_repeat_bot_messages",
        "action_restart",
        "action_run_slot_rejections",
        "action_session_start",
        "action_trigger_chitchat",
        "action_trigger_search",
    }
)
"""CALM's own actions. What they do has been done by the time a pattern names them, so they are passed by."""
LASTING_ACTIONS = frozenset({"action_open_case", "action_solve_case", "action_add_travel_pass"})
