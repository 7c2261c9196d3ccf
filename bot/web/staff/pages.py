"""Answers with a page of staff: its form's token, what the role may open, and back to where one was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.staff.model import Session
from bot.staff.roles import safe_return
from bot.store.staff_sessions import Begun
from bot.web.callers import client_address
from bot.web.staff.access import SESSION, VISIT
from bot.web.staff.room import new_visit, room_of
from bot.web.staff.rooms import landing_of, rooms_of
from bot.web.staff.sign_in import Caller
from bot.web.staff.words import Words, language_of
from bot.web.state import state_of

_VISIT_LASTS = timedelta(days=1)
# A form's own Origin header is only sent where the page says no less than this.
_HEADERS = {"Referrer-Policy": "same-origin"}


def outside(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever is not signed in."""
    room, state = room_of(request), state_of(request)
    visit = visit_of(request)
    words = Words(language_of(request.headers))
    company = state.services.content.company
    response = state.pages.response(
        template,
        status,
        words=words,
        lang=words.language,
        company=company,
        csrf_token=room.form_token(visit),
        **values,
    )
    room.cookies.set(response, VISIT, visit, _VISIT_LASTS)
    response.headers.update(_HEADERS)
    return response


def visit_of(request: Request) -> str:
    """The browser's name before anybody signed in with it: the same for all of one request."""
    room = room_of(request)
    if not getattr(request.state, "visit", ""):
        request.state.visit = room.cookies.get(request, VISIT) or new_visit()
    return str(request.state.visit)


def inside(
    request: Request, session: Session, template: str, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page for somebody who signed in, with the way to what their role may use."""
    state = state_of(request)
    response = state.pages.response(
        template,
        status,
        me=session.account,
        rooms=rooms_of(request, session.account.role),
        here=request.url.path,
        csrf_token=room_of(request).form_token(session.id),
        company=state.services.content.company,
        **values,
    )
    response.headers.update(_HEADERS)
    return response


def welcome(request: Request, begun: Begun, back: str = "") -> Response:
    """Signed in: to where one was, else to where the role begins."""
    room = room_of(request)
    target = safe_return(back, landing_of(request, begun.session.account.role))
    response = RedirectResponse(target, 303)
    room.cookies.set(response, SESSION, begun.token, room.lifetime.whole)
    room.cookies.drop(response, VISIT)
    return response


def caller_of(request: Request) -> Caller:
    proxies = state_of(request).services.settings.trusted_proxies
    return Caller(client_address(request, proxies), request.headers.get("user-agent", ""))
