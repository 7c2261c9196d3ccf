"""Twilio's Messages API over one kept-alive session. It knows HTTP and its failures, nothing of our messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson

from bot.channels.twilio.errors import meaning_of
from bot.outgoing import Consequence, Meaning, NotSent, OutcomeUnknown, ProviderSilent

_SECONDS, _SECONDS_TO_CONNECT = 15.0, 5.0
_CONNECTIONS = 64
_NEVER_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True, slots=True)
class Account:
    sid: str
    token: str
    url: str = "https://api.twilio.com"
    seconds: float = _SECONDS


class TwilioClient:
    """The session opens at the first call, in the running event loop. Close it with `close()`."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._messages = f"{account.url.rstrip('/')}/2010-04-01/Accounts/{account.sid}/Messages"
        self._session: aiohttp.ClientSession | None = None

    async def create(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        """The message as Twilio took it.

        Raises NotSent when Twilio surely did not take it, OutcomeUnknown when it may have: a call that broke off,
        an answer that cannot be read, and any 5xx.
        """
        try:
            async with self._connected().post(f"{self._messages}.json", data=form) as response:
                status, headers, raw = response.status, response.headers, await response.read()
        except _NEVER_CONNECTED as error:
            meaning = Meaning(Consequence.LATER, "Twilio could not be reached.")
            raise NotSent(None, _named(error), meaning) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise OutcomeUnknown(problem=_named(error)) from error
        body = _json(raw)
        if status in (200, 201) and isinstance(body.get("sid"), str):
            return body
        if status < 400 or status >= 500:
            raise OutcomeUnknown(problem=f"HTTP {status}")
        raise _not_sent(status, body, headers.get("Retry-After"))

    async def list(self, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
        """One page of messages, newest first. Raises ProviderSilent."""
        found = (await self._get(f"{self._messages}.json", query) or {}).get("messages")
        if not isinstance(found, list):
            raise ProviderSilent(problem="the answer has no messages")
        return [message for message in found if isinstance(message, dict)]

    async def fetch(self, sid: str) -> Mapping[str, Any] | None:
        """One message; None when Twilio has none with this id. Raises ProviderSilent."""
        return await self._get(f"{self._messages}/{sid}.json", {})

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _get(self, url: str, query: Mapping[str, str]) -> Mapping[str, Any] | None:
        try:
            async with self._connected().get(url, params=query) as response:
                status, raw = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ProviderSilent(problem=_named(error)) from error
        if status == 404:
            return None
        body = _json(raw)
        if status != 200 or not body:
            raise ProviderSilent(problem=f"HTTP {status}")
        return body

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            account = self._account
            self._session = aiohttp.ClientSession(
                headers={"Authorization": aiohttp.encode_basic_auth(account.sid, account.token)},
                timeout=aiohttp.ClientTimeout(total=account.seconds, connect=_SECONDS_TO_CONNECT),
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=20),
            )
        return self._session


def _not_sent(status: int, body: Mapping[str, Any], retry_after: str | None) -> NotSent:
    code = body.get("code") if isinstance(body.get("code"), int) else None
    said = str(body.get("message") or f"HTTP {status}")
    seconds = float(retry_after) if retry_after and retry_after.isdigit() else None
    if status == 429:
        return NotSent(code, said, meaning_of(20429), seconds)
    if status in (401, 403) and code is None:
        return NotSent(code, said, meaning_of(20003))
    return NotSent(code, said, meaning_of(code, said), seconds)


def _json(raw: bytes) -> Mapping[str, Any]:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _named(error: BaseException) -> str:
    return str(error) or type(error).__name__
