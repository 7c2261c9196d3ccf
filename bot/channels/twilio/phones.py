"""The network of the demo's phones: it brings what was sent to a phone, or not, and reports that as Twilio would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp
import structlog

from bot.channels.twilio.as_twilio import STATUS_PATH, status_form
from bot.outgoing import OnTheWay

log = structlog.get_logger(__name__)

DEMO_NUMBER = "+15005550006"
ON_ITS_WAY = timedelta(seconds=0.6)
KEPT_FOR_A_PHONE_THAT_IS_OFF = timedelta(seconds=30)
_CARRIED_FOR = timedelta(days=1)
_LOOKED_AT = timedelta(seconds=5)
_PHONE_IS_OFF = 30003

Phone = tuple[str, str]
"""Channel and number."""


class Webhooks(Protocol):
    """Whoever calls our webhooks: bot.channels.twilio.as_twilio.SignedCaller."""

    async def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str]: ...

    async def close(self) -> None: ...


class SentToPhones(Protocol):
    def on_the_way(self, since: datetime) -> Sequence[OnTheWay]:
        """What was sent after a moment, oldest first. Blocking."""


class PhoneNetwork:
    """Keeps no message: what is on its way is in the store. Which phones are off is forgotten at the end.

    A phone that is off gets nothing. WhatsApp keeps its messages until it is on again; SMS are given up after half
    a minute, which stands for the days of a real network. A WhatsApp message is read where somebody looks at it.
    """

    def __init__(
        self, sent: SentToPhones, run: Callable[..., Any], webhooks: Webhooks, clock: Callable[[], datetime]
    ) -> None:
        self._sent = sent
        self._run = run
        self.webhooks = webhooks
        self._clock = clock
        self._off: set[Phone] = set()
        self._looked_at: dict[Phone, datetime] = {}

    def is_off(self, channel: str, number: str) -> bool:
        return (channel, number) in self._off

    def switch(self, channel: str, number: str, *, is_off: bool) -> None:
        """Airplane mode."""
        if is_off:
            self._off.add((channel, number))
        else:
            self._off.discard((channel, number))

    def look_at(self, channel: str, number: str) -> None:
        """Somebody has this phone's conversation on the screen."""
        self._looked_at[(channel, number)] = self._clock()

    async def close(self) -> None:
        await self.webhooks.close()

    async def carry(self) -> int:
        """One round: report what happened to each message since the last one. Returns how many reports."""
        now, reports = self._clock(), 0
        for message in await self._run(self._sent.on_the_way, now - _CARRIED_FOR):
            if status := self._next(message, now):
                reports += await self._report(message, status)
        return reports

    def _next(self, message: OnTheWay, now: datetime) -> tuple[str, int | None] | None:
        """The status to report now, with an error's code; None when nothing happened to the message."""
        waited = now - message.since
        if waited < ON_ITS_WAY:
            return None
        if self.is_off(message.channel, message.recipient):
            is_given_up = message.channel == "sms" and waited > KEPT_FOR_A_PHONE_THAT_IS_OFF
            return ("undelivered", _PHONE_IS_OFF) if is_given_up and message.state == "sent" else None
        if message.state == "sent":
            return "delivered", None
        seen = self._looked_at.get((message.channel, message.recipient))
        is_read = message.channel == "whatsapp" and seen is not None and now - seen < _LOOKED_AT
        return ("read", None) if is_read else None

    async def _report(self, message: OnTheWay, status: tuple[str, int | None]) -> bool:
        form = status_form(message.channel, message.recipient, message.sender, message.provider_sid, *status)
        path = f"{STATUS_PATH}?{urlencode({'delivery': message.delivery_id})}"
        try:
            answer, _ = await self.webhooks.post(path, form)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("phone_report_failed", delivery_id=message.delivery_id, problem=type(error).__name__)
            return False
        return answer == 200
