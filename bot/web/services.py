"""What the web needs of the bootstrap, and nothing more, so that its tests can hand in fakes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from bot.channels.twilio.phones import PhoneNetwork
from bot.dialogue.content import Content
from bot.messages import InboundMessage, Reply
from bot.people.contact_pressure import Verdict
from bot.settings import Settings
from bot.store.session import Database
from bot.turn import Received


class Answering(Protocol):
    """The dialogue: bot.turn.Dialogue. The web hears through `on_change` of whatever was stored."""

    on_change: Callable[[str], None]

    @property
    def in_flight(self) -> int: ...

    def receive(self, message: InboundMessage) -> Received: ...

    def promised(self, conversation_id: str) -> AbstractContextManager[None]: ...

    async def answer(self, conversation_id: str) -> None: ...

    async def reply_to(self, received: Received) -> tuple[Reply, ...]: ...


class EngineState(Protocol):
    async def is_ready(self) -> bool: ...


class Promises(Protocol):
    """Follow-ups: bot.jobs.follow_ups.FollowUps."""

    def send_now(self, follow_up_id: str, *, is_forced: bool = False) -> Verdict: ...


class Services(Protocol):
    @property
    def settings(self) -> Settings: ...

    @property
    def database(self) -> Database: ...

    @property
    def dialogue(self) -> Answering: ...

    @property
    def engine(self) -> EngineState: ...

    @property
    def follow_ups(self) -> Promises: ...

    @property
    def phones(self) -> PhoneNetwork | None:
        """The demo's phones; None where there is an account, or no demo."""

    @property
    def content(self) -> Content:
        """The version that new conversations start with."""
