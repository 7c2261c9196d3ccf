"""A running loop goes on without comparing the conversation with every rule first; the outcome is the same.

`RulePolicy._predict` matches all rules against the text before it looks whether a loop runs, although a
running loop wins over every rule but Rasa's default actions (/restart, /back, /session_start).
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RulePolicy

_predict = RulePolicy._predict
_find_action_from_rules = RulePolicy._find_action_from_rules


def apply() -> None:
    RulePolicy._predict = predict  # type: ignore[method-assign]
    RulePolicy._find_action_from_rules = find_action_from_rules  # type: ignore[method-assign]


def predict(self: RulePolicy, tracker: Any, domain: Any) -> Any:
    default, _ = self._find_action_from_default_actions(tracker)
    action, source = self._find_action_from_loop_happy_path(tracker)
    if default or not action:
        return _predict(self, tracker, domain)
    probabilities = self._prediction_result(action, tracker, domain)
    return self._rule_prediction(probabilities, source, is_no_user_prediction=True), source


def find_action_from_rules(
    self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool
) -> Any:
    """Rules on a message's very words need not be tried when no rule has any."""
    if use_text_for_last_user_input and not _has_rules_on_text(self):
        return None, None, False
    return _find_action_from_rules(self, tracker, domain, use_text_for_last_user_input)


def _has_rules_on_text(self: RulePolicy) -> bool:
    known = self.__dict__.get("_has_rules_on_text")
    if known is None:
        known = self.__dict__["_has_rules_on_text"] = any('"text"' in key for key in self.lookup["rules"])
    return bool(known)
