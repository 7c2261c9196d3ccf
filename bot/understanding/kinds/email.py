"""An e-mail address, typed or dictated: 'ana@example.com', 'ana arroba example ponto com'."""

from __future__ import annotations

import re

from bot.understanding.hearing import Heard, Hearing, heard_between

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_SPOKEN_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\barroba\b|\bat\b)\s*", re.IGNORECASE)
_SPOKEN_DOT = re.compile(r"\s*(?:\(dot\)|\[dot\]|\bdot\b|\bpunto\b|\bponto\b)\s*", re.IGNORECASE)


def hear(hearing: Hearing) -> Heard | None:
    """The address in lower case; two different ones are unclear."""
    message = hearing.message
    found = list(_ADDRESS.finditer(message.text))
    if len({one[0].lower() for one in found}) == 1:
        match = found[0]
        return heard_between(message, match[0].rstrip(".").lower(), match.start(), match.end())
    return _dictated(hearing) if not found and hearing.is_waited else None


def _dictated(hearing: Hearing) -> Heard | None:
    typed = _SPOKEN_DOT.sub(".", _SPOKEN_AT.sub("@", hearing.message.text))
    match = _ADDRESS.search(typed)
    if match is None:
        return None
    return heard_between(hearing.message, match[0].rstrip(".").lower(), 0, len(hearing.message.text), 0.8)
