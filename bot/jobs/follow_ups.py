"""Follow-ups that are due become turns of ours: the same path as a message, so nothing is sent twice.

Of several for one person the most valuable goes first. What must wait says until when and why, and so does what is
cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.errors import UnknownPerson
from bot.messages import Address, Channel, InboundMessage, choice_payload
from bot.people.contact_pressure import WEEK, Candidate, ContactPolicy, Verdict, best
from bot.store.contacts import BY_HAND, ContactLedger, contacts_of
from bot.store.follow_ups import (
    address_on,
    cancel_groundless,
    follow_up,
    is_with_a_person,
    note,
    people_due,
    planned_of,
    put_off,
    reference,
    settle,
)
from bot.store.people import lock_persons
from bot.store.schema import conversations
from bot.store.session import Database

_AT_ONCE = 100
_LOOK_AGAIN = timedelta(hours=1)


class FollowUps:
    """`receive` takes a message as a channel would; `channels` are those that can reach a customer today."""

    def __init__(
        self,
        database: Database,
        receive: Callable[[InboundMessage], object],
        clock: Callable[[], datetime],
        ledger: ContactLedger | None = None,
        channels: Sequence[str] = ("webchat",),
    ) -> None:
        self._database = database
        self._receive = receive
        self._clock = clock
        self._ledger = ledger or ContactLedger(ContactPolicy)
        self._channels = channels

    def do_due(self) -> int:
        """Begin what is due. A crash between receiving and marking is harmless: the message is a duplicate then."""
        now = self._clock()
        with self._database.reading() as connection:
            people = people_due(connection, now, _AT_ONCE)
        done = 0
        for person_id in people:
            with suppress(UnknownPerson):  # erased meanwhile, and their follow-ups with them
                done += self._do(person_id, now)
        return done

    def cancel_groundless(self) -> int:
        """Cancel what lost its reason before it is due, so that nobody plans with it."""
        with self._database.transaction() as connection:
            return cancel_groundless(connection)

    def cancel(self, follow_up_id: str, reason: str) -> None:
        """Raises UnknownFollowUp, FollowUpSettled."""
        with self._database.transaction() as connection:
            follow_up(connection, follow_up_id)
            settle(connection, follow_up_id, "cancelled", reason)

    def send_now(self, follow_up_id: str, *, is_forced: bool = False) -> Verdict:
        """Begin one now. `is_forced` passes over caps and quiet hours, never over what the person said.

        Raises UnknownFollowUp, FollowUpSettled.
        """
        now = self._clock()
        with self._database.transaction() as connection:
            row = follow_up(connection, follow_up_id)
            message = self._message(connection, row)
            if message is None:
                return Verdict(False, f"cannot be reached on {row.channel}")
            verdict = self._reserve(connection, row, message.channel, now, is_forced=is_forced)
            outcome = BY_HAND if is_forced else None
            if verdict.allowed and outcome:
                note(connection, row.id, outcome)
        if verdict.allowed:
            self._begin(row.id, message, outcome)
        return verdict

    def _do(self, person_id: str, now: datetime) -> int:
        """Everything that is due for one person. Returns how many were begun, cancelled or put off."""
        begun: list[tuple[str, InboundMessage]] = []
        with self._database.transaction() as connection:
            lock_persons(connection, [person_id])
            cancelled = cancel_groundless(connection, person_id)
            planned = {row.id: row for row in planned_of(connection, person_id)}
            due = {row.id: row for row in planned.values() if max(row.due_at, row.not_before or now) <= now}
            waiting = [self._candidate(row) for row in due.values()]
            while waiting:
                coming = [self._candidate(row) for row in planned.values() if row.id not in due]
                contacts = contacts_of(connection, person_id, now - WEEK)
                chosen = best(waiting, coming, contacts, self._ledger.policy(), now)
                if chosen is None:
                    until = min(one.due_at for one in coming if one.due_at > now)
                    for one in waiting:
                        put_off(connection, one.id, until, "something more valuable comes first")
                    break
                waiting.remove(chosen)
                if message := self._decide(connection, due[chosen.id], now):
                    begun.append((chosen.id, message))
        for follow_up_id, message in begun:
            self._begin(follow_up_id, message)
        return cancelled + len(due)

    def _decide(self, connection: Connection, row: Row[Any], now: datetime) -> InboundMessage | None:
        """The turn to begin; None for what was put off or cancelled."""
        if is_with_a_person(connection, row.person_id):
            put_off(connection, row.id, now + _LOOK_AGAIN, "a person is talking with them")
            return None
        message = self._message(connection, row)
        if message is None:
            if row.channel in self._channels:
                settle(connection, row.id, "cancelled", f"cannot be reached on {row.channel}")
            else:
                put_off(connection, row.id, now + _LOOK_AGAIN, f"{row.channel} is not set up")
            return None
        verdict = self._reserve(connection, row, message.channel, now)
        if verdict.allowed:
            return message
        if verdict.not_before is None:
            settle(connection, row.id, "cancelled", verdict.reason)
        else:
            put_off(connection, row.id, verdict.not_before, verdict.reason)
        return None

    def _reserve(
        self, connection: Connection, row: Row[Any], channel: str, now: datetime, *, is_forced: bool = False
    ) -> Verdict:
        return self._ledger.reserve(
            connection, row.person_id, channel, "follow_up", now, reference(row.id), is_forced=is_forced
        )

    def _message(self, connection: Connection, row: Row[Any]) -> InboundMessage | None:
        """On the channel that was promised, else where it was promised; None where neither reaches them."""
        for channel in dict.fromkeys((row.channel, _talked_on(connection, row.conversation_id))):
            if channel not in self._channels:
                continue
            if address := address_on(connection, row.person_id, channel):
                return _turn(row, channel, address)
        return None

    def _begin(self, follow_up_id: str, message: InboundMessage, outcome: str | None = None) -> None:
        self._receive(message)
        with self._database.transaction() as connection:
            settle(connection, follow_up_id, "sent", outcome)

    def _candidate(self, row: Row[Any]) -> Candidate:
        value = self._ledger.policy().values.get(row.flow, 1.0)
        return Candidate(row.id, max(row.due_at, row.not_before or row.due_at), value)


def _turn(row: Row[Any], channel: Channel, address: Address) -> InboundMessage:
    return InboundMessage(
        provider_id=reference(row.id),
        channel=channel,
        address=address,
        text="",
        payload=choice_payload("menu", row.flow),
        is_ours=True,
    )


def _talked_on(connection: Connection, conversation_id: str) -> Channel | None:
    query = select(conversations.c.channel).where(conversations.c.id == conversation_id)
    return connection.execute(query).scalar()
