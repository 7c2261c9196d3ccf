"""Codes of an authenticator app: RFC 6238 with what every such app knows (SHA-1, six digits, thirty seconds)."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from hashlib import sha1
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
_SECRET_BYTES = 20
_DRIFT = 1
"""Steps that a phone's clock may be off, to either side."""


def new_secret() -> str:
    """In base 32, as people type it."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of one step of thirty seconds."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    digest = hmac.new(key, step.to_bytes(8, "big"), sha1).digest()
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: str, typed: str, now: datetime, used: int | None) -> int | None:
    """The step whose code was typed; None when there is none. A code at or before the `used` step counts no more."""
    code = "".join(typed.split())
    if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
        return None
    newest = step_at(now) + _DRIFT
    steps = [step for step in range(newest - 2 * _DRIFT, newest + 1) if used is None or step > used]
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step), code)]
    return found[0] if found else None


def enrolment_link(secret: str, account: str, issuer: str) -> str:
    """What the app reads from the picture: otpauth://totp/Issuer:account?secret=…"""
    label = quote(f"{issuer}:{account}", safe="")
    asked = {"secret": secret, "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS}
    return f"otpauth://totp/{label}?{urlencode(asked, quote_via=quote)}"
