"""A conversation on the web chat goes on on the visitor's phone: the code for it, and links that have it written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request

from bot.store.conversations import open_conversation
from bot.store.moves import LIFETIME, offer_move
from bot.store.people import find_by_identifier
from bot.web.refusals import Refused
from bot.web.state import State, Visitor, WebState

router = APIRouter(prefix="/webchat/moves", tags=["web chat"])


@router.post("", status_code=201)
async def offer(request: Request, state: State, visitor: Visitor) -> dict[str, Any]:
    """A message for the visitor to send from their phone, and a link for each channel that opens with it written."""
    state.rate_limit.check(request, visitor)
    if not channels_to_move_to(state):
        hint = "Set TWILIO_WHATSAPP_FROM or TWILIO_SMS_FROM, as docs/twilio.md says."
        raise Refused(503, "No phone channel is set up here.", hint)
    text = await run_sync(_offer, state, visitor)
    links = [
        {"channel": channel, "url": _link(state, channel, text)} for channel in channels_to_move_to(state)
    ]
    return {"text": text, "links": links, "expires_in": int(LIFETIME.total_seconds())}


def channels_to_move_to(state: WebState) -> list[str]:
    """The phone channels with a number that a customer can write to."""
    settings = state.services.settings
    if state.services.phones is not None:
        return ["whatsapp", "sms"]
    numbers = {"whatsapp": settings.twilio_whatsapp_from, "sms": settings.twilio_sms_from}
    return [channel for channel, number in numbers.items() if number.startswith("+")]


def _offer(state: WebState, visitor: str) -> str:
    with state.services.database.transaction() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        talk = open_conversation(connection, known.identifier_id) if known else None
        if talk is None:
            raise Refused(409, "There is no conversation to take along.", "Write something first.")
        code = offer_move(connection, talk.id, state.services.settings.secret_key, datetime.now(UTC))
    return state.services.content.text("move_message", talk.language, code=code)


def _link(state: WebState, channel: str, text: str) -> str:
    """Opens the channel on the visitor's phone with the message written; in the demo, the demo's phones."""
    settings = state.services.settings
    if state.services.phones is not None:
        return f"/demo/phone?{urlencode({'on': channel, 'text': text})}"
    if channel == "whatsapp":
        return f"https://wa.me/{settings.twilio_whatsapp_from.removeprefix('+')}?{urlencode({'text': text})}"
    return f"sms:{settings.twilio_sms_from}?&body={quote(text)}"
