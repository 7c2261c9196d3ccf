"""The one way to the engine: Rasa's REST channel on loopback. Replies are read from the store, not here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson

from bot.answers import Tells, tells_of
from bot.errors import EngineFailed, EngineUnavailable
from bot.messages import Option, is_one_of_several, read_choice

_TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)
_PARSING = aiohttp.ClientTimeout(total=0.7, connect=0.3)
"""Somebody waits with a customer on the line: what is not understood by then is shown without the engine."""
_ALIVE = aiohttp.ClientTimeout(total=2, connect=1)
_LOADING = aiohttp.ClientTimeout(total=180, connect=5)
_INTENT = re.compile(r"/[a-z][a-z0-9_]*")
_RESERVED = frozenset({"/restart", "/back", "/session_start"})
_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text may mean, as (intent, confidence), best first, and what it tells."""

    ranking: tuple[tuple[str, float], ...] = ()
    tells: Tells = field(default_factory=dict)


class EngineClient:
    """One kept-alive session, opened at the first call in the running event loop. Close it with `close()`."""

    def __init__(self, url: str, token: str = "") -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._session: aiohttp.ClientSession | None = None

    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        """Let the engine understand the text and call our action.

        Raises EngineUnavailable when it could not be reached, EngineFailed when it could.
        A 200 says only that the engine has dealt with the message; whether it is answered, the store knows.
        """
        await self._request(
            "POST",
            "/webhooks/rest/webhook",
            {"sender": conversation_id, "message": for_engine(text), "metadata": {"message_id": message_id}},
        )

    async def is_ready(self) -> bool:
        """The engine listens only once its model is loaded."""
        try:
            await self._request("GET", "/", timeout=_ALIVE)
        except EngineUnavailable:
            return False
        return True

    async def forget(self, conversation_id: str) -> None:
        """Drop what the engine keeps of a conversation. Raises EngineUnavailable.

        Without a token the engine has no API to ask; it keeps a few turns in memory until it stops.
        """
        if self._token:
            path = (
                f"/conversations/{quote(conversation_id, safe='')}/tracker/events?token={quote(self._token)}"
            )
            await self._request("PUT", path, [{"event": "restart"}])

    async def use_model(self, model: Path) -> None:
        """Let the running engine answer with another model; turns in flight end on the old one.

        Raises EngineUnavailable, also without a token: the engine has no API to ask then.
        """
        if not self._token:
            raise EngineUnavailable(url=self._url, problem="there is no DRIPLINE_ENGINE_TOKEN to ask with")
        path = f"/model?token={quote(self._token)}"
        await self._request("PUT", path, {"model_file": str(model.resolve())}, _LOADING)

    async def parse(self, text: str) -> Understood:
        """What a text may mean and tell; no conversation is touched.

        Without a token the engine has no API to ask, and nothing is known. Raises EngineUnavailable.
        """
        if not self._token:
            return Understood()
        path = f"/model/parse?token={quote(self._token)}"
        body = await self._request("POST", path, {"text": for_engine(text)}, _PARSING)
        parsed = orjson.loads(body)
        ranking = parsed.get("intent_ranking", ())
        return Understood(
            tuple((str(one["name"]), float(one["confidence"])) for one in ranking), tells_of(parsed)
        )

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _request(
        self, method: str, path: str, body: Any = None, timeout: aiohttp.ClientTimeout = _TIMEOUT
    ) -> bytes:
        headers = {"Content-Type": "application/json"}
        data = None if body is None else orjson.dumps(body)
        try:
            async with self._connected().request(
                method, self._url + path, data=data, headers=headers, timeout=timeout
            ) as response:
                answer = await response.read()
                status = response.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise EngineUnavailable(url=self._url, problem=str(error) or type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise EngineFailed(url=self._url, problem=str(error) or type(error).__name__) from error
        if status >= 400:
            raise EngineFailed(url=self._url, problem=f"HTTP {status}")
        return answer

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=20)
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, connector=connector)
        return self._session


def for_engine(text: str) -> str:
    """What may be sent: a button and an intent as they are; other text never as a command of Rasa's.

    Rasa reads '/restart' and the like as orders, and '/anything' as an intent. Nothing is lost without the
    slash: the message itself is in the store. That others could be chosen too is for whoever shows the button:
    Rasa complains of keys that its domain does not have.
    """
    stripped = text.strip()
    if not stripped.startswith("/"):
        return text
    if (choice := read_choice(stripped)) and is_one_of_several(Option(choice[1], "", stripped)):
        return "/choose" + json.dumps({"at": choice[0], "value": choice[1]})
    if read_choice(stripped) is not None or (_INTENT.fullmatch(stripped) and stripped not in _RESERVED):
        return stripped
    return stripped.lstrip("/ \t\r\n")
