"""A conversation moves from the web chat to the customer's phone: whoever sends its code from a phone goes on there.

A code is kept as a keyed hash, works for a quarter of an hour, and once. The caller owns the transaction.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.messages import MOVE_EXPIRED, MOVED, InboundMessage, choice_payload
from bot.outgoing import PUSH_CHANNELS
from bot.store.conversations import add_event, close_conversation
from bot.store.merges import merge
from bot.store.people import Known, identifiers_of, is_anonymous
from bot.store.schema import conversations, events, identifiers, new_id

LIFETIME = timedelta(minutes=15)
_FROM = "webchat"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_HALF = 4
_TIME_OF_ID = 12
_CODE = re.compile(rf"\bgo-([{_LETTERS}]{{{_HALF}}})-?([{_LETTERS}]{{{_HALF}}})\b", re.IGNORECASE)


def offer_move(connection: Connection, conversation_id: str, secret: str, now: datetime) -> str:
    """A code that takes this conversation along: 'go-4F7K-9QXM'."""
    first, second = ("".join(secrets.choice(_LETTERS) for _ in range(_HALF)) for _ in range(2))
    add_event(connection, conversation_id, "move_offered", {"digest": _digest(secret, first + second)}, now)
    return f"go-{first}-{second}"


def take_move(
    connection: Connection,
    message: InboundMessage,
    known: Known,
    secret: str,
    now: datetime,
) -> tuple[InboundMessage, Known]:
    """The message as a turn that goes on here, when it brings a conversation's code, and who it is from then on.

    A code that is too old or was used, or whose conversation is another customer's, says so and moves nothing.
    """
    said = (
        _CODE.search(message.text) if message.channel in PUSH_CHANNELS and message.payload is None else None
    )
    if said is None:
        return message, known
    conversation = _offered(connection, _digest(secret, (said[1] + said[2]).upper()), now)
    went_on = replace(message, payload=choice_payload(MOVED, message.channel))
    if conversation and conversation.identifier_id == known.identifier_id:
        return went_on, known
    if conversation and conversation.channel != _FROM:
        conversation = None
    owner = _common_owner(connection, conversation, known, now) if conversation else None
    if conversation is None or owner is None:
        return replace(message, payload=choice_payload(MOVED, MOVE_EXPIRED)), known
    _make_room(connection, known.identifier_id, message.channel, now)
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(channel=message.channel, identifier_id=known.identifier_id, last_message_at=now)
    )
    data = {"identifier_id": conversation.identifier_id, "from": _FROM, "to": message.channel}
    add_event(connection, conversation.id, "moved", data, now)
    return went_on, replace(known, person_id=owner)


def moved_from(connection: Connection, identifier_id: str, limit: int = 3) -> dict[str, str]:
    """The latest conversations that were taken along from here: conversation id -> the channel where they go on."""
    rows = connection.execute(
        select(conversations.c.id, conversations.c.channel, events.c.data)
        .join(identifiers, identifiers.c.person_id == conversations.c.person_id)
        .join(events, (events.c.conversation_id == conversations.c.id) & (events.c.kind == "moved"))
        .where(identifiers.c.id == identifier_id, conversations.c.channel.in_(PUSH_CHANNELS))
        .order_by(conversations.c.id.desc())
    )
    theirs = [row for row in rows if row.data.get("identifier_id") == identifier_id]
    return {row.id: row.channel for row in theirs[:limit]}


def _offered(connection: Connection, digest: str, now: datetime) -> Row[Any] | None:
    """The open conversation that a code was made for, locked; None for a code that is old or nobody's."""
    since = now - LIFETIME
    offers = connection.execute(
        select(events.c.conversation_id, events.c.data).where(
            events.c.kind == "move_offered",
            events.c.id > new_id(since.timestamp())[:_TIME_OF_ID],
            events.c.recorded_at > since,
        )
    )
    found = [row.conversation_id for row in offers if hmac.compare_digest(row.data["digest"], digest)]
    if not found:
        return None
    return connection.execute(
        select(conversations)
        .where(
            conversations.c.id == found[0],
            conversations.c.closed_at.is_(None),
        )
        .with_for_update()
    ).first()


def _common_owner(connection: Connection, conversation: Row[Any], known: Known, now: datetime) -> str | None:
    """The person whom the conversation and the phone belong to from now on; None when they are two people's.

    The browser is not verified by this: whoever has somebody send a code must not see their profile.
    """
    theirs, ours = conversation.person_id, known.person_id
    if theirs == ours:
        return ours
    evidence = "sent a conversation's code from this number"
    if is_anonymous(connection, theirs):
        merge(connection, ours, theirs, evidence, now)
        return ours
    is_proven = select(identifiers.c.verified_at).where(identifiers.c.id == conversation.identifier_id)
    if connection.execute(is_proven).scalar() and _is_only_a_number(connection, ours):
        merge(connection, theirs, ours, evidence, now)
        return str(theirs)
    return None


def _is_only_a_number(connection: Connection, person_id: str) -> bool:
    known_by = identifiers_of(connection, person_id)
    return (
        all(one.kind in ("phone", "whatsapp") for one in known_by)
        and len({one.value for one in known_by}) == 1
    )


def _make_room(connection: Connection, identifier_id: str, channel: str, now: datetime) -> None:
    """What was open on the phone ends: its owner chose to go on with the other."""
    waiting = select(conversations.c.id).where(
        conversations.c.identifier_id == identifier_id,
        conversations.c.channel == channel,
        conversations.c.closed_at.is_(None),
    )
    for conversation_id in list(connection.execute(waiting).scalars()):
        close_conversation(connection, conversation_id, "another conversation moved here", now)


def _digest(secret: str, code: str) -> str:
    return hmac.new(secret.encode(), f"move\x1f{code}".encode(), hashlib.sha256).hexdigest()
