"""What was kept and what was broken, counted straight from the database and from what clients saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from bot.simulate.asked_twice import asked_twice
from bot.simulate.delivery import Log
from bot.store.schema import asks, benefits, conversations, events, merges, messages
from bot.store.session import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """`broken` must be 0 throughout; `totals` say how much was tried; `problems` name what was broken."""

    totals: Mapping[str, int]
    broken: Mapping[str, int]
    problems: Sequence[str]
    seconds: float

    @property
    def is_good(self) -> bool:
        return not any(self.broken.values())


def unanswered(database: Database) -> int:
    with database.reading() as connection:
        query = select(func.count()).where(messages.c.direction == "in", messages.c.answered_at.is_(None))
        return connection.execute(query).scalar_one()


def count(database: Database, log: Log, sessions: int, kills: int, seconds: float) -> Outcome:
    with database.reading() as connection:
        twice = asked_twice(connection)
        with_a_person = handed_over(connection)
        lost = _lost(connection, log, with_a_person)
        in_vain = [who for who in log.in_vain.elements() if who not in log.forgotten]
        benefits_missing, benefits_double = _benefits(connection)
        broken = {
            "conversations with two questions": _two_questions(connection),
            "facts asked twice": len(twice),
            "messages lost": len(lost),
            "messages answered twice": answered_twice(connection),
            "deliveries of one message answered differently": log.counts["answered differently"],
            "replies shown twice": log.counts["shown twice"],
            "replies never shown": log.counts["never shown"],
            "answers without their benefit": benefits_missing,
            "benefits given twice": benefits_double,
            "answers that stayed away": len(in_vain),
        }
        totals = _totals(connection) | {
            "sessions": sessions,
            "duplicate deliveries": log.counts["duplicates"],
            "requests cut off": log.counts["cut off"],
            "streams dropped": log.counts["dropped streams"],
            "workers killed": kills,
        }
    waits = [f"{who} waited for an answer in vain" for who in in_vain]
    problems = [*twice, *lost, *waits, *log.problems]
    return Outcome(totals, broken, problems, seconds)


def _totals(connection: Connection) -> dict[str, int]:
    def number(table: Any, *where: Any) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

    asked = asks.c.asked_at.is_not(None)
    return {
        "conversations": number(conversations),
        "messages in": number(messages, messages.c.direction == "in"),
        "replies": number(messages, messages.c.direction == "out"),
        "questions asked": number(asks, asked),
        "answered": number(asks, asked, asks.c.status == "answered"),
        "declined": number(asks, asked, asks.c.status == "declined"),
        "ignored": number(asks, asked, asks.c.status == "ignored"),
        "volunteered": number(asks, asks.c.status == "volunteered"),
        "benefits": number(benefits),
        "visitors who became customers": number(merges),
        "handed over to a person": number(conversations, conversations.c.owner != "bot"),
    }


def _two_questions(connection: Connection) -> int:
    """By the ledger, and by what was said."""
    asked = connection.execute(select(asks.c.conversation_id).where(asks.c.asked_at.is_not(None))).scalars()
    said = connection.execute(
        select(messages.c.conversation_id, messages.c.question)
        .where(messages.c.kind == "question", messages.c.direction == "out")
        .distinct()
    )
    return len(_repeated(asked) | _repeated(row.conversation_id for row in said))


def _repeated(values: Iterable[str]) -> set[str]:
    return {value for value, times in Counter(values).items() if times > 1}


def answered_twice(connection: Connection) -> int:
    """How many messages had two turns."""
    turns = connection.execute(select(events.c.message_id).where(events.c.kind == "turn")).scalars()
    return len(_repeated(turns))


def handed_over(connection: Connection) -> frozenset[str]:
    """Conversations that were, at some time, a person's to answer, in their own time."""
    turns = connection.execute(select(events.c.conversation_id, events.c.data).where(events.c.kind == "turn"))
    return frozenset(
        turn.conversation_id
        for turn in turns
        if any(event["kind"] == "owner_changed" for event in turn.data["events"])
    )


def _lost(connection: Connection, log: Log, with_a_person: Collection[str]) -> list[str]:
    """What was taken and is not there, or has no answer. Who asked to be forgotten has no messages any more."""
    rows = connection.execute(
        select(
            messages.c.provider_id, messages.c.id, messages.c.answered_at, messages.c.conversation_id
        ).where(messages.c.direction == "in")
    ).all()
    kept = {row.provider_id for row in rows}
    replied = set(
        connection.execute(select(messages.c.in_reply_to).where(messages.c.direction == "out")).scalars()
    )
    lost = [
        f"message {provider_id} was taken and is gone"
        for person, ids in log.accepted.items()
        for provider_id in sorted(ids - kept)
        if person not in log.forgotten
    ]
    return lost + [
        f"message {row.id} has no answer"
        for row in rows
        if row.answered_at is None or (row.id not in replied and row.conversation_id not in with_a_person)
    ]


def _benefits(connection: Connection) -> tuple[int, int]:
    """(missing, double). An answer's benefit is recorded and said in the turn that settled the question."""
    said = Counter(
        connection.execute(select(messages.c.in_reply_to).where(messages.c.kind == "benefit")).scalars()
    )
    given = {row.ask_id: row for row in connection.execute(select(benefits))}
    answered = connection.execute(
        select(asks).where(asks.c.asked_at.is_not(None), asks.c.status == "answered")
    ).all()
    missing = sum(
        row.id not in given
        or given[row.id].granted_at != row.settled_at
        or said[given[row.id].message_id] == 0
        for row in answered
    )
    return missing, sum(times > 1 for times in said.values())
