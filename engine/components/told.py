"""What a message tells of its writer, learned from examples of what a company's own questions would ask.

'we're vegetarians' and 'my sister is a vegetarian' share their words with a statement phrase of the catalogue, and what
is told by the way often shares none. So the app, which hears the phrases, is told which value of each attribute the
words and the meaning of the message speak for, and how plainly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from engine.components.meaning import Meaning, fit_meaning
from engine.components.weights import Weights, weights_of

Labels = frozenset[str]
"""'attribute=value', or 'attribute' where any value may be told: a number, a place."""

NOTHING = "nothing"
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "told"
_C = 2.0
_WEIGHT_OF_TOLD = 4.0
_RIDGE = 0.3
# Below this for every value the words leave so little doubt that the meaning is not asked for.
_FAR = -0.6
_SEED = 7


def examples(folder: Path = EXAMPLES) -> Iterator[tuple[str, Labels]]:
    """(what was written, what it tells): a line 'payday=start, household_size | what was written' of a language's file.

    Raises ValueError for a line without labels; where nothing is told it says so.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            labels, bar, text = line.partition(" | ")
            if not bar or not text.strip() or not labels.strip():
                problem = f"write what is told, or '{NOTHING}', then ' | ' and what somebody wrote."
                raise ValueError(f"{path.name}, line {number}: {problem}")
            yield text.strip(), frozenset(one.strip() for one in labels.split(",")) - {NOTHING}


@dataclass(frozen=True)
class Told:
    """A machine and a meaning a label."""

    labels: Sequence[str]
    words: Weights
    meaning: Meaning

    def by_words(self, columns: np.ndarray, values: np.ndarray) -> np.ndarray:
        """A score a label."""
        return self.words.decide(columns, values)

    @staticmethod
    def is_far(by_words: np.ndarray) -> bool:
        return bool(by_words.max() < _FAR)

    def spoken_for(
        self, by_words: np.ndarray, features: np.ndarray | None
    ) -> Mapping[str, tuple[str, float]]:
        """attribute -> (value, score), of the value that most speaks for: about 1 where it is told, -1 where not.

        The value is '' where any may be told. Without `features` of the meaning the words decide.
        """
        scores = by_words if features is None else (by_words + self.meaning.decide(features)[0]) / 2
        best: dict[str, tuple[str, float]] = {}
        for label, score in zip(self.labels, scores.tolist(), strict=True):
            attribute, _, value = label.partition("=")
            if attribute not in best or score > best[attribute][1]:
                best[attribute] = (value, round(score, 2))
        return best


def fit_told(matrix: csr_matrix, features: np.ndarray, told: Sequence[Labels]) -> Told:
    """From n-grams, features of the meaning, and what each example tells; some tell something."""
    labels = sorted(frozenset().union(*told))
    tells = np.array([[label in one for label in labels] for one in told])
    weight = {True: _WEIGHT_OF_TOLD, False: 1.0}
    machines = [
        LinearSVC(C=_C, tol=1e-2, class_weight=weight, random_state=_SEED).fit(matrix, column)
        for column in tells.T
    ]
    words = weights_of(
        np.stack([one.coef_[0] for one in machines], axis=1),
        np.array([one.intercept_[0] for one in machines]),
    )
    return Told(labels, words, fit_meaning(features, tells, ridge=_RIDGE))
