"""Words that are nobody's own: what the company itself writes, and what several customers wrote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.understanding.message import fold

WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
ENOUGH_PEOPLE = 3
"""What so many customers wrote is none of theirs alone."""
_WORDS = re.compile(WORD)
_FEWEST_LETTERS, _MANY_LETTERS = 5, 8
_USUAL = 10
"""Written so often by the company, a word is no name, and may be what a misspelt one was meant to be."""
_ALWAYS = ("i", "i'm", "i'd", "i'll", "i've")


@dataclass(frozen=True)
class Vocabulary:
    """`words`: folded -> as it is written. `counts`: how often the company writes a folded word."""

    words: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def shown(self, word: str, *, may_be_a_name: bool = False) -> str | None:
        """The word itself, the usual word that it misspells, or None for a word to hide.

        What may be a name is not taken for a misspelt word.
        """
        folded = folded_word(word)
        if folded in self.words:
            return word
        if may_be_a_name or len(folded) < _FEWEST_LETTERS:
            return None
        found = process.extractOne(
            folded,
            self._usual.get(folded[0], ()),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(folded) < _MANY_LETTERS else 2,
        )
        return self.words[found[0]] if found else None

    def and_also(self, words: Iterable[str]) -> Vocabulary:
        return Vocabulary({**{word: word for word in words}, **self.words}, self.counts)

    def without_names(self, names: Iterable[str]) -> Vocabulary:
        """Of customers' names only such stay as are usual words: Bell may, Ermelinda may not."""
        rare = {name for name in names if self.counts.get(name, 0) < _USUAL}
        return Vocabulary({one: word for one, word in self.words.items() if one not in rare}, self.counts)

    @cached_property
    def _usual(self) -> Mapping[str, list[str]]:
        """The words that somebody probably meant, by their first letter."""
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if self.counts.get(word, 0) >= _USUAL:
                index[word[0]].append(word)
        return index


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Every word of the company's texts, but for those that they mostly write with a capital: names and places."""
    found: dict[str, str] = {word: word for word in _ALWAYS}
    small: Counter[str] = Counter(_ALWAYS)
    large: Counter[str] = Counter()
    for text in texts:
        for match in _WORDS.finditer(text):
            word, folded = match[0], folded_word(match[0])
            if not word.istitle():
                small[folded] += 1
                found.setdefault(folded, word)
            elif not begins_a_sentence(text, match.start()):
                large[folded] += 1
    known = {one: word for one, word in found.items() if small[one] > large[one] or one in _ALWAYS}
    return Vocabulary(known, small)


def common_words(said: Iterable[tuple[str, str]], but: Collection[str] = ()) -> frozenset[str]:
    """From (person, text): folded words that enough customers wrote, never with a capital inside a sentence.

    `but` are words of customers' names, which stay theirs however many have them.
    """
    people: defaultdict[str, set[str]] = defaultdict(set)
    capitals: Counter[str] = Counter()
    for person, text in said:
        for match in _WORDS.finditer(text):
            folded = folded_word(match[0])
            people[folded].add(person)
            capitals[folded] += match[0].istitle() and not begins_a_sentence(text, match.start())
    enough = (word for word, who in people.items() if len(who) >= ENOUGH_PEOPLE and not capitals[word])
    return frozenset(enough).difference(but)


def begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'(¿¡-")
    return not before or before[-1] in ".!?…:\n"


def folded_word(word: str) -> str:
    return fold(word.replace("’", "'"))
