"""All statement phrases of a catalogue, found by the words of a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.statement_items import Statement, elements_of, key_of
from bot.understanding.statement_reading import statements_of

StatementPhrases = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
"""attribute -> value -> language -> phrases; under the value '*' phrases with a {value} or {people} in them."""
_LONG_ENOUGH = 6
_MOST_REMEMBERED = 5_000


class Statements:
    """All statements of a language, by each form of the word that tells them best.

    `opposites` are the attributes with a yes, whose denial is their no.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        by_form: dict[str, list[tuple[frozenset[int], Statement]]] = {}
        groups: dict[frozenset[str], int] = {}
        words = set[str]()
        opposites = set[str]()
        for one in statements:
            needed = frozenset(groups.setdefault(forms, len(groups)) for forms in one.needed)
            for form in key_of(one.items):
                by_form.setdefault(form, []).append((needed, one))
            words.update(form for element in elements_of(one.items) for form in element.forms.all)
            if one.value == "yes":
                opposites.add(one.attribute)
        self._by_form = {form: tuple(found) for form, found in by_form.items()}
        self._groups: dict[str, set[int]] = {}
        for forms, group in groups.items():
            for form in forms:
                self._groups.setdefault(form, set()).add(group)
        self._words = words
        self._long = tuple(sorted(word for word in words if len(word) >= _LONG_ENOUGH))
        self._meant: dict[str, str] = {}
        self.opposites = frozenset(opposites)

    def with_words(self, words: Iterable[str]) -> list[Statement]:
        """The statements whose words are all there, in whatever order: those that one word may tell, of which every
        other group of words is said as well."""
        said = {self.meant_by(word) for word in words}
        groups = set[int]().union(*(self._groups.get(word, ()) for word in said))
        return list(
            {
                id(one): one
                for word in said
                for needed, one in self._by_form.get(word, ())
                if needed <= groups
            }.values()
        )

    def meant_by(self, word: str) -> str:
        """A long word one slip away from a known one is that word, unless they differ where words are
        inflected."""
        if word in self._words or len(word) < _LONG_ENOUGH - 1:
            return word
        if word not in self._meant:
            if len(self._meant) > _MOST_REMEMBERED:
                self._meant.clear()
            self._meant[word] = self._nearest(word)
        return self._meant[word]

    def _nearest(self, word: str) -> str:
        found = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=1)
        is_slip = found is not None and found[0][0] == word[0] and found[0][-2:] == word[-2:]
        return str(found[0]) if found and is_slip else word


@lru_cache(maxsize=32)
def compiled(phrases: PhraseTable, language: str) -> Statements:
    """Each reading once. Held by the identity of the catalogue's table."""
    return Statements(
        statement
        for attribute, by_value in phrases.table.items()
        for value, by_language in by_value.items()
        for phrase in by_language.get(language, ())
        for statement in statements_of(attribute, value, phrase, language)
    )


class PhraseTable:
    """A catalogue's phrases, hashed by identity: a catalogue never changes."""

    __slots__ = ("table",)

    def __init__(self, table: StatementPhrases) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PhraseTable) and self.table is other.table
