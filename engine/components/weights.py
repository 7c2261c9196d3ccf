"""Linear machines side by side, without the n-grams that none of them weighs: most have few of what the others know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Weights:
    """A column of `table` a machine, a row an n-gram that any of them weighs. `rows` leads from an n-gram's column of
    the matrix to its row, or to -1."""

    rows: np.ndarray
    table: np.ndarray
    intercept: np.ndarray

    def decide(self, columns: np.ndarray, values: np.ndarray) -> np.ndarray:
        """A score a machine, of a message with these n-grams."""
        rows = self.rows[columns]
        is_weighed = rows >= 0
        scores: np.ndarray = values[is_weighed] @ self.table[rows[is_weighed]] + self.intercept
        return scores


def weights_of(weights: np.ndarray, intercept: np.ndarray) -> Weights:
    """From a row an n-gram and a column a machine."""
    weighed = np.flatnonzero(weights.any(axis=1))
    rows = np.full(len(weights), -1, dtype=np.int32)
    rows[weighed] = np.arange(len(weighed))
    return Weights(rows, weights[weighed].astype(np.float32), intercept.astype(np.float32))
