"""Twilio's REST APIs as the doctor reads them: three hosts, one account, GET only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp
import orjson

from bot.errors import DriplineError

Host = Literal["api", "messaging", "content"]
_SECONDS = 15.0


class TwilioUnreachable(DriplineError):
    """Twilio could not be asked ({problem}). Check TWILIO_API_URL, the network and the proxy of this machine."""


class AccountReader:
    """Asks about one account. `async with` opens and closes its session."""

    def __init__(self, sid: str, token: str, api_url: str) -> None:
        self.sid = sid
        self._token = token
        self._api_url = api_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> AccountReader:
        self._session = aiohttp.ClientSession(
            headers={"Authorization": aiohttp.encode_basic_auth(self.sid, self._token)},
            timeout=aiohttp.ClientTimeout(total=_SECONDS),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def get(
        self, host: Host, path: str, query: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, Any]]:
        """The status and the answer. `{sid}` in the path is the account's. Raises TwilioUnreachable."""
        assert self._session is not None
        url = self.url(host) + path.format(sid=self.sid)
        try:
            async with self._session.get(url, params=dict(query or {})) as answer:
                status, raw = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TwilioUnreachable(problem=f"{urlsplit(url).netloc}: {type(error).__name__}") from error
        try:
            body = orjson.loads(raw)
        except orjson.JSONDecodeError:
            body = {}
        return status, body if isinstance(body, dict) else {}

    def url(self, host: Host) -> str:
        """Of a region, too: api.sydney.au1.twilio.com has messaging.sydney.au1.twilio.com beside it."""
        parts = urlsplit(self._api_url)
        if not parts.netloc.startswith("api.") or host == "api":
            return self._api_url
        return f"{parts.scheme}://{host}.{parts.netloc.removeprefix('api.')}"
