"""THE main path: receive a message, have the engine understand it, hand out the replies.

Nothing here holds a transaction while the engine thinks. Every step may be killed: what was received is a row,
and whoever finds it unanswered answers it; what was answered is a row too, and is only read again.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from anyio.to_thread import run_sync

from bot.errors import DriplineError, EngineFailed, EngineUnavailable
from bot.messages import InboundMessage, Reply
from bot.next_step import NextStep, Outcome, Turn

_ATTEMPTS_WITH_ENGINE = 3
_RETRY_SECONDS = 2.0
_WAIT_SECONDS = 25.0
_POLL_SECONDS = 0.05


class NotAnswered(DriplineError):
    """The message {message_id} was kept but is not answered yet. It is answered as soon as possible; ask again."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message that is safely stored. A duplicate names the message that came first."""

    message_id: str
    conversation_id: str
    person_id: str
    identifier_id: str
    is_duplicate: bool = False
    is_leased: bool = False


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A message to answer; `attempts` counts the earlier tries."""

    message_id: str
    conversation_id: str
    text: str
    payload: str | None
    attempts: int = 0


class Inbox(Protocol):
    """Received messages and who is answering them. Every method is one transaction."""

    def receive(self, message: InboundMessage) -> Received: ...

    def claim(self, conversation_id: str) -> Unanswered | None:
        """The oldest unanswered message, leased to this process; None when there is none or another has it."""

    def unanswered(self, conversation_id: str) -> tuple[str, ...]: ...

    def put_back(
        self, conversation_id: str, message_id: str, *, after_seconds: float, is_counted: bool = True
    ) -> None:
        """Let the lease go, not to be taken again before the time given. A try that failed is counted."""

    def replies_to(self, message_id: str) -> tuple[Reply, ...] | None:
        """The stored replies, or None while the message is unanswered."""


class Engine(Protocol):
    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        """Let the engine understand the text and call our action. Raises EngineUnavailable."""


StageTimer = Callable[[str, float], None]


class Dialogue:
    """Receives and answers. `on_change` is told the conversation whenever something was stored in it."""

    def __init__(
        self,
        inbox: Inbox,
        engine: Engine,
        next_step: NextStep,
        on_change: Callable[[str], None] = lambda _: None,
        on_stage: StageTimer = lambda _stage, _seconds: None,
        on_engine_failure: Callable[[], None] = lambda: None,
    ) -> None:
        self._inbox = inbox
        self._engine = engine
        self._next_step = next_step
        self.on_change = on_change
        self._on_stage = on_stage
        self._on_engine_failure = on_engine_failure
        self._leased: dict[str, Unanswered] = {}
        self._promised: Counter[str] = Counter()
        self._answering: dict[str, bool] = {}  # conversation -> look again before leaving
        self._outcomes: dict[str, Outcome | None] = {}  # message being answered -> what was committed for it
        next_step.on_answered = self._note

    @property
    def in_flight(self) -> int:
        """Turns being answered now; a clean shutdown waits until there are none."""
        return len(self._answering)

    def receive(self, message: InboundMessage) -> Received:
        """Store one message; whoever calls this may acknowledge it afterwards. Blocking."""
        started = time.perf_counter()
        received = self._inbox.receive(message)
        if received.is_leased:
            self._leased[received.conversation_id] = Unanswered(
                received.message_id, received.conversation_id, message.text, message.payload
            )
        self._on_stage("receive", time.perf_counter() - started)
        self.on_change(received.conversation_id)
        return received

    @property
    def leased(self) -> tuple[str, ...]:
        """Conversations with a message that was received here and that nobody answers or is about to."""
        return tuple(
            one for one in tuple(self._leased) if one not in self._answering and not self._promised[one]
        )

    @contextmanager
    def promised(self, conversation_id: str) -> Iterator[None]:
        """Whoever received a message answers it when he may; until then the worker leaves it to him."""
        self._promised[conversation_id] += 1
        try:
            yield
        finally:
            self._promised[conversation_id] -= 1
            if not self._promised[conversation_id]:
                del self._promised[conversation_id]

    async def answer(self, conversation_id: str) -> None:
        """Answer what is unanswered in a conversation, in order. Safe to call at any time, by anyone, twice.

        Raises EngineUnavailable; the message then waits and is tried again by the worker.
        """
        await self._answer_all(conversation_id)

    async def _answer_all(self, conversation_id: str) -> Mapping[str, Outcome]:
        """What was committed here, by message; nothing when others are answering."""
        outcomes: dict[str, Outcome] = {}
        if conversation_id in self._answering:
            self._answering[conversation_id] = True
            return outcomes
        self._answering[conversation_id] = True
        try:
            while self._answering[conversation_id]:
                self._answering[conversation_id] = False
                await self._drain(conversation_id, outcomes)
        finally:
            del self._answering[conversation_id]
            self.on_change(conversation_id)
        return outcomes

    async def _drain(self, conversation_id: str, outcomes: dict[str, Outcome]) -> None:
        message = self._leased.pop(conversation_id, None) or await run_sync(
            self._inbox.claim, conversation_id
        )
        while message is not None:
            outcome = await self._answer(message)
            if outcome is not None:
                outcomes[message.message_id] = outcome
            message = await self._following(message, outcome)

    async def _following(self, message: Unanswered, outcome: Outcome | None) -> Unanswered | None:
        """The next to answer. Whoever writes after the commit finds the lease free, and answers for himself."""
        if outcome is not None and not outcome.has_waiting:
            return None
        remaining = await run_sync(self._inbox.unanswered, message.conversation_id)
        if message.message_id in remaining:
            await self._failed(message)
        return await run_sync(self._inbox.claim, message.conversation_id) if remaining else None

    async def reply_to(self, received: Received) -> tuple[Reply, ...]:
        """The replies to a message, answering it first if nobody does. Raises EngineUnavailable, NotAnswered."""
        if not received.is_duplicate:
            outcomes = await self._answer_all(received.conversation_id)
            if outcome := outcomes.get(received.message_id):
                return outcome.replies
        deadline = time.monotonic() + _WAIT_SECONDS
        while (replies := await run_sync(self._inbox.replies_to, received.message_id)) is None:
            if time.monotonic() > deadline:
                raise NotAnswered(message_id=received.message_id)
            await asyncio.sleep(_POLL_SECONDS)
        return replies

    def replies_to(self, message_id: str) -> tuple[Reply, ...]:
        """The stored replies to a message; nothing while it is unanswered. Blocking."""
        return self._inbox.replies_to(message_id) or ()

    async def _answer(self, message: Unanswered) -> Outcome | None:
        """What was committed for it, if its turn was taken in this process."""
        started = time.perf_counter()
        self._outcomes[message.message_id] = None
        try:
            if message.attempts >= _ATTEMPTS_WITH_ENGINE:
                await run_sync(self._without_engine, message)
            else:
                await self._with_engine(message)
        finally:
            outcome = self._outcomes.pop(message.message_id)
        self._on_stage("total", time.perf_counter() - started)
        return outcome

    def _note(self, message_id: str, outcome: Outcome) -> None:
        """Kept only while the message is being answered here: what was just committed is not read back."""
        if message_id in self._outcomes:
            self._outcomes[message_id] = outcome

    async def _with_engine(self, message: Unanswered) -> None:
        started = time.perf_counter()
        try:
            await self._engine.send(
                message.conversation_id, message.message_id, message.payload or message.text
            )
        except EngineUnavailable as error:
            self._on_engine_failure()
            # An engine that is away is waited for; one that takes the message and fails is not tried for ever.
            is_counted = isinstance(error, EngineFailed)
            release = partial(self._inbox.put_back, after_seconds=_RETRY_SECONDS, is_counted=is_counted)
            await run_sync(release, message.conversation_id, message.message_id)
            raise
        finally:
            self._on_stage("engine", time.perf_counter() - started)

    def _without_engine(self, message: Unanswered) -> None:
        """The engine answered several times without answering: say something sensible rather than nothing."""
        self._next_step.without_engine(
            Turn(message.conversation_id, message.message_id, message.text, None, 0.0, (), "action_next_step")
        )

    async def _failed(self, message: Unanswered) -> None:
        """The engine said yes and nothing was stored: it is tried again at once, counted."""
        release = partial(self._inbox.put_back, after_seconds=0)
        await run_sync(release, message.conversation_id, message.message_id)
