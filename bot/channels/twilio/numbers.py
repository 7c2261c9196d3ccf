"""Phone numbers as Twilio writes them."""

from __future__ import annotations

import re

from bot.people.identifiers import InvalidIdentifier, normalise

_E164 = re.compile(r"\+[1-9]\d{6,14}")


def number_of(written: str) -> str | None:
    """The canonical number; None for what is no number of a person: a short code, a name, an app.

    Twilio knows numbers that our tables do not know yet: such a one is taken as it is written.
    """
    if not _E164.fullmatch(written):
        return None
    try:
        return normalise("phone", written)
    except InvalidIdentifier:
        return written
