"""A yes or no told by how things stand: 'still dead', 'here in front of me', 'ya volvió', 'tô na rua'.

What is asked is known by the words of the slot's name: `works_again`, `has_invoice`, `wants_a_person`. Where the name
says nothing of the kind, nothing is heard, and a doubtful word is left unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import Message
from bot.understanding.restated_words import CONDITIONS, DENIALS, JOINS, NO_DENIALS, THROUGH
from bot.understanding.themes.agreeing import AGREEING
from bot.understanding.themes.belonging import CAR, CHILDREN, PETS
from bot.understanding.themes.content import CONTENT
from bot.understanding.themes.having import HAVING
from bot.understanding.themes.home import HOME
from bot.understanding.themes.keeping import KEEPING
from bot.understanding.themes.theme import Theme
from bot.understanding.themes.travelling import TRAVELLING
from bot.understanding.themes.urgency import URGENCY
from bot.understanding.themes.wanting import CALLING, WANTING
from bot.understanding.themes.working import WORKING
from bot.understanding.yes_no_words import BEHIND

THEMES = (
    HOME,
    WORKING,
    CALLING,
    CHILDREN,
    PETS,
    CAR,
    TRAVELLING,
    URGENCY,
    KEEPING,
    AGREEING,
    WANTING,
    HAVING,
    CONTENT,
)
"""The first whose words a slot's name has counts, so that the narrower stand before the wider."""

_SURE = 0.85
_SURPRISE = (" e que ", " e q ")
"""'Não é que voltou!'"""
_REACH = 2
"""Words between a denial and what it denies, at most."""

Told = tuple[int, int, bool]
"""The first word that tells it, the one after its last, and whether it is a yes."""


def hear_restated(hearing: Hearing) -> Heard | None:
    """The one value that all that is told of the asked amounts to; None where two are told."""
    theme = theme_of(hearing.expectation.slot)
    if theme is None:
        return None
    found = _outermost(list(_told(hearing.message, theme, hearing.language)))
    if len({value for _, _, value in found}) != 1:
        return None
    first, after, value = found[0]
    return hearing.heard(value, first, after, _SURE)


@cache
def theme_of(slot: str) -> Theme | None:
    words = slot.lower().split("_")
    return next((one for one in THEMES if one.is_asked(words)), None)


def _told(message: Message, theme: Theme, language: str) -> Iterator[Told]:
    """A denied yes is a no; a denied no tells nothing, nor does a yes that is open."""
    for value in (True, False):
        for _, first, after in message.find(_pattern(theme, language, value)):
            if _begins_with_an_answer(message, first, language):
                continue
            is_denied = _is_denied(message, first, language)
            is_denied = is_denied or _is_denied_behind(message, first, after, language)
            if not is_denied and not (value and _is_open(message, first, language)):
                yield first, after, value
            elif is_denied and value:
                yield first, after, False


def _begins_with_an_answer(message: Message, first: int, language: str) -> bool:
    """The 'no' of 'no, it can wait' denies nothing of what follows."""
    return message.word(first) in DENIALS[language] and message.is_parted(first + 1)


@cache
def _pattern(theme: Theme, language: str, value: bool) -> re.Pattern[str]:
    told = (theme.yes if value else theme.no)[language]
    return re.compile(rf"(?<= )(?:{'|'.join(told)})(?= )")


def _is_denied(message: Message, first: int, language: str) -> bool:
    """A denial before it, with no more than a helping word or two between."""
    for at in range(first - 1, max(-1, first - 2 - _REACH), -1):
        if message.is_parted(at + 1):
            return False
        if message.word(at) in DENIALS[language]:
            return True
        if message.word(at) not in THROUGH:
            return False
    return False


def _is_denied_behind(message: Message, first: int, after: int, language: str) -> bool:
    """'Voltou não'; in 'não dá não' the second only repeats the first."""
    is_denial = message.word(after) in BEHIND[language][True] or (language, message.word(after)) == (
        "pt",
        "nada",
    )
    is_behind = is_denial and message.is_edge(after + 1)
    return is_behind and not message.is_parted(after) and message.word(first) not in DENIALS[language]


def _is_open(message: Message, first: int, language: str) -> bool:
    """A denial farther off in its clause, or a condition: 'I wouldn't bet that it works', 'when I get home'."""
    for at in range(first - 1, -1, -1):
        if message.is_parted(at + 1) or (
            message.word(at) in JOINS and message.part(at, at + 1).lower() != "é"
        ):
            return False
        is_surprise = message.flat_part(at + 1, at + 3) in _SURPRISE
        is_denial = message.word(at) in DENIALS[language] and message.word(at + 1) not in NO_DENIALS
        if (is_denial and not is_surprise) or message.word(at) in CONDITIONS[language]:
            return True
    return False


def _outermost(found: list[Told]) -> list[Told]:
    """Without what overlaps something longer: 'home' within 'on my way home'."""
    return [one for one in found if not any(is_inside(one, other) for other in found)]


def is_inside(one: Told, other: Told) -> bool:
    """Whether it overlaps something longer."""
    return other[0] < one[1] and one[0] < other[1] and one[1] - one[0] < other[1] - other[0]
