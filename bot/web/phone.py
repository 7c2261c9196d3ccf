"""The demo's two phones: what their owner writes goes through the real webhook, signed; what we send arrives here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import aiohttp
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from bot.channels.twilio.as_twilio import MESSAGES_PATH, message_form
from bot.channels.twilio.phones import DEMO_NUMBER, PhoneNetwork
from bot.channels.twilio.senders import made_up_sid
from bot.channels.twilio.templates import local_options
from bot.errors import DriplineError
from bot.outgoing import PUSH_CHANNELS
from bot.store.demo_reads import DemoPhoneOwner, phone_owners
from bot.store.phone_page import Bubble, bubbles, planned_for
from bot.web.callers import is_loopback
from bot.web.refusals import Refused
from bot.web.state import State, WebState
from bot.web.wording import Wording

router = APIRouter(prefix="/demo/phone", include_in_schema=False)

PAGE_HEADER = "x-dripline-phones"
_E164 = r"^\+[1-9]\d{6,14}$"
Number = Annotated[str, Query(pattern=_E164)]
PhoneChannel = Literal["sms", "whatsapp"]


class FromPhone(BaseModel):
    """`id` is the phone's own: the same again is the same message. `payload` is a button's or a list item's."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=r"^[0-9a-f]{16,64}$")
    channel: PhoneChannel
    number: str = Field(pattern=_E164)
    text: str = Field(min_length=1, max_length=1600)
    payload: str | None = Field(None, max_length=200)
    is_list: bool = False


class AirplaneMode(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    channel: PhoneChannel
    number: str = Field(pattern=_E164)
    is_off: bool


async def this_machine(request: Request) -> None:
    """Whoever holds the demo's phones can write as anybody, so only this machine may, and only the phones' own page:
    other sites cannot have a browser send its header. Raises Refused (403).
    """
    if not is_loopback(request) or PAGE_HEADER not in request.headers:
        raise Refused(
            403, "The demo's phones serve this machine only.", "Open http://127.0.0.1:8000/demo/phone."
        )


def network(state: WebState) -> PhoneNetwork:
    """Raises Refused (409) where a real account sends instead."""
    phones = state.services.phones
    if phones is None:
        hint = "Unset TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to try the demo's phones."
        raise Refused(409, "Messages go through a Twilio account here, to real phones.", hint)
    return phones


@router.get("")
async def phone_page(state: State) -> HTMLResponse:
    content = state.services.content
    owners = await run_sync(_owners, state)
    return state.pages.response(
        "phone.html",
        company=content.company,
        owners=owners,
        number=DEMO_NUMBER,
        is_ready=state.services.phones is not None,
    )


@router.get("/threads", dependencies=[Depends(this_machine)])
async def threads(state: State, number: Number, looking_at: str = "") -> dict[str, Any]:
    """Both phones of a number and what is planned for them. `looking_at`: the channels that are on the screen."""
    phones = network(state)
    for channel in PUSH_CHANNELS:
        if channel in looking_at.split(","):
            phones.look_at(channel, number)
    return await run_sync(_threads, state, phones, number)


@router.post("/messages", status_code=202, dependencies=[Depends(this_machine)])
async def write(body: FromPhone, state: State) -> dict[str, str]:
    """Send a message from a phone. Twilio's webhook gets it, over HTTP, with a signature like any other."""
    sid = made_up_sid(f"{body.number} {body.id}")
    form = message_form(
        body.channel, body.number, DEMO_NUMBER, sid, body.text, body.payload, is_list=body.is_list
    )
    try:
        status, _ = await network(state).webhooks.post(MESSAGES_PATH, form)
    except (aiohttp.ClientError, TimeoutError) as error:
        hint = "Check DRIPLINE_HOST and DRIPLINE_PORT: the phones call the app where it listens."
        raise Refused(502, "The phone could not reach the webhook.", hint) from error
    if status != 200:
        hint = f"{MESSAGES_PATH} answered {status}; the log says why."
        raise Refused(502, "The webhook did not take the message.", hint)
    return {"sid": sid}


@router.post("/airplane", dependencies=[Depends(this_machine)])
async def airplane_mode(body: AirplaneMode, state: State) -> dict[str, bool]:
    network(state).switch(body.channel, body.number, is_off=body.is_off)
    return {"is_off": body.is_off}


@router.post("/follow-ups/{follow_up_id}", dependencies=[Depends(this_machine)])
async def send_follow_up(follow_up_id: str, state: State) -> dict[str, bool]:
    """The day has come: begin a promised follow-up now, in quiet hours too. What was refused is not sent."""
    network(state)
    try:
        verdict = await run_sync(lambda: state.services.follow_ups.send_now(follow_up_id, is_forced=True))
    except DriplineError as error:
        raise Refused(404, str(error), "It may have been sent or cancelled meanwhile.") from error
    if not verdict.allowed:
        raise Refused(409, f"It is not sent: {verdict.reason}.", "What a customer refused is never sent.")
    return {"is_begun": True}


def _owners(state: WebState) -> tuple[DemoPhoneOwner, ...]:
    with state.services.database.reading() as connection:
        return phone_owners(connection)


def _threads(state: WebState, phones: PhoneNetwork, number: str) -> dict[str, Any]:
    content = state.services.content
    words = Wording(content, content.company.default_language)
    with state.services.database.reading() as connection:
        found = {channel: bubbles(connection, channel, number) for channel in PUSH_CHANNELS}
        planned = planned_for(connection, number)
    return {
        "phones": {
            channel: {
                "is_off": phones.is_off(channel, number),
                "messages": [_as_shown(bubble) for bubble in shown],
            }
            for channel, shown in found.items()
        },
        "planned": [_as_planned(row, words) for row in planned],
    }


def _as_shown(bubble: Bubble) -> dict[str, Any]:
    text, options = bubble.text, None
    if shown := local_options(bubble.content_sid, bubble.content_variables):
        text, options = shown
    return {
        "id": bubble.id,
        "is_mine": bubble.is_mine,
        "text": text,
        "button": options.button if options else "",
        "options": [{"title": title, "payload": payload} for title, payload in options.items]
        if options
        else [],
        "state": bubble.state,
        "reason": bubble.reason,
        "at": bubble.at.isoformat(),
    }


def _as_planned(row: Row[Any], words: Wording) -> dict[str, str]:
    due = max(row.due_at, row.not_before or row.due_at)
    return {
        "id": row.id,
        "what": words.flow(row.flow),
        "channel": row.channel,
        "when": words.due(due),
        "why": row.reason,
        "waits": row.outcome or "",
    }
