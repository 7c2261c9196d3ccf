"""Which intent the meaning of a message speaks for, whatever its words.

Kernel ridge regression on sentence vectors. The Gaussian kernel is approximated by random Fourier features (Rahimi
and Recht, 2007), so that a message costs two small matrix products instead of a look at every training phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

_FEATURES = 1024
_WIDTH = 1.0
_SEED = 7


@dataclass(frozen=True)
class Meaning:
    """A column a class: fitted weights, and the mean vector of its phrases, of length one.

    A message is a row of `features_of`.
    """

    weights: np.ndarray
    centres: np.ndarray

    def decide(self, features: np.ndarray) -> np.ndarray:
        """About 1 for the class that is meant and -1 for the others."""
        decisions: np.ndarray = features @ self.weights
        return decisions

    def nearness(self, features: np.ndarray) -> np.ndarray:
        """Cosine of each message's vector to the centre of each class."""
        cosines: np.ndarray = features[:, : len(self.centres)] @ self.centres
        return cosines


def fit_meaning(
    features: np.ndarray, is_of: np.ndarray, weights: np.ndarray | None = None, ridge: float = 1.0
) -> Meaning:
    """From the features of phrases, of which class each is, and how much each weighs.

    `is_of` has a row a phrase and a column a class, all of which have a phrase; a phrase may be of several.
    """
    weighed = features if weights is None else features * weights[:, None].astype(np.float32)
    square = weighed.T @ features
    square[np.diag_indices(len(square))] += ridge
    solved = np.linalg.solve(square, weighed.T @ np.where(is_of, 1.0, -1.0).astype(np.float32))
    vectors = features[:, : features.shape[1] - _FEATURES - 1]
    centres = vectors.T @ (is_of / is_of.sum(axis=0)).astype(np.float32)
    return Meaning(solved.astype(np.float32), centres / np.linalg.norm(centres, axis=0))


def features_of(rows: np.ndarray) -> np.ndarray:
    """The vectors, their Fourier features, and a column of ones."""
    directions, phases = _waves(rows.shape[1])
    waves = np.cos(rows @ directions + phases) * np.float32(np.sqrt(2 / _FEATURES))
    return np.hstack([rows, waves, np.ones((len(rows), 1), dtype=np.float32)])


@lru_cache(maxsize=1)
def _waves(size: int) -> tuple[np.ndarray, np.ndarray]:
    """The same in every process, for they are not kept with the model."""
    random = np.random.RandomState(_SEED)
    directions = random.standard_normal((size, _FEATURES)) * _WIDTH
    return directions.astype(np.float32), random.uniform(0, 2 * np.pi, _FEATURES).astype(np.float32)
