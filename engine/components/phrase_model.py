"""Which intent a message has, how sure that is, and whether it is one of ours at all.

A linear support vector machine ranks the intents. A second, small judge says how often such a ranking is right. It is
fitted on phrases that the machine has not seen: each fold is held out together with every phrase of some intents, so
that the judge meets messages about something unknown too. Nothing here needs Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from engine.components.phrase_features import FeatureRows, PhraseFeatures

OUT_OF_SCOPE = "nlu_fallback"
"""Rasa's word for 'not understood'. Phrases may be given for it; it is never the best guess."""
DEFAULTS: Mapping[str, Any] = {
    "word_ngrams": (1, 2),
    "piece_ngrams": (1, 4),
    "pair_weight": 0.75,
    "C": 2.0,
    "folds": 5,
    "out_of_scope_share": 0.15,
}
_SEED = 7
_SURE = 0.999


@dataclass(frozen=True)
class Judge:
    """How often a ranking with such signs is right: a logistic regression, `sharpness` makes its probabilities."""

    sharpness: float
    weights: np.ndarray
    bias: float

    def confidence(
        self, decision: np.ndarray, outside: float, known: float, words: int
    ) -> tuple[float, np.ndarray]:
        """(of the best intent being right, the softmax over the intents)."""
        sharp = decision * self.sharpness
        probabilities = np.exp(sharp - logsumexp(sharp))
        signs = _signs(decision, probabilities, outside, known, words)
        return float(1 / (1 + np.exp(-(signs @ self.weights + self.bias)))), probabilities


@dataclass
class PhraseModel:
    """A fitted model; picklable. `inside` are the columns of real intents, `outside` that of none of ours."""

    features: FeatureRows
    weights: np.ndarray
    intercept: np.ndarray
    intents: list[str]
    outside: int | None
    judge: Judge

    def rank(self, text: str) -> list[tuple[str, float]]:
        """(intent, confidence), best first; what the confidences lack to one is that it is none of them.

        A message without any known piece but the blank (another script) says nothing: every intent is as likely.
        """
        columns, values, known = self.features.of(text)
        if len(columns) < 2:
            return [(intent, 1 / (len(self.intents) + 1)) for intent in self.intents]
        decision = values @ self.weights[columns] + self.intercept
        decision, outside = _apart(decision, self.outside)
        sure, probabilities = self.judge.confidence(decision, outside, known, len(text.split()))
        order = np.argsort(-probabilities, kind="stable")
        confidences = _spread(sure, probabilities[order])
        return [
            (self.intents[at], confidence)
            for at, confidence in zip(order.tolist(), confidences.tolist(), strict=True)
        ]


def fit(texts: Sequence[str], intents: Sequence[str], settings: Mapping[str, Any]) -> PhraseModel:
    """`settings` as DEFAULTS."""
    names = np.asarray(intents)
    features = _features(settings)
    machine = _machine(settings).fit(features.fit(texts), names)
    classes = list(machine.classes_)
    outside = classes.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in classes else None
    weights, intercept = machine.coef_, machine.intercept_
    if len(classes) == 2:
        weights, intercept = np.vstack([-weights, weights]), np.concatenate([-intercept, intercept])
    return PhraseModel(
        features.rows(),
        np.ascontiguousarray(weights.T.astype(np.float32)),
        intercept,
        [name for name in classes if name != OUT_OF_SCOPE],
        outside,
        _judge(list(texts), names, settings),
    )


def _features(settings: Mapping[str, Any]) -> PhraseFeatures:
    return PhraseFeatures(settings["word_ngrams"], settings["piece_ngrams"], settings["pair_weight"])


def _machine(settings: Mapping[str, Any]) -> LinearSVC:
    return LinearSVC(C=settings["C"], tol=1e-3, random_state=_SEED)


@dataclass(frozen=True)
class _HeldOut:
    """A phrase as a machine saw it that had not learned it; `right` is the column meant, -1 for none of ours."""

    decision: np.ndarray
    outside: float
    known: float
    words: int
    right: int


def _judge(texts: list[str], intents: np.ndarray, settings: Mapping[str, Any]) -> Judge:
    held_out = _held_out(texts, intents, settings)
    inside = [one for one in held_out if one.right >= 0]
    sharpness = _sharpness([one.decision for one in inside], [one.right for one in inside])
    signs, is_right = [], []
    for one in held_out:
        sharp = one.decision * sharpness
        probabilities = np.exp(sharp - logsumexp(sharp))
        signs.append(_signs(one.decision, probabilities, one.outside, one.known, one.words))
        is_right.append(one.right == int(np.argmax(one.decision)))
    strangers = np.array([one.right < 0 for one in held_out])
    if all(is_right) or not any(is_right):
        return Judge(sharpness, np.zeros(len(signs[0])), 4.0)
    share = settings["out_of_scope_share"]
    weight = share / (1 - share) * (~strangers).sum() / max(1, strangers.sum())
    regression = LogisticRegression(C=1.0, max_iter=1000)
    regression.fit(np.array(signs), np.array(is_right), sample_weight=np.where(strangers, weight, 1.0))
    return Judge(sharpness, regression.coef_[0], float(regression.intercept_[0]))


def _held_out(texts: list[str], intents: np.ndarray, settings: Mapping[str, Any]) -> list[_HeldOut]:
    """Fold by fold: the machine learns neither the fold's phrases nor anything of one intent in `folds`."""
    folds = settings["folds"]
    names = np.array(sorted(set(intents) - {OUT_OF_SCOPE}))
    shuffled = np.random.RandomState(_SEED).permutation(names)
    split = StratifiedKFold(folds, shuffle=True, random_state=_SEED).split(texts, intents)
    found = []
    for number, (learned, tried) in enumerate(split):
        unknown = set(shuffled[number::folds]) if len(names) > 2 * folds else set()
        learned = [at for at in learned if intents[at] not in unknown]
        features = _features(settings)
        matrix = features.fit([texts[at] for at in learned])
        machine = _machine(settings).fit(matrix, intents[learned])
        found.extend(_tried(machine, features, [texts[at] for at in tried], intents[tried]))
    return found


def _tried(
    machine: LinearSVC, features: PhraseFeatures, texts: list[str], intents: np.ndarray
) -> list[_HeldOut]:
    classes = list(machine.classes_)
    outside = classes.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in classes else None
    column = {name: at for at, name in enumerate(one for one in classes if one != OUT_OF_SCOPE)}
    rows = features.rows()
    decisions = machine.decision_function(features.transform(texts))
    if decisions.ndim == 1:
        decisions = np.stack([-decisions, decisions], axis=1)
    found = []
    for text, intent, decision in zip(texts, intents, decisions, strict=True):
        of_intents, of_none = _apart(decision, outside)
        right = column.get(intent, -1)
        found.append(_HeldOut(of_intents, of_none, rows.of(text)[2], len(text.split()), right))
    return found


def _apart(decision: np.ndarray, outside: int | None) -> tuple[np.ndarray, float]:
    """(distances of the intents, distance of none of ours); without phrases for the latter it is as far as can be."""
    if outside is None:
        return decision, -1.0
    return np.delete(decision, outside), float(decision[outside])


def _signs(
    decision: np.ndarray, probabilities: np.ndarray, outside: float, known: float, words: int
) -> np.ndarray:
    """What tells a right ranking from a wrong one; each about as large as the others."""
    best, second = np.sort(probabilities)[::-1][:2] if len(probabilities) > 1 else (_SURE, 0.0)
    entropy = float(-(probabilities * np.log(probabilities + 1e-12)).sum())
    top = float(decision.max())
    return np.array(
        [best, best - second, entropy, top, min(top, 0.0), outside, top - outside, known, np.log1p(words)]
    )


def _spread(sure: float, probabilities: np.ndarray) -> np.ndarray:
    """The best gets how sure it is; the others their part beside it, and never more than is left."""
    best = float(probabilities[0])
    factor = min(sure / best, (1 - sure) / max(1 - best, 1e-9))
    spread = probabilities * factor
    spread[0] = sure
    return np.minimum(spread, sure)


def _sharpness(decisions: Sequence[np.ndarray], right: Sequence[int]) -> float:
    """The factor on distances under which the right intents of held-out phrases are likeliest."""

    def surprise(log_factor: float) -> float:
        factor = np.exp(log_factor)
        lost = [logsumexp(one * factor) - one[at] * factor for one, at in zip(decisions, right, strict=True)]
        return float(np.mean(lost))

    return float(
        np.exp(minimize_scalar(surprise, bounds=(-2.0, 4.0), method="bounded", options={"xatol": 0.01}).x)
    )
