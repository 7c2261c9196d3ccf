"""What a careful author of a stock bot writes: look the customer up, keep the message and the answer, in SQL.

Runs in the engine's environment under rasa-sdk's own server. One transaction a turn on SQLite (WAL), one
connection kept open, statements that sqlite3 caches: there is nothing here to slow the comparison's other side.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

_PERSON = """
    SELECT persons.id, persons.language FROM identifiers
    JOIN persons ON persons.id = identifiers.person_id WHERE identifiers.kind = 'external' AND identifiers.value = ?
"""
_FACTS = "SELECT attribute, value FROM facts WHERE person_id = ? AND superseded_at IS NULL"
_SUPERSEDE = """
    UPDATE facts SET superseded_at = ? WHERE person_id = ? AND attribute = 'last_intent' AND superseded_at IS NULL
"""
_FACT = "INSERT INTO facts (person_id, attribute, value, recorded_at) VALUES (?, 'last_intent', ?, ?)"
_MESSAGE = (
    "INSERT INTO messages (conversation, person_id, direction, text, created_at) VALUES (?, ?, ?, ?, ?)"
)


class Answer(Action):
    """Answers by name, and remembers what the customer wanted last as a fact with history."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(os.environ["STOCK_DATABASE"], isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")

    def name(self) -> str:
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        message = tracker.latest_message
        text, intent = message.get("text") or "", (message.get("intent") or {}).get("name") or ""
        answer = self._answer(tracker.sender_id, text, intent)
        buttons = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]
        dispatcher.utter_message(text=answer, buttons=buttons)
        return []

    def _answer(self, sender: str, text: str, intent: str) -> str:
        now = time.time()
        self._database.execute("BEGIN IMMEDIATE")
        try:
            person_id, _ = self._database.execute(_PERSON, (sender.partition(":")[2],)).fetchone()
            known = {name: json.loads(value) for name, value in self._database.execute(_FACTS, (person_id,))}
            answer = f"Hello {known['name']}, on plan {known['plan']} you pay {known['monthly_charge']}. Shall I go on?"
            self._database.execute(_SUPERSEDE, (now, person_id))
            self._database.execute(_FACT, (person_id, json.dumps(intent), now))
            self._database.execute(_MESSAGE, (sender, person_id, "in", text, now))
            self._database.execute(_MESSAGE, (sender, person_id, "out", answer, now))
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        return answer
