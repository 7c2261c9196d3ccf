"""What the routes share, made once per app and handed to each request."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Annotated, Any

import structlog
from anyio import CapacityLimiter
from fastapi import Depends, Request

from bot.errors import EngineUnavailable
from bot.web.callers import RateLimit, Signatures, bearer
from bot.web.live import Broker
from bot.web.refusals import Refused
from bot.web.services import Services
from bot.web.templating import Pages
from bot.web.typists import Typists

_LOG = structlog.get_logger(__name__)

_RECEIVERS = 8
_ANSWERERS = 16
_BREATH_SECONDS = 0.05
_BURST, _BURST_SECONDS = 10, 0.2
"""So many webhooks within so long are a burst."""
_LONGEST_BURST_SECONDS = 5.0
_TYPING = "60/minute"


@dataclass(frozen=True)
class WebState:
    """`receivers` are threads for webhooks alone, `answerers` the turns that webhooks may have under way.

    `agents_writing` is by visitor, `visitors_writing` by conversation; `typing_limit` is how often pages may tell it.
    """

    services: Services
    signatures: Signatures
    rate_limit: RateLimit
    typing_limit: RateLimit
    agents_writing: Typists = field(default_factory=Typists)
    visitors_writing: Typists = field(default_factory=Typists)
    pages: Pages = field(default_factory=Pages)
    broker: Broker = field(default_factory=Broker)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    receivers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_RECEIVERS))
    arrivals: deque[float] = field(default_factory=lambda: deque(maxlen=_BURST))
    answerers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_ANSWERERS))

    @classmethod
    def of(cls, services: Services) -> WebState:
        settings = services.settings
        signatures, proxies = Signatures(settings.secret_key), settings.trusted_proxies
        return cls(services, signatures, RateLimit(settings.rate_limit, proxies), RateLimit(_TYPING, proxies))

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background; kept, so that a clean stop waits for it."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def answer_in_turn(self, conversation_id: str) -> None:
        """As answer, when what is being received is kept: in a burst nobody waits to be acknowledged.

        A burst that does not ebb within seconds waits for the answers like everybody else.
        """
        self.arrivals.append(time.monotonic())
        give_up = time.monotonic() + _LONGEST_BURST_SECONDS
        with self.services.dialogue.promised(conversation_id):
            async with self.answerers:
                while self._is_burst() and time.monotonic() < give_up:
                    await asyncio.sleep(_BREATH_SECONDS)
                await self.answer(conversation_id)

    def _is_burst(self) -> bool:
        """More wait to be received, or the last few came in quick succession and more may follow."""
        came = self.arrivals
        is_quick = len(came) == came.maxlen and time.monotonic() - came[0] < _BURST_SECONDS
        return is_quick or bool(self.receivers.statistics().tasks_waiting)

    async def answer(self, conversation_id: str) -> None:
        """Answer a conversation. What fails here stays unanswered in the store; the worker tries it again."""
        try:
            await self.services.dialogue.answer(conversation_id)
        except EngineUnavailable as error:
            _LOG.warning("answer.waits", conversation_id=conversation_id, reason=str(error))
        except Exception:
            _LOG.exception("answer.failed", conversation_id=conversation_id)
        finally:
            self.broker.publish(conversation_id)


def state_of(request: Request) -> WebState:
    state: WebState = request.app.state.web
    return state


async def _state(request: Request) -> WebState:
    return state_of(request)


async def _visitor(request: Request) -> str:
    """The visitor whose token came with the request. Raises Refused (401)."""
    token = bearer(request)
    if token is None:
        hint = "POST /webchat/sessions and send its token as 'Authorization: Bearer TOKEN'."
        raise Refused(401, "There is no visitor token.", hint, {"WWW-Authenticate": "Bearer"})
    return state_of(request).signatures.visitor(token)


State = Annotated[WebState, Depends(_state)]
Visitor = Annotated[str, Depends(_visitor)]
