"""From Rasa's tracker to our turn, and from our outcome back to Rasa's events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anyio.to_thread import run_sync
from rasa_sdk.events import ActiveLoop
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection, Tracker

from bot.answers import tells_of
from bot.next_step import ACTION, Outcome, Turn

Answer = Callable[[Turn], Outcome]
# (sender, text, Rasa's message id) -> (conversation id, message id), the same for the same message.
Adopt = Callable[[str, str, str], tuple[str, str]]
Events = list[dict[str, Any]]

_FALLBACK = "nlu_fallback"
_RANKED = 5


class Dialogue:
    """What every action does: hand the turn to the app, and tell Rasa whether the conversation goes on."""

    def __init__(self, answer: Answer, adopt: Adopt) -> None:
        self._answer = answer
        self._adopt = adopt

    async def take_turn(self, action: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Raises ActionExecutionRejection when the message belongs to a universal pattern.

        The replies are read from the store; only who talks to the engine directly gets them from it.
        """
        message_id = (tracker.latest_message.get("metadata") or {}).get("message_id")
        is_ours = isinstance(message_id, str)
        outcome = await run_sync(self._run, action, tracker, message_id if is_ours else None)
        if outcome.is_rejected:
            raise ActionExecutionRejection(action, f"'{action}' rejected to run")
        if not is_ours:
            for reply in outcome.replies:
                dispatcher.utter_message(text=reply.text, buttons=reply.as_rasa().get("buttons"))
        if action == ACTION:
            return [ActiveLoop(ACTION if outcome.is_open else None)]
        return []

    def _run(self, action: str, tracker: Tracker, message_id: str | None) -> Outcome:
        conversation_id = tracker.sender_id
        if message_id is None:
            message = tracker.latest_message
            text, rasa_id = message.get("text") or "", message.get("message_id") or ""
            conversation_id, message_id = self._adopt(conversation_id, text, rasa_id)
        return self._answer(turn_from(action, conversation_id, message_id, tracker.latest_message))


def turn_from(action: str, conversation_id: str, message_id: str, message: dict[str, Any]) -> Turn:
    """`nlu_fallback` is Rasa's word for 'not sure'; the ranking keeps only real intents."""
    text = message.get("text") or ""
    intent = message.get("intent") or {}
    ranking = tuple(
        (ranked["name"], float(ranked["confidence"]))
        for ranked in message.get("intent_ranking") or ()
        if ranked.get("name") and ranked["name"] != _FALLBACK
    )
    return Turn(
        conversation_id=conversation_id,
        message_id=message_id,
        text=text,
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=ranking[:_RANKED],
        action=action,
        payload=text if text.startswith("/") else None,
        tells=tells_of(message),
    )
