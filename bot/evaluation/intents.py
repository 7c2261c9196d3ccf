"""How well intents are understood, how far confidences can be believed, and what is none of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.figures import Figure, resampled, share
from bot.evaluation.models import Ranking, rankings
from bot.evaluation.sentences import FALLBACK, LANGUAGES, Sentence, sentences
from bot.training import serving_model

TARGETS = {"en": 0.95, "es": 0.93, "pt": 0.93}
_BINS = 10

Understand = Callable[[Sequence[str]], Sequence[Ranking]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence and what a model takes it for."""

    sentence: Sentence
    ranking: Ranking

    @property
    def intent(self) -> str:
        return self.ranking[0][0]

    @property
    def best(self) -> tuple[str, float]:
        """(intent, confidence) before thresholds: the best of the real intents."""
        return next((one for one in self.ranking if one[0] != FALLBACK), (FALLBACK, 0.0))

    @property
    def lead(self) -> float:
        """Of the best over the second."""
        real = [sure for name, sure in self.ranking if name != FALLBACK]
        return real[0] - real[1] if len(real) > 1 else 1.0

    @property
    def is_right(self) -> bool:
        return self.intent == self.sentence.meant

    @property
    def is_ours(self) -> bool:
        return self.sentence.meant != FALLBACK


@dataclass(frozen=True, slots=True)
class OfIntent:
    """Of one intent in one language; `count` sentences mean it."""

    intent: str
    language: str
    precision: float
    recall: float
    count: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often `meant` was taken for `heard`, with one sentence of them."""

    meant: str
    heard: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Of the `count` best guesses with a confidence around `confidence`, the share that is right."""

    confidence: float
    right: float
    count: int


def figures(folder: Path, understand: Understand | None = None) -> list[Figure]:
    """Of the sentences in a folder; `understand` None asks the model that serves. Empty without sentences."""
    return figures_of(listen(folder, understand or (lambda texts: rankings(serving_model(), texts))))


def listen(folder: Path, understand: Understand) -> list[Heard]:
    said = sentences(folder)
    if not said:
        return []
    heard = understand([one.text for one in said])
    return [Heard(sentence, ranking) for sentence, ranking in zip(said, heard, strict=True)]


def figures_of(heard: Sequence[Heard]) -> list[Figure]:
    return [figure for language in LANGUAGES for figure in _of_language(heard, language)]


def _of_language(heard: Sequence[Heard], language: str) -> Iterator[Figure]:
    rows = [one for one in heard if one.sentence.language == language]
    ours = [one for one in rows if one.is_ours]
    others = [one for one in rows if not one.is_ours]
    if ours:
        yield resampled("macro-F1 of intents", language, ours, macro_f1, TARGETS[language])
        yield resampled("macro-F1 before thresholds", language, ours, _macro_f1_of_best)
        rejected = sum(one.intent == FALLBACK for one in ours)
        yield share("ours, not understood", language, rejected, len(ours))
    if others:
        caught = sum(one.is_right for one in others)
        yield share("out of scope, noticed", language, caught, len(others))
    if rows:
        yield resampled("calibration error", language, rows, calibration_error)


def macro_f1(rows: Sequence[Heard]) -> float:
    """Every intent that is meant counts alike; what is not understood is missed."""
    return _f1([(one.sentence.meant, one.intent) for one in rows])


def _macro_f1_of_best(rows: Sequence[Heard]) -> float:
    return _f1([(one.sentence.meant, one.best[0]) for one in rows])


def _f1(pairs: Sequence[tuple[str, str]]) -> float:
    meant = Counter(one for one, _ in pairs)
    heard = Counter(one for _, one in pairs)
    right = Counter(one for one, other in pairs if one == other)
    return sum(2 * right[one] / (meant[one] + heard[one]) for one in meant) / len(meant)


def reliability(rows: Sequence[Heard]) -> list[Bin]:
    """Tenths of confidence. What is none of ours is in it: no best guess is right for it."""
    bins: dict[int, list[Heard]] = {}
    for one in rows:
        bins.setdefault(min(int(one.best[1] * _BINS), _BINS - 1), []).append(one)
    return [
        Bin(
            sum(one.best[1] for one in some) / len(some),
            sum(one.best[0] == one.sentence.meant for one in some) / len(some),
            len(some),
        )
        for _, some in sorted(bins.items())
    ]


def calibration_error(rows: Sequence[Heard]) -> float:
    """Expected calibration error over tenths of confidence (Guo et al. 2017): 0 is perfect."""
    return sum(one.count * abs(one.confidence - one.right) for one in reliability(rows)) / len(rows)


def by_intent(heard: Sequence[Heard]) -> list[OfIntent]:
    """Of each intent and language that sentences mean; false alarms by what is none of ours count."""
    found = []
    for language in LANGUAGES:
        rows = [one for one in heard if one.sentence.language == language]
        for intent in sorted({one.sentence.meant for one in rows}):
            meant = [one for one in rows if one.sentence.meant == intent]
            taken = [one for one in rows if one.intent == intent]
            right = sum(one.is_right for one in meant)
            precision = right / len(taken) if taken else 0.0
            found.append(OfIntent(intent, language, precision, right / len(meant), len(meant)))
    return found


def confusions(heard: Sequence[Heard], most: int = 15) -> list[Confusion]:
    """The worst pairs first."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for one in heard:
        if not one.is_right:
            wrong.setdefault((one.sentence.meant, one.intent), []).append(one.sentence.text)
    worst = sorted(wrong.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [Confusion(meant, taken, len(texts), texts[0]) for (meant, taken), texts in worst]
