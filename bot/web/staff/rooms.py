"""Which pages there are for a role, of those that this installation serves."""

from __future__ import annotations

from fastapi import Request
from fastapi.routing import iter_route_contexts

from bot.staff.roles import ADDRESSES, ROOMS, Role, landing

_TITLES = {"desk": "Desk", "studio": "Studio", "insights": "Insights", "staff": "Staff"}


def rooms_of(request: Request, role: Role) -> list[tuple[str, str]]:
    """Address and title of each page that the role may use."""
    known = set(_served(request))
    return [(ADDRESSES[room], _TITLES[room]) for room in ROOMS[role] if ADDRESSES[room] in known]


def landing_of(request: Request, role: Role) -> str:
    """Where the role begins."""
    return landing(role, _served(request))


def _served(request: Request) -> list[str]:
    return [str(route.path) for route in iter_route_contexts(request.app.routes)]
