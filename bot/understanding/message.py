"""A message made ready for listening: folded letters and words that keep their place in the original text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

MAX_LENGTH = 2_000
JOINS = " '\"-"
"""What may stand between two words of one clause."""
"""Characters listened to; a longer message is cut."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_ELONGATED = re.compile(r"(.)\1{2,}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})

_HALF = re.compile(
    r"(?:(\d+) ?)?½|(?:\b(\d+) )?\b1/2(?= ?(?:an? |de )?(?:h|hrs?|horas?|hours?|days?|dias?|días?|weeks?|semanas?)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """`folded` is lower case without accents; `start` and `end` are characters of the message's text."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Message:
    """`flat` is every folded word between single spaces, with one at each end, as phrases are looked for."""

    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(self.folded))

    @cached_property
    def folded_words(self) -> tuple[str, ...]:
        return tuple(word.folded for word in self.words)

    @cached_property
    def flat(self) -> str:
        return f" {' '.join(self.folded_words)} "

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 1
        for word in self.words:
            starts.append(at)
            at += len(word.folded) + 1
        return starts

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """Each match in `flat`, with its first word and the one after its last."""
        for match in pattern.finditer(self.flat):
            yield match, bisect_right(self._starts, match.start()) - 1, bisect_left(self._starts, match.end())

    def part(self, first: int, after: int) -> str:
        """The original text from one word to before another."""
        return self.text[self.words[first].start : self.words[after - 1].end] if after > first else ""

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The characters from one word to before another."""
        return self.words[first].start, self.words[after - 1].end

    def between(self, before: int, at: int) -> str:
        """The original text from the end of one word to the beginning of a later one."""
        return self.text[self.words[before].end : self.words[at].start]

    def ahead_of(self, at: int) -> str:
        """The original text up to a word."""
        return self.text[: self.words[at].start]

    def behind(self, at: int) -> str:
        """The original text after a word."""
        return self.text[self.words[at].end :]

    def flat_part(self, first: int, after: int | None = None) -> str:
        """A part of `flat`, with its spaces: from one word to before another, or to the end."""
        return f" {' '.join(self.folded_words[first:after])} "

    def is_parted(self, at: int, joins: str = JOINS) -> bool:
        """Whether a mark stands between a word and the one before it; none of `joins` is one."""
        return 0 < at < len(self.words) and bool(self.between(at - 1, at).strip(joins))

    def is_edge(self, at: int, joins: str = JOINS) -> bool:
        """Whether a clause ends before this place."""
        return not 0 < at < len(self.words) or self.is_parted(at, joins)

    def widened(self, first: int, after: int, beside: frozenset[str], joins: str = JOINS) -> tuple[int, int]:
        """From one word to before another, with the words of `beside` around them in the same clause."""
        while not self.is_edge(first, joins) and self.word(first - 1) in beside:
            first -= 1
        while not self.is_edge(after, joins) and self.word(after) in beside:
            after += 1
        return first, after

    def word(self, index: int) -> str:
        """The folded word at a place, or nothing beyond either end."""
        folded = self.folded_words
        return folded[index] if 0 <= index < len(folded) else ""


def listen(text: str) -> Message:
    """Composed letters, straight apostrophes, no control characters."""
    clean = unicodedata.normalize("NFC", text[:MAX_LENGTH]).translate(_APOSTROPHES)
    return Message("".join(c if c >= " " or c in "\n\t" else " " for c in clean).strip())


def fold(text: str) -> str:
    """Lower case without accents, as many characters as before."""
    return "".join(map(_fold_letter, text))


def with_decimals(text: str) -> str:
    """'2½' and '2 1/2 hours' as 2.5, for who counts; a free text stays as it was written."""
    return _HALF.sub(lambda match: f"{match[1] or match[2] or 0}.5", text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter.lower())[0]


@lru_cache(maxsize=512)
def phrases(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of these phrases as whole words of `Message.flat`, the longest first."""
    flat = {listen(one).flat.strip() for one in alternatives} - {""}
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, longest_first(flat))) or '(?!)'})(?= )")


def longest_first(alternatives: Iterable[str]) -> list[str]:
    """As a pattern must try them, lest the beginning of a longer one be taken; the same in every process."""
    return sorted(alternatives, key=lambda one: (-len(one), one))


def word_set(text: str) -> frozenset[str]:
    """The words of a row."""
    return frozenset(text.split())


def undrawn(word: str) -> str:
    """Drawn-out letters once, doubled ones as they are: 'nooo' is 'no', 'yess' and 'llamo' stay."""
    return _ELONGATED.sub(r"\1", word)


def squeeze(word: str) -> str:
    """Repeated letters once: 'siiii' and 'yess' are what they mean."""
    return re.sub(r"(.)\1+", r"\1", word)
