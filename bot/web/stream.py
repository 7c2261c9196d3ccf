"""One tab's stream of events, read from the store at each ring of the bell: nothing lost, nothing twice."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from anyio.to_thread import run_sync
from sqlalchemy import Connection, select

from bot import metrics
from bot.channels.webchat import client_id
from bot.desk.people import first_name
from bot.store.conversations import last_conversation, open_conversation
from bot.store.moves import moved_from
from bot.store.people import find_by_identifier
from bot.store.schema import desk_items
from bot.store.session import Database
from bot.store.transcript import Cursor, Line, lines_after, waiting_since
from bot.web.live import Broker
from bot.web.typists import Typists

HEARTBEAT_SECONDS = 15.0
SLOW_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """How things stand with a visitor now, and what they have not seen.

    `agent` is the name of the person who has the conversation, `agent_writing` of whoever is writing.
    """

    lines: tuple[Line, ...] = ()
    waiting_since: datetime | None = None
    is_open: bool = False
    person_id: str | None = None
    is_verified: bool = False
    moved_to: str | None = None
    agent: str | None = None
    agent_writing: str | None = None

    def seconds_waited(self) -> float:
        return (datetime.now(UTC) - self.waiting_since).total_seconds() if self.waiting_since else 0.0

    def typing(self) -> dict[str, Any]:
        """`who` is a person's name; the bot has none here."""
        is_typing = self.waiting_since is not None or self.agent_writing is not None
        return {"is_typing": is_typing, "who": self.agent_writing}

    def conversation(self) -> dict[str, Any]:
        return {
            "is_open": self.is_open,
            "agent": self.agent,
            "moved_to": self.moved_to,
        }


class Teller:
    """Turns successive looks into events, telling each thing once. Keeps the cursor."""

    def __init__(self, visitor: str, cursor: Cursor) -> None:
        self._visitor = visitor
        self.cursor = cursor
        self._last: Look | None = None
        self._noticed: datetime | None = None

    def tell(self, look: Look) -> Iterator[bytes]:
        for line in look.lines:
            self.cursor = self.cursor.after(line)
            yield event("message", as_message(line, self._visitor), str(self.cursor))
        last = self._last
        if last is None or last.typing() != look.typing():
            yield event("typing", look.typing())
        if look.seconds_waited() >= SLOW_SECONDS and self._noticed != look.waiting_since:
            self._noticed = look.waiting_since
            yield event("notice", {"kind": "slow"})
        if last is None or last.conversation() != look.conversation():
            yield event("conversation", look.conversation())
        if (last is not None and last.is_verified) != look.is_verified:
            yield event("visitor", {"is_verified": look.is_verified})
        if _may_have_learned(last, look):
            yield event("profile", {})
        self._last = look

    def seconds_to_notice(self) -> float:
        """How long until a waiting customer should hear that we have their message."""
        look = self._last
        if look is None or look.waiting_since is None or self._noticed == look.waiting_since:
            return HEARTBEAT_SECONDS
        return max(0.05, SLOW_SECONDS - look.seconds_waited())


async def visitor_events(
    database: Database, broker: Broker, visitor: str, cursor: Cursor, agents: Typists
) -> AsyncIterator[bytes]:
    """Everything after the cursor, then whatever comes, until the reader leaves or the server stops."""
    teller = Teller(visitor, cursor)
    metrics.stream_opened()
    try:
        with broker.subscribe(visitor) as bell:
            yield event("ready", {})
            beat_at = time.monotonic() + HEARTBEAT_SECONDS
            while not broker.is_closed:
                look = await run_sync(_look, database, visitor, teller.cursor)
                look = replace(look, agent_writing=agents.who(visitor) if look.agent is not None else None)
                for line in look.lines:
                    bell.watch(line.conversation_id)
                for told in teller.tell(look):
                    yield told
                if time.monotonic() >= beat_at:
                    beat_at = time.monotonic() + HEARTBEAT_SECONDS
                    yield event("heartbeat", {})
                if not look.lines:
                    until_beat = max(0.05, beat_at - time.monotonic())
                    until_stops = agents.seconds_left(visitor) or until_beat
                    await bell.wait(min(teller.seconds_to_notice(), until_beat, until_stops))
    finally:
        metrics.stream_closed()


def event(name: str, data: dict[str, Any], event_id: str | None = None) -> bytes:
    """One server-sent event; JSON has no line breaks, so neither has it."""
    identity = f"id: {event_id}\n" if event_id else ""
    return f"event: {name}\n{identity}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def as_message(line: Line, visitor: str) -> dict[str, Any]:
    """A message as the component takes it."""
    return {
        "id": line.id,
        "conversation_id": line.conversation_id,
        "direction": line.direction,
        "kind": "text" if line.direction == "in" else line.kind,
        "text": line.text,
        "payload": line.payload,
        "options": [{"title": option.title, "payload": option.payload} for option in line.options],
        "client_id": client_id(visitor, line.provider_id) if line.direction == "in" else None,
        "at": line.created_at.isoformat(),
        "author": first_name(line.author) if line.author else None,
    }


def _may_have_learned(last: Look | None, look: Look) -> bool:
    if last is None:
        return False
    has_news = any(line.direction == "out" for line in look.lines)
    return has_news or last.person_id != look.person_id or last.is_open != look.is_open


def _look(database: Database, visitor: str, cursor: Cursor) -> Look:
    with database.reading() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        if known is None:
            return Look()
        talking = open_conversation(connection, known.identifier_id)
        return Look(
            lines=lines_after(connection, known.identifier_id, cursor),
            waiting_since=waiting_since(connection, known.identifier_id),
            is_open=talking is not None,
            person_id=known.person_id,
            is_verified=known.is_verified,
            moved_to=None if talking else _moved_to(connection, known.identifier_id),
            agent=_agent(connection, talking.id) if talking and talking.owner == "agent" else None,
        )


def _agent(connection: Connection, conversation_id: str) -> str:
    """The name, as the customer sees it, of whoever has the conversation."""
    item = select(desk_items.c.staff_name).where(desk_items.c.id == f"conversation:{conversation_id}")
    return first_name(connection.execute(item).scalar() or "")


def _moved_to(connection: Connection, identifier_id: str) -> str | None:
    """Where the visitor's last conversation goes on, if they took it along to their phone."""
    moved = moved_from(connection, identifier_id)
    last = last_conversation(connection, identifier_id)
    newest = max(moved, default="")
    return moved[newest] if newest > last else None
