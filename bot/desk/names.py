"""Names as they are searched: folded words, and the pieces by which a misspelt word still finds its like."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[a-z0-9]+")
LONGEST_WORD = 32
_MOST_WORDS = 8
_ALIKE = 0.7
_ENLARGED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


def words_of(name: str) -> tuple[str, ...]:
    """The distinct words of a name, lower case and without accents.

    >>> words_of("José  da Silva-Prado")
    ('jose', 'da', 'silva', 'prado')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_ENLARGED))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = dict.fromkeys(
        word[:LONGEST_WORD] for word in _WORD.findall(letters.replace("'", "").replace("’", ""))
    )
    return tuple(found)[:_MOST_WORDS]


def pieces_of(word: str) -> tuple[str, ...]:
    """Every three letters in a row, the word's beginning and end being letters too.

    >>> pieces_of("ana")
    ('^an', 'ana', 'na$')
    """
    marked = f"^{word}$"
    return tuple(dict.fromkeys(marked[start : start + 3] for start in range(len(marked) - 2)))


def likeness(typed: str, word: str) -> float:
    """0..1: 1 for the word itself, nearly 1 for its beginning, less for each letter that is wrong."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.95
    return float(DamerauLevenshtein.normalized_similarity(typed, word)) * 0.9


def is_alike(typed: str, word: str) -> bool:
    """Whether a word may be what was meant; of short words only beginnings count."""
    return likeness(typed, word) >= (_ALIKE if len(typed) > 3 else 0.95)


def rank(typed: str, name: str) -> float:
    """How well a name fits what was typed, 0..1: the mean over the typed words of their best likeness."""
    wanted, known = words_of(typed), words_of(name)
    if not wanted or not known:
        return 0.0
    return sum(max(likeness(word, other) for other in known) for word in wanted) / len(wanted)


def masked(kind: str, value: str) -> str:
    """Enough of an identifier to tell two people apart, and no more."""
    if kind == "email":
        user, _, host = value.partition("@")
        return f"{user[:1]}•••@{host}"
    return f"•••{value[-3:]}" if len(value) > 4 else "•••"
