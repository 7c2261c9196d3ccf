"""What every page of staff stands on, made once per app."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from anyio import CapacityLimiter
from fastapi import Request, Response
from itsdangerous import URLSafeTimedSerializer

from bot.settings import Settings
from bot.staff.model import Lifetime
from bot.staff.passwords import Passwords
from bot.staff.sealing import Seal
from bot.store.session import Database
from bot.store.sign_in_tries import TryCounter

_HASHERS = 2
"""Comparing a password takes 64 MB and most of a core."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Cookies:
    """Out of reach of scripts; over https bound to this host and never sent in the clear."""

    def __init__(self, *, is_https: bool) -> None:
        self._is_https = is_https
        self._prefix = "__Host-dripline_" if is_https else "dripline_"

    def get(self, request: Request, name: str) -> str:
        return request.cookies.get(self._prefix + name, "")

    def set(self, response: Response, name: str, value: str, lasts: timedelta) -> None:
        response.set_cookie(
            self._prefix + name,
            value,
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=self._is_https,
            httponly=True,
            samesite="lax",
        )

    def drop(self, response: Response, name: str) -> None:
        response.delete_cookie(
            self._prefix + name, path="/", secure=self._is_https, httponly=True, samesite="lax"
        )


@dataclass(frozen=True)
class StaffRoom:
    """`totp` seals authenticators' secrets; `pending` signs what a browser carries from one step to the next."""

    settings: Settings
    database: Database
    cookies: Cookies
    lifetime: Lifetime
    passwords: Passwords
    tries: TryCounter
    totp: Seal
    pending: URLSafeTimedSerializer
    hashers: CapacityLimiter
    clock: Callable[[], datetime] = utc_now

    @classmethod
    def of(cls, settings: Settings, database: Database) -> StaffRoom:
        lifetime = Lifetime(
            timedelta(minutes=settings.staff_idle_minutes), timedelta(hours=settings.staff_session_hours)
        )
        return cls(
            settings,
            database,
            Cookies(is_https=settings.public_url.startswith("https:")),
            lifetime,
            Passwords(),
            TryCounter(settings.secret_key),
            Seal(settings.secret_key, "totp"),
            URLSafeTimedSerializer(settings.secret_key, salt="staff sign-in"),
            CapacityLimiter(_HASHERS),
        )

    def form_token(self, holder: str) -> str:
        """What a form must carry to count as sent by this holder's own page: a session's id, or a visit's."""
        key = f"forms of staff {self.settings.secret_key}".encode()
        return hmac.new(key, holder.encode(), sha256).hexdigest()

    def is_form_token(self, holder: str, sent: str) -> bool:
        return bool(holder) and hmac.compare_digest(self.form_token(holder).encode(), sent.encode())


def new_visit() -> str:
    """Names a browser before anybody signed in with it."""
    return secrets.token_urlsafe(16)


def room_of(request: Request) -> StaffRoom:
    room: StaffRoom = request.app.state.staff
    return room
