"""Which number of a message is the mark: eight in 'eight, my 3 lines work', none in 'I waited 9 minutes'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.contrast import ends_clause, favoured
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Hearing
from bot.understanding.mark_words import (
    AT_LEAST,
    BOTTOM,
    CORRECTING,
    CORRECTS,
    COUNTED,
    FUNCTION_WORDS,
    HELD_BACK,
    INTENDED,
    LED,
    MIDDLE,
    MINUS,
    OPENERS,
    PUTS,
    REASONS,
    SCALE,
    SHARED,
    TOP,
)
from bot.understanding.message import Message
from bot.understanding.numbers import NUMBER_WORDS, Number, numbers
from bot.understanding.ranges import is_one_of_two
from bot.understanding.rough import is_only_a_bound

_PARTS = re.compile(r"[,.;:!?()…\n]| [-–—] |[-–—]{2}")
_MINUS_SIGN = re.compile(r"(?:^|[\s(:])[-−]$")
_OF_THEM = re.compile(
    r" (?:of|de|das?|dos) (?:my|your|our|the|them|those|us|mis|tus|sus|los|las|ellos|ellas|meus|minhas|seus|suas|"
    r"voces|vcs)(?= )|(?<= )d[oa]s (?:meus|minhas|seus|suas)"
)
_PERCENT = re.compile(r"\s?%|\s(?:percent|per cent|por ciento|por cento)\b")
_LONGEST, _LONGEST_EXTREME = 14, 9


def is_below_zero(message: Message, number: Number) -> bool:
    """'-5', 'minus 3', 'menos dos', but no 'al menos dos'."""
    if _MINUS_SIGN.search(message.ahead_of(number.first)):
        return True
    before = message.word(number.first - 1)
    return before in MINUS or (before == "menos" and message.word(number.first - 2) not in AT_LEAST)


def marks(hearing: Hearing, highest: int) -> list[Number]:
    """Every number that may be a mark, from left to right."""
    message, language = hearing.message, hearing.language
    scales = [(first, after) for _, first, after in message.find(SCALE)]
    found = [
        one
        for one in numbers(message, language)
        if (not one.is_article or _stands_alone(message, one))
        and not is_denied(message, one.first, one.after, language)
        and not any(first <= one.first < after for first, after in scales)
        and not counts_something(message, one)
        and not percent(message, one)
    ]
    in_words = [one for one in found if message.word(one.first) not in NUMBER_WORDS[language].fixed] or found
    return [one for one in in_words if one.value <= highest] or in_words


def percent(message: Message, number: Number) -> bool:
    return _PERCENT.match(message.folded[message.words[number.after - 1].end :]) is not None


def meant(hearing: Hearing, said: Sequence[Number]) -> Number | None:
    """The one mark that is meant; None where several could be."""
    message, language = hearing.message, hearing.language
    if any(is_only_a_bound(message, one) for one in said):
        return None
    if len(message.words) > _LONGEST:
        said = [one for one in said if _is_told(message, one)]
    if not said:
        return None
    last, earlier = said[-1], said[:-1]
    if len({one.value for one in said}) == 1:
        return None if any(_is_open(hearing, one) for one in said) else said[0]
    if _settles(message, earlier[-1], last):
        return last
    if any(_is_open(hearing, one) for one in said) or _is_shared_out(message, said):
        return None
    said = [one for one in said if not _is_intended(message, one)] or said
    told = [one for one in said if _is_told(message, one)]
    if len({one.value for one in told}) == 1:
        return told[0]
    at = favoured(message, [(one.first, one.after) for one in said], language, hearing.expectation.slot)
    return None if at is None else said[at]


def extreme(message: Message, low: int, high: int) -> int | None:
    """'Top marks', 'la nota más baja', 'bem no meio'."""
    if len(message.words) > _LONGEST_EXTREME or HELD_BACK.search(message.flat):
        return None
    ends = {
        value
        for pattern, value in ((TOP, high), (BOTTOM, low), (MIDDLE, (low + high) / 2))
        if pattern.search(message.flat)
    }
    value = ends.pop() if len(ends) == 1 else None
    return int(value) if value is not None and value == int(value) else None


def _is_open(hearing: Hearing, one: Number) -> bool:
    return is_one_of_two(hearing.message, one.first, one.after, hearing.language)


def _is_shared_out(message: Message, said: Sequence[Number]) -> bool:
    """'9 for the service, 4 for the price' is neither."""
    return len({one.value for one in said if message.word(one.after) in SHARED}) > 1


def _is_intended(message: Message, one: Number) -> bool:
    return INTENDED.search(message.flat_part(max(0, one.first - 4), one.first)) is not None


def _settles(message: Message, before: Number, last: Number) -> bool:
    """Whether the last mark replaces those before it: '7, no, 6', '7 or 8, say 8'."""
    between = message.folded_words[before.after : last.first]
    is_corrected = bool(CORRECTS & set(between)) and set(between) <= CORRECTING
    return is_corrected or PUTS.search(message.flat_part(before.after, last.first)) is not None


def _is_told(message: Message, one: Number) -> bool:
    """Given by its verb, or alone in its clause but for the reason that follows."""
    if LED.search(message.flat_part(max(0, one.first - 6), one.first)):
        return True
    return _opens(message, one) and (ends_clause(message, one.after) or message.word(one.after) in REASONS)


def _opens(message: Message, one: Number) -> bool:
    at = one.first - 1
    while at >= 0 and not _PARTS.search(message.between(at, at + 1)):
        if message.word(at) not in OPENERS:
            return False
        at -= 1
    return True


def _stands_alone(message: Message, one: Number) -> bool:
    """'Um, vai': the article is the whole clause."""
    is_first = one.first == 0 or _PARTS.search(message.between(one.first - 1, one.first)) is not None
    return is_first and ends_clause(message, one.after)


def counts_something(message: Message, one: Number) -> bool:
    """'3 friends', '3 long weeks', '2 of my lines', the 5 of '5g'."""
    at = one.after
    if at >= len(message.words):
        return False
    between = message.between(at - 1, at)
    is_digit = message.word(at - 1)[-1:].isdecimal()
    if not between:
        return is_digit and len(message.word(at)) <= 2 and message.word(at) not in ("pt", "pts")
    if between.strip(" -"):
        return False
    if message.word(at) in COUNTED or _OF_THEM.match(message.flat_part(at, at + 3)):
        return True
    is_described = message.word(at) not in FUNCTION_WORDS and message.word(at + 1) in COUNTED
    return is_described and len(message.word(at)) > 2 and not message.between(at, at + 1).strip()
