"""Who carries messages: Twilio, the demo's phones, or, for tests, nobody who remembers everything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urlencode

import orjson

from bot.channels.twilio.client import TwilioClient
from bot.channels.twilio.errors import meaning_of
from bot.outgoing import Meaning, NotSent, OutcomeUnknown, OutgoingMessage, Receipt

_WHATSAPP = "whatsapp:"
_MESSAGING_SERVICE = "MG"
_CLOCKS_DIFFER = timedelta(minutes=2)
_PAGE = "100"


class TwilioSender:
    """`senders` by channel: an E.164 number, or for SMS a messaging service (MG…).

    `status_url` is where Twilio reports; the delivery's id goes with it, so that a report finds its message even
    when the answer to our call never came.
    """

    def __init__(self, client: TwilioClient, senders: Mapping[str, str], status_url: str) -> None:
        self._client = client
        self._senders = senders
        self._status_url = status_url

    def sender_for(self, channel: str) -> str | None:
        return self._senders.get(channel) or None

    def meaning_of(self, code: int | None, said: str | None = None) -> Meaning:
        return meaning_of(code, said)

    async def send(self, message: OutgoingMessage) -> Receipt:
        return _receipt(await self._client.create(self.form(message)))

    def form(self, message: OutgoingMessage) -> dict[str, str]:
        """What is posted for a message."""
        form = {"To": _addressed(message.channel, message.recipient)}
        if message.sender.startswith(_MESSAGING_SERVICE):
            form["MessagingServiceSid"] = message.sender
        else:
            form["From"] = _addressed(message.channel, message.sender)
        if message.content_sid:
            form["ContentSid"] = message.content_sid
            if message.content_variables:
                form["ContentVariables"] = orjson.dumps(dict(message.content_variables)).decode()
        else:
            form["Body"] = message.body
        form["StatusCallback"] = f"{self._status_url}?{urlencode({'delivery': message.delivery_id})}"
        return form

    async def find(
        self, message: OutgoingMessage, since: datetime, claimed: frozenset[str]
    ) -> Receipt | None:
        """See MessageSender. Not filtered by DateSent: a message that still waits at Twilio has none."""
        query = {"To": _addressed(message.channel, message.recipient), "PageSize": _PAGE}
        if not message.sender.startswith(_MESSAGING_SERVICE):
            query["From"] = _addressed(message.channel, message.sender)
        for found in await self._client.list(query):
            if _is_it(found, message, since) and found.get("sid") not in claimed:
                return _receipt(found)
        return None

    async def status(self, provider_sid: str) -> Receipt | None:
        found = await self._client.fetch(provider_sid)
        return _receipt(found) if found and isinstance(found.get("sid"), str) else None

    async def close(self) -> None:
        await self._client.close()


class PhonePage(Protocol):
    """Where the demo's phones keep what was sent to them. Blocking."""

    def show(self, delivery_id: str, provider_sid: str) -> None: ...

    def shown(self, delivery_id: str) -> str | None:
        """The id that the phone gave to a delivery; None while it has none."""

    def state_of(self, provider_sid: str) -> str | None: ...


class PhonePageSender:
    """The demo's phones: what is sent is in the database, and a page shows it. `run` calls what blocks."""

    def __init__(self, page: PhonePage, run: Callable[..., Any], senders: Mapping[str, str]) -> None:
        self._page = page
        self._run = run
        self._senders = senders

    def sender_for(self, channel: str) -> str | None:
        return self._senders.get(channel)

    def meaning_of(self, code: int | None, said: str | None = None) -> Meaning:
        return meaning_of(code, said)

    async def send(self, message: OutgoingMessage) -> Receipt:
        sid = made_up_sid(message.delivery_id)
        await self._run(self._page.show, message.delivery_id, sid)
        return Receipt(sid, "queued")

    async def find(
        self, message: OutgoingMessage, since: datetime, claimed: frozenset[str]
    ) -> Receipt | None:
        sid = await self._run(self._page.shown, message.delivery_id)
        return Receipt(sid, "queued") if sid else None

    async def status(self, provider_sid: str) -> Receipt | None:
        state = await self._run(self._page.state_of, provider_sid)
        return Receipt(provider_sid, state) if state else None

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(slots=True)
class RecordingSender:
    """For tests: keeps what it was given. `faults` are raised by the next calls, one each.

    A fault OutcomeUnknown with `takes_unknown` is an answer that was lost: the message was taken.
    """

    senders: Mapping[str, str] = field(
        default_factory=lambda: {"sms": "+15005550006", "whatsapp": "+15005550006"}
    )
    faults: list[NotSent | OutcomeUnknown | None] = field(default_factory=list)
    takes_unknown: bool = True
    sent: list[OutgoingMessage] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    statuses: dict[str, Receipt] = field(default_factory=dict)

    def sender_for(self, channel: str) -> str | None:
        return self.senders.get(channel)

    def meaning_of(self, code: int | None, said: str | None = None) -> Meaning:
        return meaning_of(code, said)

    async def send(self, message: OutgoingMessage) -> Receipt:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and not (isinstance(fault, OutcomeUnknown) and self.takes_unknown):
            raise fault
        self.sent.append(message)
        sid = made_up_sid(f"{message.delivery_id} {len(self.sent)}")
        self.statuses[sid] = Receipt(sid, "queued")
        if fault is not None:
            raise fault
        return self.statuses[sid]

    async def find(
        self, message: OutgoingMessage, since: datetime, claimed: frozenset[str]
    ) -> Receipt | None:
        self.asked.append(message.delivery_id)
        for (sid, receipt), sent in zip(self.statuses.items(), self.sent, strict=True):
            if sent.delivery_id == message.delivery_id and sid not in claimed:
                return receipt
        return None

    async def status(self, provider_sid: str) -> Receipt | None:
        return self.statuses.get(provider_sid)

    async def close(self) -> None:
        """Nothing is open."""


def made_up_sid(name: str) -> str:
    """An id that looks like Twilio's, the same for the same name."""
    return "SM" + hashlib.sha256(name.encode()).hexdigest()[:32]


def _addressed(channel: str, number: str) -> str:
    return f"{_WHATSAPP}{number}" if channel == "whatsapp" else number


def _receipt(message: Mapping[str, Any]) -> Receipt:
    code = message.get("error_code")
    return Receipt(
        str(message["sid"]), str(message.get("status") or "queued"), code if isinstance(code, int) else None
    )


def _is_it(found: Mapping[str, Any], message: OutgoingMessage, since: datetime) -> bool:
    """Ours, made since we called, and with our words; of a template Twilio shows the words it filled in."""
    if found.get("direction") != "outbound-api" or not isinstance(found.get("sid"), str):
        return False
    created = _moment(found.get("date_created"))
    if created is not None and created < since - _CLOCKS_DIFFER:
        return False
    theirs, ours = _plain(str(found.get("body") or "")), _plain(message.body)
    if message.content_sid:
        return not theirs or theirs in ours or ours in theirs
    return theirs == ours


def _moment(text: Any) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
