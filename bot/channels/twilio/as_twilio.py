"""Twilio's own side of a webhook: what it posts and how it signs. For demo phones, the doctor and simulations."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp
from twilio.request_validator import RequestValidator

from bot.channels.twilio.signature import SIGNATURE

MESSAGES_PATH = "/channels/twilio/messages"
STATUS_PATH = "/channels/twilio/status"
VOICE_PATH = "/channels/twilio/voice"
MADE_UP_ACCOUNT = "AC" + "0" * 32
_FORM = "application/x-www-form-urlencoded"
_SECONDS = 15.0


class SignedCaller:
    """Posts forms to our webhooks as Twilio does. `at` is where they are asked, `public_url` what is signed.

    The session opens at the first call, in the running event loop. Close it with `close()`.
    """

    def __init__(self, at: str, public_url: str, token: str, seconds: float = _SECONDS) -> None:
        self._at = at.rstrip("/")
        self._public_url = public_url.strip().rstrip("/")
        self._validator = RequestValidator(token)  # type: ignore[no-untyped-call]
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    def headers(self, path: str, form: Mapping[str, str]) -> dict[str, str]:
        """Signature and content type of a request. `path` may have a query."""
        address = self._public_url + path
        signature = self._validator.compute_signature(address, dict(form))  # type: ignore[no-untyped-call]
        return {SIGNATURE: str(signature), "Content-Type": _FORM}

    async def post(self, path: str, form: Mapping[str, str], **headers: str) -> tuple[int, str]:
        """The status and the text of the answer. Raises aiohttp.ClientError and TimeoutError."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._seconds))
        sent = {**self.headers(path, form), **headers}
        async with self._session.post(self._at + path, data=urlencode(form), headers=sent) as answer:
            return answer.status, await answer.text()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def message_form(
    channel: str,
    number: str,
    to: str,
    sid: str,
    text: str,
    payload: str | None = None,
    *,
    is_list: bool = False,
) -> dict[str, str]:
    """A customer's message. `payload` is that of the pressed button or chosen list item, whose title is the text."""
    form = {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": text,
        "To": addressed(channel, to),
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": MADE_UP_ACCOUNT,
        "From": addressed(channel, number),
        "ApiVersion": "2010-04-01",
    }
    if channel != "whatsapp":
        return form
    form |= {"WaId": number.removeprefix("+"), "MessageType": "text"}
    if payload is None:
        return form
    if is_list:
        return form | {"MessageType": "interactive", "ListId": payload, "ListTitle": text}
    return form | {"MessageType": "button", "ButtonPayload": payload, "ButtonText": text}


def status_form(
    channel: str, number: str, sender: str, sid: str, status: str, error_code: int | None = None
) -> dict[str, str]:
    """A report about a message of ours."""
    form = {
        "MessageSid": sid,
        "SmsSid": sid,
        "MessageStatus": status,
        "SmsStatus": status,
        "To": addressed(channel, number),
        "From": addressed(channel, sender),
        "AccountSid": MADE_UP_ACCOUNT,
        "ApiVersion": "2010-04-01",
    }
    return form | ({"ErrorCode": str(error_code)} if error_code else {})


def addressed(channel: str, number: str) -> str:
    """A number as Twilio writes it on a channel."""
    return f"whatsapp:{number}" if channel == "whatsapp" else number
