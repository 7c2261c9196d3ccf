"""Twilio's webhooks. What is signed is kept and acknowledged at once; thinking and sending come afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response

from bot.channels.twilio import twiml
from bot.channels.twilio.errors import meaning_of
from bot.channels.twilio.form import Form, UnusableWebhook
from bot.channels.twilio.inbound import NotACustomer, parse_message
from bot.channels.twilio.signature import DELIVERY_TOKEN, SIGNATURE, SIGNATURE_SETTINGS, Asked, is_signed
from bot.channels.twilio.status import parse_status
from bot.channels.twilio.twiml import Spoken
from bot.channels.twilio.voice import parse_call
from bot.dialogue.content import Content
from bot.jobs.delivery_reports import DeliveryReports
from bot.metrics import count, count_delivery
from bot.store.calls import Calls, Script
from bot.web.callers import is_behind_trusted_proxy
from bot.web.refusals import Refused
from bot.web.state import State, WebState, state_of

router = APIRouter(prefix="/channels/twilio", tags=["Twilio"])

_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that Twilio signed."""

    form: Form
    delivery_token: str | None
    query: dict[str, str]


async def twilio_signature(request: Request) -> Webhook:
    """Proves that Twilio sent this. Raises Refused (403); nothing is stored then."""
    form = Form(await request.body())
    settings = state_of(request).services.settings
    if not is_signed(
        _asked(request, settings.trusted_proxies),
        form,
        settings.public_url,
        settings.twilio_auth_tokens,
        request.headers.get(SIGNATURE, ""),
        request.headers.get(SIGNATURE_SETTINGS, ""),
    ):
        count("twilio_forged")
        _LOG.warning("twilio.forged", path=request.url.path, is_set_up=bool(settings.twilio_auth_tokens))
        hint = "Twilio signs with TWILIO_AUTH_TOKEN, over DRIPLINE_PUBLIC_URL and this path; check that both are right."
        raise Refused(403, "The request has no valid signature of Twilio's.", hint)
    return Webhook(form, request.headers.get(DELIVERY_TOKEN) or None, dict(request.query_params))


Signed = Annotated[Webhook, Depends(twilio_signature)]


@router.post("/messages")
async def receive_message(webhook: Signed, state: State) -> Response:
    """Keep a message of a customer's and acknowledge it; the answer leaves from the outbox."""
    longest = state.services.settings.max_message_length
    try:
        message = parse_message(webhook.form, longest=longest, delivery_token=webhook.delivery_token)
    except UnusableWebhook as error:
        raise _unusable(error) from error
    except NotACustomer as error:
        count("twilio_ignored")
        _LOG.warning("twilio.ignored", reason=str(error))
        return _twiml()
    received = await run_sync(state.services.dialogue.receive, message, limiter=state.receivers)
    count("twilio_duplicates" if received.is_duplicate else "twilio_received")
    # A duplicate may come because whoever took the first one died: it is answered now, if it is not yet.
    state.start(state.answer_in_turn(received.conversation_id))
    return _twiml()


@router.post("/status")
async def receive_status(webhook: Signed, state: State) -> Response:
    """Keep what Twilio reports about a message of ours. Late, repeated and unordered reports are harmless."""
    try:
        notice = parse_status(webhook.form, webhook.query.get("delivery"))
    except UnusableWebhook as error:
        raise _unusable(error) from error
    reports = DeliveryReports(state.services.database, meaning_of, _now, count_delivery)
    record = partial(reports.record, notice.provider_sid, notice.status, notice.error_code)
    await run_sync(partial(record, notice.delivery_id, notice.detail), limiter=state.receivers)
    return _twiml()


@router.post("/voice")
async def receive_call(webhook: Signed, state: State) -> Response:
    """A call begins, or has ended: it is a conversation that waits for an agent, from ringing to hanging up."""
    try:
        call = parse_call(webhook.form, webhook.delivery_token)
    except UnusableWebhook as error:
        raise _unusable(error) from error
    calls = _calls(state)
    if call.has_ended:
        await run_sync(calls.end, call.call_sid, call.details, limiter=state.receivers)
        return _twiml()
    answered = await run_sync(calls.begin, call.call_sid, call.address, call.details, limiter=state.receivers)
    state.broker.publish(answered.conversation_id)
    return _twiml(_take_call(state, answered.language))


def _take_call(state: WebState, language: str) -> str:
    settings, content = state.services.settings, state.services.content
    first = _spoken(content, "call_is_recorded", language) if settings.twilio_voice_is_recorded else None
    return twiml.take_call(
        settings.twilio_voice_queue,
        forward_to=settings.twilio_voice_forward_to,
        first=first,
        when_nobody=_spoken(content, "call_nobody_free", language),
    )


def _spoken(content: Content, key: str, language: str) -> Spoken:
    return Spoken(content.text(key, language), language)


def _calls(state: WebState) -> Calls:
    content = state.services.content
    script = Script(
        content.version,
        frozenset(content.pack.flows),
        content.company.welcome_flow,
        content.company.default_language,
    )
    return Calls(state.services.database, lambda: script, _now)


def _now() -> datetime:
    return datetime.now(UTC)


def _asked(request: Request, trusted_proxies: tuple[str, ...]) -> Asked:
    raw_path = request.scope.get("raw_path") or request.url.path.encode()
    forwarded = None
    if is_behind_trusted_proxy(request, trusted_proxies) and (host := _first(request, "x-forwarded-host")):
        forwarded = f"{_first(request, 'x-forwarded-proto') or 'https'}://{host}"
    return Asked(raw_path.decode("latin-1"), request.scope["query_string"].decode("latin-1"), forwarded)


def _first(request: Request, header: str) -> str:
    """The first of several values: what the outermost proxy was asked for."""
    return request.headers.get(header, "").partition(",")[0].strip()


def _unusable(error: UnusableWebhook) -> Refused:
    return Refused(
        422, str(error), "Point Twilio's webhook for messages, statuses or calls at its own address."
    )


def _twiml(body: str = twiml.EMPTY) -> Response:
    return Response(body, media_type=twiml.MEDIA_TYPE)
