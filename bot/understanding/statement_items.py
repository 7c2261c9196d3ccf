"""What a statement phrase is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.statement_forms import Forms
from bot.understanding.statement_words import MINE

VALUE, PEOPLE, COUNTRY, RANGE = "value", "people", "country", "range"
ANY_VALUE = "*"
"""The value of phrases with a hole: what is said there."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be said: any of some words in their forms, or a hole ('value', 'people', a range
    …)."""

    forms: Forms
    words: frozenset[str] = frozenset()
    hole: str = ""
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class OneOf:
    """One of several sequences must be said; an empty one may be left out."""

    sequences: tuple[tuple[Element, ...], ...]

    @cached_property
    def by_first(self) -> Mapping[str, tuple[tuple[Element, ...], ...]]:
        """The sequences by each form of their first word; under the empty word those that anything may
        begin."""
        found: dict[str, list[tuple[Element, ...]]] = {}
        for sequence in self.sequences:
            is_open = not sequence or sequence[0].hole
            for form in ("",) if is_open else sequence[0].forms.all:
                found.setdefault(form, []).append(sequence)
        return {form: tuple(ways) for form, ways in found.items()}


Item = Element | OneOf


@dataclass(frozen=True, slots=True)
class Statement:
    """`is_denied`: the phrase itself says no. `is_own`: its subject is the speaker. `often`: how often
    it takes.
    `is_loose`: its items may come in any order. `is_possessed`: it begins with 'my'.

    `small_words` are those of its small words that would otherwise not be passed over. One form of each of `needed`
    must be said, and of `opening` first, where the phrase does not begin with a hole.
    """

    attribute: str
    value: str
    phrase: str
    items: tuple[Item, ...]
    is_denied: bool
    is_own: bool
    often: frozenset[str]
    has_people: bool
    is_loose: bool
    is_possessed: bool
    small_words: frozenset[str]
    needed: tuple[frozenset[str], ...]
    opening: frozenset[str] | None


def elements_of(items: Sequence[Item]) -> Iterator[Element]:
    for item in items:
        if isinstance(item, Element):
            yield item
        else:
            yield from (element for sequence in item.sequences for element in sequence)


def key_of(items: Sequence[Item]) -> frozenset[str]:
    """The forms of what tells most: one of them is said wherever the phrase is. The longest word, as a
    rule."""
    best: frozenset[str] = frozenset()
    most = 0.0
    for item in items:
        sequences = ((item,),) if isinstance(item, Element) else item.sequences
        if not all(sequences):
            continue
        words = [[one for one in way if one.words and one.words is not MINE] for way in sequences]
        if not all(words):
            continue
        chosen = [max(way, key=_length) for way in words]
        least = min(map(_length, chosen))
        if least > most:
            most, best = least, frozenset().union(*(one.forms.all for one in chosen))
    return best


def _length(element: Element) -> float:
    return min(map(len, element.words))
