"""Messages that say about the same, together, so that a person labels many at once."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.phrases import normalised

ALIKE = 0.7
"""The cosine from which two messages say about the same; with less, 'cancel my plan' and 'change my plan' would."""
_AS_RARE_AS_CAN_BE = 50
"""A word of one phrase in fifty tells as much as one that no phrase has: that may be a slip."""
MOST_WORDINGS = 8
"""As many as a person takes in at a glance. A group never has more, so that nothing unseen is labelled."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """One message to review. `chosen` is the intent whose flow the customer then took by a button."""

    text: str
    language: str
    person_id: str
    reason: str
    taken_for: str | None
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """`wordings`: redacted text -> how many messages, most frequent first. `suggested` is an intent, or unknown."""

    language: str
    wordings: Mapping[str, int]
    customers: int
    reasons: tuple[str, ...]
    taken_for: tuple[str, ...]
    suggested: str | None = None

    @property
    def messages(self) -> int:
        return sum(self.wordings.values())


class Likeness:
    """How alike texts are: by their words, the rare ones counting most. `phrases` are known ones with their intents."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._frequencies = Counter(word for phrase in phrases for word in set(_words(phrase)))
        self._phrases = len(phrases)
        self._intents = list(phrases.values())
        self._index = Index()
        for phrase in phrases:
            self._index.add(self.vector(phrase))

    def vector(self, text: str) -> Mapping[str, float]:
        """Words with weights, of length 1; empty for a text without words."""
        weights = {word: self._weight(word) for word in _words(text)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()} if length else {}

    def intent_of(self, text: str) -> str | None:
        """What the most similar known phrase means, where one is similar."""
        nearest = self._index.nearest(self.vector(text))
        return self._intents[nearest] if nearest is not None else None

    def _weight(self, word: str) -> float:
        known = max(self._frequencies[word], self._phrases / _AS_RARE_AS_CAN_BE)
        return 1 + math.log((1 + self._phrases) / (1 + known))


@dataclass
class Index:
    """Vectors by their words, to find the nearest one without comparing with all."""

    _by_word: defaultdict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    _count: int = 0

    def add(self, vector: Mapping[str, float]) -> int:
        for word, weight in vector.items():
            self._by_word[word].append((self._count, weight))
        self._count += 1
        return self._count - 1

    def nearest(self, vector: Mapping[str, float], full: frozenset[int] = frozenset()) -> int | None:
        """The nearest that is alike and not among `full`."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for at, other in self._by_word.get(word, ()):
                scores[at] += weight * other
        alike = [(score, -at) for at, score in scores.items() if score >= ALIKE and at not in full]
        return -max(alike)[1] if alike else None


def grouped(messages: Iterable[Redacted], likeness: Likeness) -> list[Group]:
    """Groups with the most messages first; of one language each."""
    by_language: defaultdict[str, defaultdict[str, list[Redacted]]] = defaultdict(lambda: defaultdict(list))
    for one in messages:
        by_language[one.language][normalised(one.text)].append(one)
    found = [group for wordings in by_language.values() for group in _of_language(wordings, likeness)]
    return sorted(found, key=lambda group: (-group.messages, -group.customers, next(iter(group.wordings))))


def _of_language(wordings: Mapping[str, list[Redacted]], likeness: Likeness) -> list[Group]:
    """Frequent wordings gather the rarer ones about them."""
    index, members, full = Index(), list[list[list[Redacted]]](), set[int]()
    for same in sorted(wordings.values(), key=lambda one: (-len(one), one[0].text)):
        vector = likeness.vector(same[0].text)
        near = index.nearest(vector, frozenset(full))
        if near is None:
            index.add(vector)
            members.append([same])
            continue
        members[near].append(same)
        if len(members[near]) == MOST_WORDINGS:
            full.add(near)
    return [_group(one, likeness) for one in members]


def _group(wordings: Sequence[Sequence[Redacted]], likeness: Likeness) -> Group:
    every = [one for same in wordings for one in same]
    chosen = Counter(one.chosen for one in every if one.chosen)
    return Group(
        language=every[0].language,
        wordings={same[0].text: len(same) for same in wordings},
        customers=len({one.person_id for one in every}),
        reasons=tuple(dict.fromkeys(one.reason for one in every)),
        taken_for=tuple(dict.fromkeys(one.taken_for for one in every if one.taken_for)),
        suggested=chosen.most_common(1)[0][0] if chosen else likeness.intent_of(every[0].text),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", normalised(text))
