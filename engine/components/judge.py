"""How far a ranking of intents can be believed.

A small judge looks at signs of a ranking and says how often one with such signs is right. It is fitted on phrases that
the machine had not learned, among them phrases of intents of which it had learned nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

_SURE = 0.999
_NO_MISTAKE_YET = 4.0


@dataclass(frozen=True)
class Evidence:
    """What speaks for each intent, and what tells of the message as a whole.

    `decision` is large for the likely intents; `outside` for what is none of them; `known` is the share of its words
    that there are phrases with; `beside` are further signs, about as large as one.
    """

    decision: np.ndarray
    outside: float
    known: float
    words: int
    beside: Sequence[float] = ()


@dataclass(frozen=True)
class Judge:
    """A logistic regression of the signs; `sharpness` makes probabilities of decisions."""

    sharpness: float
    weights: np.ndarray
    bias: float

    def confidence(self, evidence: Evidence) -> tuple[float, np.ndarray]:
        """(of the best intent being right, the softmax over the intents)."""
        probabilities = _softmax(evidence.decision * self.sharpness)
        signs = _signs(evidence, probabilities)
        return float(1 / (1 + np.exp(-(signs @ self.weights + self.bias)))), probabilities


def fit_judge(tried: Sequence[Evidence], right: Sequence[int], share_outside: float) -> Judge:
    """`right` are the columns that were meant, -1 for none of them: such count as `share_outside` of all messages."""
    inside = [(one.decision, at) for one, at in zip(tried, right, strict=True) if at >= 0]
    sharpness = sharpness_of([one for one, _ in inside], [at for _, at in inside])
    signs = np.array([_signs(one, _softmax(one.decision * sharpness)) for one in tried])
    is_right = [at == int(np.argmax(one.decision)) for one, at in zip(tried, right, strict=True)]
    if all(is_right) or not any(is_right):
        return Judge(sharpness, np.zeros(signs.shape[1]), _NO_MISTAKE_YET)
    strangers = np.array(right) < 0
    weight = share_outside / (1 - share_outside) * (~strangers).sum() / max(1, strangers.sum())
    regression = LogisticRegression(C=1.0, max_iter=1000)
    regression.fit(signs, np.array(is_right), sample_weight=np.where(strangers, weight, 1.0))
    return Judge(sharpness, regression.coef_[0], float(regression.intercept_[0]))


def sharpness_of(decisions: Sequence[np.ndarray], right: Sequence[int]) -> float:
    """The factor on decisions under which the right intents of held-out phrases are likeliest."""
    longest = max(len(one) for one in decisions)
    # A machine that had not learned an intent has no column of it.
    table = np.array([np.pad(one, (0, longest - len(one)), constant_values=-np.inf) for one in decisions])
    meant = table[np.arange(len(table)), list(right)]

    def surprise(log_factor: float) -> float:
        factor = np.exp(log_factor)
        return float(np.mean(logsumexp(table * factor, axis=1) - meant * factor))

    return float(
        np.exp(minimize_scalar(surprise, bounds=(-2.0, 4.0), method="bounded", options={"xatol": 0.01}).x)
    )


def spread(sure: float, probabilities: np.ndarray) -> np.ndarray:
    """The best, which comes first, gets how sure it is; the others their part beside it, never more than is left."""
    best = float(probabilities[0])
    factor = min(sure / best, (1 - sure) / max(1 - best, 1e-9))
    shares = probabilities * factor
    shares[0] = sure
    return np.minimum(shares, sure)


def _softmax(sharp: np.ndarray) -> np.ndarray:
    """SciPy's takes longer for so few numbers than everything else that is done for a message."""
    shares: np.ndarray = np.exp(sharp - sharp.max())
    shares /= shares.sum()
    return shares


def _signs(evidence: Evidence, probabilities: np.ndarray) -> np.ndarray:
    """What tells a right ranking from a wrong one; each about as large as the others."""
    best, second = np.sort(probabilities)[::-1][:2] if len(probabilities) > 1 else (_SURE, 0.0)
    entropy = float(-(probabilities * np.log(probabilities + 1e-12)).sum())
    top, outside = float(evidence.decision.max()), evidence.outside
    of_ranking = [best, best - second, entropy, top, min(top, 0.0), outside, top - outside]
    return np.array([*of_ranking, evidence.known, np.log1p(evidence.words), *evidence.beside])
