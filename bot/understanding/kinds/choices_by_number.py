"""Options named by their places in the list: '1 and 3', '1-3', '2, 4 y 5', 'all but 2', 'todas menos la 2'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.message import Message, word_set

_TOKEN = re.compile(
    r"(?P<number>\d+)(?:st|nd|rd|th|r?[ao]|\.?[ªº°])?(?![^\W_])|(?P<word>[^\W\d_]+)|(?P<sign>[^\w\s])"
)
_RANGE = word_set("to through thru until till a al ao hasta ate") | {"-", "–", "—"}
_LIST = word_set("and or plus also y e o ou mas con com tambien tambem mais") | set(",;/+&.")
_AROUND = word_set(
    "the number numbers option options only just please thanks from of them i want would like id take"
    " el la los las lo numero numeros opcion opciones solo solamente por favor gracias de del quiero"
    " o os as opcao opcoes so somente do da dos das obrigado obrigada quero"
) | set("#().:!'")
_EVERY = word_set("all everything todo todos todas tudo")
_BUT = word_set("but except without not minus menos excepto exceto salvo sin sem tirando fora")


@dataclass(frozen=True, slots=True)
class _Number:
    """One number, and the words between the one before and it."""

    place: int
    before: tuple[str, ...]


def places(message: Message, count: int) -> tuple[int, ...]:
    """The places named, from 1, in order; none where anything else is said, or a place that is not there."""
    numbers, after = _numbers(message.folded)
    if not numbers or not _is_around(after):
        return ()
    named = set(_named(numbers))
    first = numbers[0].before
    is_but = bool(_EVERY & set(first)) and bool(_BUT & set(first))
    opening = [word for word in first if word not in (_EVERY | _BUT if is_but else ())]
    if not named or min(named) < 1 or max(named) > count or not _is_around(opening):
        return ()
    return tuple(place for place in range(1, count + 1) if (place in named) != is_but)


def _numbers(text: str) -> tuple[list[_Number], tuple[str, ...]]:
    """Every number, and the words behind the last."""
    found: list[_Number] = []
    between: list[str] = []
    for token in _TOKEN.finditer(text):
        if token["number"]:
            found.append(_Number(int(token["number"][:4]), tuple(between)))
            between = []
        else:
            between.append(token["word"] or token["sign"])
    return found, tuple(between)


def _named(numbers: Sequence[_Number]) -> Iterator[int]:
    """Nothing where the words between two numbers are neither a list's nor a range's."""
    before = numbers[0].place
    yield before
    for number in numbers[1:]:
        joint = number.before
        if joint and joint[0] in _RANGE and _is_around(joint[1:]):
            yield from range(min(before, number.place), max(before, number.place) + 1)
        elif all(word in _LIST or word in _AROUND or word == "a" for word in joint):
            yield number.place
        else:
            yield 0
        before = number.place


def _is_around(words: Sequence[str]) -> bool:
    return all(word in _AROUND or word in ("a", ",") for word in words)
