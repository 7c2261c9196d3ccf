from __future__ import annotations

import asyncio
import itertools
import unittest
from typing import Any

from jsonschema import ValidationError
from patches import action_calls
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import ActionExecuted, ActiveLoop, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from tests.loaded import agent

KINDS = sorted(action_calls._of_kind)
VALUES: tuple[Any, ...] = (
    None,
    "x",
    3,
    3.5,
    True,
    [],
    {},
    [{"entity": "a", "value": 1}],
    {"intent": {"name": 1}},
)
FIELDS = (
    "timestamp",
    "metadata",
    "name",
    "value",
    "text",
    "parse_data",
    "entities",
    "confidence",
    "hide_rule_turn",
)
OTHERS: tuple[Any, ...] = (
    None, 3, [], {}, {"events": None}, {"events": {}}, {"events": [3]}, {"events": [{}]}, {"events": [{"event": 3}]},
    {"events": [{"event": "unheard of"}]}, {"responses": {}}, {"responses": [3]}, {"responses": [{"text": 1}]},
    {"events": [], "responses": [], "more": 1}, {"events": [{"event": "restart"}, {"event": "slot"}]},
)  # fmt: skip


class Validation(unittest.TestCase):
    def test_it_accepts_and_refuses_exactly_what_the_whole_schema_does(self) -> None:
        events = [
            {"event": kind, "name": "n", "value": 1, "entities": [], field: value}
            for kind, field, value in itertools.product(KINDS, FIELDS, VALUES)
        ]
        for result in [
            *({"events": [event]} for event in events),
            *({"events": [{"event": k}]} for k in KINDS),
            *OTHERS,
        ]:
            with self.subTest(result=result):
                self.assertEqual(action_calls._is_valid(result), action_calls._validator.is_valid(result))

    def test_a_refused_result_says_what_is_wrong(self) -> None:
        with self.assertRaisesRegex(ValidationError, "'action_x' is not valid"):
            action_calls.validate_action_result(RemoteAction("action_x", None), {"events": [{}]})


class Calls(unittest.TestCase):
    def test_a_call_carries_the_last_message_and_no_past(self) -> None:
        tracker = DialogueStateTracker.from_events(
            "c1",
            [
                ActionExecuted("action_listen"),
                UserUttered("hi", {"name": "greet", "confidence": 0.9}, metadata={"message_id": "m1"}),
                ActionExecuted("action_next_step"),
                ActiveLoop("action_next_step"),
            ],
        )
        endpoint = EndpointConfig("http://127.0.0.1:1/", enable_selective_domain=True)
        call = action_calls.action_call_format(
            RemoteAction("action_next_step", endpoint), tracker, agent().domain
        )
        self.assertEqual((call["next_action"], call["sender_id"]), ("action_next_step", "c1"))
        self.assertEqual(call["tracker"]["latest_message"]["metadata"], {"message_id": "m1"})
        self.assertEqual(call["tracker"]["active_loop"]["name"], "action_next_step")
        self.assertEqual(call["tracker"]["events"], [])
        self.assertNotIn("domain", call)
        self.assertEqual(tracker.active_loop_name, "action_next_step")

    def test_one_session_serves_every_call_and_is_replaced_when_closed(self) -> None:
        async def sessions() -> tuple[Any, Any, Any]:
            endpoint = EndpointConfig("http://127.0.0.1:1/")
            async with action_calls.kept_session(endpoint) as first:
                pass
            async with action_calls.kept_session(endpoint) as second:
                pass
            await first.close()
            async with action_calls.kept_session(endpoint) as third:
                pass
            await third.close()
            return first, second, third

        first, second, third = asyncio.run(sessions())
        self.assertIs(first, second)
        self.assertIsNot(first, third)
