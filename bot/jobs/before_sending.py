"""What is looked at just before a message leaves: who owns the conversation, whether the person may be contacted,
and whether WhatsApp lets us speak freely. Whatever is not sent says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Row

from bot.outgoing import Purpose
from bot.people.consent import is_allowed
from bot.store import outbox
from bot.store.blocked_addresses import blocked_since
from bot.store.deliveries import Part
from bot.store.people import consents_of, identifiers_of

WINDOW = timedelta(hours=24)
WINDOW_CLOSED = 63016


class Verdict(Protocol):
    """Whether a person may be contacted now; if only later, not before a time."""

    @property
    def allowed(self) -> bool: ...

    @property
    def reason(self) -> str: ...

    @property
    def not_before(self) -> datetime | None: ...


MayContact = Callable[[Connection, str, str, Purpose, datetime], Verdict]


@dataclass(frozen=True, slots=True)
class Allowed:
    """The verdict where nobody sets limits."""

    allowed: bool = True
    reason: str = ""
    not_before: datetime | None = None


class Approved(Protocol):
    """The approved templates of the company."""

    def opening(self, flow: str | None, language: str, values: Mapping[str, str]) -> Part | None: ...

    def is_approved(self, content_sid: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Send:
    """Send it, as `instead` where given; what is `folded` is said by it too."""

    instead: Part | None = None
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Suppress:
    reason: str


@dataclass(frozen=True, slots=True)
class Fail:
    reason: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Reroute:
    """The same words by another channel, on which the person agreed to hear from us."""

    channel: str
    recipient: str
    reason: str


Decision = Send | Hold | Suppress | Fail | Reroute


@dataclass(frozen=True, slots=True)
class Gate:
    """`namespace` is what templates see besides `text`: company and assistant."""

    sender_for: Callable[[str], str | None]
    templates: Callable[[], Approved]
    namespace: Callable[[], Mapping[str, str]] = dict
    may_contact: MayContact = lambda *_: Allowed()

    def decide(self, connection: Connection, row: Row[Any], now: datetime) -> Decision:
        """`row` is one of bot.store.outbox.due."""
        if self.sender_for(row.channel) is None:
            return Fail(f"No sender is set up for {row.channel}. Set one, as docs/twilio.md says.")
        if row.author == "bot" and row.owner not in (None, "bot", "waiting"):
            return Suppress("A person had taken over the conversation.")
        heard_at = outbox.last_inbound(connection, row.channel, row.recipient)
        if blocked := blocked_since(connection, row.channel, row.recipient, heard_at):
            return Suppress(f"{blocked.code}: {blocked.meaning}")
        verdict = self.may_contact(connection, _person(row), row.channel, row.purpose, now)
        if not verdict.allowed:
            return (
                Hold(verdict.not_before, verdict.reason) if verdict.not_before else Suppress(verdict.reason)
            )
        if row.channel == "whatsapp" and self._is_window_closed(connection, row, heard_at, now):
            return self._outside_window(connection, row, now)
        return Send()

    def is_approved(self, content_sid: str | None) -> bool:
        return content_sid is not None and self.templates().is_approved(content_sid)

    def _is_window_closed(
        self, connection: Connection, row: Row[Any], heard_at: datetime | None, now: datetime
    ) -> bool:
        if heard_at is None or now - heard_at >= WINDOW:
            return True
        return outbox.window_was_closed(connection, row.recipient, WINDOW_CLOSED, heard_at)

    def _outside_window(self, connection: Connection, row: Row[Any], now: datetime) -> Decision:
        """One approved template says what the whole turn says; else another channel; else it fails, and says so."""
        if self.is_approved(row.content_sid):
            return Send()
        rest = outbox.rest_of_turn(connection, row)
        for folded in range(len(rest), -1, -1):
            if part := self._opening(row, rest[:folded]):
                return Send(part, tuple(one.id for one in rest[:folded]))
        if other := self._other_channel(connection, row, now):
            return other
        problem = f"no approved template in '{row.language}' fits flow '{row.flow}'"
        return Fail(
            f"WhatsApp's 24-hour window is closed, {problem}, and no other channel is agreed on.",
            WINDOW_CLOSED,
        )

    def _opening(self, row: Row[Any], rest: Sequence[Row[Any]]) -> Part | None:
        text = "\n".join([row.body, *(one.body for one in rest)])
        values = {**self.namespace(), "text": text}
        return self.templates().opening(row.flow, row.language or "", values)

    def _other_channel(self, connection: Connection, row: Row[Any], now: datetime) -> Reroute | None:
        person_id = _person(row)
        if self.sender_for("sms") is None or not _agreed_to_sms(connection, person_id, row.purpose):
            return None
        for identifier in identifiers_of(connection, person_id):
            if identifier.kind != "phone" or identifier.verified_at is None:
                continue
            heard_at = outbox.last_inbound(connection, "sms", identifier.value)
            is_free = blocked_since(connection, "sms", identifier.value, heard_at) is None
            if is_free and self.may_contact(connection, person_id, "sms", row.purpose, now).allowed:
                return Reroute("sms", identifier.value, "WhatsApp's 24-hour window is closed; sent by SMS.")
        return None


def _agreed_to_sms(connection: Connection, person_id: str, purpose: Purpose) -> bool:
    """Said so, in words that are kept: not having refused is not enough."""
    scopes = ("marketing",) if purpose == "marketing" else ("messages", "marketing")
    consents = consents_of(connection, person_id)
    return any(is_allowed(consents, scope, "sms") for scope in scopes)


def _person(row: Row[Any]) -> str:
    """Whoever the conversation is with today, a merge included."""
    return str(row.talks_with or row.person_id)
