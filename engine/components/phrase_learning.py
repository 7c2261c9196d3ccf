"""How a phrase model is learned: from phrases of intents, wishes to hear no more, and examples of what is told.

Its judges are fitted on phrases that a machine had not learned, fold by fold, among them phrases of intents of which
that machine had learned nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from engine.components.judge import Evidence, fit_judge
from engine.components.meaning import features_of, fit_meaning
from engine.components.phrase_features import PhraseFeatures
from engine.components.phrase_model import OUT_OF_SCOPE, PhraseModel, of_both, of_words
from engine.components.sentence_vectors import vectors
from engine.components.told import Labels, Told, fit_told
from engine.components.weights import weights_of
from engine.components.wish import WISH, Wish, fit_wish, is_side

DEFAULTS: Mapping[str, Any] = {
    "word_ngrams": (1, 2),
    "piece_ngrams": (1, 4),
    "pair_weight": 0.75,
    "C": 2.0,
    "folds": 3,
    "out_of_scope_share": 0.15,
    "enough": 0.9,
}
_SEED = 7
_WORTH_A_PROCESS = 5_000
_FEWEST = 40
"""An intent of fewer phrases weighs as if it had so many: what was just written stands against thousands."""


def fit(
    texts: Sequence[str],
    intents: Sequence[str],
    settings: Mapping[str, Any],
    told: Sequence[tuple[str, Labels]] = (),
) -> PhraseModel:
    """From phrases with their intents, and examples with what they tell; `settings` as DEFAULTS.

    Raises ValueError for a single intent, of which there is nothing to tell apart.
    """
    names, all_texts = np.asarray(intents), np.asarray(texts, dtype=object)
    aside = is_side(names) if WISH in intents else np.zeros(len(names), dtype=bool)
    own = all_texts[~aside].tolist()
    phrases = _Phrases(own, vectors(own), names[~aside])
    sides = _Sides(all_texts[aside].tolist(), names[aside])
    examples = _Examples(
        [text for text, _ in told], vectors([text for text, _ in told]), [one for _, one in told]
    )
    tasks = [delayed(_whole)(phrases, sides, examples, settings), *_folds(phrases, sides, settings)]
    (machine, wish, heard), *folds = Parallel(-1 if len(texts) > _WORTH_A_PROCESS else 1)(tasks)
    tried = [one for fold in folds for one in fold]
    right, share = [one.right for one in tried], settings["out_of_scope_share"]
    return PhraseModel(
        machine.features.rows(),
        weights_of(machine.weights.T, machine.intercept),
        machine.intents,
        machine.meaning,
        fit_judge([one.words for one in tried], right, share),
        fit_judge([one.both for one in tried], right, share),
        settings["enough"],
        wish,
        heard,
    )


@dataclass(frozen=True)
class _Phrases:
    """Texts with their vectors and the names of their intents."""

    texts: list[str]
    rows: np.ndarray
    names: np.ndarray

    @cached_property
    def features(self) -> np.ndarray:
        return features_of(self.rows)

    def at(self, which: Sequence[int]) -> _Phrases:
        return _Phrases([self.texts[at] for at in which], self.rows[which], self.names[which])


@dataclass(frozen=True)
class _Sides:
    """Wishes to hear no more and what looks like them, by name; the other intents are told apart without them."""

    texts: list[str]
    names: np.ndarray


@dataclass(frozen=True)
class _Examples:
    """Texts with their vectors and what they tell."""

    texts: list[str]
    rows: np.ndarray
    tells: list[Labels]


class _Machine:
    """What decides by words and by meaning, from phrases and their n-grams; it looks at many messages at a time."""

    def __init__(
        self, phrases: _Phrases, features: PhraseFeatures, matrix: csr_matrix, settings: Mapping[str, Any]
    ) -> None:
        self.features = features
        machine = LinearSVC(C=settings["C"], tol=1e-3, random_state=_SEED)
        weights_of_phrases = _weights_of_phrases(phrases.names)
        machine.fit(matrix, phrases.names, sample_weight=weights_of_phrases)
        weights, intercept = machine.coef_, machine.intercept_
        if len(machine.classes_) == 2:
            weights, intercept = np.vstack([-weights, weights]), np.concatenate([-intercept, intercept])
        classes = list(machine.classes_)
        self.intents = [name for name in classes if name != OUT_OF_SCOPE]
        ours_first = [*self.intents, OUT_OF_SCOPE][: len(classes)]
        order = [classes.index(name) for name in ours_first]
        self.weights, self.intercept = weights[order], intercept[order]
        is_of = phrases.names[:, None] == np.asarray(ours_first)[None]
        self.meaning = fit_meaning(phrases.features, is_of, weights_of_phrases)

    def look(
        self, texts: Sequence[str], matrix: csr_matrix, features: np.ndarray
    ) -> Iterator[tuple[Evidence, Evidence]]:
        """(by the words, by words and meaning) of each message, of which n-grams and meaning are known."""
        by_words = matrix @ self.weights.T + self.intercept
        meant, near = self.meaning.decide(features), self.meaning.nearness(features)
        one_by_one = self.features.rows()
        for at, text in enumerate(texts):
            known = one_by_one.known(text)
            yield (
                of_words(by_words[at], self.intents, known, text),
                of_both(by_words[at], meant[at], near[at], self.intents, known, text),
            )


@dataclass(frozen=True)
class _Tried:
    """A phrase as a machine saw it that had not learned it; `right` is the column meant, -1 for none of ours."""

    words: Evidence
    both: Evidence
    right: int


def _weights_of_phrases(names: np.ndarray) -> np.ndarray:
    _, of, counts = np.unique(names, return_inverse=True, return_counts=True)
    weights: np.ndarray = np.maximum(1.0, _FEWEST / counts)[of]
    return weights


def ngrams_of(settings: Mapping[str, Any] = DEFAULTS) -> PhraseFeatures:
    """The n-grams that a model of these settings looks at, before it has seen any text."""
    return PhraseFeatures(settings["word_ngrams"], settings["piece_ngrams"], settings["pair_weight"])


def _whole(
    phrases: _Phrases, sides: _Sides, examples: _Examples, settings: Mapping[str, Any]
) -> tuple[_Machine, Wish | None, Told | None]:
    """What is kept: learned from all there is."""
    features = ngrams_of(settings)
    matrix = features.fit([*phrases.texts, *sides.texts])
    machine = _Machine(phrases, features, matrix[: len(phrases.texts)], settings)
    wish = fit_wish(matrix, np.concatenate([phrases.names, sides.names])) if sides.texts else None
    if not any(examples.tells):
        return machine, wish, None
    told = fit_told(features.transform(examples.texts), features_of(examples.rows), examples.tells)
    return machine, wish, told


def _folds(phrases: _Phrases, sides: _Sides, settings: Mapping[str, Any]) -> Iterator[Any]:
    """Tasks, fold by fold: the machine learns neither the fold's phrases nor anything of one intent in `folds`.

    It knows the n-grams of the sides, as the whole does: a word that only they have is no unknown one.
    """
    folds = settings["folds"]
    intents = np.array(sorted(set(phrases.names) - {OUT_OF_SCOPE}))
    shuffled = np.random.RandomState(_SEED).permutation(intents)
    split = StratifiedKFold(folds, shuffle=True, random_state=_SEED).split(phrases.texts, phrases.names)
    for number, (learned, held_out) in enumerate(split):
        unknown = set(shuffled[number::folds]) if len(intents) > 2 * folds else set()
        known = [at for at in learned if phrases.names[at] not in unknown]
        yield delayed(_fold)(phrases.at(known), phrases.at(held_out), sides.texts, settings)


def _fold(
    learned: _Phrases, tried: _Phrases, beside: Sequence[str], settings: Mapping[str, Any]
) -> list[_Tried]:
    features = ngrams_of(settings)
    matrix = features.fit([*learned.texts, *beside])[: len(learned.texts)]
    machine = _Machine(learned, features, matrix, settings)
    column = {name: at for at, name in enumerate(machine.intents)}
    looks = machine.look(tried.texts, features.transform(tried.texts), tried.features)
    return [
        _Tried(words, both, column.get(name, -1))
        for name, (words, both) in zip(tried.names, looks, strict=True)
    ]
