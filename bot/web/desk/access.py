"""Who may use the desk: staff who signed in. Whoever signs people in is set on the app; see bot.web.staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

from fastapi import Depends, Request

from bot.desk.people import Member
from bot.web.desk.service import Desk

WhoCalls = Callable[[Request], Awaitable[Member]]
IsStill = Callable[[Request], Awaitable[bool]]


async def staff_session(request: Request) -> Member:
    """The agent whose session came with the request. Raises Refused (401, 403)."""
    who: WhoCalls = request.app.state.desk_staff
    return await who(request)


def still_signed_in(request: Request) -> Callable[[], Awaitable[bool]]:
    """Whether that session still lives: asked again and again by what stays open."""
    is_still: IsStill = request.app.state.desk_is_still_signed_in
    return partial(is_still, request)


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


Agent = Annotated[Member, Depends(staff_session)]
TheDesk = Annotated[Desk, Depends(_desk)]
