"""The web chat: sessions, messages, history, and one stream of events per open tab."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.channels.webchat import ChatMessage, parse_webchat, visitor_address
from bot.errors import DriplineError, UnknownPerson
from bot.store.conversations import open_conversation
from bot.store.merges import verify_visitor
from bot.store.people import ensure_person, find_by_identifier
from bot.store.transcript import Cursor, Line, latest_lines
from bot.web.codes import can_send_codes
from bot.web.live import DESK
from bot.web.moves import channels_to_move_to
from bot.web.refusals import Refused
from bot.web.state import State, Visitor, WebState
from bot.web.stream import as_message, visitor_events

router = APIRouter(prefix="/webchat", tags=["web chat"])


class VerifyRequest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    link: str = Field(min_length=1, max_length=500, description="the part behind link= of a signed link")


@router.post("/sessions", status_code=201)
async def start_session(request: Request, state: State) -> dict[str, Any]:
    """A token for a new visitor. Nothing is stored before they write."""
    state.rate_limit.check(request)
    return {"token": state.signatures.new_visitor(), "company": company_of(state)}


@router.post("/messages", status_code=202)
async def send_message(request: Request, body: ChatMessage, state: State, visitor: Visitor) -> dict[str, str]:
    """Keep a message; its answer comes on the event stream. The same id again is the same message."""
    state.rate_limit.check(request, visitor)
    message = parse_webchat(visitor, body, longest=state.services.settings.max_message_length)
    received = await run_sync(state.services.dialogue.receive, message)
    state.visitors_writing.stops(received.conversation_id)
    state.broker.publish(visitor)
    state.start(state.answer(received.conversation_id))
    return {"message_id": received.message_id}


@router.post("/typing", status_code=204)
async def typing(request: Request, state: State, visitor: Visitor) -> Response:
    """The visitor is writing. The agent who has the conversation sees it for a few seconds; nothing is kept."""
    state.typing_limit.check(request, visitor)
    if conversation_id := await run_sync(_with_an_agent, state, visitor):
        state.visitors_writing.writes(conversation_id)
        state.broker.publish(DESK)
    return Response(status_code=204)


@router.get("/history")
async def history(state: State, visitor: Visitor) -> dict[str, Any]:
    """The newest messages, oldest first, and the cursor from which the event stream goes on."""
    lines, is_verified = await run_sync(_latest, state, visitor)
    return {
        "messages": [as_message(line, visitor) for line in lines],
        "cursor": str(Cursor({}).after_all(lines)),
        "company": company_of(state),
        "is_verified": is_verified,
        "can_verify": can_send_codes(state),
        "moves_to": channels_to_move_to(state),
    }


@router.get("/events", response_class=StreamingResponse)
async def events(request: Request, state: State, visitor: Visitor) -> StreamingResponse:
    """Server-sent events after `Last-Event-ID`: message, typing, notice, conversation, profile, heartbeat."""
    cursor = Cursor.read(request.headers.get("last-event-id", ""))
    stream = visitor_events(state.services.database, state.broker, visitor, cursor, state.agents_writing)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


@router.post("/verify")
async def verify(request: Request, body: VerifyRequest, state: State, visitor: Visitor) -> dict[str, bool]:
    """The visitor proves by a signed link who they are, and is that customer from now on."""
    state.rate_limit.check(request, visitor)
    person_id = state.signatures.person_of(body.link)
    await run_sync(become, state, visitor, person_id, "signed link")
    state.broker.publish(visitor)
    return {"is_verified": True}


def become(state: WebState, visitor: str, person_id: str, evidence: str) -> None:
    """Make the visitor the person. Blocking.

    Raises Refused: 410 when the person was erased since, 409 when the visitor is somebody else already.
    """
    now = datetime.now(UTC)
    try:
        with state.services.database.transaction() as connection:
            known = ensure_person(connection, visitor_address(visitor), now, None)
            if not (known.is_verified and known.person_id == person_id):
                verify_visitor(connection, known.identifier_id, person_id, evidence, now)
    except UnknownPerson as error:
        raise Refused(
            410, "The link leads to nobody any more.", "You can chat all the same, as a new visitor."
        ) from error
    except DriplineError as error:
        raise Refused(
            409, str(error), "Open the link in a private window, or clear this site's data first."
        ) from error


def company_of(state: WebState) -> dict[str, Any]:
    company = state.services.content.company
    return {"name": company.name, "assistant": company.assistant, "languages": list(company.languages)}


def _with_an_agent(state: WebState, visitor: str) -> str | None:
    """The visitor's conversation, when a person has it."""
    with state.services.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        talking = open_conversation(connection, known.identifier_id) if known else None
    return talking.id if talking and talking.owner == "agent" else None


def _latest(state: WebState, visitor: str) -> tuple[tuple[Line, ...], bool]:
    """What was said, and whether it is proven who the visitor is."""
    with state.services.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        if known is None:
            return (), False
        return latest_lines(connection, known.identifier_id), known.is_verified
