"""A time of day: '3pm', 'half past three', 'a las ocho de la noche', 'às 15h30', 'in an hour', as HH:MM."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.understanding.calendar import DAY_WORDS
from bot.understanding.clock import Clock, clocks, is_now
from bot.understanding.days import days
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import word_set
from bot.understanding.ranges import is_one_of_two
from bot.understanding.stretches import Stretch, stretches
from bot.understanding.units import unit_word

_LONGEST_BARE = 8
_AHEAD = {
    "en": word_set("in within"),
    "es": word_set("en dentro"),
    "pt": word_set("em dentro daqui"),
}
_BETWEEN = word_set("a de")
_SETTLES = re.compile(
    r" (?:(?:let's|lets|let us|shall we|can we|we could|i'd|i'll|we'll) (?:\w+ )?(?:say|make it|go (?:for|with)|do)"
    r"|make it|call it|pongamos(?:le)?|digamos|dejemoslo|quedemos|ponle|ponga(?:n|me)?|mejor|digamos que|vamos de|marca"
    r"|bota|pode marcar|marque|fica|fechamos|melhor|vamos dizer)(?: (?:at|for|a|as|las|la|para|pra|pras|en|em|que|q|sea"
    r"|seja|around|about|como|tipo|umas|unas)){0,2} $"
)
"""What puts one time in place of another that was said as a limit or an example."""


def hear(hearing: Hearing) -> Heard | None:
    """The time; two different ones, or a range, are unclear. An extra needs more than a bare number."""
    found = clock_said(hearing)
    if found is not None:
        return hearing.heard(found.text, found.first, found.after, found.confidence)
    moment = from_now(hearing)
    return hearing.heard(f"{moment[0]:%H:%M}", moment[1], moment[2]) if moment else None


def clock_said(hearing: Hearing) -> Clock | None:
    """Of the times said the plainest: by its own words, else led by 'at', else a bare number in a short message."""
    if not hearing.message.words or any(
        one for one in stretches(hearing.message, hearing.language) if _is_ahead(hearing, one)
    ):
        return None
    said = [one for one in clocks(hearing.message, hearing.language) if _is_own(hearing, one)]
    best = max((one.rank for one in said), default=0)
    is_long = len(hearing.message.words) > _LONGEST_BARE
    if best == 0 or (best == 1 and (is_long or not hearing.is_waited)):
        return None
    settled = [one for one in said if _is_settled(hearing, one)]
    top = settled[-1:] or [one for one in said if one.rank == best]
    if len({one.minutes for one in top}) != 1 or _is_range(hearing, top[0]):
        return None
    return top[0]


def _is_settled(hearing: Hearing, clock: Clock) -> bool:
    """'Not before 4 pm, let's say 5'."""
    return clock.first > 0 and _SETTLES.search(hearing.message.flat_part(0, clock.first)) is not None


def _is_own(hearing: Hearing, clock: Clock) -> bool:
    """Not the 23 of 'Monday 23', nor the four of 'four people'."""
    message = hearing.message
    start, end = message.span(clock.first, clock.after)
    today = hearing.now.date()
    if clock.rank < 3 and unit_word(message, clock.after) is not None:
        return False
    is_day = any(
        one.start < end and start < one.end
        for one in days(message, hearing.language, today, hearing.region, is_waited=False)
    )
    return not (is_day and (clock.rank < 3 or not _has_colon(message.text[start:end])))


def _has_colon(text: str) -> bool:
    return any(mark in text.lower() for mark in (":", "h", "m"))


def _is_range(hearing: Hearing, clock: Clock) -> bool:
    return is_one_of_two(hearing.message, clock.first, clock.after, hearing.language)


def from_now(hearing: Hearing) -> tuple[datetime, int, int] | None:
    """'Now', 'in half an hour', 'daqui a duas horas': the moment and its words."""
    message = hearing.message
    if is_now(message):
        return hearing.now, 0, len(message.words)
    found = [one for one in stretches(message, hearing.language) if _is_ahead(hearing, one)]
    if len({one.minutes for one in found}) != 1:
        return None
    return hearing.now + timedelta(minutes=found[0].minutes), found[0].first, found[0].after


def _is_ahead(hearing: Hearing, one: Stretch) -> bool:
    """'In two hours', 'two hours from now'; in days it is a day that is told, no time."""
    if not 0 < one.minutes < 24 * 60:
        return False
    message, at = hearing.message, one.first - 1
    while message.word(at) in _BETWEEN:
        at -= 1
    behind = " ".join(word.folded for word in message.words[one.after :])
    is_later = re.match(rf"(?:{DAY_WORDS[hearing.language].in_after})(?= |$)", behind) is not None
    return message.word(at) in _AHEAD[hearing.language] or is_later
