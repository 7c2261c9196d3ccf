"""The looping action: it gets every message of a conversation, and rejects the universal patterns."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions.turns import Dialogue, Events
from bot.next_step import ACTION


class NextStep(Action):
    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    def name(self) -> str:
        return ACTION

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:  # type: ignore[override]
        return await self._dialogue.take_turn(ACTION, dispatcher, tracker)
