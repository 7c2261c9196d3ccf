"""Which intent a message has, how sure that is, and whether it is one of ours at all.

Its words are weighed first: a linear support vector machine over n-grams. Where they do not settle it, its meaning
counts too. A judge says how often such a ranking is right. Nothing here needs Rasa. How a model is learned is in
phrase_learning.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import numpy as np

from engine.components.judge import Evidence, Judge, spread
from engine.components.meaning import Meaning, features_of
from engine.components.phrase_features import FeatureRows
from engine.components.sentence_vectors import Sentence, sentence
from engine.components.told import Told
from engine.components.weights import Weights
from engine.components.wish import WISH, Wish

OUT_OF_SCOPE = "nlu_fallback"
"""Rasa's word for 'not understood'. Phrases may be given for it; it is never the best guess."""
_WEIGHT_OF_WORDS = 0.8
_A_SENTENCE = 4

Ranking = list[tuple[str, float]]


@dataclass
class PhraseModel:
    """A fitted model; picklable. A column of `words` is one of `intents`, or the last none of them.

    From the confidence `enough` on the words settle it, and the meaning is not asked for: it takes longer. `wish` and
    `told` are None where no phrases of them were given.
    """

    features: FeatureRows
    words: Weights
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
        by_words = self.words.decide(said.columns, said.values)
        sure, probabilities = self.judge_of_words.confidence(of_words(by_words, self.intents, known, text))
        is_wish = self._is_wish(said)
        if sure >= self.enough and is_wish is None:
            return self._ranking(sure, probabilities, 0.0)
        meant, near = self.meaning.decide(said.features)[0], self.meaning.nearness(said.features)[0]
        evidence = of_both(by_words, meant, near, self.intents, known, text)
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


def of_words(decision: np.ndarray, intents: Sequence[str], known: float, text: str) -> Evidence:
    """What the words alone say: a decision an intent, and one more where there are phrases of none of ours."""
    ours, outside = _apart(decision, len(intents))
    return Evidence(ours, outside, known, len(text.split()))


def of_both(
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
