"""Reads the conversations in which something was not understood or taken back. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Text, cast, or_, select

from bot.reviewing.turns import MARKS, PastTurn
from bot.store.erasure import ERASED
from bot.store.schema import conversations, events, messages, name_words, search_names

_CHUNK = 500


def turns_to_review(connection: Connection, since: datetime) -> list[PastTurn]:
    """Every turn of the conversations that have something to review since then, those of each in order."""
    history = cast(events.c.data, Text)
    marked = (
        select(events.c.conversation_id)
        .where(
            events.c.kind == "turn",
            events.c.recorded_at >= since,
            or_(*(history.like(f'%"{mark}"%') for mark in MARKS)),
        )
        .distinct()
    )
    rows = connection.execute(
        select(
            events.c.conversation_id,
            conversations.c.person_id,
            conversations.c.language,
            messages.c.text,
            messages.c.payload,
            events.c.data,
        )
        .join(messages, messages.c.id == events.c.message_id)
        .join(conversations, conversations.c.id == events.c.conversation_id)
        .where(
            events.c.kind == "turn",
            messages.c.direction == "in",
            messages.c.text != ERASED,
            events.c.conversation_id.in_(marked),
        )
        .order_by(events.c.conversation_id, messages.c.position)
    )
    return [
        PastTurn(
            row.conversation_id,
            row.person_id,
            row.language,
            row.text,
            row.payload,
            row.data.get("action", ""),
            row.data.get("intent"),
            tuple(row.data.get("events", ())),
        )
        for row in rows
    ]


def names_of(connection: Connection, person_ids: Collection[str]) -> dict[str, set[str]]:
    """The words of each person's names, folded."""
    found: dict[str, set[str]] = {}
    ids = sorted(person_ids)
    for start in range(0, len(ids), _CHUNK):
        query = select(search_names.c.person_id, search_names.c.word).where(
            search_names.c.person_id.in_(ids[start : start + _CHUNK])
        )
        for row in connection.execute(query):
            found.setdefault(row.person_id, set()).add(row.word)
    return found


def words_of_names(connection: Connection, words: Collection[str]) -> frozenset[str]:
    """Which of these words are in some customer's name."""
    asked = sorted(words)
    found: set[str] = set()
    for start in range(0, len(asked), _CHUNK):
        query = select(name_words.c.word).where(name_words.c.word.in_(asked[start : start + _CHUNK]))
        found.update(connection.execute(query).scalars())
    return frozenset(found)
