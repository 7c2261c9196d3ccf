"""One desk's stream: the whole queue whenever it differs, so that a stream that breaks has nothing to make up for."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError

from bot.desk.people import Member
from bot.web.desk.service import Desk
from bot.web.live import DESK, Broker
from bot.web.stream import HEARTBEAT_SECONDS, event
from bot.web.typists import Typists

_LOOK_SECONDS = 1.0
_SESSION_SECONDS = 5.0


async def desk_events(
    desk: Desk,
    broker: Broker,
    customers: Typists,
    staff: Member,
    is_signed_in: Callable[[], Awaitable[bool]],
) -> AsyncIterator[bytes]:
    """Until the reader leaves, is signed out, or the server stops: queue, typing, engine, heartbeat."""
    teller = _Teller(desk)
    with broker.subscribe(DESK) as bell:
        beat_at = time.monotonic() + HEARTBEAT_SECONDS
        asked_at = time.monotonic()
        while not broker.is_closed:
            if time.monotonic() - asked_at >= _SESSION_SECONDS:
                asked_at = time.monotonic()
                if not await _is_in(is_signed_in):
                    yield event("signed_out", {})
                    return
            told = desk.board.told_to(await desk.board.look(), staff)
            if teller.is_news(told):
                yield event("queue", told)
            if (writing := teller.writing(told, customers)) is not None:
                yield event("typing", {"conversations": writing})
            if (is_up := await teller.engine()) is not None:
                yield event("engine", {"is_up": is_up})
            if time.monotonic() >= beat_at:
                beat_at = time.monotonic() + HEARTBEAT_SECONDS
                yield event("heartbeat", {})
            await bell.wait(_LOOK_SECONDS)


async def _is_in(is_signed_in: Callable[[], Awaitable[bool]]) -> bool:
    """A store that does not answer signs nobody out."""
    try:
        return await is_signed_in()
    except (OperationalError, InterfaceError):
        return True


class _Teller:
    """Tells each thing once. Minutes of waiting alone are no news more than once in a while."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last = ""
        self._writing: list[str] | None = None
        self._engine: bool | None = None

    def is_news(self, told: dict[str, Any]) -> bool:
        text = json.dumps(told, sort_keys=True)
        is_new, self._last = text != self._last, text
        return is_new

    def writing(self, told: dict[str, Any], customers: Typists) -> list[str] | None:
        """The conversations in sight whose customer is writing, when that has changed."""
        in_sight = {one["conversation_id"] for one in (*told["mine"], *told["others"])}
        now = sorted(one for one in in_sight if customers.who(one) is not None)
        before, self._writing = self._writing, now
        return now if now != before else None

    async def engine(self) -> bool | None:
        """Whether the engine is up, when that has changed."""
        before, self._engine = self._engine, await self._desk.engine.is_up()
        return self._engine if self._engine != before else None
