"""Logs without a customer's words, and no work for log lines that nobody reads.

Rasa copies events and states for debug lines before it knows whether they are wanted, and on errors it logs
the customer's text. A rejected loop is how a universal pattern is answered, not an error.
"""

from __future__ import annotations

import logging
import types
from typing import Any

_WORDS = {
    "text", "user_text", "parse_data_text", "token_text", "message", "user_message", "json_message",
    "slot_values", "rasa_events", "parse_data_entities", "tracker_latest_message", "prediction_events",
    "current_states",
}  # fmt: skip


def apply() -> None:
    import structlog
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    structlog.configure(processors=[_without_words, *structlog.get_config()["processors"]])
    logging.getLogger("dripline.engine").setLevel(logging.INFO)
    logging.getLogger("rasa.core.run").setLevel(logging.INFO)
    logging.getLogger("rasa.core.actions.action").addFilter(_is_no_rejection)
    _no_copies_for_debug_lines()


def _without_words(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key not in _WORDS}


def _is_no_rejection(record: logging.LogRecord) -> bool:
    return "rejected to run" not in record.getMessage()


def _no_copies_for_debug_lines() -> None:
    """In these two modules every `copy.deepcopy` is for a debug line."""
    import rasa.core.policies.rule_policy
    import rasa.core.processor

    uncopied = types.SimpleNamespace(deepcopy=lambda value: value)
    rasa.core.processor.copy = uncopied  # type: ignore[attr-defined]
    rasa.core.policies.rule_policy.copy = uncopied  # type: ignore[attr-defined]
