"""Telling the open desks, and asking the engine without waiting for it."""

from __future__ import annotations

from anyio.to_thread import run_sync

from bot.engine_client import Understood
from bot.errors import EngineUnavailable
from bot.store.desk_turns import visitor_of
from bot.web.desk.needs import Understanding
from bot.web.live import DESK
from bot.web.state import WebState


def changed(state: WebState, conversation_id: str | None = None) -> None:
    """Something changed at the desk; with a conversation, whoever follows that one hears of it too."""
    state.broker.publish(DESK)
    if conversation_id is not None:
        state.broker.publish(conversation_id)
        state.start(_tell_visitor(state, conversation_id))


async def understood(engine: Understanding, text: str) -> Understood:
    """What a text may mean and tell; nothing when the engine is away, for the script goes on without it."""
    try:
        return await engine.parse(text)
    except EngineUnavailable:
        return Understood()


async def _tell_visitor(state: WebState, conversation_id: str) -> None:
    """The web chat of the customer shows at once what the agent said."""
    visitor = await run_sync(_visitor, state, conversation_id)
    if visitor is not None:
        state.broker.publish(visitor)


def _visitor(state: WebState, conversation_id: str) -> str | None:
    with state.services.database.reading() as connection:
        return visitor_of(connection, conversation_id)
