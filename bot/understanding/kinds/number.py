"""How many: one number, in digits or words. What was asked tells what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.answers import Expectation
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.kinds import date
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import NUMBER_WORDS, Number, half_after, numbers
from bot.understanding.units import unit_of, unit_word

LONGEST = 14
"""Words of a message in which a bare number is still taken for the answer."""
_NEGATIONS = frozenset({"not", "no", "nao", "isn't", "aren't"})
_BEFORE_A_TIME = frozenset({"at", "as", "las", "@"})
_AFTER_A_TIME = word_set("am pm h hs hrs oclock o'clock")
_LIKE_NUMBERS = word_set(
    "fine nice then there right night light might fight sight tight even ever fever never more none event hundreds "
    "these threw fires line trees treat sets test tests novo nova nome once onde quase quando cuando circo siente "
    "dose done sour seven's heaven"
)
_SHORTEST_MISSPELT = 5


@dataclass(frozen=True, slots=True)
class _Count:
    value: float
    first: int
    after: int
    has_unit: bool
    is_article: bool


def hear(hearing: Hearing) -> Heard | None:
    """The number asked for. An extra needs the word for what it counts: '10 days'."""
    counts = [one for one in _counts(hearing) if _is_within(one.value, hearing.expectation)]
    with_unit = [one for one in counts if one.has_unit]
    if not hearing.is_waited:
        return _only(with_unit, hearing)
    if with_unit:
        return _only(with_unit, hearing)
    if len(hearing.message.words) > LONGEST:
        return None
    bare = [one for one in counts if not one.is_article] or (
        counts if len(hearing.message.words) <= 2 else []
    )
    return _only(bare, hearing) if bare else _misspelt(hearing)


def _counts(hearing: Hearing) -> list[_Count]:
    """Every number that may count what was asked: no dates, no hours, nothing of another unit or denied."""
    message, unit = hearing.message, unit_of(hearing.expectation.slot)
    dates = list(date.dates(message, hearing.language, hearing.now, hearing.region, is_waited=False))
    found = []
    for number in numbers(message, hearing.language):
        start, end = message.words[number.first].start, message.words[number.after - 1].end
        if any(one.start < end and start < one.end for one in dates) or _is_denied(message, number):
            continue
        named = unit_word(message, number.after)
        if unit is not None and named is not None and named[0] not in unit.words:
            continue
        if unit is not None and named is not None:
            half, after = half_after(message, named[1], NUMBER_WORDS[hearing.language])
            value = (number.value + half) * unit.words[named[0]]
            found.append(_Count(value, number.first, after, True, number.is_article))
        elif not _is_time(message, number):
            found.append(_Count(number.value, number.first, number.after, False, number.is_article))
    return found


def _only(counts: list[_Count], hearing: Hearing) -> Heard | None:
    """The one value said; 'three or four' is unclear."""
    if len({one.value for one in counts}) != 1:
        return None
    return hearing.heard(whole(counts[0].value), counts[0].first, counts[0].after)


def whole(value: float) -> int | float:
    """An int where nothing follows the point."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _is_within(value: float, expectation: Expectation) -> bool:
    low, high = expectation.minimum, expectation.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _is_denied(message: Message, number: Number) -> bool:
    """'not two, three'; a comma after the 'no' makes it an answer."""
    before = number.first - 1
    if message.word(before) not in _NEGATIONS:
        return False
    return not message.text[message.words[before].end : message.words[number.first].start].strip()


def _is_time(message: Message, number: Number) -> bool:
    end = message.words[number.after - 1].end
    return (
        message.word(number.first - 1) in _BEFORE_A_TIME
        or message.word(number.after) in _AFTER_A_TIME
        or message.text[end : end + 1] == ":"
        or message.text[: message.words[number.first].start].endswith(":")
    )


def _misspelt(hearing: Hearing) -> Heard | None:
    """A message of one or two words, one of them a letter away from one number word."""
    if len(hearing.message.words) > 2:
        return None
    for at, word in enumerate(hearing.message.words):
        if len(word.folded) < _SHORTEST_MISSPELT - 1 or word.folded in _LIKE_NUMBERS:
            continue
        near = {
            value
            for name, value in NUMBER_WORDS[hearing.language].small.items()
            if len(name) >= _SHORTEST_MISSPELT and OSA.distance(word.folded, name) == 1
        }
        if len(near) == 1 and _is_within(value := near.pop(), hearing.expectation):
            return hearing.heard(value, at, at + 1, 0.75)
    return None
