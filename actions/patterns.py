"""One action for each universal pattern. Its rule in data/rules.yml leads back to the looping action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions.turns import Dialogue, Events


class Pattern(Action):
    def __init__(self, pattern: str, dialogue: Dialogue) -> None:
        self._name = f"action_{pattern}"
        self._dialogue = dialogue

    def name(self) -> str:
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:  # type: ignore[override]
        return await self._dialogue.take_turn(self._name, dispatcher, tracker)


def actions_of(patterns: Iterable[str], dialogue: Dialogue) -> list[Pattern]:
    return [Pattern(pattern, dialogue) for pattern in patterns]
