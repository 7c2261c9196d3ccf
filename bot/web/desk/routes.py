"""The desk: one page, what it asks for, what it does. Everything needs a session of staff."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, StreamingResponse

from bot.desk.people import first_name
from bot.engine_client import Understood
from bot.store.desk_turns import Click
from bot.store.wrap_ups import Promise, WrapUp
from bot.web.desk.access import Agent, TheDesk, still_signed_in
from bot.web.desk.bodies import (
    GiveBack,
    NoteBody,
    PresenceBody,
    PutOff,
    ReplyBody,
    StepBody,
    TakeItem,
    VerifyBody,
    WrapUpBody,
)
from bot.web.desk.events import desk_events
from bot.web.desk.live import changed, understood
from bot.web.desk.refusing import done, found
from bot.web.desk.scripts import Step
from bot.web.staff.rooms import rooms_of
from bot.web.state import State

router = APIRouter(prefix="/desk", include_in_schema=False)


@router.get("")
async def page(request: Request, staff: Agent, state: State) -> HTMLResponse:
    settings = state.services.settings
    response = state.pages.response(
        "desk/desk.html",
        staff=staff,
        company=state.services.content.company,
        is_demo=settings.is_demo,
        csrf_token=request.state.csrf_token,
        rooms=rooms_of(request, request.state.role),
    )
    response.headers["Referrer-Policy"] = "same-origin"  # else the form that signs out says no origin
    return response


@router.get("/events", response_class=StreamingResponse)
async def events(request: Request, staff: Agent, desk: TheDesk, state: State) -> StreamingResponse:
    """The queue as it stands, whole, at once and at every change: nothing to catch up with after a break."""
    still = still_signed_in(request)
    stream = desk_events(desk, state.broker, state.visitors_writing, staff, still)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


@router.get("/queue")
async def queue(staff: Agent, desk: TheDesk) -> dict[str, Any]:
    return desk.board.told_to(await desk.board.look(is_fresh=True), staff)


@router.get("/search")
async def search(staff: Agent, desk: TheDesk, q: str = "") -> dict[str, Any]:
    """Whom a number, card, plate, e-mail, customer number or name may mean."""
    typed = q.strip()[:200]
    return await done(desk.customers.find, typed) if len(typed) > 1 else {"people": [], "has_more": False}


@router.post("/presence", status_code=204)
async def presence(body: PresenceBody, staff: Agent, desk: TheDesk, state: State) -> Response:
    await done(desk.ownership.be_present, staff, is_away=body.is_away)
    return _told(state)


@router.post("/take")
async def take(body: TakeItem, staff: Agent, desk: TheDesk, state: State) -> dict[str, str]:
    """Make an item one's own; of two at once one gets it, and the other hears who has it."""
    conversation_id = await done(desk.ownership.take, staff, body.item)
    changed(state, conversation_id)
    return {"conversation_id": conversation_id}


@router.post("/put-off", status_code=204)
async def put_off(body: PutOff, staff: Agent, desk: TheDesk, state: State) -> Response:
    await done(desk.ownership.put_off, staff, body.item, body.minutes)
    return _told(state)


@router.get("/conversations/{conversation_id}")
async def workspace(conversation_id: str, staff: Agent, desk: TheDesk) -> dict[str, Any]:
    told: dict[str, Any] = found(await done(desk.workspace, staff, conversation_id))
    told["is_engine_up"] = await desk.engine.is_up()
    return told


@router.post("/conversations/{conversation_id}/steps")
async def step(
    conversation_id: str, body: StepBody, staff: Agent, desk: TheDesk, state: State
) -> dict[str, Any]:
    """One step of the script. Typed words that are no answer come back with what they may mean."""
    click = Click(body.id, staff, body.seen, body.seconds)
    deed = Step(body.kind, body.at, body.value, body.text)
    heard = await understood(desk.services.engine, body.text) if body.kind == "say" else Understood()
    told = await done(desk.scripts.step, conversation_id, click, deed, heard)
    changed(state, conversation_id)
    return told


@router.post("/conversations/{conversation_id}/replies")
async def reply(
    conversation_id: str, body: ReplyBody, staff: Agent, desk: TheDesk, state: State
) -> dict[str, str]:
    message_id = await done(desk.reply, staff, conversation_id, body.id, body.text.strip())
    if visitor := await done(desk.visitor_of, staff, conversation_id):
        state.agents_writing.stops(visitor)
    changed(state, conversation_id)
    return {"message_id": message_id}


@router.post("/conversations/{conversation_id}/typing", status_code=204)
async def typing(conversation_id: str, staff: Agent, desk: TheDesk, state: State) -> Response:
    """The agent is writing. The customer's web chat shows it for a few seconds; other channels show nothing."""
    if visitor := await done(desk.visitor_of, staff, conversation_id):
        state.agents_writing.writes(visitor, first_name(staff.name))
        state.broker.publish(visitor)
    return Response(status_code=204)


@router.post("/conversations/{conversation_id}/give-back", status_code=204)
async def give_back(
    conversation_id: str, body: GiveBack, staff: Agent, desk: TheDesk, state: State
) -> Response:
    """To the bot, which goes on where the flow stands; or into the queue, for anybody or a colleague."""
    if body.to == "bot":
        await done(desk.scripts.release, staff, conversation_id, body.id)
    else:
        to, note, minutes = body.colleague, body.note, body.minutes
        await done(desk.ownership.give_back, staff, conversation_id, to, note, minutes)
    changed(state, conversation_id)
    return Response(status_code=204)


@router.post("/conversations/{conversation_id}/verify")
async def verify(
    conversation_id: str, body: VerifyBody, staff: Agent, desk: TheDesk, state: State
) -> dict[str, bool]:
    """Compare what the caller says with what is known; what is known is not told."""
    is_verified = await done(desk.customers.verify, staff, conversation_id, body.said)
    changed(state, conversation_id)
    return {"is_verified": is_verified}


@router.post("/conversations/{conversation_id}/facts", status_code=204)
async def note(conversation_id: str, body: NoteBody, staff: Agent, desk: TheDesk, state: State) -> Response:
    """Keep what the customer told without being asked, or correct what is known."""
    await done(desk.customers.note, staff, conversation_id, body.attribute, body.said)
    changed(state, conversation_id)
    return Response(status_code=204)


@router.get("/conversations/{conversation_id}/facts/{attribute}")
async def history(conversation_id: str, attribute: str, staff: Agent, desk: TheDesk) -> list[dict[str, Any]]:
    return await done(desk.customers.history, conversation_id, attribute)


@router.post("/conversations/{conversation_id}/wrap-up", status_code=204)
async def wrap_up(
    conversation_id: str, body: WrapUpBody, staff: Agent, desk: TheDesk, state: State
) -> Response:
    asked = body.promise
    promise = Promise(asked.channel, asked.due_at, asked.reason) if asked else None
    ended = WrapUp(body.disposition, body.satisfaction, promise, body.case, body.note)
    await done(desk.wrap_up, staff, conversation_id, ended)
    changed(state, conversation_id)
    return Response(status_code=204)


@router.get("/people/{person_id}")
async def person(person_id: str, staff: Agent, desk: TheDesk) -> dict[str, Any]:
    return await done(desk.customers.person, staff, person_id)


@router.post("/people/{person_id}/calls")
async def call(person_id: str, staff: Agent, desk: TheDesk, state: State) -> dict[str, str]:
    """Call this customer: a conversation that is the agent's from the start."""
    conversation_id = await done(desk.ownership.call, staff, person_id)
    changed(state, conversation_id)
    return {"conversation_id": conversation_id}


def _told(state: State) -> Response:
    changed(state)
    return Response(status_code=204)
