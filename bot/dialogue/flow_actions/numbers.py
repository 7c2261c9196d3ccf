"""Numbers that people read to each other: short, without letters that look alike."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789CDFGHJKMNPQRTVWX"


def readable_number(prefix: str, length: int = 6) -> str:
    """E.g. 'C-7KQ2MD': some 190 million of a prefix."""
    return f"{prefix}-" + "".join(secrets.choice(_ALPHABET) for _ in range(length))
