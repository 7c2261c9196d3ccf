"""Runs in the engine's environment: what the model thinks that texts tell, each as if it had not learned that text.

    engine/.venv/bin/python benchmarks/understanding/held_out_tells.py < texts.json

In comes {"learned": [[text, [label, …]], …], "others": [text, …]}, out comes a list of what each tells, the learned
ones first: by four machines that learned the other three quarters, neighbours together, because a look-alike stands
behind its fact. The others are heard by a machine that learned them all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from engine.components.meaning import features_of
from engine.components.phrase_learning import ngrams_of
from engine.components.sentence_vectors import vectors
from engine.components.told import Told, fit_told

_FOLDS = 4
_SEED = 7


def main() -> None:
    given = json.load(sys.stdin)
    learned = [(text, frozenset(labels)) for text, labels in given["learned"]]
    texts = [text for text, _ in learned]
    ngrams = ngrams_of()
    matrix, features = ngrams.fit(texts), features_of(vectors(texts))
    labels = [one for _, one in learned]
    pairs = np.random.RandomState(_SEED).randint(_FOLDS, size=len(texts) // 2 + 1)
    fold = pairs[np.arange(len(texts)) // 2]
    tells: list[Any] = [None] * len(texts)
    for number in range(_FOLDS):
        known, tried = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        told = fit_told(matrix[known], features[known], [labels[at] for at in known])
        for at in tried:
            tells[at] = _tells(told, matrix[at], features[at])
    told = fit_told(matrix, features, labels)
    others: Sequence[str] = given["others"]
    rows, meant = ngrams.transform(others), features_of(vectors(others))
    tells += [_tells(told, rows[at], meant[at]) for at in range(len(others))]
    json.dump(tells, sys.stdout)


def _tells(told: Told, row: Any, features: np.ndarray) -> dict[str, tuple[str, float]]:
    by_words = told.by_words(row.indices, row.data)
    return dict(told.spoken_for(by_words, None if Told.is_far(by_words) else features[None]))


if __name__ == "__main__":
    main()
