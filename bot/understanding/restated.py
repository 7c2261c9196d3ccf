"""A yes or no told by how things stand: 'still dead', 'here in front of me', 'ya volvió', 'tô na rua'.

What is asked is known by the words of the slot's name: `works_again`, `has_invoice`, `wants_a_person`. Where the name
says nothing of the kind, nothing is heard, and a doubtful word is left unclear.
"""

from __future__ import annotations

import re
from functools import cache

from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import Message
from bot.understanding.restated_words import DENIALS, THEMES, THROUGH, Theme

_SURE = 0.85
_REACH = 2
"""Words between a denial and what it denies, at most."""


def hear_restated(hearing: Hearing) -> Heard | None:
    """The one value that all that is told of the asked amounts to; None where two are told."""
    theme = theme_of(hearing.expectation.slot)
    if theme is None:
        return None
    found = _outermost(_told(hearing.message, theme, hearing.language))
    if len({value for _, _, value in found}) != 1:
        return None
    first, after, value = found[0]
    return hearing.heard(value, first, after, _SURE)


@cache
def theme_of(slot: str) -> Theme | None:
    words = slot.lower().split("_")
    return next((one for one in THEMES if one.is_asked(words)), None)


def _told(message: Message, theme: Theme, language: str) -> list[tuple[int, int, bool]]:
    return [
        (first, after, value and not is_denied)
        for value in (True, False)
        for _, first, after in message.find(_pattern(theme, language, value))
        for is_denied in [_is_denied(message, first, language)]
        if value or not is_denied
    ]


@cache
def _pattern(theme: Theme, language: str, value: bool) -> re.Pattern[str]:
    told = (theme.yes if value else theme.no)[language]
    return re.compile(rf"(?<= )(?:{'|'.join(told)})(?= )")


def _is_denied(message: Message, first: int, language: str) -> bool:
    """A denial before it, with no more than a helping word or two between."""
    for at in range(first - 1, max(-1, first - 2 - _REACH), -1):
        if message.between(at, at + 1).strip(" '-"):
            return False
        if message.word(at) in DENIALS[language]:
            return True
        if message.word(at) not in THROUGH:
            return False
    return False


def _outermost(found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Without what overlaps something longer: 'home' within 'on my way home'."""
    return [
        one
        for one in found
        if not any(
            other[0] < one[1] and one[0] < other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
