"""The whole product in this process, to try content on: a fresh database, the stand-in engine, a clock to turn.

Nothing of the real installation is touched, and nothing is sent.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Row, select

from bot.bootstrap import Services, build
from bot.dialogue.content import Content
from bot.flows.effects import Effects, StepEntered
from bot.flows.interpreter import Interpreter
from bot.flows.model import Pack
from bot.messages import Address, Channel, InboundMessage, Reply
from bot.people.facts import Fact
from bot.phrases import load_phrases, normalised
from bot.settings import Settings
from bot.simulate.stand_in import StandInEngine, training_phrases
from bot.store import schema
from bot.store.content import read_files
from bot.store.facts import current_facts, save_fact
from bot.store.migrate import upgrade
from bot.store.people import ensure_person
from bot.store.schema import new_id

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""A Monday, so that 'on Friday' means the same each time."""
Entered = tuple[str, str]


class Clock:
    """Goes on by a second at each look, so that times are in order."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who talks on the stage."""

    person_id: str
    address: Address
    language: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and all it led to. `events` are the lines of its history, in order."""

    said: str
    message_id: str
    conversation_id: str
    replies: tuple[Reply, ...]
    events: tuple[Mapping[str, Any], ...] = ()
    intent: str | None = None
    confidence: float = 0.0
    decision: Row[Any] | None = None
    benefits: tuple[Row[Any], ...] = ()
    treatments: tuple[str, ...] = ()
    language: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Mapping[str, Any]]:
        return [event for event in self.events if event["kind"] == kind]


class Talking:
    """Talks through the product's own front door, and reads back what each turn led to."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._loop = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.run(self.services.close())
        self._loop.close()

    @property
    def content(self) -> Content:
        return self.services.content

    def say(self, who: Customer, text: str, payload: str | None = None, *, is_ours: bool = False) -> Turn:
        """Send a message and wait for its answer."""
        message = InboundMessage(
            new_id(), who.channel, who.address, text, payload, who.language, is_ours=is_ours
        )
        received = self.services.dialogue.receive(message)
        replies = self._loop.run(self.services.dialogue.reply_to(received))
        return self._turn(text or payload or "", received.message_id, received.conversation_id, replies)

    def _turn(self, said: str, message_id: str, conversation_id: str, replies: tuple[Reply, ...]) -> Turn:
        history = self._rows(schema.events, schema.events.c.message_id == message_id)
        conversation = self._rows(schema.conversations, schema.conversations.c.id == conversation_id)[0]
        data = history[-1].data if history else {}
        decided = self._rows(schema.decisions, schema.decisions.c.message_id == message_id)
        used = self._rows(schema.treatment_uses, schema.treatment_uses.c.message_id == message_id)
        return Turn(
            said,
            message_id,
            conversation_id,
            replies,
            tuple(data.get("events", ())),
            data.get("intent"),
            data.get("confidence", 0.0),
            decided[-1] if decided else None,
            tuple(self._rows(schema.benefits, schema.benefits.c.message_id == message_id)),
            tuple(row.treatment for row in used),
            conversation.language,
            conversation.state.get("flow", {}).get("slots", {}),
        )

    def _rows(self, table: Any, where: Any) -> list[Row[Any]]:
        with self.services.database.reading() as connection:
            return list(connection.execute(select(table).where(where).order_by(table.c.id)).all())


class Stage(Talking):
    """Raises ContentErrors when the content has a mistake. `entered` gathers each step that was entered."""

    def __init__(self, folder: Path, content: Path, training: Path) -> None:
        self.entered: set[Entered] = set()
        self.clock = Clock()
        url = f"sqlite:///{folder / 'stage.db'}"
        upgrade(url)
        made = Settings(_env_file=None).model_copy(
            update={"database_url": url, "content": content, "secret_key": "the secret of the stage"}
        )
        files = read_files(content)
        known = {**training_phrases(training), **_own_phrases(files)}
        super().__init__(build(made, engine=lambda step: StandInEngine(step, known), clock=self.clock))
        watching = Watching(self.content.pack, self._note)
        self.services.shelf.use(replace(self.content, interpreter=watching))

    def learn(self, phrases: Mapping[str, str]) -> None:
        """What the stand-in engine is to take these words for: words -> intent."""
        engine = self.services.engine
        assert isinstance(engine, StandInEngine)
        engine.learn({normalised(words): intent for words, intent in phrases.items()})

    def customer(
        self,
        knows: Mapping[str, Any],
        language: str,
        channel: Channel = "webchat",
        *,
        is_verified: bool = True,
    ) -> Customer:
        """Somebody new of whom the company holds these facts."""
        address = Address("external", new_id(), is_verified=is_verified)
        with self.services.database.transaction() as connection:
            person_id = ensure_person(connection, address, self.clock(), language).person_id
            for attribute, value in knows.items():
                save_fact(connection, person_id, Fact(attribute, value, "imported", self.clock()))
        return Customer(person_id, address, language, channel)

    def facts(self, who: Customer) -> Mapping[str, Any]:
        with self.services.database.reading() as connection:
            found = current_facts(connection, who.person_id, self.clock.now)
        return {fact.attribute: fact.value for fact in found}

    def asks(self, who: Customer) -> Mapping[str, str]:
        """Attribute -> status of every question that was put."""
        rows = self._rows(schema.asks, schema.asks.c.person_id == who.person_id)
        return {row.attribute: row.status for row in rows if row.asked_at}

    def _note(self, effects: Effects) -> None:
        self.entered |= {(one.flow, one.step) for one in effects.events if isinstance(one, StepEntered)}


class Watching(Interpreter):
    """An interpreter that tells what each of its calls led to."""

    def __init__(self, pack: Pack, on_effects: Callable[[Effects], None]) -> None:
        super().__init__(pack)
        for name, method in inspect.getmembers(self, inspect.ismethod):
            if not name.startswith("_"):
                setattr(self, name, _telling(method, on_effects))


def _telling(method: Callable[..., Any], on_effects: Callable[[Effects], None]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        result = method(*arguments, **named)
        if isinstance(result, Effects):
            on_effects(result)
        return result

    return call


def steps_of(pack: Pack) -> Iterable[Entered]:
    """Every step that may be entered."""
    return [(step.flow, step.id) for step in pack.steps()]


def _own_phrases(files: Mapping[str, str]) -> Mapping[str, str]:
    """Marketing's phrases -> their intent."""
    return {
        normalised(phrase): intent
        for intent, languages in load_phrases(files).trained.items()
        for said in languages.values()
        for phrase in said
    }
