"""Which intent a message has, how sure that is, and whether it is one of ours at all.

Its words are weighed first: a linear support vector machine over n-grams. Where they do not settle it, its meaning
counts too. A judge says how often such a ranking is right. Nothing here needs Rasa.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from engine.components.judge import Evidence, Judge, fit_judge, spread
from engine.components.meaning import Meaning, features_of, fit_meaning
from engine.components.phrase_features import FeatureRows, PhraseFeatures
from engine.components.sentence_vectors import Sentence, sentence, vectors
from engine.components.told import Labels, Told, fit_told
from engine.components.wish import NO_WISH, WISH, Wish, fit_wish

OUT_OF_SCOPE = "nlu_fallback"
"""Rasa's word for 'not understood'. Phrases may be given for it; it is never the best guess."""
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
_WEIGHT_OF_WORDS = 0.8
_WORTH_A_PROCESS = 5_000
_A_SENTENCE = 4

Ranking = list[tuple[str, float]]


@dataclass
class PhraseModel:
    """A fitted model; picklable. A column of `weights` is one of `intents`, or the last none of them.

    From the confidence `enough` on the words settle it, and the meaning is not asked for: it takes longer. `wish` and
    `told` are None where no phrases of them were given.
    """

    features: FeatureRows
    weights: np.ndarray
    intercept: np.ndarray
    intents: list[str]
    meaning: Meaning
    judge_of_words: Judge
    judge: Judge
    enough: float
    wish: Wish | None
    told: Told | None

    def hear(self, text: str) -> tuple[Ranking, Mapping[str, tuple[str, float]]]:
        """(what the message may mean, what it tells by attribute) of one message; it is embedded once at most."""
        said = _Said(text, *self.features.of(text))
        return self._rank(said), self._told(said)

    def rank(self, text: str) -> Ranking:
        """(intent, confidence), best first; what the confidences lack to one is that it is none of them."""
        return self._rank(_Said(text, *self.features.of(text)))

    def _rank(self, said: _Said) -> Ranking:
        """A message without any known piece but the blank (another script) says nothing: each is as likely."""
        if said.is_unknown:
            return [(intent, 1 / (len(self.intents) + 1)) for intent in self.intents]
        text, known = said.text, self.features.known(said.text)
        by_words = said.values @ self.weights[said.columns] + self.intercept
        sure, probabilities = self.judge_of_words.confidence(_of_words(by_words, self.intents, known, text))
        is_wish = self._is_wish(said)
        if sure >= self.enough and is_wish is None:
            return self._ranking(sure, probabilities, 0.0)
        meant, near = self.meaning.decide(said.features)[0], self.meaning.nearness(said.features)[0]
        evidence = _of_both(by_words, meant, near, self.intents, known, text)
        return self._ranking(*self.judge.confidence(evidence), is_wish or 0.0)

    def _is_wish(self, said: _Said) -> float | None:
        """How likely; None where the words leave no doubt that it is none."""
        if self.wish is None or Wish.is_far(by_words := self.wish.by_words(said.columns, said.values)):
            return None
        return self.wish.probability(by_words, said.sentence.tokens)

    def _told(self, said: _Said) -> Mapping[str, tuple[str, float]]:
        if self.told is None or said.is_unknown:
            return {}
        by_words = self.told.by_words(said.columns, said.values)
        is_settled = said.is_fragment or Told.is_far(by_words)
        return self.told.spoken_for(by_words, None if is_settled else said.features)

    def warm_up(self) -> None:
        """Read the weights of encoder and readers now, that the first customer need not wait for them."""
        hello = sentence("hello")
        self.meaning.decide(features_of(hello.vector[None]))
        Wish.probability(0.0, hello.tokens)

    def _ranking(self, sure: float, probabilities: np.ndarray, is_wish: float) -> Ranking:
        """The other intents share what the wish leaves them."""
        order = np.argsort(-probabilities, kind="stable")
        confidences = spread(sure, probabilities[order]) * (1 - is_wish)
        ranking = [
            (self.intents[at], confidence)
            for at, confidence in zip(order.tolist(), confidences.tolist(), strict=True)
        ]
        if self.wish is None:
            return ranking
        return sorted([(WISH, is_wish), *ranking], key=itemgetter(1), reverse=True)


@dataclass(frozen=True)
class _Said:
    """A message with its n-grams; what it means is worked out once somebody asks."""

    text: str
    columns: np.ndarray
    values: np.ndarray

    @property
    def is_unknown(self) -> bool:
        return len(self.columns) < 2

    @property
    def is_fragment(self) -> bool:
        """'Two weeks' answers something; it seldom tells anything by itself, and is not worth the time."""
        return len(self.text.split()) < _A_SENTENCE

    @cached_property
    def sentence(self) -> Sentence:
        return sentence(self.text)

    @cached_property
    def features(self) -> np.ndarray:
        return features_of(self.sentence.vector[None])


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
    is_side = np.isin(names, (WISH, NO_WISH)) if WISH in intents else np.zeros(len(names), dtype=bool)
    own = all_texts[~is_side].tolist()
    phrases = _Phrases(own, vectors(own), names[~is_side])
    sides = _Sides(all_texts[is_side].tolist(), names[is_side])
    examples = _Examples(
        [text for text, _ in told], vectors([text for text, _ in told]), [one for _, one in told]
    )
    tasks = [delayed(_whole)(phrases, sides, examples, settings), *_folds(phrases, sides, settings)]
    (machine, wish, heard), *folds = Parallel(-1 if len(texts) > _WORTH_A_PROCESS else 1)(tasks)
    tried = [one for fold in folds for one in fold]
    right, share = [one.right for one in tried], settings["out_of_scope_share"]
    return PhraseModel(
        machine.features.rows(),
        np.ascontiguousarray(machine.weights.T.astype(np.float32)),
        machine.intercept,
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
        machine.fit(matrix, phrases.names)
        weights, intercept = machine.coef_, machine.intercept_
        if len(machine.classes_) == 2:
            weights, intercept = np.vstack([-weights, weights]), np.concatenate([-intercept, intercept])
        classes = list(machine.classes_)
        self.intents = [name for name in classes if name != OUT_OF_SCOPE]
        ours_first = [*self.intents, OUT_OF_SCOPE][: len(classes)]
        order = [classes.index(name) for name in ours_first]
        self.weights, self.intercept = weights[order], intercept[order]
        is_of = phrases.names[:, None] == np.asarray(ours_first)[None]
        self.meaning = fit_meaning(phrases.features, is_of)

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
                _of_words(by_words[at], self.intents, known, text),
                _of_both(by_words[at], meant[at], near[at], self.intents, known, text),
            )


@dataclass(frozen=True)
class _Tried:
    """A phrase as a machine saw it that had not learned it; `right` is the column meant, -1 for none of ours."""

    words: Evidence
    both: Evidence
    right: int


def _ngrams(settings: Mapping[str, Any]) -> PhraseFeatures:
    return PhraseFeatures(settings["word_ngrams"], settings["piece_ngrams"], settings["pair_weight"])


def _whole(
    phrases: _Phrases, sides: _Sides, examples: _Examples, settings: Mapping[str, Any]
) -> tuple[_Machine, Wish | None, Told | None]:
    """What is kept: learned from all there is."""
    features = _ngrams(settings)
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
    features = _ngrams(settings)
    matrix = features.fit([*learned.texts, *beside])[: len(learned.texts)]
    machine = _Machine(learned, features, matrix, settings)
    column = {name: at for at, name in enumerate(machine.intents)}
    looks = machine.look(tried.texts, features.transform(tried.texts), tried.features)
    return [
        _Tried(words, both, column.get(name, -1))
        for name, (words, both) in zip(tried.names, looks, strict=True)
    ]


def _of_words(decision: np.ndarray, intents: Sequence[str], known: float, text: str) -> Evidence:
    ours, outside = _apart(decision, len(intents))
    return Evidence(ours, outside, known, len(text.split()))


def _of_both(
    by_words: np.ndarray, meant: np.ndarray, near: np.ndarray, intents: Sequence[str], known: float, text: str
) -> Evidence:
    """Beside what both decide together: how each alone thinks of their favourite, and how near that one is."""
    ours, outside = _apart(meant + _WEIGHT_OF_WORDS * by_words, len(intents))
    best = int(np.argmax(ours))
    beside = (float(by_words[best]), float(meant[best]), float(near[best]), float(near.max()))
    return Evidence(ours, outside, known, len(text.split()), beside)


def _apart(decision: np.ndarray, intents: int) -> tuple[np.ndarray, float]:
    """(of the intents, of none of ours); without phrases for the latter it is as far as can be."""
    return decision[:intents], float(decision[intents]) if len(decision) > intents else -1.0
