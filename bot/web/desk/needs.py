"""What the desk needs of the bootstrap, beyond what every page needs."""

from __future__ import annotations

from typing import Protocol

from bot.dialogue.content import Content
from bot.engine_client import Understood
from bot.next_step import Agent, Outcome, Turn
from bot.settings import Settings
from bot.store.deliveries import Render
from bot.store.session import Database


class Shelf(Protocol):
    def version(self, version: str) -> Content: ...


class Stepping(Protocol):
    def for_agent(self, turn: Turn, agent: Agent) -> Outcome: ...


class Understanding(Protocol):
    async def is_ready(self) -> bool: ...

    async def parse(self, text: str) -> Understood: ...


class Sending(Protocol):
    @property
    def render(self) -> Render | None: ...


class DeskServices(Protocol):
    """bot.bootstrap.Services."""

    @property
    def settings(self) -> Settings: ...

    @property
    def database(self) -> Database: ...

    @property
    def content(self) -> Content: ...

    @property
    def shelf(self) -> Shelf: ...

    @property
    def next_step(self) -> Stepping: ...

    @property
    def engine(self) -> Understanding: ...

    @property
    def sending(self) -> Sending: ...
