"""What waits at the desk, read whole: calls, chats, follow-up calls that are due, cases that are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal, or_, select

from bot.desk.queue import CASE_DUE, Kind, QueueItem
from bot.store.schema import (
    cases,
    conversations,
    desk_items,
    facts,
    follow_ups,
    identifiers,
    messages,
    wrap_ups,
)
from bot.store.wrap_ups import WRAP_UP_WITHIN

Facts = Mapping[str, Any]
Priority = Callable[[Facts], tuple[int, str]]
_MOST = 200
_BY_PHONE = ("phone", "call")


def queue(
    connection: Connection, now: datetime, priority: Priority, tier_labels: Mapping[str, str]
) -> list[QueueItem]:
    """Everything that waits or that somebody has, in no order. What is put off until later is not in it."""
    found = [
        *_conversations(connection, now),
        *_ended_calls(connection, now),
        *_follow_ups(connection, now),
        *_cases(connection, now),
    ]
    people = {row.person_id for _, row in found}
    known = _facts(connection, people, now)
    with_case = _with_open_case(connection, people)
    proven = _verified(connection, [row.conversation_id for _, row in found])
    items = []
    for kind, row in found:
        about = known.get(row.person_id, {})
        weight, because = priority(about)
        tier = str(about.get("tier", ""))
        satisfaction = about.get("last_satisfaction")
        items.append(
            QueueItem(
                id=row.item_id,
                kind=kind,
                conversation_id=row.conversation_id,
                person_id=row.person_id,
                name=str(about.get("name", "")),
                channel=row.channel,
                since=row.since,
                reason=row.reason or "",
                tier=tier,
                tier_label=tier_labels.get(tier, ""),
                satisfaction=satisfaction if isinstance(satisfaction, int) else None,
                desk_priority=weight,
                because=because,
                has_open_case=row.person_id in with_case,
                staff_id=row.staff_id,
                staff_name=row.staff_name,
                meant_for=row.meant_for,
                note=row.note,
                is_verified=row.conversation_id in proven,
                position=getattr(row, "next_position", 0),
            )
        )
    return items


def _conversations(connection: Connection, now: datetime) -> list[tuple[Kind, Any]]:
    """Calls and chats that wait, and those that an agent has."""
    handed_over = (
        select(func.max(messages.c.created_at))
        .where(messages.c.conversation_id == conversations.c.id, messages.c.kind == "handoff")
        .scalar_subquery()
    )
    item_id = "conversation:" + conversations.c.id
    rows = connection.execute(
        select(
            item_id.label("item_id"),
            conversations.c.id.label("conversation_id"),
            conversations.c.person_id,
            conversations.c.channel,
            func.coalesce(handed_over, conversations.c.opened_at).label("since"),
            desk_items.c.staff_id,
            desk_items.c.staff_name,
            desk_items.c.meant_for,
            desk_items.c.note,
            desk_items.c.note.label("reason"),
            conversations.c.next_position,
        )
        .outerjoin(desk_items, desk_items.c.id == item_id)
        .where(
            conversations.c.owner != "bot",
            conversations.c.closed_at.is_(None),
            _is_not_put_off(now),
        )
        .order_by(conversations.c.id)
        .limit(_MOST)
    )
    return [("call" if row.channel == "phone" else "chat", row) for row in rows]


def _ended_calls(connection: Connection, now: datetime) -> list[tuple[Kind, Any]]:
    """Calls whose caller hung up, until the agent who had them has wrapped them up."""
    rows = connection.execute(
        select(
            desk_items.c.id.label("item_id"),
            conversations.c.id.label("conversation_id"),
            conversations.c.person_id,
            conversations.c.channel,
            conversations.c.opened_at.label("since"),
            desk_items.c.staff_id,
            desk_items.c.staff_name,
            desk_items.c.meant_for,
            desk_items.c.note,
            literal("ended").label("reason"),
            conversations.c.next_position,
        )
        .join(desk_items, desk_items.c.id == "conversation:" + conversations.c.id)
        .outerjoin(wrap_ups, wrap_ups.c.conversation_id == conversations.c.id)
        .where(
            desk_items.c.staff_id.is_not(None),
            conversations.c.channel == "phone",
            conversations.c.closed_at > now - WRAP_UP_WITHIN,
            wrap_ups.c.id.is_(None),
        )
        .order_by(conversations.c.id)
        .limit(_MOST)
    )
    return [("call", row) for row in rows]


def _follow_ups(connection: Connection, now: datetime) -> list[tuple[Kind, Any]]:
    item_id = "follow_up:" + follow_ups.c.id
    rows = connection.execute(
        select(
            item_id.label("item_id"),
            follow_ups.c.conversation_id,
            follow_ups.c.person_id,
            follow_ups.c.channel,
            follow_ups.c.due_at.label("since"),
            desk_items.c.staff_id,
            desk_items.c.staff_name,
            desk_items.c.meant_for,
            desk_items.c.note,
            follow_ups.c.reason,
        )
        .outerjoin(desk_items, desk_items.c.id == item_id)
        .where(
            follow_ups.c.status == "planned",
            follow_ups.c.due_at <= now,
            follow_ups.c.channel.in_(_BY_PHONE),
            _is_not_put_off(now),
        )
        .order_by(follow_ups.c.due_at)
        .limit(_MOST)
    )
    return [("follow_up", row) for row in rows]


def _cases(connection: Connection, now: datetime) -> list[tuple[Kind, Any]]:
    item_id = "case:" + cases.c.id
    rows = connection.execute(
        select(
            item_id.label("item_id"),
            cases.c.conversation_id,
            cases.c.person_id,
            conversations.c.channel,
            cases.c.opened_at.label("since"),
            desk_items.c.staff_id,
            desk_items.c.staff_name,
            desk_items.c.meant_for,
            desk_items.c.note,
            (cases.c.number + ": " + cases.c.topic).label("reason"),
        )
        .join(conversations, conversations.c.id == cases.c.conversation_id)
        .outerjoin(desk_items, desk_items.c.id == item_id)
        .where(cases.c.status == "open", cases.c.opened_at <= now - CASE_DUE, _is_not_put_off(now))
        .order_by(cases.c.opened_at)
        .limit(_MOST)
    )
    return [("case", row) for row in rows]


def _is_not_put_off(now: datetime) -> Any:
    return or_(desk_items.c.snoozed_until.is_(None), desk_items.c.snoozed_until <= now)


def _facts(connection: Connection, people: Iterable[str], now: datetime) -> dict[str, dict[str, Any]]:
    """What is known about many people at once; only for ordering and for staff's eyes."""
    rows = connection.execute(
        select(facts.c.person_id, facts.c.attribute, facts.c.value).where(
            facts.c.person_id.in_(sorted(people)),
            facts.c.superseded_at.is_(None),
            or_(facts.c.expires_at.is_(None), facts.c.expires_at > now),
        )
    )
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        known.setdefault(row.person_id, {})[row.attribute] = row.value
    return known


def _with_open_case(connection: Connection, people: Iterable[str]) -> frozenset[str]:
    is_open = (cases.c.status == "open") & cases.c.person_id.in_(sorted(people))
    return frozenset(connection.execute(select(cases.c.person_id).where(is_open)).scalars())


def _verified(connection: Connection, conversation_ids: Sequence[str]) -> frozenset[str]:
    """Conversations through an identifier that is proven."""
    rows = connection.execute(
        select(conversations.c.id)
        .join(identifiers, identifiers.c.id == conversations.c.identifier_id)
        .where(conversations.c.id.in_(conversation_ids), identifiers.c.verified_at.is_not(None))
    )
    return frozenset(rows.scalars())
