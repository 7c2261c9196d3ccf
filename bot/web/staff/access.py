"""Who may call a route of staff: somebody whose session is alive, whose role may use the room, from our own page."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from bot.desk.people import Member
from bot.staff.model import Session
from bot.staff.roles import Room, may_use, sees_the_team
from bot.store.staff_sessions import find_session, needs_to_be_seen, see
from bot.web.refusals import Refused
from bot.web.staff.room import StaffRoom, room_of

SESSION, VISIT = "staff", "visit"
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_BY_ITSELF = frozenset({"/desk/presence"})
"""What an open page calls without anybody doing anything: it keeps no session alive."""


class SignInFirst(Refused):
    """401, or for a page the way to the sign-in page. `has_ended` when there was a session."""

    def __init__(self, *, has_ended: bool) -> None:
        self.has_ended = has_ended
        what = "Your session has ended." if has_ended else "Nobody is signed in."
        super().__init__(401, what, "Sign in at /desk/login, then come back.")


class NotForYourRole(Refused):
    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(403, "Your role does not use this page.", "Ask an admin if it should.")


async def signed_in(request: Request) -> Session:
    """The session that came with the request. Raises SignInFirst; Refused (403) when no page of ours sent it."""
    room = room_of(request)
    token = room.cookies.get(request, SESSION)
    session = await run_sync(live_session, room, token) if token else None
    if session is None:
        raise SignInFirst(has_ended=bool(token))
    is_deed = request.method in _UNSAFE
    if is_deed and not room.is_form_token(session.id, await _sent_token(request)):
        raise _forged()
    is_page = "text/html" in request.headers.get("accept", "")
    if (is_page or is_deed) and request.url.path not in _BY_ITSELF:
        await run_sync(_see, room, session)
    request.state.csrf_token = room.form_token(session.id)
    request.state.staff_token = token
    return session


async def visiting(request: Request) -> str:
    """The browser that sends a form before anybody signed in. Raises Refused (403) when no page of ours sent it."""
    room = room_of(request)
    visit = room.cookies.get(request, VISIT)
    if not room.is_form_token(visit, await _sent_token(request)):
        raise _forged()
    return visit


class May:
    """A dependency: the session of somebody whose role may use the room. Raises SignInFirst, NotForYourRole."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def __call__(self, session: SignedIn) -> Session:
        return allowed(session, self.room)


def allowed(session: Session, room: Room) -> Session:
    """Raises NotForYourRole."""
    if not may_use(session.account.role, room):
        raise NotForYourRole(session)
    return session


async def desk_member(request: Request) -> Member:
    """Whoever is signed in, as the desk knows them. Raises SignInFirst, NotForYourRole."""
    account = allowed(await signed_in(request), "desk").account
    request.state.role = account.role
    return Member(account.id, account.name, sees_the_team(account.role))


async def is_still_signed_in(request: Request) -> bool:
    """For what stays open long after it was asked for."""
    token: str = getattr(request.state, "staff_token", "")
    return not token or await run_sync(live_session, room_of(request), token) is not None


def live_session(room: StaffRoom, token: str) -> Session | None:
    """None when it is over or was ended. A demo's session lives in a demo only."""
    with room.database.reading() as connection:
        session = find_session(connection, token)
    if session is None or session.is_over(room.lifetime, room.clock()):
        return None
    return session if session.method != "demo" or room.settings.is_demo else None


def _see(room: StaffRoom, session: Session) -> None:
    now = room.clock()
    if needs_to_be_seen(session, now):
        with room.database.transaction() as connection:
            see(connection, session, now)


async def _sent_token(request: Request) -> str:
    """From the header of a script's call, else from the form's hidden field."""
    if header := request.headers.get("x-csrf-token"):
        return header
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return str((await request.form()).get("csrf_token", ""))
    return ""


def _forged() -> Refused:
    return Refused(403, "This was not sent by a page of ours.", "Load the page again, then send it again.")


SignedIn = Annotated[Session, Depends(signed_in)]
Visiting = Annotated[str, Depends(visiting)]
