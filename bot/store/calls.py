"""A call is a conversation that waits for an agent. It begins with the call and ends with it.

With a chat under way it is one: it begins at the chat's step with its answers, and the chat goes on where it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.dialogue.moment import TalkState
from bot.messages import Address
from bot.store.contacts import add_contact
from bot.store.conversations import add_event, close_conversation
from bot.store.numbers import same_number
from bot.store.people import ensure_person
from bot.store.schema import (
    cases,
    conversations,
    desk_items,
    desk_messages,
    events,
    follow_ups,
    messages,
    new_id,
    persons,
)
from bot.store.session import Database

CHECK_IN = "check_in"
PHONE, HUNG_UP = "phone", "the call ended"
_TRIES = 5
_STILL_FRESH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answered:
    """Where a call came to, the flow that the agent begins with, and why that one."""

    conversation_id: str
    person_id: str
    language: str
    flow: str
    reason: str


@dataclass(frozen=True, slots=True)
class Script:
    """What the content says today: its version, its flows, the one to begin with, the language of strangers."""

    version: str
    flows: frozenset[str]
    welcome_flow: str
    default_language: str


class Calls:
    """Every method is one transaction; the same call twice is one call."""

    def __init__(
        self, database: Database, script: Callable[[], Script], clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._script = script
        self._clock = clock

    def begin(self, call_sid: str, caller: Address, details: Mapping[str, Any]) -> Answered:
        """Who calls, and with which flow an agent should answer."""
        for attempt in range(_TRIES):
            try:
                with self._database.transaction() as connection:
                    earlier = _call(connection, call_sid)
                    return (
                        _answered(earlier) if earlier else self._begin(connection, call_sid, caller, details)
                    )
            except (IntegrityError, OperationalError):
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def end(self, call_sid: str, details: Mapping[str, Any]) -> bool:
        """The caller or the agent hung up. False when there is no such call, or it has ended before."""
        now = self._clock()
        with self._database.transaction() as connection:
            call = _call(connection, call_sid)
            if call is None or call.closed_at is not None:
                return False
            add_event(connection, call.conversation_id, "call_ended", details, now, call.message_id)
            end_call(connection, call.conversation_id, HUNG_UP, now)
            _give_to_who_spoke_last(connection, call.conversation_id)
        return True

    def _begin(
        self, connection: Connection, call_sid: str, caller: Address, details: Mapping[str, Any]
    ) -> Answered:
        now, script = self._clock(), self._script()
        same_number(connection, caller, now)
        known = ensure_person(connection, caller, now)
        _end_earlier_call(connection, known.identifier_id, now)
        language = connection.execute(
            select(persons.c.language).where(persons.c.id == known.person_id)
        ).scalar()
        language = language or script.default_language
        running = _running(connection, known.person_id, script, now)
        flow, reason = _flow_for(connection, known.person_id, script, now, running)
        conversation_id, message_id = new_id(), new_id()
        connection.execute(
            insert(conversations).values(
                id=conversation_id,
                person_id=known.person_id,
                identifier_id=known.identifier_id,
                channel=PHONE,
                language=language,
                owner="waiting",
                content_version=running.content_version if running else script.version,
                state=_with(running.state, running.id) if running else {},
                next_position=1,
                opened_at=now,
                last_message_at=now,
            )
        )
        connection.execute(
            insert(messages).values(
                id=message_id,
                conversation_id=conversation_id,
                position=0,
                direction="in",
                channel=PHONE,
                provider_id=call_sid,
                kind="call",
                text="[call]",
                created_at=now,
                answered_at=now,
                answered_by="call",
            )
        )
        reference = f"conversation:{conversation_id}"
        add_contact(connection, known.person_id, PHONE, "service", now, reference)
        data = {**details, "flow": flow, "reason": reason, "is_proven": caller.is_verified}
        if running:
            data["goes_on_from"] = running.id
        add_event(connection, conversation_id, "call", data, now, message_id)
        return Answered(conversation_id, known.person_id, language, flow, reason)


def end_call(connection: Connection, conversation_id: str, reason: str, now: datetime) -> None:
    """Close a call. A chat that it went on with stands where the call ended, unless the customer wrote there since."""
    close_conversation(connection, conversation_id, reason, now)
    call = connection.execute(select(conversations).where(conversations.c.id == conversation_id)).one()
    for chat_id in TalkState.from_json(call.state).goes_on_with[-1:]:
        is_open = (conversations.c.id == chat_id) & conversations.c.closed_at.is_(None)
        chat = connection.execute(select(conversations).where(is_open).with_for_update()).first()
        if chat is not None:
            has_written = chat.last_message_at > call.opened_at
            state = _with(chat.state if has_written else call.state, conversation_id)
            connection.execute(update(conversations).where(is_open).values(state=state))


def _with(state: Mapping[str, Any], conversation_id: str) -> dict[str, Any]:
    """The state of a conversation that is one with another. Nobody waits for a person in it any more."""
    known = TalkState.from_json(state)
    others = tuple(one for one in known.goes_on_with if one != conversation_id)
    goes_on_with = (*others, conversation_id)
    return replace(known, wants_human=False, told_waiting=False, goes_on_with=goes_on_with).to_json()


def _flow_for(
    connection: Connection, person_id: str, script: Script, now: datetime, running: Row[Any] | None
) -> tuple[str, str]:
    """The flow most likely meant, with the reason: what is under way, a case, what we said we would ask, a welcome."""
    wanted = (
        (_top_flow(running) if running else None, "under way on another channel"),
        (CHECK_IN if _has_open_case(connection, person_id) else None, "a case is open"),
        (_planned(connection, person_id, now), "a follow-up is due"),
    )
    known = ((flow, reason) for flow, reason in wanted if flow in script.flows and flow)
    return next(known, (script.welcome_flow, "nothing is open"))


def _running(connection: Connection, person_id: str, script: Script, now: datetime) -> Row[Any] | None:
    """The conversation that the call goes on with: the latest open one, if a flow is under way in it.

    It stays open where it is, for a caller id is a claim only.
    """
    row = connection.execute(
        select(conversations)
        .where(
            conversations.c.person_id == person_id,
            conversations.c.channel != PHONE,
            conversations.c.closed_at.is_(None),
            conversations.c.last_message_at > now - _STILL_FRESH,
        )
        .order_by(conversations.c.last_message_at.desc())
        .limit(1)
    ).first()
    return row if row is not None and _top_flow(row) in script.flows else None


def _top_flow(conversation: Row[Any]) -> str | None:
    stack = TalkState.from_json(conversation.state).flow.stack
    return stack[-1].flow if stack else None


def _has_open_case(connection: Connection, person_id: str) -> bool:
    is_open = (cases.c.person_id == person_id) & (cases.c.status == "open")
    return connection.execute(select(cases.c.id).where(is_open).limit(1)).first() is not None


def _planned(connection: Connection, person_id: str, now: datetime) -> str | None:
    return connection.execute(
        select(follow_ups.c.flow)
        .where(
            follow_ups.c.person_id == person_id,
            follow_ups.c.status == "planned",
            follow_ups.c.due_at <= now + _STILL_FRESH,
        )
        .order_by(follow_ups.c.due_at)
        .limit(1)
    ).scalar()


def _end_earlier_call(connection: Connection, identifier_id: str, now: datetime) -> None:
    """Nobody calls twice at once: an earlier call of this number is over, though nobody told us."""
    open_calls = connection.execute(
        select(conversations.c.id).where(
            conversations.c.identifier_id == identifier_id,
            conversations.c.channel == PHONE,
            conversations.c.closed_at.is_(None),
        )
    ).scalars()
    for conversation_id in list(open_calls):
        end_call(connection, conversation_id, "called again", now)
        _give_to_who_spoke_last(connection, conversation_id)


def _give_to_who_spoke_last(connection: Connection, conversation_id: str) -> None:
    """A caller who hung up while waiting for a colleague: the wrap-up is for the agent who had them before."""
    last = connection.execute(
        select(desk_messages.c.staff_id, desk_messages.c.staff_name)
        .where(desk_messages.c.conversation_id == conversation_id)
        .order_by(desk_messages.c.message_id.desc())
        .limit(1)
    ).first()
    if last is not None:
        connection.execute(
            update(desk_items)
            .where(desk_items.c.id == f"conversation:{conversation_id}", desk_items.c.staff_id.is_(None))
            .values(staff_id=last.staff_id, staff_name=last.staff_name, meant_for=None)
        )


def _call(connection: Connection, call_sid: str) -> Any:
    return connection.execute(
        select(
            messages.c.id.label("message_id"),
            conversations.c.id.label("conversation_id"),
            conversations.c.person_id,
            conversations.c.language,
            conversations.c.closed_at,
            events.c.data,
        )
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .outerjoin(events, (events.c.message_id == messages.c.id) & (events.c.kind == "call"))
        .where(messages.c.channel == PHONE, messages.c.provider_id == call_sid)
    ).first()


def _answered(call: Any) -> Answered:
    data = call.data or {}
    return Answered(
        call.conversation_id, call.person_id, call.language, data.get("flow", ""), data.get("reason", "")
    )
