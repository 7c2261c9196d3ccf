"""Is it the customer who is speaking? What they say is compared here; nothing known is read out to anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.desk.names import words_of

CHECKS = ("external", "email", "city", "plan", "monthly_charge")
"""What may be asked for; two of these right, and it is them. A name proves nothing: it is what one calls oneself."""
NEEDED = 2
MOST_WRONG = 3
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def agrees(check: str, said: str, known: Any) -> bool:
    """Whether what was said is what is known. Never true of an empty word or of something that is not known."""
    if known is None or not said.strip():
        return False
    if check == "monthly_charge":
        found = _DIGITS.search(said)
        return found is not None and abs(float(found[0].replace(",", ".")) - float(known)) < 1
    return "".join(words_of(said)) == "".join(words_of(str(known)))


def right_ones(said: Mapping[str, str], known: Mapping[str, Any]) -> tuple[str, ...]:
    """The checks that agree, of those that may be asked for."""
    return tuple(check for check in CHECKS if agrees(check, said.get(check, ""), known.get(check)))
