"""Who is told when something changed: at once in this process, within seconds across processes."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from anyio.to_thread import run_sync

from bot.store.session import Database
from bot.store.transcript import changed_since

DESK = "desk"
"""The topic that every open desk listens to."""
_POLL_SECONDS = 2.0
_LATE_SECONDS = 10.0


class Subscription:
    """One stream's bell. Rung while nobody waits, it is heard at the next wait."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._rung = asyncio.Event()
        self.topics: set[str] = set()

    def watch(self, topic: str) -> None:
        if topic not in self.topics:
            self.topics.add(topic)
            self._broker.add(topic, self)

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until something changed, at most so long."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return
        self._rung.clear()


class Broker:
    """Rings the bells of a topic: a visitor or a conversation id. Carries no content; listeners read that."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Subscription]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_closed = False

    def start(self) -> None:
        """Remember the event loop; `publish` may then be called from any thread."""
        self._loop = asyncio.get_running_loop()

    def publish(self, topic: str) -> None:
        if self._loop is not None and topic in self._listeners:
            self._loop.call_soon_threadsafe(self._ring, topic)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self.is_closed = True
        for topic in tuple(self._listeners):
            self._ring(topic)

    @property
    def has_listeners(self) -> bool:
        return bool(self._listeners)

    @contextmanager
    def subscribe(self, topic: str) -> Iterator[Subscription]:
        subscription = Subscription(self)
        subscription.watch(topic)
        try:
            yield subscription
        finally:
            for watched in subscription.topics:
                self._listeners[watched].discard(subscription)
                if not self._listeners[watched]:
                    del self._listeners[watched]

    def add(self, topic: str, subscription: Subscription) -> None:
        self._listeners[topic].add(subscription)

    def _ring(self, topic: str) -> None:
        for subscription in tuple(self._listeners.get(topic, ())):
            subscription.ring()


class Watch:
    """Looks for messages that other processes stored. Ids begin with the time, so one index range answers."""

    def __init__(self, database: Database, broker: Broker) -> None:
        self._database = database
        self._broker = broker
        self._seen: set[str] = set()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(_POLL_SECONDS)
            if self._broker.has_listeners:
                self.tell(await run_sync(self._look))

    def tell(self, changes: Mapping[str, tuple[str, str]]) -> None:
        """Ring for what was not seen before; a commit may show up a little after its time."""
        for message_id in changes.keys() - self._seen:
            for topic in changes[message_id]:
                self._broker.publish(topic)
        self._seen = set(changes)

    def _look(self) -> Mapping[str, tuple[str, str]]:
        since = f"{int((time.time() - _LATE_SECONDS) * 1000):012x}"
        with self._database.reading() as connection:
            return changed_since(connection, since)
