from __future__ import annotations

import unittest

from patches import graph_runner, rule_policy
from patches.tracker_store import shortened
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.loaded import agent

LOOP = "action_next_step"


class Predictions(unittest.TestCase):
    def test_every_moment_leads_to_the_same_action_with_and_without_the_patches(self) -> None:
        for name, events in moments().items():
            with self.subTest(moment=name):
                self.assertEqual(predicted(events, is_patched=True), predicted(events, is_patched=False))

    def test_a_shortened_conversation_leads_to_the_same_action(self) -> None:
        for name, events in moments().items():
            for turns in (1, 2, 3):
                with self.subTest(moment=name, turns=turns):
                    self.assertEqual(predicted(shortened(events, turns)), predicted(events))


def predicted(events: list[Event], *, is_patched: bool = False) -> str:
    kept = RulePolicy._predict, RulePolicy._find_action_from_rules, DaskGraphRunner.run
    if is_patched:
        rule_policy.apply()
        graph_runner.apply()
    try:
        domain = agent().domain
        tracker = DialogueStateTracker.from_events("test", events, domain.slots)
        prediction = agent().processor._predict_next_with_tracker(tracker)
        return str(domain.action_names_or_texts[prediction.max_confidence_index])
    finally:
        RulePolicy._predict, RulePolicy._find_action_from_rules, DaskGraphRunner.run = kept


def said(intent: str) -> list[Event]:
    return [ActionExecuted("action_listen"), UserUttered(f"/{intent}", {"name": intent, "confidence": 1.0})]


def ran(*, is_open: bool = True) -> list[Event]:
    return [ActionExecuted(LOOP), ActiveLoop(LOOP if is_open else None)]


def moments() -> dict[str, list[Event]]:
    """Conversations, each cut where the next action is to be predicted."""
    start: list[Event] = [ActionExecuted("action_session_start")]
    turn = [*said("greet"), *ran()]
    rejected = [*said("stop"), ActionExecutionRejected(LOOP)]
    pattern = [*rejected, ActionExecuted("action_stop")]
    return {
        "first message": [*start, *said("greet")],
        "first message is a pattern": [*start, *said("stop")],
        "first message is not understood": [*start, *said("nlu_fallback")],
        "after the first step": [*start, *turn],
        "second message": [*start, *turn, *said("inform")],
        "fifth message": [*start, *turn * 4, *said("inform")],
        "a pattern in the loop": [*start, *turn, *said("stop")],
        "a rejected loop": [*start, *turn * 3, *rejected],
        "after the pattern's action": [*start, *turn * 3, *pattern],
        "after the pattern": [*start, *turn * 3, *pattern, *ran()],
        "the message after a pattern": [*start, *turn, *pattern, *ran(), *said("affirm")],
        "after the last step": [*start, *turn * 3, *said("inform"), *ran(is_open=False)],
        "after a goodbye": [*start, *turn, *pattern, *ran(is_open=False)],
        "a message after the end": [*start, *turn * 3, *said("inform"), *ran(is_open=False), *said("greet")],
        "a pattern after the end": [*start, *turn * 3, *said("inform"), *ran(is_open=False), *said("stop")],
        "a step that failed": [*start, *said("greet"), ActionExecuted(LOOP)],
        "Rasa's own restart": [*start, *turn, *said("restart")],
        "Rasa's own session start": [*start, *turn, *said("session_start")],
    }
