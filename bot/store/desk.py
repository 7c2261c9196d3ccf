"""Who has what at the desk. A conversation is owned by bot, waiting or agent, changed in one statement that decides.

The caller owns the transaction. An item's id is 'conversation:<id>', 'follow_up:<id>' or 'case:<id>'.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from bot.desk.errors import NoNumber, NotAtDesk, NotYours, TakenByAnother
from bot.desk.people import Member
from bot.store.people import insert_or_skip
from bot.store.schema import (
    cases,
    conversations,
    desk_items,
    desk_presence,
    follow_ups,
    identifiers,
    new_id,
    persons,
)

_HERE = timedelta(seconds=45)
"""An open page says every few seconds that it is there."""


def take(
    connection: Connection, item_id: str, staff: Member, content_version: str, language: str, now: datetime
) -> str:
    """Make an item this agent's. Returns its conversation, for follow-ups and cases a new call to the customer.

    Raises TakenByAnother, NotAtDesk, NoNumber. Taking what one has already changes nothing.
    """
    kind, _, own_id = item_id.partition(":")
    if kind == "conversation":
        _take_conversation(connection, own_id, staff, now)
        return own_id
    table = {"follow_up": follow_ups, "case": cases}.get(kind)
    row = connection.execute(select(table).where(table.c.id == own_id)).first() if table is not None else None
    if row is None or row.status not in ("planned", "open"):
        raise NotAtDesk(why="it is done")
    _take_item(connection, item_id, row.conversation_id, staff, now)
    if kind == "follow_up":
        connection.execute(update(follow_ups).where(follow_ups.c.id == own_id).values(status="sent"))
    return call_customer(connection, row.person_id, staff, content_version, language, now)


def call_customer(
    connection: Connection,
    person_id: str,
    staff: Member,
    content_version: str,
    language: str,
    now: datetime,
) -> str:
    """A call that the agent makes: the open one of the customer's number, else a new one. Raises NoNumber."""
    known_by = connection.execute(select(identifiers).where(identifiers.c.person_id == person_id)).all()
    numbers = sorted((row.kind, row.id) for row in known_by if row.kind in ("phone", "whatsapp"))
    number = next((row for row in known_by if numbers and row.id == numbers[0][1]), None)
    if number is None:
        raise NoNumber
    under_way = connection.execute(
        select(conversations.c.id).where(
            conversations.c.identifier_id == number.id,
            conversations.c.channel == "phone",
            conversations.c.closed_at.is_(None),
        )
    ).scalar()
    if under_way is not None:
        _take_conversation(connection, under_way, staff, now)
        return str(under_way)
    conversation_id = new_id()
    spoken = connection.execute(select(persons.c.language).where(persons.c.id == person_id)).scalar()
    connection.execute(
        insert(conversations).values(
            id=conversation_id,
            person_id=person_id,
            identifier_id=number.id,
            channel="phone",
            language=spoken or language,
            owner="waiting",
            content_version=content_version,
            state={},
            next_position=0,
            opened_at=now,
            last_message_at=now,
        )
    )
    _take_conversation(connection, conversation_id, staff, now)
    return conversation_id


def _take_conversation(connection: Connection, conversation_id: str, staff: Member, now: datetime) -> None:
    """The bot's too: whatever it is thinking of then stays unsaid. Of two at once, the first to write has it."""
    taken = connection.execute(
        update(conversations)
        .where(
            conversations.c.id == conversation_id,
            conversations.c.owner.in_(("waiting", "bot")),
            conversations.c.closed_at.is_(None),
        )
        .values(owner="agent")
    ).rowcount
    if not taken:
        _refuse_taken(connection, conversation_id, staff)
    _put_item(connection, f"conversation:{conversation_id}", conversation_id, staff, now)


def _refuse_taken(connection: Connection, conversation_id: str, staff: Member) -> None:
    """Raises why it cannot be taken, unless it is this agent's already or a supervisor steps in."""
    row = _owner(connection, conversation_id)
    if row is None or row.closed_at is not None:
        raise NotAtDesk(why="the conversation has ended")
    if row.staff_id not in (None, staff.id) and not staff.is_supervisor:
        raise TakenByAnother(row.staff_name)


def _take_item(
    connection: Connection, item_id: str, conversation_id: str, staff: Member, now: datetime
) -> None:
    """One statement decides here too: the row is there once, and has one taker."""
    connection.execute(
        insert_or_skip(connection, desk_items).values(id=item_id, conversation_id=conversation_id)
    )
    taken = connection.execute(
        update(desk_items)
        .where(
            desk_items.c.id == item_id,
            or_(desk_items.c.staff_id.is_(None), desk_items.c.staff_id == staff.id),
        )
        .values(staff_id=staff.id, staff_name=staff.name, taken_at=now, meant_for=None, snoozed_until=None)
    ).rowcount
    if not taken:
        has_it = connection.execute(select(desk_items.c.staff_name).where(desk_items.c.id == item_id))
        raise TakenByAnother(str(has_it.scalar()))


def _put_item(
    connection: Connection, item_id: str, conversation_id: str, staff: Member, now: datetime
) -> None:
    values = {
        "staff_id": staff.id,
        "staff_name": staff.name,
        "taken_at": now,
        "snoozed_until": None,
        "meant_for": None,
    }
    connection.execute(
        insert_or_skip(connection, desk_items).values(id=item_id, conversation_id=conversation_id, **values)
    )
    connection.execute(update(desk_items).where(desk_items.c.id == item_id).values(values))


def check_yours(connection: Connection, conversation_id: str, staff: Member) -> None:
    """Raises NotYours. Locks the conversation: nobody takes it before this transaction ends."""
    locked = select(conversations.c.owner, conversations.c.closed_at).where(
        conversations.c.id == conversation_id
    )
    connection.execute(locked.with_for_update()).first()
    row = _owner(connection, conversation_id)
    if row is None:
        raise NotYours(why="it is not there any more")
    if row.closed_at is not None:
        raise NotYours(why="it has ended")
    if row.owner == "agent" and row.staff_id == staff.id:
        return
    whose = {"bot": "the bot has it", "waiting": "it waits in the queue"}
    raise NotYours(why=whose.get(row.owner, f"{row.staff_name} has it"))


def check_was_yours(connection: Connection, conversation_id: str, staff: Member) -> None:
    """Of a conversation that ended by itself. Raises NotYours."""
    row = _owner(connection, conversation_id)
    if row is None or (row.staff_id != staff.id and not staff.is_supervisor):
        raise NotYours(why=f"{row.staff_name or 'nobody'} had it" if row else "it is not there any more")


def give_back(
    connection: Connection,
    conversation_id: str,
    staff: Member,
    *,
    meant_for: str | None = None,
    note: str | None = None,
    snoozed_until: datetime | None = None,
) -> None:
    """Back into the queue: for anybody, for a colleague, or for later. Raises NotYours."""
    check_yours(connection, conversation_id, staff)
    connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(owner="waiting")
    )
    connection.execute(
        update(desk_items)
        .where(desk_items.c.id == f"conversation:{conversation_id}")
        .values(staff_id=None, staff_name=None, meant_for=meant_for, note=note, snoozed_until=snoozed_until)
    )


def put_off(connection: Connection, item_id: str, until: datetime) -> None:
    """An item that nobody has comes back into the queue later. Raises NotAtDesk."""
    kind, _, own_id = item_id.partition(":")
    table = {"conversation": conversations, "follow_up": follow_ups, "case": cases}.get(kind)
    own = connection.execute(select(table).where(table.c.id == own_id)).first() if table is not None else None
    if own is None:
        raise NotAtDesk(why="it is done")
    conversation_id = own.id if kind == "conversation" else own.conversation_id
    connection.execute(
        insert_or_skip(connection, desk_items).values(id=item_id, conversation_id=conversation_id)
    )
    connection.execute(
        update(desk_items)
        .where(desk_items.c.id == item_id, desk_items.c.staff_id.is_(None))
        .values(snoozed_until=until)
    )


def leave(connection: Connection, conversation_id: str) -> None:
    """Nobody has it any more: it is wrapped up, or the bot's again."""
    connection.execute(
        update(desk_items)
        .where(desk_items.c.id == f"conversation:{conversation_id}")
        .values(staff_id=None, staff_name=None, meant_for=None, note=None)
    )


def be_present(connection: Connection, staff: Member, now: datetime, *, is_away: bool) -> None:
    values = {"staff_name": staff.name, "is_away": is_away, "seen_at": now}
    connection.execute(insert_or_skip(connection, desk_presence).values(staff_id=staff.id, **values))
    connection.execute(update(desk_presence).where(desk_presence.c.staff_id == staff.id).values(values))


def present(connection: Connection, now: datetime) -> list[Any]:
    """Who has the desk open now: staff_id, staff_name, is_away, busy (conversations in hand); by name."""
    busy = (
        select(func.count())
        .select_from(desk_items)
        .join(conversations, conversations.c.id == desk_items.c.conversation_id)
        .where(
            desk_items.c.staff_id == desk_presence.c.staff_id,
            conversations.c.owner == "agent",
            conversations.c.closed_at.is_(None),
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            desk_presence.c.staff_id,
            desk_presence.c.staff_name,
            desk_presence.c.is_away,
            busy.label("busy"),
        )
        .where(desk_presence.c.seen_at > now - _HERE)
        .order_by(desk_presence.c.staff_name)
    )
    return list(rows)


def _owner(connection: Connection, conversation_id: str) -> Any:
    return connection.execute(
        select(
            conversations.c.owner,
            conversations.c.closed_at,
            desk_items.c.staff_id,
            desk_items.c.staff_name,
        )
        .outerjoin(desk_items, desk_items.c.id == "conversation:" + conversations.c.id)
        .where(conversations.c.id == conversation_id)
    ).first()
