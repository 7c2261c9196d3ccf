"""For admins: who works here, what they may do, and what was done."""

from __future__ import annotations

from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from bot.staff.errors import BadEmail, EmailTaken, LastAdmin, UnknownMember, UnknownRole
from bot.staff.model import Account, Session
from bot.staff.roles import ROLES
from bot.store.audit import audit_trail, by_staff
from bot.store.staff import add_member, change_role, disable, member, members, reset
from bot.store.staff_sessions import new_link
from bot.web.staff.access import May
from bot.web.staff.pages import inside
from bot.web.staff.room import StaffRoom, room_of

router = APIRouter(prefix="/desk/staff", include_in_schema=False)

Admin = Annotated[Session, Depends(May("staff"))]
MemberId = Annotated[str, Path(pattern="^[0-9a-f]{26}$")]
Typed = Annotated[str, Form(max_length=254)]
_LINES = 100
_REFUSED = (EmailTaken, BadEmail, UnknownRole, LastAdmin, UnknownMember)
_ACTIONS = {
    "sign_in": "signed in",
    "sign_in_failed": "was not let in",
    "sign_out": "signed out",
    "sessions_end": "signed out elsewhere",
    "password_set": "set a password",
    "authenticator_add": "added an authenticator",
    "authenticator_remove": "removed an authenticator",
    "passkey_add": "added a passkey",
    "passkey_remove": "removed a passkey",
    "openid_link": "linked a company account",
    "staff_add": "added somebody",
    "staff_role": "changed a role",
    "staff_disable": "disabled somebody",
    "staff_reset": "reset somebody",
    "view_profile": "looked at a customer",
    "note_fact": "noted a fact",
    "verified": "verified a customer",
    "verification_failed": "could not verify a customer",
    "wrap_up": "wrapped up",
    "take": "took somebody",
    "give_back": "gave somebody back",
    "put_off": "put somebody off",
    "call": "called a customer",
}


@router.get("")
async def members_page(request: Request, session: Admin) -> Response:
    return await _page(request, session)


@router.post("")
async def add(
    request: Request, session: Admin, name: Typed = "", email: Typed = "", role: Typed = "agent"
) -> Response:
    """Shows the sign-in link once; it is kept as a hash."""
    if not name.strip():
        return await _page(request, session, problem="Give a name.", typed={"email": email, "role": role})
    try:
        account, link = await run_sync(_add, room_of(request), session, name, email, role)
    except _REFUSED as error:
        typed = {"name": name, "email": email, "role": role}
        return await _page(request, session, problem=str(error), typed=typed)
    return await _page(request, session, made=account, link=link)


@router.post("/{staff_id}/reset")
async def reset_member(request: Request, session: Admin, staff_id: MemberId) -> Response:
    try:
        account, link = await run_sync(_reset, room_of(request), session, staff_id)
    except _REFUSED as error:
        return await _page(request, session, problem=str(error))
    return await _page(request, session, made=account, link=link)


@router.post("/{staff_id}/disable")
async def disable_member(request: Request, session: Admin, staff_id: MemberId) -> Response:
    return await _changed(request, session, _disable, staff_id)


@router.post("/{staff_id}/role")
async def change_role_of(request: Request, session: Admin, staff_id: MemberId, role: Typed = "") -> Response:
    return await _changed(request, session, _role, staff_id, role)


@router.get("/audit")
async def audit_page(request: Request, session: Admin) -> Response:
    lines = await run_sync(_trail, room_of(request))
    return inside(request, session, "staff/audit.html", lines=lines, actions=_ACTIONS)


async def _changed(request: Request, session: Session, work: Any, *details: str) -> Response:
    try:
        await run_sync(work, room_of(request), session, *details)
    except _REFUSED as error:
        return await _page(request, session, problem=str(error))
    return RedirectResponse("/desk/staff", 303)


async def _page(
    request: Request,
    session: Session,
    *,
    made: Account | None = None,
    link: str = "",
    problem: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    found = await run_sync(_members, room_of(request))
    kept = {"name": "", "email": "", "role": "agent"} | (typed or {})
    values = {"members": found, "roles": ROLES, "made": made, "link": link, "problem": problem, "typed": kept}
    return inside(request, session, "staff/members.html", 422 if problem else 200, **values)


def join_link(public_url: str, token: str) -> str:
    """What somebody opens to set a password."""
    return f"{public_url.rstrip('/')}/desk/join?link={token}"


def _add(room: StaffRoom, session: Session, name: str, email: str, role: str) -> tuple[Account, str]:
    with room.database.transaction() as connection:
        account = add_member(connection, name, email, role, _actor(session), room.clock())
        token = new_link(connection, account, room.clock())
    return account, join_link(room.settings.public_url, token)


def _reset(room: StaffRoom, session: Session, staff_id: str) -> tuple[Account, str]:
    with room.database.transaction() as connection:
        account = member(connection, staff_id)
        reset(connection, account, _actor(session), room.clock())
        room.tries.forget_member(connection, account)
        token = new_link(connection, account, room.clock())
    return account, join_link(room.settings.public_url, token)


def _disable(room: StaffRoom, session: Session, staff_id: str) -> None:
    with room.database.transaction() as connection:
        disable(connection, member(connection, staff_id), _actor(session), room.clock())


def _role(room: StaffRoom, session: Session, staff_id: str, role: str) -> None:
    with room.database.transaction() as connection:
        change_role(connection, member(connection, staff_id), role, _actor(session), room.clock())


def _members(room: StaffRoom) -> list[Account]:
    with room.database.reading() as connection:
        return members(connection)


def _trail(room: StaffRoom) -> list[Any]:
    with room.database.reading() as connection:
        return list(audit_trail(connection, _LINES))


def _actor(session: Session) -> str:
    return by_staff(session.account.id)
