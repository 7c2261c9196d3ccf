"""Whether a message is the wish to hear no more: decided apart from what else a message may mean.

'stop texting me' and 'he asked you to stop texting me' have the same words, so that it takes many examples of both
sides. The words of a message are weighed against all that is not such a wish; where they leave a doubt it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from engine.components.reader import reader

WISH, NO_WISH = "opt_out", "not_opt_out"
"""The latter look like the former, and may have any other intent."""
_EXAMPLES = Path(__file__).resolve().parent / "opt_outs"
_SIDES = {"+": WISH, "-": NO_WISH}
_WEIGHT = 3.0
# Below this the words leave so little doubt that the message is not read.
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
class Wish:
    """A column of weights over the n-grams."""

    weights: np.ndarray
    intercept: float

    def by_words(self, columns: np.ndarray, values: np.ndarray) -> float:
        return float(values @ self.weights[columns] + self.intercept)

    @staticmethod
    def is_far(by_words: float) -> bool:
        return by_words < _FAR

    @staticmethod
    def probability(by_words: float, tokens: np.ndarray) -> float:
        """Of a message with these words and these tokens being such a wish."""
        readers, weighing = reader()
        read = float(readers.logits(tokens).mean())
        logit = weighing.bias + weighing.of_words * by_words + weighing.of_readers * read
        return float(1 / (1 + np.exp(-logit)))


def is_side(names: np.ndarray) -> np.ndarray:
    """Of each name, whether it is of one of the two sides."""
    return np.isin(names, (WISH, NO_WISH))


def fit_wish(matrix: csr_matrix, names: np.ndarray) -> Wish:
    """From n-grams and names; phrases of both sides weigh more than those of other intents."""
    weights = np.where(is_side(names), _WEIGHT, 1.0)
    machine = LinearSVC(C=0.5, tol=1e-2, random_state=_SEED)
    machine.fit(matrix, names == WISH, sample_weight=weights)
    return Wish(machine.coef_[0].astype(np.float32), float(machine.intercept_[0]))
