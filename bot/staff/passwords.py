"""Passwords: long rather than odd, kept as argon2id hashes."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.staff.errors import WeakPassword

SHORTEST = 12
LONGEST = 200
_DIFFERENT = 6
_COMMON = ("password", "123456", "qwerty", "letmein", "contraseña", "senha", "dripline")


class Passwords:
    """Hashes and compares. Takes some hundredths of a second and 64 MB: call it in a thread, few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or _usual()
        self._of_nobody = _of_nobody(self._hasher)

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Takes as long when there is no such account, so that the time tells nothing."""
        try:
            return self._hasher.verify(password_hash or self._of_nobody, password[:LONGEST]) and bool(
                password_hash
            )
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)


@cache
def _usual() -> PasswordHasher:
    return PasswordHasher()


@cache
def _of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("the password of nobody")


def check_strength(password: str, email: str) -> None:
    """Raises WeakPassword with the reason."""
    folded = password.casefold()
    if len(password) < SHORTEST:
        raise WeakPassword(reason="short")
    if len(password) > LONGEST:
        raise WeakPassword(reason="long")
    own = [email.casefold(), email.casefold().partition("@")[0]]
    guessable = any(word in folded for word in (*_COMMON, *(one for one in own if len(one) > 3)))
    if len(set(folded)) < _DIFFERENT or (guessable and len(password) < 2 * SHORTEST):
        raise WeakPassword(reason="guessable")
