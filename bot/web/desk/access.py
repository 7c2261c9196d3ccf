"""Who may use the desk: staff who signed in. Whoever signs people in is set on the app; until then nobody is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request

from bot.desk.people import Member
from bot.web.desk.service import Desk
from bot.web.refusals import Refused

WhoCalls = Callable[[Request], Awaitable[Member]]


async def nobody(request: Request) -> Member:
    """Raises Refused (401)."""
    raise Refused(401, "Nobody is signed in.", "Sign in at /desk/login, then come back.")


async def staff_session(request: Request) -> Member:
    """The agent whose session came with the request. Raises Refused (401, 403)."""
    who: WhoCalls = getattr(request.app.state, "desk_staff", nobody)
    return await who(request)


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


Agent = Annotated[Member, Depends(staff_session)]
TheDesk = Annotated[Desk, Depends(_desk)]
