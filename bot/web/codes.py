"""A code by SMS: the visitor proves that a number is theirs, and goes on as the customer whom it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from bot.channels.webchat import visitor_address
from bot.metrics import count
from bot.people.identifiers import InvalidIdentifier, normalise
from bot.store.codes import LIFETIME, Codes, TooManyCodes, has_proved, prove_number
from bot.store.deliveries import enqueue_text
from bot.store.merges import VisitorIsSomeoneElse
from bot.store.people import IdentifierTaken, ensure_person
from bot.store.schema import conversations
from bot.web.refusals import Refused
from bot.web.state import State, Visitor, WebState

router = APIRouter(prefix="/webchat/codes", tags=["web chat"])
_MINUTES = int(LIFETIME.total_seconds() // 60)
_TRIES = 3


class CodeRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    phone: str = Field(min_length=4, max_length=40, description="the visitor's number, as they write it")


class CodeCheck(CodeRequest):
    code: str = Field(min_length=4, max_length=12, description="what came by SMS")


@router.post("", status_code=202)
async def send_code(
    request: Request, body: CodeRequest, state: State, visitor: Visitor
) -> dict[str, str | int]:
    """Send a code to a number. The answer is the same whether we know the number or not."""
    state.rate_limit.check(request, visitor)
    if not can_send_codes(state):
        hint = "Set TWILIO_MESSAGING_SERVICE_SID or TWILIO_SMS_FROM, as docs/twilio.md says."
        raise Refused(503, "Codes by SMS are not set up here.", hint)
    number = _number(state, body.phone)
    await run_sync(_send, state, visitor, number)
    return {"ends_with": number[-4:], "expires_in": int(LIFETIME.total_seconds())}


@router.post("/check")
async def check_code(request: Request, body: CodeCheck, state: State, visitor: Visitor) -> dict[str, bool]:
    """The visitor is the customer with this number from now on, and their conversation goes on."""
    state.rate_limit.check(request, visitor)
    number, code = _number(state, body.phone), "".join(c for c in body.code if c.isdigit())
    if not await run_sync(_check, state, visitor, number, code):
        count("refused")
        hint = f"Look at it again, or ask for a new one: a code works for {_MINUTES} minutes and a few tries."
        raise Refused(400, "This code is not right, or too old.", hint)
    state.broker.publish(visitor)
    return {"is_verified": True}


def _send(state: WebState, visitor: str, number: str) -> None:
    """The code and the message that carries it are made together. Blocking."""
    now = datetime.now(UTC)
    try:
        with state.services.database.transaction() as connection:
            known = ensure_person(connection, visitor_address(visitor), now)
            code = Codes(state.services.settings.secret_key).issue(connection, visitor, number, now)
            content = state.services.content
            language = _language(connection, known.identifier_id) or content.company.default_language
            text = content.text("code_sms", language, code=code, minutes=_MINUTES)
            enqueue_text(
                connection,
                person_id=known.person_id,
                channel="sms",
                recipient=number,
                body=text,
                purpose="service",
                now=now,
            )
    except TooManyCodes as error:
        count("refused")
        headers = {"Retry-After": str(error.seconds)}
        raise Refused(429, str(error), "Use the code that was sent last.", headers) from error


def _check(state: WebState, visitor: str, number: str, code: str) -> bool:
    """A guess is counted in a transaction of its own, whatever follows. Blocking."""
    now = datetime.now(UTC)
    with state.services.database.transaction() as connection:
        is_right = Codes(state.services.settings.secret_key).check(connection, visitor, number, code, now)
    if not is_right:
        return False
    for attempt in range(_TRIES):
        try:
            with state.services.database.transaction() as connection:
                known = ensure_person(connection, visitor_address(visitor), now)
                if not (known.is_verified and has_proved(connection, known.person_id, number)):
                    prove_number(connection, known.identifier_id, known.person_id, number, now)
                return True
        except VisitorIsSomeoneElse as error:
            hint = "Open the chat in a private window, or clear this site's data first."
            raise Refused(409, str(error), hint) from error
        except (IdentifierTaken, IntegrityError):
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _number(state: WebState, phone: str) -> str:
    try:
        return normalise("phone", phone, state.services.content.company.region)
    except InvalidIdentifier as error:
        raise Refused(422, str(error), "Write the number with + and its country code.") from error


def _language(connection: Connection, identifier_id: str) -> str | None:
    """The language of the visitor's latest conversation."""
    latest = select(conversations.c.language).where(conversations.c.identifier_id == identifier_id)
    return connection.execute(latest.order_by(conversations.c.id.desc()).limit(1)).scalar()


def can_send_codes(state: WebState) -> bool:
    """Whether an SMS can leave here."""
    settings = state.services.settings
    return bool(settings.is_demo or settings.twilio_messaging_service_sid or settings.twilio_sms_from)
