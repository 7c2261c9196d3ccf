"""Whether a message is the wish to hear no more: decided apart from what else a message may mean.

'stop texting me' and 'he asked you to stop texting me' have the same words, so that it takes many examples of both
sides. It is decided by words and meaning like everything else, against all that is not such a wish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from engine.components.meaning import Meaning, fit_meaning

WISH, NO_WISH = "opt_out", "not_opt_out"
"""The latter look like the former, and may have any other intent."""
_EXAMPLES = Path(__file__).resolve().parent / "opt_outs"
_SIDES = {"+": WISH, "-": NO_WISH}
_WEIGHT = 3.0
_WEIGHT_OF_WORDS = 2.0
# Below this the words leave so little doubt that the meaning is not asked for.
_FAR = -0.6
_SEED = 7


def examples(folder: Path = _EXAMPLES) -> Iterator[tuple[str, str]]:
    """(what was written, WISH or NO_WISH): a line of a file of a language, with + before a wish and - before none.

    They are not among Rasa's phrases: reading so many there would take as long as learning from them. Raises
    ValueError for a line without a sign.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            sign, _, text = line.partition(" ")
            if sign not in _SIDES or not text.strip():
                raise ValueError(f"{path.name}, line {number}: write '+ ' or '- ' and what somebody wrote.")
            yield text.strip(), _SIDES[sign]


@dataclass(frozen=True)
class Scale:
    """Makes a probability of a score."""

    slope: float
    bias: float

    def probability(self, score: float) -> float:
        return float(1 / (1 + np.exp(-(self.slope * score + self.bias))))


@dataclass(frozen=True)
class Wish:
    """A column of weights over the n-grams, a meaning, and the scale that is fitted on phrases held out."""

    weights: np.ndarray
    intercept: float
    meaning: Meaning
    scale: Scale = Scale(1.0, 0.0)

    def by_words(self, columns: np.ndarray, values: np.ndarray) -> float:
        return float(values @ self.weights[columns] + self.intercept)

    @staticmethod
    def is_far(by_words: float) -> bool:
        return by_words < _FAR

    def probability(self, by_words: float, features: np.ndarray) -> float:
        """Of a message with these words and these features of its meaning being such a wish."""
        return self.scale.probability(_together(by_words, float(self.meaning.decide(features)[0, 0])))

    def scores(self, matrix: csr_matrix, features: np.ndarray) -> np.ndarray:
        """Of many messages, before the scale."""
        by_words = matrix @ self.weights + self.intercept
        together: np.ndarray = _together(by_words, self.meaning.decide(features)[:, 0])
        return together


def fit_wish(matrix: csr_matrix, features: np.ndarray, names: np.ndarray) -> Wish:
    """From n-grams, features of the meaning and names, still without a scale.

    Phrases of both sides weigh more than those of other intents.
    """
    is_wish = names == WISH
    weights = np.where(np.isin(names, (WISH, NO_WISH)), _WEIGHT, 1.0)
    machine = LinearSVC(C=0.5, tol=1e-2, random_state=_SEED).fit(matrix, is_wish, sample_weight=weights)
    meaning = fit_meaning(features, is_wish[:, None], weights)
    return Wish(machine.coef_[0].astype(np.float32), float(machine.intercept_[0]), meaning)


def _together(by_words: Any, meant: Any) -> Any:
    """Of one message or of many: the words tell the sides apart better than the meaning does."""
    return meant + _WEIGHT_OF_WORDS * by_words


def fit_scale(scores: np.ndarray, names: np.ndarray) -> Scale:
    """From scores of phrases that the machine had not learned."""
    weights = np.where(np.isin(names, (WISH, NO_WISH)), _WEIGHT, 1.0)
    regression = LogisticRegression(C=1.0).fit(scores[:, None], names == WISH, sample_weight=weights)
    return Scale(float(regression.coef_[0, 0]), float(regression.intercept_[0]))
