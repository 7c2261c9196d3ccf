"""Promises to come back: which are due, and which have lost their reason. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select, update

from bot.errors import DriplineError
from bot.messages import Address
from bot.people.opt_out import stands_against
from bot.store.contacts import has_open_case, release
from bot.store.people import consents_of
from bot.store.schema import cases, conversations, follow_ups, identifiers, messages

_IS_PLANNED = follow_ups.c.status == "planned"
_KIND = {"sms": "phone", "whatsapp": "whatsapp"}
_case = cases.alias("case")
_of_its_talk = _case.c.conversation_id == follow_ups.c.conversation_id
_HAS_OPEN_CASE = exists().where(_of_its_talk, _case.c.status == "open")
_IS_SOLVED = and_(
    ~_HAS_OPEN_CASE,
    exists().where(_of_its_talk, _case.c.status == "solved", _case.c.solved_at > follow_ups.c.created_at),
)
_talk, _word = conversations.alias("talk"), messages.alias("word")
_CAME_BACK = and_(
    ~_HAS_OPEN_CASE,
    exists()
    .where(
        _talk.c.person_id == follow_ups.c.person_id,
        _talk.c.id != follow_ups.c.conversation_id,
        _talk.c.last_message_at > follow_ups.c.created_at,
        _word.c.conversation_id == _talk.c.id,
        _word.c.direction == "in",
        _word.c.kind != "follow_up",
        _word.c.created_at > follow_ups.c.created_at,
    )
    .correlate(follow_ups),
)
_GROUNDLESS: tuple[tuple[str, ColumnElement[bool]], ...] = (
    ("the case was solved", _IS_SOLVED),
    ("the customer came back", _CAME_BACK),
)


class UnknownFollowUp(DriplineError):
    """There is no follow-up '{follow_up_id}'. 'dripline follow-ups list --all' shows every one."""


class FollowUpSettled(DriplineError):
    """Follow-up '{follow_up_id}' is {status} already ({outcome}). Only a planned one can be changed."""


def cancel_groundless(connection: Connection, person_id: str | None = None) -> int:
    """Cancel what has lost its reason: its case is solved, or the customer came back by themselves."""
    where = _IS_PLANNED if person_id is None else and_(_IS_PLANNED, follow_ups.c.person_id == person_id)
    return sum(
        connection.execute(
            update(follow_ups).where(where, is_groundless).values(status="cancelled", outcome=reason)
        ).rowcount
        for reason, is_groundless in _GROUNDLESS
    )


def cancel_refused(connection: Connection, person_id: str, now: datetime) -> int:
    """Cancel what the person's own word now forbids."""
    words, in_case = consents_of(connection, person_id), has_open_case(connection, person_id)
    cancelled = 0
    for row in planned_of(connection, person_id):
        if reason := stands_against(words, "follow_up", row.channel, has_open_case=in_case):
            cancelled += settle(connection, row.id, "cancelled", reason)
    return cancelled


def people_due(connection: Connection, now: datetime, most: int) -> Sequence[str]:
    """Whom something is due for, the longest due first."""
    first = func.min(follow_ups.c.due_at)
    people = select(follow_ups.c.person_id).where(_is_due(now)).group_by(follow_ups.c.person_id)
    return connection.execute(people.order_by(first).limit(most)).scalars().all()


def planned_of(connection: Connection, person_id: str) -> Sequence[Row[Any]]:
    """A person's planned follow-ups, the earliest first."""
    theirs = select(follow_ups).where(follow_ups.c.person_id == person_id, _IS_PLANNED)
    return connection.execute(theirs.order_by(follow_ups.c.due_at, follow_ups.c.id)).all()


def follow_up(connection: Connection, follow_up_id: str) -> Row[Any]:
    """Raises UnknownFollowUp, or FollowUpSettled when it is not planned any more."""
    row = connection.execute(select(follow_ups).where(follow_ups.c.id == follow_up_id)).first()
    if row is None:
        raise UnknownFollowUp(follow_up_id=follow_up_id)
    if row.status != "planned":
        raise FollowUpSettled(follow_up_id=row.id, status=row.status, outcome=row.outcome or "done")
    return row


def all_follow_ups(connection: Connection, most: int, *, settled_too: bool = False) -> Sequence[Row[Any]]:
    """The planned ones, the next first; with `settled_too` every one, the latest first."""
    query = select(follow_ups).limit(most)
    if settled_too:
        return connection.execute(query.order_by(follow_ups.c.due_at.desc())).all()
    return connection.execute(query.where(_IS_PLANNED).order_by(follow_ups.c.due_at)).all()


def settle(connection: Connection, follow_up_id: str, status: str, outcome: str | None = None) -> int:
    """'sent' or 'cancelled', once. What is cancelled frees the contact that was reserved for it."""
    if status == "cancelled":
        release(connection, reference(follow_up_id))
    return connection.execute(
        update(follow_ups)
        .where(follow_ups.c.id == follow_up_id, _IS_PLANNED)
        .values(status=status, outcome=outcome)
    ).rowcount


def note(connection: Connection, follow_up_id: str, outcome: str) -> None:
    """What is known of a planned one; nothing else changes."""
    connection.execute(
        update(follow_ups).where(follow_ups.c.id == follow_up_id, _IS_PLANNED).values(outcome=outcome)
    )


def put_off(connection: Connection, follow_up_id: str, until: datetime, reason: str) -> None:
    """Not before a time, and why; when it was promised for is kept."""
    connection.execute(
        update(follow_ups)
        .where(follow_ups.c.id == follow_up_id, _IS_PLANNED)
        .values(not_before=until, outcome=reason)
    )


def reference(follow_up_id: str) -> str:
    """What a follow-up is called as a message and as a contact: the same always, so that it is one."""
    return f"follow_up:{follow_up_id}"


def address_on(connection: Connection, person_id: str, channel: str) -> Address | None:
    """Where to reach a person: the address they last used there; on a phone else a number proven to be theirs."""
    used = connection.execute(
        select(identifiers.c.kind, identifiers.c.value)
        .join(conversations, conversations.c.identifier_id == identifiers.c.id)
        .where(identifiers.c.person_id == person_id, conversations.c.channel == channel)
        .order_by(conversations.c.id.desc())
        .limit(1)
    ).first()
    if used is None and channel in _KIND:
        used = connection.execute(
            select(identifiers.c.kind, identifiers.c.value)
            .where(
                identifiers.c.person_id == person_id,
                identifiers.c.kind == _KIND[channel],
                identifiers.c.verified_at.is_not(None),
            )
            .order_by(identifiers.c.id.desc())
            .limit(1)
        ).first()
    return Address(used.kind, used.value) if used else None


def is_with_a_person(connection: Connection, person_id: str) -> bool:
    """Whether somebody of ours talks with them now, or they wait for somebody."""
    query = exists().where(
        conversations.c.person_id == person_id,
        conversations.c.closed_at.is_(None),
        conversations.c.owner != "bot",
    )
    return bool(connection.execute(select(query)).scalar())


def _is_due(now: datetime) -> ColumnElement[bool]:
    is_free = or_(follow_ups.c.not_before.is_(None), follow_ups.c.not_before <= now)
    return and_(_IS_PLANNED, follow_ups.c.due_at <= now, is_free)
