"""Staff: signing in, one's own account, who works here. `add_staff` puts it into the app."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.refusals import refusal
from bot.web.staff import account, login, members, openid, passkeys
from bot.web.staff.access import NotForYourRole, SignInFirst, desk_member, is_still_signed_in
from bot.web.staff.pages import inside
from bot.web.staff.room import StaffRoom
from bot.web.state import WebState

ROUTERS = (login.router, login.demo_router, openid.router, passkeys.router, account.router, members.router)


def add_staff(app: FastAPI, state: WebState) -> None:
    """The routes of staff, and who the desk's callers are."""
    settings = state.services.settings
    app.state.staff = StaffRoom.of(settings, state.services.database)
    app.state.desk_staff = desk_member
    app.state.desk_is_still_signed_in = is_still_signed_in
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.add_exception_handler(NotForYourRole, _not_for_your_role)
    for router in (login.router, passkeys.router, account.router, members.router):
        app.include_router(router)
    if settings.oidc_issuer:
        app.include_router(openid.router)
    if settings.is_demo:
        app.include_router(login.demo_router)


async def _sign_in_first(request: Request, error: Exception) -> Response:
    """A page leads to the sign-in page and back; a script's call is told."""
    assert isinstance(error, SignInFirst)
    if not _is_page(request):
        return refusal(401, str(error.detail), error.hint)
    asked = {"next": request.url.path + (f"?{request.url.query}" if request.url.query else "")}
    told = {"told": "ended"} if error.has_ended else {}
    return RedirectResponse(f"/desk/login?{urlencode(asked | told)}", 303)


async def _not_for_your_role(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotForYourRole)
    if not _is_page(request):
        return refusal(403, str(error.detail), error.hint)
    return inside(request, error.session, "staff/not_yours.html", 403)


def _is_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")
