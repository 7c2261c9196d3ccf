"""Signing in with the company's own accounts. It opens what somebody was given here, and makes nobody a member."""

from __future__ import annotations

from datetime import timedelta

import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from itsdangerous import BadSignature
from sqlalchemy import Connection

from bot.staff.errors import BadEmail, UnknownMember
from bot.staff.model import Account, normal_email
from bot.store.staff import change, credentials, member, with_openid
from bot.web.staff.openid_provider import Attempt, Identity, OpenidFailed, Provider
from bot.web.staff.pages import caller_of, welcome
from bot.web.staff.room import StaffRoom, room_of
from bot.web.staff.sign_in import begin, refuse

router = APIRouter(prefix="/desk/login/openid", include_in_schema=False)

_LOG = structlog.get_logger(__name__)
_COOKIE = "openid"
_LASTS = timedelta(minutes=10)


@router.get("")
async def to_provider(request: Request, next: str = "") -> Response:
    room, attempt = room_of(request), Attempt.new(next[:500])
    try:
        address = await Provider(room.settings).address(attempt)
    except OpenidFailed as error:
        return _not_let_in(error)
    response = RedirectResponse(address, 303)
    room.cookies.set(response, _COOKIE, room.pending.dumps(attempt.as_json()), _LASTS)
    return response


@router.get("/back")
async def from_provider(request: Request, code: str = "", state: str = "") -> Response:
    """The state that the browser carries must be the one that comes back: nobody is signed in as somebody else."""
    room = room_of(request)
    attempt = _attempt(room, request)
    if attempt is None or not code or not attempt.is_answered_by(state):
        return RedirectResponse("/desk/login?told=openid_failed", 303)
    try:
        identity = await Provider(room.settings).identity(attempt, code)
    except OpenidFailed as error:
        return _not_let_in(error)
    account = await run_sync(_account, room, identity)
    if account is None:
        await run_sync(refuse, room, None, "openid")
        return RedirectResponse("/desk/login?told=stranger", 303)
    begun = await run_sync(begin, room, caller_of(request), account, "openid")
    response = welcome(request, begun, attempt.back)
    room.cookies.drop(response, _COOKIE)
    return response


def _account(room: StaffRoom, identity: Identity) -> Account | None:
    """Who was linked before; else, once, whoever has the verified e-mail address."""
    with room.database.transaction() as connection:
        account = with_openid(connection, identity.subject) or _link(room, connection, identity)
    return account if account and account.is_active else None


def _link(room: StaffRoom, connection: Connection, identity: Identity) -> Account | None:
    try:
        row = credentials(connection, normal_email(identity.email or ""))
    except (UnknownMember, BadEmail):
        return None
    if row.openid_subject is not None or row.disabled_at is not None:
        return None
    change(connection, row.id, "openid_link", room.clock(), openid_subject=identity.subject)
    return member(connection, row.id)


def _attempt(room: StaffRoom, request: Request) -> Attempt | None:
    try:
        told = room.pending.loads(room.cookies.get(request, _COOKIE), max_age=int(_LASTS.total_seconds()))
        return Attempt(**told)
    except (BadSignature, TypeError):
        return None


def _not_let_in(error: OpenidFailed) -> Response:
    _LOG.warning("openid.failed", reason=str(error))
    return RedirectResponse("/desk/login?told=openid_failed", 303)
