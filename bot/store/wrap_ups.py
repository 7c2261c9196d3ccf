"""How a conversation ended: written once, in one transaction with all that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from bot.desk.errors import WrapUpIncomplete, WrapUpNeeded
from bot.desk.guidance import Disposition, Guidance
from bot.desk.people import Member
from bot.dialogue.content import Content
from bot.dialogue.flow_actions.numbers import readable_number
from bot.dialogue.moment import TalkState
from bot.people.facts import Fact
from bot.store.audit import audit, by_staff
from bot.store.calls import end_call
from bot.store.conversations import add_event
from bot.store.desk import check_was_yours, check_yours, leave
from bot.store.facts import save_fact
from bot.store.people import insert_or_skip
from bot.store.schema import (
    cases,
    conversations,
    desk_items,
    events,
    follow_ups,
    new_id,
    wrap_ups,
)

CHECK_IN = "check_in"
WRAP_UP_WITHIN = timedelta(hours=12)
"""A call that ended waits for its wrap-up so long."""
_CONFIRM = timedelta(days=3)
"""How long a solved case leaves the queue while the customer is asked whether it is."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised: a call of ours or a message, when, and about what."""

    channel: str
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class WrapUp:
    """`case`: 'opened' opens one, 'solved' has the customer asked whether it is. `satisfaction` is 1..5."""

    disposition: str
    satisfaction: int | None = None
    promise: Promise | None = None
    case: Literal["none", "opened", "solved"] = "none"
    note: str = ""


def missing(wrap_up: WrapUp, disposition: Disposition | None) -> tuple[str, ...]:
    """What the disposition asks for and the wrap-up does not have."""
    if disposition is None:
        return ("a disposition",)
    has = {
        "satisfaction": wrap_up.satisfaction is not None,
        "promise": wrap_up.promise is not None,
        "case": wrap_up.case != "none",
        "note": bool(wrap_up.note.strip()),
    }
    return tuple(need for need in disposition.needs if not has[need])


def save_wrap_up(
    connection: Connection,
    conversation_id: str,
    wrap_up: WrapUp,
    staff: Member,
    content: Content,
    guidance: Guidance,
    now: datetime,
) -> None:
    """A call ends with it; a chat is the bot's again. The second time changes nothing.

    A chat that came back to the desk since is wrapped up anew; the history keeps each.

    Raises WrapUpIncomplete, NotYours.
    """
    row = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).one()
    if is_wrapped_up(connection, conversation_id) and (row.closed_at is not None or row.owner != "agent"):
        return
    if lacks := missing(wrap_up, guidance.disposition(wrap_up.disposition)):
        raise WrapUpIncomplete(missing=", ".join(lacks))
    if row.closed_at is None:
        check_yours(connection, conversation_id, staff)
    else:
        check_was_yours(connection, conversation_id, staff)
    connection.execute(delete(wrap_ups).where(wrap_ups.c.conversation_id == conversation_id))
    connection.execute(
        insert_or_skip(connection, wrap_ups).values(
            id=new_id(),
            conversation_id=conversation_id,
            staff_id=staff.id,
            staff_name=staff.name,
            disposition=wrap_up.disposition,
            satisfaction=wrap_up.satisfaction,
            note=wrap_up.note.strip(),
            created_at=now,
        )
    )
    _keep_satisfaction(connection, row.person_id, conversation_id, wrap_up, content, now)
    if wrap_up.promise:
        _promise(connection, row.person_id, conversation_id, wrap_up.promise, now)
    _case(connection, row.person_id, conversation_id, wrap_up, now)
    _note_history(connection, conversation_id, wrap_up, staff, now)
    _end(connection, conversation_id, row.channel, now)
    audit(connection, by_staff(staff.id), "wrap_up", row.person_id, wrap_up.disposition, now)


def is_required(connection: Connection, conversation_id: str, guidance: Guidance) -> bool:
    """Whether a flow was run after which nobody leaves without a wrap-up."""
    turns = connection.execute(
        select(events.c.data).where(events.c.conversation_id == conversation_id, events.c.kind == "turn")
    ).scalars()
    run = {one.get("flow") for turn in turns for one in turn.get("events", ()) if "flow" in one}
    return bool(run & guidance.required_after)


def check_wrapped_up(
    connection: Connection, conversation_id: str, name: str, guidance: Callable[[str], Guidance]
) -> None:
    """Raises WrapUpNeeded. `guidance` is of the content version that the conversation stays on."""
    version = select(conversations.c.content_version).where(conversations.c.id == conversation_id)
    held = guidance(str(connection.execute(version).scalar()))
    is_owed = is_required(connection, conversation_id, held)
    if is_owed and not is_wrapped_up(connection, conversation_id):
        raise WrapUpNeeded(name=name)


def check_owes_none(
    connection: Connection, staff: Member, guidance: Callable[[str], Guidance], now: datetime
) -> None:
    """Whoever had a call that ended without the wrap-up it needs takes no other before. Raises WrapUpNeeded."""
    ended = connection.execute(
        select(conversations.c.id)
        .join(desk_items, desk_items.c.id == "conversation:" + conversations.c.id)
        .where(
            desk_items.c.staff_id == staff.id,
            conversations.c.channel == "phone",
            conversations.c.closed_at > now - WRAP_UP_WITHIN,
        )
        .order_by(conversations.c.id)
    ).scalars()
    for conversation_id in list(ended):
        check_wrapped_up(connection, conversation_id, "Your call that ended", guidance)


def is_wrapped_up(connection: Connection, conversation_id: str) -> bool:
    done = select(wrap_ups.c.id).where(wrap_ups.c.conversation_id == conversation_id)
    return connection.execute(done).first() is not None


def _keep_satisfaction(
    connection: Connection,
    person_id: str,
    conversation_id: str,
    wrap_up: WrapUp,
    content: Content,
    now: datetime,
) -> None:
    if wrap_up.satisfaction is None:
        return
    retention = content.retention("last_satisfaction")
    until = now + retention if retention else None
    level = Fact("last_satisfaction", wrap_up.satisfaction, "agent", now, conversation_id, expires_at=until)
    save_fact(connection, person_id, level)


def _promise(
    connection: Connection, person_id: str, conversation_id: str, promise: Promise, now: datetime
) -> None:
    connection.execute(
        insert(follow_ups).values(
            id=new_id(),
            person_id=person_id,
            conversation_id=conversation_id,
            channel=promise.channel,
            flow=CHECK_IN,
            reason=promise.reason,
            status="planned",
            due_at=promise.due_at,
            created_at=now,
        )
    )


def _case(
    connection: Connection, person_id: str, conversation_id: str, wrap_up: WrapUp, now: datetime
) -> None:
    if wrap_up.case == "opened":
        connection.execute(
            insert(cases).values(
                id=new_id(),
                person_id=person_id,
                conversation_id=conversation_id,
                number=readable_number("C"),
                topic=wrap_up.note.strip()[:80] or wrap_up.disposition,
                satisfaction=wrap_up.satisfaction,
                status="open",
                opened_at=now,
            )
        )
    elif wrap_up.case == "solved":
        _ask_whether_solved(connection, person_id, conversation_id, now)


def _ask_whether_solved(connection: Connection, person_id: str, conversation_id: str, now: datetime) -> None:
    """A case is solved when the customer says so: they are asked, and it stays out of the queue meanwhile."""
    is_open = (cases.c.person_id == person_id) & (cases.c.status == "open")
    for case in connection.execute(select(cases).where(is_open)).all():
        item_id = f"case:{case.id}"
        until = now + _CONFIRM
        connection.execute(
            insert_or_skip(connection, desk_items).values(id=item_id, conversation_id=case.conversation_id)
        )
        connection.execute(
            update(desk_items)
            .where(desk_items.c.id == item_id)
            .values(staff_id=None, staff_name=None, snoozed_until=until)
        )
        channel = _reachable_on(connection, person_id)
        reason = f"{case.number}: ask whether it is solved"
        _promise(
            connection, person_id, conversation_id, Promise(channel, now + timedelta(hours=1), reason), now
        )


def _reachable_on(connection: Connection, person_id: str) -> str:
    """Where the customer writes to us; who only calls is called."""
    written = select(conversations.c.channel).where(
        conversations.c.person_id == person_id, conversations.c.channel.in_(("webchat", "whatsapp", "sms"))
    )
    newest = written.order_by(conversations.c.id.desc()).limit(1)
    return connection.execute(newest).scalar() or "phone"


def _note_history(
    connection: Connection, conversation_id: str, wrap_up: WrapUp, staff: Member, now: datetime
) -> None:
    data = {
        "disposition": wrap_up.disposition,
        "satisfaction": wrap_up.satisfaction,
        "case": wrap_up.case,
        "staff": staff.id,
    }
    add_event(connection, conversation_id, "wrap_up", data, now)


def _end(connection: Connection, conversation_id: str, channel: str, now: datetime) -> None:
    """A call is over; in a chat the bot may speak again, and does not think any more that a person was called."""
    leave(connection, conversation_id)
    if channel == "phone":
        connection.execute(
            update(conversations).where(conversations.c.id == conversation_id).values(owner="bot")
        )
        return end_call(connection, conversation_id, "wrapped up", now)
    row = connection.execute(select(conversations.c.state).where(conversations.c.id == conversation_id)).one()
    state = TalkState.from_json(row.state).to_json()
    state.pop("wants_human", None)
    state.pop("told_waiting", None)
    connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(owner="bot", state=state)
    )
