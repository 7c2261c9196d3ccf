"""How SMS counts: GSM-7 has 160 septets in one segment and 153 in each of several, UCS-2 70 and 67 units."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["GSM-7", "UCS-2"]
# "lossless" replaces only typography, "plain" drops accents too, "unicode" leaves every character as it is.
Style = Literal["lossless", "plain", "unicode"]

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_PER_SEGMENT: dict[Encoding, tuple[int, int]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u200b\u2060\ufeff\u00ad", None),
        "…": "...",
        "•": "-",
        "·": "-",
        "\t": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs as SMS. `units` are septets in GSM-7 and 16-bit units in UCS-2."""

    encoding: Encoding
    units: int
    count: int


def is_gsm7(text: str) -> bool:
    return all(character in _BASIC or character in _EXTENDED for character in text)


def units_of(text: str, encoding: Encoding) -> int:
    if encoding == "GSM-7":
        return len(text) + sum(character in _EXTENDED for character in text)
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def segments_of(text: str) -> Segments:
    """The encoding that the text needs, and the segments in it; a character is never cut in two."""
    encoding: Encoding = "GSM-7" if is_gsm7(text) else "UCS-2"
    alone, each = _PER_SEGMENT[encoding]
    units = units_of(text, encoding)
    return Segments(encoding, units, 1 if units <= alone else _packed(text, encoding, each))


def for_sms(text: str, style: Style = "lossless") -> str:
    """The text in cheaper characters where that makes all of it GSM-7; otherwise the text as it is."""
    if style == "unicode" or is_gsm7(text):
        return text
    cheaper = text.translate(_TYPOGRAPHY)
    if style == "plain":
        cheaper = "".join(_without_accent(character) for character in cheaper)
    return cheaper if is_gsm7(cheaper) else text


def _packed(text: str, encoding: Encoding, each: int) -> int:
    """An escape with its character, and both halves of a pair, stay in one segment."""
    count, used = 1, 0
    for character in text:
        size = units_of(character, encoding)
        if used + size > each:
            count, used = count + 1, 0
        used += size
    return count


def _without_accent(character: str) -> str:
    if is_gsm7(character):
        return character
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
