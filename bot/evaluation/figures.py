"""One measured share with its 95 % interval and the least it has to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

_Z = 1.959964
"""Of the normal distribution, for 95 % on both sides."""
_RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` in words ('macro-F1 of intents'), `language` en, es, pt or empty for all; shares are 0..1.

    `count` is the phrases measured on, `target` the least wanted, None where nothing was promised.
    """

    name: str
    language: str
    value: float
    low: float
    high: float
    count: int
    target: float | None = None

    @property
    def is_reached(self) -> bool:
        return self.target is None or self.value >= self.target


def share(name: str, language: str, right: int, count: int, target: float | None = None) -> Figure:
    """Wilson's score interval, which holds for shares near one too (Wilson 1927). `count` 0 says nothing: 0 to 1."""
    if count == 0:
        return Figure(name, language, 0.0, 0.0, 1.0, 0, target)
    value = right / count
    middle = (value + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z * sqrt(value * (1 - value) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    return Figure(name, language, value, max(0.0, middle - half), min(1.0, middle + half), count, target)


def resampled[Row](
    name: str,
    language: str,
    rows: Sequence[Row],
    score: Callable[[Sequence[Row]], float],
    target: float | None = None,
) -> Figure:
    """A score that is no plain share (F1): the interval is the percentile bootstrap's, always the same draws."""
    if not rows:
        return Figure(name, language, 0.0, 0.0, 1.0, 0, target)
    random = Random(7)  # noqa: S311
    draws = sorted(score(random.choices(rows, k=len(rows))) for _ in range(_RESAMPLES))
    low, high = draws[int(0.025 * _RESAMPLES)], draws[int(0.975 * _RESAMPLES) - 1]
    return Figure(name, language, score(rows), low, high, len(rows), target)
