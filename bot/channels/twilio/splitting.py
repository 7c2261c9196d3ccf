"""A text that is too long for one message is split where a reader would pause: paragraph, sentence, word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+"),
    re.compile(r"\s+"),
)
_JOINER = "\u200d"


def split_text(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Parts in order, each of which `fits`; only blanks at the cuts are lost. A text that fits is left as it is.

    `fits` must hold for every beginning of what it holds for, and for any single character.
    """
    parts: list[str] = []
    rest = text.strip()
    while rest and not fits(rest):
        cut = _cut(rest, _longest(rest, fits))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*parts, rest) if rest else tuple(parts)


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """How many characters of the beginning fit; by halving, because fitting is monotonous."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    return low


def _cut(text: str, longest: int) -> int:
    """The best place to cut within the longest beginning: late enough to be worth a message, else by characters."""
    for pause in _PAUSES:
        ends = [
            m.start() for m in pause.finditer(text, 0, longest + 1) if longest // 3 <= m.start() <= longest
        ]
        if ends:
            return _after_closing(text, ends[-1], longest)
    return _between_characters(text, longest)


def _after_closing(text: str, cut: int, longest: int) -> int:
    """A quotation mark or bracket that closes a sentence stays with it, where it fits."""
    end = cut
    while end < longest and text[end] in "\"'”’)]":
        end += 1
    return max(end, 1)


def _between_characters(text: str, longest: int) -> int:
    """Never between a letter and its accent, nor inside a composed emoji."""
    cut = longest
    while cut > 0 and _belongs_together(text[cut - 1], text[cut]):
        cut -= 1
    return cut or longest


def _belongs_together(before: str, after: str) -> bool:
    is_attached = unicodedata.combining(after) or after in (_JOINER, "\ufe0f")
    is_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    return bool(is_attached) or before == _JOINER or is_tone
