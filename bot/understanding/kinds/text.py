"""Free words: whatever is said is the value."""

from __future__ import annotations

from bot.understanding.hearing import Heard, Hearing, heard_between

LONGEST = 500
"""Characters kept."""


def hear(hearing: Hearing) -> Heard | None:
    """The text, trimmed. Never an extra."""
    text = hearing.message.text.strip()
    if not text or not hearing.is_waited:
        return None
    return heard_between(hearing.message, text[:LONGEST].rstrip(), 0, min(len(text), LONGEST))
