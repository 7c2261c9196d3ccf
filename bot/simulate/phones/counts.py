"""What was kept and what was broken on phones: counted from the database, and from what the provider took."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from bot.people.contact_pressure import Contact, ContactPolicy, pressure
from bot.people.opt_out import Purpose, stands_against, word_in
from bot.simulate.counts import Outcome, answered_twice, handed_over
from bot.simulate.delivery import Log
from bot.simulate.phones.provider import Provider
from bot.store.people import consents_of
from bot.store.schema import consents, contacts, deliveries, follow_ups, messages
from bot.store.session import Database

_OPEN = ("sending", "unknown")


def waiting(database: Database) -> int:
    """Messages without an answer, replies not sent, follow-ups due: what a settled run has none of."""
    with database.reading() as connection:
        unanswered = select(func.count()).where(
            messages.c.direction == "in", messages.c.answered_at.is_(None)
        )
        is_queued = (deliveries.c.state == "queued") & deliveries.c.held_until.is_(None)
        unsent = select(func.count()).where(or_(deliveries.c.state.in_(_OPEN), is_queued))
        due = select(func.count()).where(
            follow_ups.c.status == "planned",
            follow_ups.c.due_at <= datetime.now(UTC),
            follow_ups.c.not_before.is_(None),
        )
        return sum(int(connection.execute(one).scalar_one()) for one in (unanswered, unsent, due))


def count(
    database: Database, log: Log, provider: Provider, policy: ContactPolicy, kills: int, seconds: float
) -> Outcome:
    with database.reading() as connection:
        lost = _unanswered(connection, log)
        refused = _messaged_though_opted_out(connection)
        over = _caps_exceeded(connection, policy)
        twice = sorted(delivery for delivery, times in provider.taken.items() if times > 1)
        unsent = _never_sent(connection, provider)
        broken = {
            "messages unanswered": len(lost),
            "messages answered twice": answered_twice(connection),
            "second sends": len(twice),
            "replies never sent": len(unsent),
            "opted-out persons messaged": len(refused),
            "caps exceeded": len(over),
            "webhooks never taken": sum("nobody took" in problem for problem in log.problems),
        }
        totals = _totals(connection) | {
            "webhooks delivered": log.counts["deliveries"],
            "messages delivered more than once": log.counts["duplicated"],
            "calls to the provider": provider.counts["calls"],
            "failed by the provider": provider.counts["failures"],
            "status reports": provider.counts["reports"],
            "workers killed": kills,
        }
    problems = [
        *lost,
        *(f"delivery {one} was sent {provider.taken[one]} times" for one in twice),
        *unsent,
        *refused,
        *over,
        *log.problems,
    ]
    return Outcome(totals, broken, problems, seconds)


def _totals(connection: Connection) -> dict[str, int]:
    def number(table: Any, *where: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    return {
        "messages in": number(messages, messages.c.direction == "in", messages.c.kind != "follow_up"),
        "replies": number(messages, messages.c.direction == "out"),
        "sent to phones": number(deliveries, deliveries.c.provider_sid.is_not(None)),
        "follow-ups sent": number(follow_ups, follow_ups.c.status == "sent"),
        "follow-ups held back or cancelled": number(follow_ups, follow_ups.c.status != "sent"),
        "refusals and returns": number(consents),
    }


def _unanswered(connection: Connection, log: Log) -> list[str]:
    """Gone, without an end, or ended without a word where one was due. A refusal is confirmed once, a person answers
    in their own time."""
    rows = connection.execute(select(messages).where(messages.c.direction == "in")).all()
    kept = {row.provider_id for row in rows}
    gone = [
        f"message {sid} was taken and is gone" for ids in log.accepted.values() for sid in sorted(ids - kept)
    ]
    replied = set(
        connection.execute(select(messages.c.in_reply_to).where(messages.c.direction == "out")).scalars()
    )
    with_a_person = handed_over(connection)
    return gone + [
        f"message {row.id} has no answer"
        for row in rows
        if row.answered_at is None
        or (row.id not in replied and row.conversation_id not in with_a_person and _wants_an_answer(row))
    ]


def _wants_an_answer(row: Row[Any]) -> bool:
    return word_in(row.text, row.channel, None) is None


def _never_sent(connection: Connection, provider: Provider) -> list[str]:
    """A reply that nobody held back and that the provider never got."""
    rows = connection.execute(select(deliveries).where(deliveries.c.state.not_in(("suppressed", "failed"))))
    return [
        f"delivery {row.id} was never sent ({row.state})"
        for row in rows
        if not provider.taken[row.id] and not row.held_until
    ]


def _messaged_though_opted_out(connection: Connection) -> list[str]:
    """Sent by ourselves after the person's word against it, and before they took it back."""
    rows = connection.execute(
        select(deliveries).where(deliveries.c.purpose != "service", deliveries.c.provider_sid.is_not(None))
    ).all()
    found = []
    for row in rows:
        said = [
            word for word in consents_of(connection, row.person_id) if word.recorded_at < row.attempted_at
        ]
        purpose: Purpose = row.purpose
        if against := stands_against(said, purpose, row.channel, has_open_case=True):
            found.append(f"delivery {row.id} went to somebody who opted out: {against}")
    return found


def _caps_exceeded(connection: Connection, policy: ContactPolicy) -> list[str]:
    """Each contact that we began, measured again against those before it."""
    before: dict[str, list[Contact]] = defaultdict(list)
    found = []
    for row in connection.execute(select(contacts).order_by(contacts.c.made_at, contacts.c.id)):
        verdict = pressure(before[row.person_id], policy, row.made_at)
        if row.purpose != "service" and not verdict.allowed:
            found.append(f"contact {row.reference} was one too many: {verdict.reason}")
        before[row.person_id].append(Contact(row.made_at, row.purpose))
    return found
