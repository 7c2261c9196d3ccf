from __future__ import annotations

import asyncio
import unittest

from patches.lock_store import PromptLockStore
from patches.tracker_store import BoundedTrackerStore, shortened
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

LOOP = "action_next_step"


def turn(number: int) -> list[Event]:
    said = UserUttered(f"message {number}", {"name": "inform", "confidence": 1.0})
    return [ActionExecuted("action_listen"), said, ActionExecuted(LOOP), ActiveLoop(LOOP)]


def conversation(turns: int, sender: str = "c") -> DialogueStateTracker:
    events = [event for number in range(turns) for event in turn(number)]
    return DialogueStateTracker.from_events(sender, [*events, ActionExecuted("action_listen")])


class Store(unittest.IsolatedAsyncioTestCase):
    async def test_only_the_last_turns_are_kept_and_the_loop_goes_on(self) -> None:
        store = BoundedTrackerStore(conversations=10, turns=2)
        await store.save(conversation(50))
        kept = await store.retrieve("c")
        assert kept is not None
        texts = [event.text for event in kept.events if isinstance(event, UserUttered)]
        self.assertEqual(texts, ["message 48", "message 49"])
        self.assertEqual(kept.active_loop_name, LOOP)
        self.assertEqual(kept.latest_action_name, "action_listen")

    async def test_it_stays_as_short_after_any_number_of_turns(self) -> None:
        store, lengths = BoundedTrackerStore(conversations=10, turns=2), []
        for number in range(40):
            tracker = await store.get_or_create_tracker("c")
            for event in turn(number):
                tracker.update(event)
            await store.save(tracker)
            lengths.append(len((await store.retrieve("c")).events))  # type: ignore[union-attr]
        self.assertEqual(lengths[5], lengths[-1])

    async def test_the_conversation_used_longest_ago_makes_room(self) -> None:
        store = BoundedTrackerStore(conversations=2)
        for sender in ("a", "b", "a", "c"):
            await store.save(conversation(1, sender))
        self.assertEqual(list(await store.keys()), ["a", "c"])

    async def test_a_restarted_conversation_is_forgotten(self) -> None:
        store = BoundedTrackerStore(conversations=2)
        await store.save(conversation(1))
        tracker = await store.retrieve("c")
        assert tracker is not None
        tracker.update(Restarted())
        await store.save(tracker)
        self.assertIsNone(await store.retrieve("c"))

    async def test_a_second_message_waits_no_longer_than_the_first_takes(self) -> None:
        locks, order = PromptLockStore(), []

        async def message(name: str, seconds: float) -> None:
            async with locks.lock("c"):
                order.append(name)
                await asyncio.sleep(seconds)

        loop = asyncio.get_running_loop()
        started = loop.time()
        await asyncio.gather(message("first", 0.05), message("second", 0))
        self.assertEqual(order, ["first", "second"])
        self.assertLess(loop.time() - started, 0.5)


class Shortening(unittest.TestCase):
    def test_slots_and_a_running_loop_are_kept_an_ended_one_is_not(self) -> None:
        first = [SlotSet("pace", "slow"), SlotSet("pace", "quick"), *turn(1)]
        kept = shortened([*first, *turn(2), *turn(3)], 1)
        self.assertEqual(kept[0], SlotSet("pace", "quick"))
        self.assertEqual(kept[1], ActiveLoop(LOOP))
        ended = shortened([*turn(1), ActiveLoop(None), *turn(2), *turn(3)][:9], 1)
        self.assertFalse([event for event in ended[:-4] if isinstance(event, ActiveLoop)])
