"""Somebody on the staff, and how long a session lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.staff.errors import BadEmail
from bot.staff.roles import Role

Method = Literal["password", "code", "passkey", "openid", "link", "demo"]
"""How somebody signed in; 'code' is password and authenticator."""

LINK_LASTS = timedelta(days=3)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.][^@\s]{0,253}")


@dataclass(frozen=True, slots=True)
class Account:
    """`totp_secret` is sealed; `has_password` is False until the sign-in link was used."""

    id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None
    signed_in_at: datetime | None = None
    has_password: bool = False
    has_totp: bool = False

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A session ends after so long without a deed, and after so long in any case."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one member. `id` is the hash of what its cookie holds."""

    id: str
    account: Account
    method: Method
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    browser: str = ""

    def is_over(self, lifetime: Lifetime, now: datetime) -> bool:
        return now >= self.expires_at or now - self.seen_at >= lifetime.idle or not self.account.is_active


def normal_email(typed: str) -> str:
    """As it is compared: without spaces around, in lower case. Raises BadEmail."""
    email = typed.strip().casefold()
    if len(email) > 254 or not email.isprintable() or _EMAIL.fullmatch(email) is None:
        raise BadEmail(email=typed[:100])
    return email
