"""One's own account: password, authenticator, where one is signed in. Whatever weakens it asks for a proof anew."""

from __future__ import annotations

from typing import Annotated, Any

import segno
from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from bot.errors import DriplineError
from bot.staff.errors import WaitFirst, WeakPassword, WrongCode, WrongSignIn
from bot.staff.model import Session
from bot.staff.passwords import check_strength
from bot.staff.totp import enrolment_link, matching_step, new_secret
from bot.store.audit import audit, by_staff
from bot.store.passkeys import Passkey, passkeys_of
from bot.store.sign_in_tries import code_tries
from bot.store.staff import change, end_sessions
from bot.store.staff_sessions import sessions_of
from bot.web.staff.access import SignedIn
from bot.web.staff.pages import caller_of, inside
from bot.web.staff.passkeys import are_possible, ask_to_add
from bot.web.staff.room import StaffRoom, room_of
from bot.web.staff.sign_in import Caller, by_password, code_is_right
from bot.web.state import state_of

router = APIRouter(prefix="/desk/account", include_in_schema=False)

Typed = Annotated[str, Form(max_length=1000)]
_DONE = {
    "password": "Your password is changed. You are signed out everywhere else.",
    "authenticator": "From now on you are asked for a code after your password.",
    "no-authenticator": "Your password alone signs you in now.",
    "passkey": "Your passkey signs you in from now on, without a password.",
    "no-passkey": "The passkey was not added. Check your password, then try again.",
    "passkey-removed": "That passkey opens nothing any more.",
    "sessions": "You are signed out everywhere else.",
}


@router.get("")
async def account_page(request: Request, session: SignedIn, done: str = "") -> Response:
    return await _account(request, session, done=_DONE.get(done, ""))


@router.post("/password")
async def change_password(
    request: Request, session: SignedIn, current: Typed = "", password: Typed = ""
) -> Response:
    """Asks for the current one; wrong tries count as at signing in."""
    room = room_of(request)
    try:
        async with room.hashers:
            await run_sync(_change_password, room, session, caller_of(request), current, password)
    except (WrongSignIn, WaitFirst, WeakPassword) as error:
        return await _account(request, session, password_problem=_told(error), status=422)
    return RedirectResponse("/desk/account?done=password", 303)


@router.get("/authenticator")
async def authenticator_page(request: Request, session: SignedIn) -> Response:
    """A new secret, kept only once a code of it was typed."""
    return _enrol(request, session, new_secret())


@router.post("/authenticator")
async def add_authenticator(
    request: Request, session: SignedIn, sealed: Typed = "", code: Typed = ""
) -> Response:
    room = room_of(request)
    secret = room.totp.open(sealed)
    if secret is None or not await run_sync(_enrolled, room, session, secret, code):
        return _enrol(request, session, secret or new_secret(), problem=str(WrongCode()))
    return RedirectResponse("/desk/account?done=authenticator", 303)


@router.post("/authenticator/remove")
async def remove_authenticator(request: Request, session: SignedIn, code: Typed = "") -> Response:
    """Asks for a code: whoever finds an open desk cannot take the second step away."""
    try:
        await run_sync(_remove_authenticator, room_of(request), session, caller_of(request), code)
    except (WrongCode, WaitFirst) as error:
        return await _account(request, session, code_problem=_told(error), status=422)
    return RedirectResponse("/desk/account?done=no-authenticator", 303)


@router.post("/sessions/end")
async def end_other_sessions(request: Request, session: SignedIn) -> Response:
    await run_sync(_end_others, room_of(request), session)
    return RedirectResponse("/desk/account?done=sessions", 303)


async def _account(request: Request, session: Session, status: int = 200, **told: str) -> Response:
    room = room_of(request)
    is_possible = are_possible(room.settings) and session.method != "demo"
    values: dict[str, Any] = {
        "this": session,
        "sessions": await run_sync(_sessions, room, session),
        "passkeys": await run_sync(_passkeys, room, session),
        "passkey": await run_sync(ask_to_add, room, session) if is_possible else None,
    }
    problems = {"done": "", "password_problem": "", "code_problem": ""} | told
    return inside(request, session, "staff/account.html", status, **values, **problems)


def _enrol(request: Request, session: Session, secret: str, problem: str = "") -> Response:
    link = enrolment_link(
        secret, session.account.email, f"Dripline · {state_of(request).services.content.company.name}"
    )
    values: dict[str, Any] = {
        "picture": segno.make(link, error="m").svg_data_uri(scale=4, border=4, dark="#221f1a", light="#fff"),
        "spelled": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "link": link,
        "sealed": room_of(request).totp.close(secret),
        "problem": problem,
    }
    return inside(request, session, "staff/authenticator.html", 422 if problem else 200, **values)


def _change_password(room: StaffRoom, session: Session, caller: Caller, current: str, password: str) -> None:
    account = session.account
    if account.has_password:
        by_password(room, caller, account.email, current)
    check_strength(password, account.email)
    made = room.passwords.hash(password)
    with room.database.transaction() as connection:
        change(connection, account.id, "password_set", room.clock(), password_hash=made)
        end_sessions(connection, account.id, but=session.id)


def _enrolled(room: StaffRoom, session: Session, secret: str, code: str) -> bool:
    """Whether the code is the secret's; then it is asked for from now on."""
    now = room.clock()
    step = matching_step(secret, code, now, None)
    if step is None:
        return False
    with room.database.transaction() as connection:
        kept = {"totp_secret": room.totp.close(secret), "totp_step": step}
        change(connection, session.account.id, "authenticator_add", now, **kept)
    return True


def _remove_authenticator(room: StaffRoom, session: Session, caller: Caller, code: str) -> None:
    """Raises WrongCode, WaitFirst."""
    staff_id, now = session.account.id, room.clock()
    with room.database.transaction() as connection:
        room.tries.count(connection, code_tries(staff_id), caller.address, now)
    with room.database.transaction() as connection:
        if not code_is_right(room, connection, staff_id, code):
            raise WrongCode
        room.tries.succeeded(connection, code_tries(staff_id), caller.address, now)
        change(connection, staff_id, "authenticator_remove", now, totp_secret=None, totp_step=None)


def _end_others(room: StaffRoom, session: Session) -> None:
    staff_id = session.account.id
    with room.database.transaction() as connection:
        ended = end_sessions(connection, staff_id, but=session.id)
        audit(connection, by_staff(staff_id), "sessions_end", None, str(ended), room.clock())


def _sessions(room: StaffRoom, session: Session) -> list[Session]:
    """Alive ones, this browser's first."""
    now = room.clock()
    with room.database.reading() as connection:
        found = sessions_of(connection, session.account.id)
    alive = [one for one in found if not one.is_over(room.lifetime, now)]
    return sorted(alive, key=lambda one: one.id != session.id)


def _passkeys(room: StaffRoom, session: Session) -> list[Passkey]:
    with room.database.reading() as connection:
        return passkeys_of(connection, session.account.id)


def _told(error: DriplineError) -> str:
    return "That is not your current password." if isinstance(error, WrongSignIn) else str(error)
