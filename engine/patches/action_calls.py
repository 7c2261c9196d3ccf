"""Calling an action: one compiled validator, one kept connection, and no more sent than an action reads.

- `jsonschema.validate` checks the schema itself before each result: 60 % of a stock turn. Results are still
  validated, an event against the schema of its own kind instead of against those of all kinds.
- A new HTTP session, and so a new connection, was opened for each call.
- The whole conversation was sent in each call, which grew with every turn. Actions read the last message.
"""

from __future__ import annotations

from typing import Any

import rasa
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.trackers import EventVerbosity
from rasa.utils.endpoints import EndpointConfig

_SCHEMA = RemoteAction.action_response_format_spec()
_validator = Draft7Validator(_SCHEMA)


def _validators_by_kind(event: dict[str, Any]) -> dict[str, Draft7Validator]:
    """Exactly one alternative can hold for an event, because each begins with the one name it is for."""
    common = {key: rule for key, rule in event.items() if key != "oneOf"}
    return {
        kind["properties"]["event"]["const"]: Draft7Validator({"allOf": [common, kind]})
        for kind in event["oneOf"]
    }


_of_kind = _validators_by_kind(_SCHEMA["properties"]["events"]["items"])


def apply() -> None:
    RemoteAction._validate_action_result = validate_action_result  # type: ignore[method-assign]
    RemoteAction._action_call_format = action_call_format  # type: ignore[method-assign]
    EndpointConfig.session = kept_session  # type: ignore[method-assign, assignment]


def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    if _is_valid(result):
        return True
    error = next(_validator.iter_errors(result))
    raise ValidationError(f"{error.message}. The result of the action '{self.name()}' is not valid.")


def _is_valid(result: Any) -> bool:
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(isinstance(event, dict) and _is_valid_event(event) for event in events)
    )


def _is_valid_event(event: dict[str, Any]) -> bool:
    name = event.get("event")
    return isinstance(name, str) and name in _of_kind and _of_kind[name].is_valid(event)


def action_call_format(self: RemoteAction, tracker: Any, domain: Any) -> dict[str, Any]:
    """Rasa's own body without the past events; domain only where an action asks for it in domain.yml."""
    loop, tracker.active_loop = tracker.active_loop, None
    state = tracker.current_state(EventVerbosity.NONE)
    tracker.active_loop = loop
    state["events"] = []
    if loop:
        state["active_loop"] = {
            "name": loop.name,
            "is_interrupted": loop.is_interrupted,
            "rejected": loop.rejected,
        }
    body = {
        "next_action": self._name,
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
    }
    if not self._is_selective_domain_enabled() or domain.does_custom_action_explicitly_need_domain(
        self.name()
    ):
        body["domain"] = domain.as_dict()
    return body


class _Kept:
    """Hands out one session for `async with`, and leaves it open."""

    def __init__(self, session: Any) -> None:
        self._session = session

    async def __aenter__(self) -> Any:
        return self._session

    async def __aexit__(self, *_: object) -> None:
        return None


_new_session = EndpointConfig.session


def kept_session(self: EndpointConfig) -> _Kept:
    kept = self.__dict__.get("_kept_session")
    if kept is None or kept._session.closed:
        kept = self.__dict__["_kept_session"] = _Kept(_new_session(self))
    return kept
