"""The whole product in the test's own process: real store, real content, the stand-in engine, a clock to turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.bootstrap import Services, build
from bot.messages import Address, Channel, InboundMessage, Option, Reply
from bot.next_step import NextStep
from bot.people.facts import Fact
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine, training_phrases
from bot.store import schema
from bot.store.facts import current_facts, save_fact
from bot.store.people import ensure_person
from bot.store.schema import new_id

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
SECRET = "a secret of the tests"
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
ANA = Address("external", "ana", is_verified=True)


class Clock:
    """Goes on by a second at each look, so that times are in order."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Said:
    """One turn: the message as it was kept, and what was replied."""

    message_id: str
    conversation_id: str
    person_id: str
    replies: tuple[Reply, ...]

    @property
    def kinds(self) -> list[str]:
        return [reply.kind for reply in self.replies]

    @property
    def text(self) -> str:
        return "\n".join(reply.text for reply in self.replies)

    @property
    def question(self) -> Reply | None:
        return next((reply for reply in self.replies if reply.kind == "question"), None)

    def option(self, value: str) -> Option:
        """The button with this value, of whichever reply shows one."""
        return next(one for reply in self.replies for one in reply.options if one.value == value)


class Product:
    """`again()` is another process of the same installation, over the same database."""

    def __init__(
        self,
        database_url: str,
        clock: Clock | None = None,
        content: Path = CONTENT,
        engine: Callable[[NextStep], StandInEngine] = lambda step: StandInEngine(step, phrases()),
        **more: Any,
    ) -> None:
        self.clock = clock or Clock()
        self.settings = settings(database_url, content=content, **more)
        self.services: Services = build(self.settings, engine=engine, clock=self.clock)
        self.database = self.services.database

    def again(self) -> Product:
        return Product(self.settings.database_url, self.clock, self.settings.content)

    def close(self) -> None:
        asyncio.run(self.services.close())

    def say(self, text: str, who: Address = ANA, channel: Channel = "rest", **more: Any) -> Said:
        """Send a message, wait for its answer."""
        message = InboundMessage(more.pop("id", None) or new_id(), channel, who, text, **more)
        return asyncio.run(self._turn(message))

    def press(self, option: Option, who: Address = ANA, channel: Channel = "rest", **more: Any) -> Said:
        return self.say(option.title, who, channel, payload=option.payload, **more)

    async def _turn(self, message: InboundMessage) -> Said:
        received = self.services.dialogue.receive(message)
        replies = await self.services.dialogue.reply_to(received)
        return Said(received.message_id, received.conversation_id, received.person_id, replies)

    def know(self, who: Address, facts: Mapping[str, Any], source: Any = "imported") -> str:
        """A customer with facts. Returns the person's id."""
        with self.database.transaction() as connection:
            person_id = ensure_person(connection, who, self.clock()).person_id
            for attribute, value in facts.items():
                save_fact(connection, person_id, Fact(attribute, value, source, self.clock()))
        return person_id

    def facts(self, person_id: str) -> dict[str, Any]:
        with self.database.reading() as connection:
            found = current_facts(connection, person_id, self.clock.now)
        return {fact.attribute: fact.value for fact in found}

    def rows(self, table: Any, **where: Any) -> Sequence[Any]:
        query = select(table)
        for name, value in where.items():
            query = query.where(table.c[name] == value)
        with self.database.reading() as connection:
            return connection.execute(query).all()

    def asks(self, person_id: str) -> list[tuple[str, str]]:
        """(attribute, status) of every question put to a person."""
        rows = self.rows(schema.asks, person_id=person_id)
        return [(row.attribute, row.status) for row in rows if row.asked_at]


def settings(database_url: str, **more: Any) -> Settings:
    given = {"database_url": database_url, "content": CONTENT, "secret_key": SECRET, **more}
    return Settings(_env_file=None).model_copy(update=given)  # type: ignore[call-arg]


@cache
def phrases() -> Mapping[str, str]:
    return training_phrases(ROOT / "data" / "nlu")
