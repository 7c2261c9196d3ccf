"""A product whose bot says what a script says: the real inbox and store, no engine, no flows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy import insert, select, update

from bot.dialogue.content import Company
from bot.errors import EngineUnavailable
from bot.messages import InboundMessage, Option, Reply, choice_payload
from bot.settings import Settings
from bot.store.inbox import StoredInbox
from bot.store.schema import content_versions, conversations, messages, new_id
from bot.store.session import Database
from bot.turn import Received

COMPANY = Company(
    name="Vereda",
    assistant="Vera",
    languages=("en", "es", "pt"),
    default_language="en",
    timezone="America/Sao_Paulo",
    region="BR",
    welcome_flow="welcome",
    minimum_gap=timedelta(hours=12),
    tier_values={},
    grants={"daytime_data_bonus": {"en": "5 GB by day"}},
)
Script = Callable[[str, str | None], tuple[Reply, ...]]


def option(at: str, value: str, title: str) -> Option:
    return Option(value, title, choice_payload(at, value))


def default_script(text: str, payload: str | None) -> tuple[Reply, ...]:
    """Greets with options, echoes the rest."""
    if payload:
        said = Reply(
            "benefit", f"Thank you. You chose {json.loads(payload.removeprefix('/choose'))['value']}."
        )
        return (said,)
    if text.lower().startswith("hello"):
        options = (option("menu", "travel", "A travel pass"), option("menu", "bill", "My bill"))
        return (Reply("say", "Hello, I'm Vera, a bot."), Reply("ask", "What can I do for you?", options))
    return (Reply("say", f"You said: {text}"),)


class ScriptedDialogue:
    """bot.turn.Dialogue's methods. `is_down` is an engine that does not answer; `delay` is how long it thinks."""

    def __init__(self, database: Database, script: Script = default_script) -> None:
        self.database = database
        self.script = script
        self.is_down = False
        self.delay = 0.0
        self.on_change: Callable[[str], None] = lambda _: None
        self._inbox = StoredInbox(database, lambda: "v1", lambda: "en")
        self._lock = asyncio.Lock()

    @property
    def in_flight(self) -> int:
        return 0

    def receive(self, message: InboundMessage) -> Received:
        received = self._inbox.receive(message)
        self.on_change(received.conversation_id)
        return received

    def promised(self, conversation_id: str) -> AbstractContextManager[None]:
        return nullcontext()

    async def answer(self, conversation_id: str) -> None:
        if self.is_down:
            raise EngineUnavailable(url="http://127.0.0.1:5005", problem="down")
        await asyncio.sleep(self.delay)
        async with self._lock:
            await run_sync(self._answer_all, conversation_id)
        self.on_change(conversation_id)

    async def reply_to(self, received: Received) -> tuple[Reply, ...]:
        await self.answer(received.conversation_id)
        return await run_sync(self._inbox.replies_to, received.message_id) or ()

    def _answer_all(self, conversation_id: str) -> None:
        for message_id in self._inbox.unanswered(conversation_id):
            with self.database.transaction() as connection:
                row = connection.execute(select(messages).where(messages.c.id == message_id)).one()
                for reply in self.script(row.text, row.payload):
                    self._store(connection, conversation_id, message_id, reply)
                answered = {"answered_at": datetime.now(UTC), "answered_by": "script"}
                connection.execute(update(messages).where(messages.c.id == message_id).values(answered))

    def _store(self, connection: Any, conversation_id: str, message_id: str, reply: Reply) -> None:
        position = connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(next_position=conversations.c.next_position + 1)
            .returning(conversations.c.next_position)
        ).scalar_one()
        connection.execute(
            insert(messages).values(
                id=new_id(),
                conversation_id=conversation_id,
                position=position - 1,
                direction="out",
                channel="webchat",
                in_reply_to=message_id,
                kind=reply.kind,
                text=reply.text,
                options=[[one.value, one.title, one.payload] for one in reply.options],
                flow=reply.flow,
                step=reply.step,
                question=reply.question,
                created_at=datetime.now(UTC),
            )
        )


class ScriptedEngine:
    def __init__(self, dialogue: ScriptedDialogue) -> None:
        self._dialogue = dialogue

    async def is_ready(self) -> bool:
        return not self._dialogue.is_down


@dataclass(frozen=True)
class ScriptedServices:
    """What bot.web.services.Services asks for."""

    settings: Settings
    database: Database
    dialogue: ScriptedDialogue
    engine: ScriptedEngine
    content: Any = field(default_factory=lambda: content_of({}))
    follow_ups: Any = None
    phones: Any = None


def content_of(labels: Mapping[str, str]) -> Any:
    """Just enough content to name things: attribute -> label."""
    described = {name: SimpleNamespace(label={"en": label}, options={}) for name, label in labels.items()}
    return SimpleNamespace(company=COMPANY, catalogue=(), described=described.get)


def scripted(database: Database, script: Script = default_script, **settings: Any) -> ScriptedServices:
    """Services on a database that has its tables. Settings by their field's name."""
    with database.transaction() as connection:
        if connection.execute(select(content_versions.c.id)).first() is None:
            connection.execute(
                insert(content_versions).values(id="v1", files={}, created_at=datetime.now(UTC))
            )
    made = Settings(_env_file=None).model_copy(update={"secret_key": "a secret of the tests", **settings})
    dialogue = ScriptedDialogue(database, script)
    return ScriptedServices(made, database, dialogue, ScriptedEngine(dialogue))
