"""What an agent may press for an answer; several at once where the step takes several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.talk import Talk


@dataclass(frozen=True, slots=True)
class Key:
    """One thing to press. `leads_to` is what would be said next, or what happens.

    `is_one_of_several`: others may be taken with it, so where it alone would lead is not told.
    """

    value: str
    title: str
    at: str
    leads_to: str = ""
    is_one_of_several: bool = False


def none_of(talk: Talk, keys: Sequence[Key]) -> Key | None:
    """The key for none of them, where several could be taken."""
    at = next((key.at for key in keys if key.is_one_of_several), None)
    words = talk.words("none_of_them")
    return None if at is None else Key("", words[:1].upper() + words[1:], at)
