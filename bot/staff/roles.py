"""What each role may use. Whoever may not use a page is told so, not shown an empty one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Role = Literal["agent", "supervisor", "marketer", "admin"]
Room = Literal["desk", "studio", "insights", "staff"]

ROLES: tuple[Role, ...] = get_args(Role)
ROOMS: dict[Role, tuple[Room, ...]] = {
    "agent": ("desk",),
    "supervisor": ("desk", "insights"),
    "marketer": ("studio", "insights"),
    "admin": ("staff", "desk", "studio", "insights"),
}
"""The first is where the role begins its day."""

ADDRESSES: dict[Room, str] = {
    "desk": "/desk",
    "studio": "/studio",
    "insights": "/insights",
    "staff": "/desk/staff",
}
ACCOUNT = "/desk/account"


def may_use(role: Role, room: Room) -> bool:
    return room in ROOMS[role]


def sees_the_team(role: Role) -> bool:
    """Whether the role sees what colleagues have, listens in and takes over."""
    return role in ("supervisor", "admin")


def landing(role: Role, served: Iterable[str]) -> str:
    """Where somebody of this role goes after signing in: the role's first page that is served, else their account."""
    known = set(served)
    return next((ADDRESSES[room] for room in ROOMS[role] if ADDRESSES[room] in known), ACCOUNT)


def safe_return(address: str, otherwise: str) -> str:
    """A page of this site to go back to. Whatever could lead to another site is replaced."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_plain = address.isprintable() and "\\" not in address and len(address) <= 500
    return address if is_ours and is_plain and not address.startswith("/desk/login") else otherwise
