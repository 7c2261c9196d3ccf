"""Rasa's REST channel: one message in, its replies out."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request

from bot.channels.rest import RestRequest, parse_rest
from bot.web.callers import has_api_key, is_loopback
from bot.web.refusals import Refused
from bot.web.state import State

router = APIRouter(prefix="/webhooks/rest", tags=["rest"])


@router.get("/")
async def channel() -> dict[str, str]:
    """As Rasa's channel answers, so that its clients find it."""
    return {"status": "ok"}


@router.post("/webhook")
async def webhook(request: Request, body: RestRequest, state: State) -> list[dict[str, Any]]:
    """Answer one message. The same `metadata.message_id` again gives the stored replies again."""
    settings = state.services.settings
    has_key = has_api_key(request, settings.api_keys)
    if not has_key and not is_loopback(request):
        raise Refused(
            401,
            "This channel serves systems with an API key, and this machine itself.",
            "Send one of DRIPLINE_API_KEYS as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.",
            {"WWW-Authenticate": "Bearer"},
        )
    message = parse_rest(body, has_key=has_key, longest=settings.max_message_length)
    received = await run_sync(state.services.dialogue.receive, message)
    replies = await state.services.dialogue.reply_to(received)
    return [{"recipient_id": body.sender, **reply.as_rasa()} for reply in replies]
