"""What agents say and click, and the conversation as they see it. Everything is idempotent on an id of the page's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.desk.errors import ScriptMoved
from bot.desk.people import Member
from bot.dialogue.moment import Heard, TalkState
from bot.messages import Reply
from bot.store.desk import check_yours
from bot.store.replies import stored_replies
from bot.store.schema import (
    conversations,
    deliveries,
    desk_items,
    desk_messages,
    events,
    identifiers,
    messages,
    new_id,
)

DESK = "desk"
"""The channel of what an agent clicks for a customer: customers never see it as words of their own."""


@dataclass(frozen=True, slots=True)
class Click:
    """One thing an agent did in the script. `seen` is the last click the page knew of; `seconds` it took them."""

    client_id: str
    staff: Member
    seen: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the script stands: the newest message, the last click (its replies are still to be said), the plan."""

    newest: str | None
    clicked: str | None
    replies: tuple[Reply, ...]
    planned_flow: str | None


def arrival(click: Click) -> Callable[[Connection, str, Heard, datetime], Heard]:
    """Stores the click within its turn; the same id again is the same click. Raises NotYours, ScriptMoved."""

    def arrive(connection: Connection, conversation_id: str, heard: Heard, now: datetime) -> Heard:
        known = _known(connection, click.client_id)
        if known is not None:
            return replace(heard, id=known)
        check_yours(connection, conversation_id, click.staff)
        if click.seen is not None and click.seen != (last_click(connection, conversation_id) or ""):
            raise ScriptMoved
        return replace(heard, id=_store_click(connection, conversation_id, click, heard, now))

    return arrive


def _known(connection: Connection, client_id: str) -> str | None:
    return connection.execute(
        select(desk_messages.c.message_id).where(desk_messages.c.client_id == client_id)
    ).scalar()


def last_click(connection: Connection, conversation_id: str) -> str | None:
    return connection.execute(
        select(messages.c.id)
        .where(messages.c.conversation_id == conversation_id, messages.c.channel == DESK)
        .order_by(messages.c.position.desc())
        .limit(1)
    ).scalar()


def _store_click(
    connection: Connection, conversation_id: str, click: Click, heard: Heard, now: datetime
) -> str:
    message_id, position = new_id(), _next_position(connection, conversation_id, now)
    connection.execute(
        insert(messages).values(
            id=message_id,
            conversation_id=conversation_id,
            position=position,
            direction="in",
            channel=DESK,
            provider_id=click.client_id,
            kind="choice" if heard.payload else "text",
            text=heard.text,
            payload=heard.payload,
            created_at=now,
            answered_at=None,
        )
    )
    state = select(conversations.c.state).where(conversations.c.id == conversation_id)
    flow, step = waited_at(TalkState.from_json(connection.execute(state).scalar_one()))
    _add_author(connection, message_id, conversation_id, click, flow, step, now)
    return message_id


def _next_position(connection: Connection, conversation_id: str, now: datetime) -> int:
    after = connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(next_position=conversations.c.next_position + 1, last_message_at=now)
        .returning(conversations.c.next_position)
    ).scalar_one()
    return int(after) - 1


def waited_at(state: TalkState) -> tuple[str | None, str | None]:
    """The flow and the step that wait for an answer; for the one question 'question' and its place."""
    if state.asking:
        return "question", state.asking
    waiting = state.flow.waiting
    return (waiting.flow, waiting.step) if waiting else (None, None)


def _add_author(
    connection: Connection,
    message_id: str,
    conversation_id: str,
    click: Click,
    flow: str | None,
    step: str | None,
    now: datetime,
) -> None:
    connection.execute(
        insert(desk_messages).values(
            message_id=message_id,
            conversation_id=conversation_id,
            client_id=click.client_id,
            staff_id=click.staff.id,
            staff_name=click.staff.name,
            flow=flow,
            step=step,
            seconds=click.seconds,
            created_at=now,
        )
    )


def standing(connection: Connection, conversation_id: str) -> Standing:
    """Where the script stands, for a page that opens or comes back."""
    newest = connection.execute(
        select(messages.c.id)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.position.desc())
        .limit(1)
    ).scalar()
    clicked = last_click(connection, conversation_id)
    planned = connection.execute(
        select(events.c.data).where(events.c.conversation_id == conversation_id, events.c.kind == "call")
    ).scalar()
    replies = stored_replies(connection, clicked) if clicked else ()
    return Standing(newest, clicked, replies, (planned or {}).get("flow"))


def store_reply(
    connection: Connection, conversation_id: str, click: Click, text: str, now: datetime
) -> tuple[str, bool]:
    """An agent's own words to the customer: (the message's id, whether it is new).

    Raises NotYours: whose conversation it is, is looked at in the transaction that makes the words leave.
    """
    known = _known(connection, click.client_id)
    if known is not None:
        return known, False
    check_yours(connection, conversation_id, click.staff)
    row = connection.execute(
        select(conversations.c.channel).where(conversations.c.id == conversation_id)
    ).one()
    message_id, position = new_id(), _next_position(connection, conversation_id, now)
    connection.execute(
        insert(messages).values(
            id=message_id,
            conversation_id=conversation_id,
            position=position,
            direction="out",
            channel=row.channel,
            kind="say",
            text=text,
            created_at=now,
        )
    )
    _add_author(connection, message_id, conversation_id, click, None, None, now)
    return message_id, True


def transcript(connection: Connection, person_id: str, limit: int = 60) -> list[dict[str, Any]]:
    """What was said with a person lately, on every channel, oldest first; an agent's words carry their name."""
    rows = connection.execute(
        select(messages, desk_messages.c.staff_name, conversations.c.channel.label("of_channel"))
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .outerjoin(desk_messages, desk_messages.c.message_id == messages.c.id)
        .where(conversations.c.person_id == person_id)
        .order_by(messages.c.conversation_id.desc(), messages.c.position.desc())
        .limit(limit)
    ).all()
    clicks = {row.id for row in rows if row.channel == DESK}
    states = _delivery_states(connection, [row.id for row in rows if row.direction == "out"])
    return [_line(row, states.get(row.id), row.in_reply_to in clicks) for row in reversed(rows)]


def _line(row: Any, state: str | None, is_script: bool) -> dict[str, Any]:
    by = "customer" if row.direction == "in" and row.channel != DESK else "bot"
    if row.staff_name is not None:
        by = "agent"
    elif is_script:
        by = "script"
    return {
        "id": row.id,
        "conversation_id": row.conversation_id,
        "by": by,
        "name": row.staff_name,
        "kind": "click" if row.channel == DESK else row.kind,
        "text": row.text,
        "channel": row.of_channel,
        "at": row.created_at.isoformat(),
        "state": state,
    }


def _delivery_states(connection: Connection, message_ids: Sequence[str]) -> Mapping[str, str]:
    """What the provider says of each; of several parts the least far."""
    rows = connection.execute(
        select(deliveries.c.message_id, deliveries.c.state)
        .where(deliveries.c.message_id.in_(message_ids))
        .order_by(deliveries.c.part)
    )
    return {row.message_id: row.state for row in rows}


def latest_word(connection: Connection, conversation_id: str) -> datetime | None:
    """When the customer last wrote: WhatsApp lets us answer freely for 24 hours from then."""
    return connection.execute(
        select(messages.c.created_at)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.direction == "in",
            messages.c.channel != DESK,
        )
        .order_by(messages.c.position.desc())
        .limit(1)
    ).scalar()


def visitor_of(connection: Connection, conversation_id: str) -> str | None:
    """The web chat's visitor behind a conversation, whose page is told of what is new."""
    return connection.execute(
        select(identifiers.c.value)
        .join(conversations, conversations.c.identifier_id == identifiers.c.id)
        .where(conversations.c.id == conversation_id, identifiers.c.kind == "web_token")
    ).scalar()


def is_known(connection: Connection, client_id: str) -> bool:
    return _known(connection, client_id) is not None


def conversation_of(connection: Connection, conversation_id: str) -> Any:
    """The conversation's row with who has it (staff_id, staff_name); None when there is none."""
    return connection.execute(
        select(conversations, desk_items.c.staff_id, desk_items.c.staff_name)
        .outerjoin(desk_items, desk_items.c.id == "conversation:" + conversations.c.id)
        .where(conversations.c.id == conversation_id)
    ).first()


def open_at_desk(connection: Connection, person_ids: Sequence[str]) -> dict[str, str]:
    """The conversation of each person that is at the desk now."""
    rows = connection.execute(
        select(conversations.c.person_id, conversations.c.id).where(
            conversations.c.person_id.in_(person_ids),
            conversations.c.owner != "bot",
            conversations.c.closed_at.is_(None),
        )
    )
    return {row.person_id: row.id for row in rows}
