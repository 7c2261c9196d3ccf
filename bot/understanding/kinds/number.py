"""How many: one number, in digits or words. What was asked tells what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.answers import Expectation
from bot.understanding.contrast import MAYBE, ends_clause, favoured
from bot.understanding.days import days
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import NUMBER_WORDS, Number, half_after, numbers
from bot.understanding.party import heads
from bot.understanding.ranges import is_one_of_two
from bot.understanding.refusals import does_not_know
from bot.understanding.rough import is_only_a_bound, is_rough
from bot.understanding.stretches import MINUTES, Stretch, stretches
from bot.understanding.things import things
from bot.understanding.units import UNITS, unit_of, unit_word
from bot.understanding.weekly import times_a_week

LONGEST = 14
"""Words of a message in which a bare number is still taken for the answer."""
_BEFORE_A_TIME = frozenset({"at", "as", "las", "@"})
_AFTER_A_TIME = word_set("am pm h hs hrs oclock o'clock")
_LOTS = word_set("monton monte bunch lot lots few several ton bocado punado")
"""'Un montón' is no one."""
_LIKE_NUMBERS = word_set(
    "fine nice then there right night light might fight sight tight even ever fever never more none event"
    " hundreds these threw fires line trees treat sets test tests novo nova nome once onde quase quando"
    " cuando circo siente dose done sour seven's heaven file give foul fore live love some tent gone bone"
    " zone mine wine king sing cosa casa caso dice dias miel bien mais vice site onda trem gato feve"
)
_SHORTEST_MISSPELT = 5
_NIGHTS = word_set("night nights noche noches noite noites")
_LENGTHS = {"days": 1440, "hours": 60, "minutes": 1}
_LETTERS = re.compile(r"(?!por$|for$|and$|que$|con$|com$|per$|max$|pra$)[a-z]{3,}")
_CHOSEN, _GUESSED = 0.8, 0.65
"""A word that is only like a number's is asked about before it counts."""


@dataclass(frozen=True, slots=True)
class _Count:
    value: float
    first: int
    after: int
    has_unit: bool
    is_article: bool


def hear(hearing: Hearing) -> Heard | None:
    """The number asked for. An extra needs the word for what it counts: '10 days'."""
    people = heads(hearing)
    if people is not None and people.answer.kind != "value":
        return people if hearing.is_waited else None
    if people is not None and _is_within(people.answer.value, hearing.expectation):
        return people
    if (listed := times_a_week(hearing) or things(hearing)) is not None:
        return listed if _is_within(listed.answer.value, hearing.expectation) else None
    if (length := _length(hearing)) is not None:
        return length
    counts = [one for one in _counts(hearing) if _is_within(one.value, hearing.expectation)]
    with_unit = [one for one in counts if one.has_unit]
    if does_not_know(hearing.message, hearing.language):
        with_unit = [one for one in with_unit if not one.is_article]
    if not hearing.is_waited:
        return _only(with_unit, hearing)
    if len(hearing.message.words) > LONGEST:
        opening = [one for one in counts if one.first == 0 and ends_clause(hearing.message, one.after)]
        return _only(with_unit or opening, hearing)
    bare = [one for one in counts if not one.is_article] or (
        counts if len(hearing.message.words) <= 2 else []
    )
    if (meant := _meant(bare, hearing)) is not None:
        return meant
    if with_unit and any(_adds_up(one, with_unit[0], hearing) for one in bare):
        return None
    if with_unit or bare:
        return _only(with_unit or _closing(bare, hearing), hearing)
    return misspelt(hearing)


def _meant(counts: list[_Count], hearing: Hearing) -> Heard | None:
    """Of several numbers the one that its clause tells to be now, or wished for."""
    message, spans = hearing.message, [(one.first, one.after) for one in counts]
    if len({one.value for one in counts}) < 2:
        return None
    at = favoured(message, spans, hearing.language, hearing.expectation.slot)
    return None if at is None else hearing.heard(whole(counts[at].value), *spans[at], _CHOSEN)


def _adds_up(one: _Count, named: _Count, hearing: Hearing) -> bool:
    """'3 days in Rio and 4 in Bahia' is neither three nor four."""
    is_joined = hearing.message.word(one.first - 1) in ("and", "y", "e", "plus", "mas", "mais")
    is_joined = is_joined and hearing.message.word(one.after) in (
        "in",
        "for",
        "at",
        "en",
        "para",
        "em",
        "pra",
        "no",
        "na",
        "",
    )
    return not one.has_unit and is_joined and one.first >= named.after and one.value != named.value


def _closing(counts: list[_Count], hearing: Hearing) -> list[_Count]:
    """'Fourteen, in a house of 3 floors': the number that ends its clause, where the other counts something else."""
    message = hearing.message
    ends = [one for one in counts if ends_clause(message, one.after)]
    others = [one for one in counts if one not in ends]
    is_open = any(word.folded in MAYBE for word in message.words)
    is_told = (
        len(ends) == 1 and not is_open and all(_LETTERS.fullmatch(message.word(one.after)) for one in others)
    )
    return ends if is_told and ends[0] is counts[0] else counts


def _length(hearing: Hearing) -> Heard | None:
    """Where days, hours or minutes are counted, any length of time says how many: 'a week and a half'."""
    minutes = next(
        (size for name, size in _LENGTHS.items() if unit_of(hearing.expectation.slot) is UNITS[name]), None
    )
    found = list(stretches(hearing.message, hearing.language)) if minutes else []
    named = [one for one in found if MINUTES.get(hearing.message.word(one.after - 1)) == minutes]
    by_day = [one for one in named if hearing.message.word(one.after - 1) not in _NIGHTS]
    found = by_day if len(found) > 1 and len(by_day) == 1 and len(named) == len(found) else found
    if len({one.minutes for one in found}) != 1 or minutes is None or _is_bound(hearing, found[0]):
        return None
    one, value = found[0], found[0].minutes / minutes
    is_told = value * 2 == int(value * 2) and _is_within(value, hearing.expectation)
    if not is_told or is_denied(hearing.message, one.first, one.after, hearing.language):
        return None
    if is_one_of_two(hearing.message, one.first, one.after, hearing.language):
        return None
    return hearing.heard(whole(value), one.first, one.after)


def _is_bound(hearing: Hearing, one: Stretch) -> bool:
    return is_only_a_bound(hearing.message, Number(0, one.first, one.after))


def _counts(hearing: Hearing) -> list[_Count]:
    """Every number that may count what was asked: no dates, no hours, nothing of another unit or denied."""
    message, unit = hearing.message, unit_of(hearing.expectation.slot)
    dates = days(message, hearing.language, hearing.now.date(), hearing.region, is_waited=False)
    found = []
    for number in numbers(message, hearing.language):
        start, end = message.span(number.first, number.after)
        if any(one.start < end and start < one.end for one in dates) or is_denied(
            message, number.first, number.after, hearing.language
        ):
            continue
        named = unit_word(message, number.after)
        is_other = unit is not None and named is not None and named[0] not in unit.words
        if is_other or is_rough(message, number) or is_only_a_bound(message, number):
            continue
        if unit is not None and named is not None:
            half, after = half_after(message, named[1], NUMBER_WORDS[hearing.language])
            is_half = (
                number.is_article and message.word(number.first - 1) in NUMBER_WORDS[hearing.language].halves
            )
            value = (0.5 if is_half else number.value + half) * unit.words[named[0]]
            found.append(_Count(value, number.first, after, True, number.is_article))
        elif not _is_time(message, number) and not (
            number.is_article and message.word(number.after) in _LOTS
        ):
            found.append(_Count(number.value, number.first, number.after, False, number.is_article))
    return found or list(_one_and_a_half(hearing))


def _one_and_a_half(hearing: Hearing) -> Iterator[_Count]:
    """'Giga y medio'."""
    message, unit = hearing.message, unit_of(hearing.expectation.slot)
    for at, word in enumerate(message.words):
        if unit is not None and word.folded in unit.words:
            half, after = half_after(message, at + 1, NUMBER_WORDS[hearing.language])
            if half:
                yield _Count((1 + half) * unit.words[word.folded], at, after, True, False)


def _only(counts: list[_Count], hearing: Hearing) -> Heard | None:
    """The one value said; 'three or four' is unclear, and so is one that a 'no' takes back for another."""
    if len({one.value for one in counts}) != 1:
        return None
    if is_one_of_two(hearing.message, counts[0].first, counts[0].after, hearing.language):
        return None
    return hearing.heard(whole(counts[0].value), counts[0].first, counts[0].after)


def whole(value: float) -> int | float:
    """An int where nothing follows the point."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _is_within(value: float, expectation: Expectation) -> bool:
    low, high = expectation.minimum, expectation.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _is_time(message: Message, number: Number) -> bool:
    end = message.words[number.after - 1].end
    return (
        (message.word(number.first - 1) in _BEFORE_A_TIME and len(message.words) > 2)
        or message.word(number.after) in _AFTER_A_TIME
        or message.text[end : end + 1] == ":"
        or message.ahead_of(number.first).endswith(":")
    )


def misspelt(hearing: Hearing) -> Heard | None:
    """A message of one or two words, one of them a letter away from one number word."""
    if len(hearing.message.words) > 2:
        return None
    for at, word in enumerate(hearing.message.words):
        if len(word.folded) < _SHORTEST_MISSPELT - 1 or word.folded in _LIKE_NUMBERS:
            continue
        shortest = _SHORTEST_MISSPELT - (len(hearing.message.words) == 1)
        near = {
            value
            for name, value in NUMBER_WORDS[hearing.language].small.items()
            if len(name) >= shortest and OSA.distance(word.folded, name) == 1
        }
        if len(near) == 1 and _is_within(value := near.pop(), hearing.expectation):
            return hearing.heard(value, at, at + 1, _GUESSED)
    return None
