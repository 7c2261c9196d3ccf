"""Signing in and out: password, then the authenticator's code where there is one; the one-time link; the demo."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from bot.errors import DriplineError
from bot.staff.errors import LinkSpent, WaitFirst, WeakPassword, WrongCode, WrongSignIn
from bot.staff.roles import Role, safe_return
from bot.store.staff_sessions import end_session, link_holder
from bot.web.refusals import Refused
from bot.web.staff import sign_in
from bot.web.staff.access import SESSION, SignedIn, Visiting, live_session, visiting
from bot.web.staff.pages import caller_of, outside, visit_of, welcome
from bot.web.staff.passkeys import are_possible, ask_to_sign_in
from bot.web.staff.room import StaffRoom, room_of
from bot.web.staff.rooms import landing_of
from bot.web.staff.words import Words, language_of

router = APIRouter(prefix="/desk", include_in_schema=False)
demo_router = APIRouter(prefix="/desk", include_in_schema=False)

_TOLD = frozenset({"ended", "signed_out", "stranger", "openid_failed", "passkey_failed"})
Typed = Annotated[str, Form(max_length=1000)]
_STATUS: dict[type[DriplineError], int] = {WaitFirst: 429, WrongSignIn: 401, WrongCode: 401, LinkSpent: 410}


@router.get("/login")
async def login_page(request: Request, next: str = "", told: str = "") -> Response:
    """Who is signed in already goes on at once."""
    room = room_of(request)
    if token := room.cookies.get(request, SESSION):
        session = await run_sync(live_session, room, token)
        if session is not None:
            return RedirectResponse(safe_return(next, landing_of(request, session.account.role)), 303)
    return _login(request, next, told=told if told in _TOLD else "")


@router.post("/login")
async def login(
    request: Request, visit: Visiting, email: Typed = "", password: Typed = "", next: Typed = ""
) -> Response:
    room, caller = room_of(request), caller_of(request)
    try:
        async with room.hashers:
            account = await run_sync(sign_in.by_password, room, caller, email, password)
    except (WrongSignIn, WaitFirst) as error:
        return _login(request, next, email=email, error=error)
    if account.has_totp:
        carried = sign_in.second_step(room, account, visit)
        return outside(request, "staff/code.html", carried=carried, back=next, problem="")
    return welcome(request, await run_sync(sign_in.begin, room, caller, account, "password"), next)


@router.post("/login/code")
async def login_code(
    request: Request, visit: Visiting, carried: Typed = "", code: Typed = "", next: Typed = ""
) -> Response:
    room, caller = room_of(request), caller_of(request)
    try:
        account = await run_sync(sign_in.by_code, room, caller, carried, visit, code)
    except WrongSignIn:
        return _login(request, next, told="ended")
    except (WrongCode, WaitFirst) as error:
        words = Words(language_of(request.headers))
        problem, status = words.problem(error), _STATUS[type(error)]
        return outside(request, "staff/code.html", status, carried=carried, back=next, problem=problem)
    return welcome(request, await run_sync(sign_in.begin, room, caller, account, "code"), next)


@router.post("/logout")
async def logout(request: Request, session: SignedIn) -> Response:
    room = room_of(request)
    await run_sync(_end, room, session)
    response = RedirectResponse("/desk/login?told=signed_out", 303)
    room.cookies.drop(response, SESSION)
    return response


@router.get("/join")
async def join_page(request: Request, link: str = "") -> Response:
    """Behind a one-time link. Looking at it uses nothing up."""
    return await _join(request, link[:100])


@router.post("/join", dependencies=[Depends(visiting)])
async def join(request: Request, link: Typed = "", password: Typed = "") -> Response:
    room = room_of(request)
    try:
        async with room.hashers:
            begun = await run_sync(sign_in.by_link, room, caller_of(request), link, password)
    except (WeakPassword, LinkSpent) as error:
        return await _join(request, link, error)
    return welcome(request, begun)


@demo_router.post("/login/demo", dependencies=[Depends(visiting)])
async def login_as_demo(
    request: Request, role: Annotated[Role, Form()] = "agent", next: Typed = ""
) -> Response:
    if role not in sign_in.DEMO:
        raise Refused(422, "There is nobody of this role in the demo.", "Choose another on the sign-in page.")
    return welcome(request, await run_sync(sign_in.as_demo, room_of(request), caller_of(request), role), next)


def _login(
    request: Request, back: str, *, email: str = "", told: str = "", error: DriplineError | None = None
) -> Response:
    room, words = room_of(request), Words(language_of(request.headers))
    settings = room.settings
    passkey = ask_to_sign_in(room, visit_of(request)) if are_possible(settings) else None
    return outside(
        request,
        "staff/login.html",
        _STATUS[type(error)] if error else 200,
        back=back,
        email=email,
        is_demo=settings.is_demo,
        passkey=passkey,
        openid=settings.oidc_name if settings.oidc_issuer else "",
        told=words(told, name=settings.oidc_name) if told else "",
        problem=words.problem(error) if error else "",
    )


async def _join(request: Request, link: str, error: DriplineError | None = None) -> Response:
    words = Words(language_of(request.headers))
    try:
        account = await run_sync(_holder, room_of(request), link)
    except LinkSpent as spent:
        return outside(request, "staff/join.html", 410, account=None, link="", problem=words.problem(spent))
    problem = words.problem(error) if error else ""
    status = 422 if error else 200
    return outside(request, "staff/join.html", status, account=account, link=link, problem=problem)


def _holder(room: StaffRoom, link: str) -> object:
    with room.database.reading() as connection:
        return link_holder(connection, link, room.clock())


def _end(room: StaffRoom, session: SignedIn) -> None:
    with room.database.transaction() as connection:
        end_session(connection, session, room.clock())
