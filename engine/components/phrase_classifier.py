"""Which intent a message has, from its words and pieces of words: TF-IDF and a linear support vector machine.

Rasa's own way, counted n-grams and logistic regression, understands less and takes ten times as long to train
(docs/decisions/0011-phrase-classifier.md has the figures). The confidence is a softmax of the distances to the
classes' planes; its sharpness is fitted on phrases held out of the training in turn, so that of messages
understood with a confidence of .8 about eight in ten are understood right.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, List, Text

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from scipy.sparse import hstack
from scipy.special import logsumexp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict
from sklearn.svm import LinearSVC

_FILE = "phrases.joblib"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class PhraseClassifier(GraphComponent, IntentClassifier):
    """One model for every language that there are phrases in."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """n-grams as (shortest, longest); `C` is the inverse strength of regularisation."""
        return {"word_ngrams": (1, 2), "piece_ngrams": (2, 5), "C": 1.0, "folds": 3, "ranking_length": 10}

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: Dict[Text, Any] = {}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PhraseClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> PhraseClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = joblib.load(folder / _FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every phrase that has an intent, and keep the model."""
        examples = [one for one in training_data.intent_examples if one.get(TEXT)]
        intents = [one.get(INTENT) for one in examples]
        vectorizers = [
            TfidfVectorizer(analyzer="word", ngram_range=tuple(self._config["word_ngrams"]), **_WORDS),
            TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(self._config["piece_ngrams"]), **_SHARED),
        ]
        features = hstack(
            [one.fit_transform(example.get(TEXT) for example in examples) for one in vectorizers]
        ).tocsr()
        judge = LinearSVC(C=self._config["C"], random_state=7)
        held_out = cross_val_predict(
            judge, features, intents, cv=self._config["folds"], method="decision_function"
        )
        judge.fit(features, intents)
        self._model = {
            "vectorizers": [_Vectorizer(one) for one in vectorizers],
            "weights": np.ascontiguousarray(judge.coef_.T.astype(np.float32)),
            "intercept": judge.intercept_,
            "intents": list(judge.classes_),
            "sharpness": _sharpness(held_out, np.searchsorted(judge.classes_, intents)),
        }
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `intent` and `intent_ranking`, best first."""
        for message in messages:
            probabilities = self._probabilities(message.get(TEXT) or "")
            best = np.argsort(-probabilities, kind="stable")[: self._config["ranking_length"]]
            ranking = [
                {"name": self._model["intents"][at], "confidence": float(probabilities[at])}
                for at in best.tolist()
            ]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _probabilities(self, text: Text) -> np.ndarray:
        """Only the rows of the n-grams that the message has are looked at; no matrix is built.

        A message without any known piece (an emoji, another script) says nothing: every intent is as likely.
        """
        decision, offset, known = self._model["intercept"].copy(), 0, 0
        for vectorizer in self._model["vectorizers"]:
            columns, values = vectorizer.row(text)
            decision += values @ self._model["weights"][columns + offset]
            offset += len(vectorizer.vocabulary)
            known += len(columns)
        if not known:
            return np.full(len(decision), 1 / len(decision))
        sharp = decision * self._model["sharpness"]
        return np.exp(sharp - logsumexp(sharp))


_SHARED: Dict[Text, Any] = {
    "sublinear_tf": True,
    "strip_accents": "unicode",
    "lowercase": True,
    "dtype": np.float32,
}
# One-letter words count: n, q, u, y are whole words where people type on telephones.
_WORDS: Dict[Text, Any] = {**_SHARED, "token_pattern": r"(?u)\b\w+\b"}


class _Vectorizer:
    """What TfidfVectorizer.transform does, for one text."""

    def __init__(self, fitted: TfidfVectorizer) -> None:
        self.vocabulary = fitted.vocabulary_
        self._idf = fitted.idf_.astype(np.float32)
        self._settings = fitted.get_params()
        self._grams: Any = None

    def __getstate__(self) -> Dict[Text, Any]:
        return {**self.__dict__, "_grams": None}

    def row(self, text: Text) -> Any:
        """(columns, values), of length one in the Euclidean sense."""
        if self._grams is None:
            self._grams = TfidfVectorizer(**self._settings).build_analyzer()
        vocabulary = self.vocabulary
        counts = Counter(at for gram in self._grams(text) if (at := vocabulary.get(gram)) is not None)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        values = np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))) + 1
        values *= self._idf[columns]
        norm = np.sqrt(values @ values)
        return columns, values / norm if norm else values


def _sharpness(decisions: np.ndarray, right: np.ndarray) -> float:
    """The factor on distances under which the right intents of held-out phrases are likeliest."""

    def surprise(log_factor: float) -> float:
        sharp = decisions * np.exp(log_factor)
        return float(np.mean(logsumexp(sharp, axis=1) - sharp[np.arange(len(right)), right]))

    return float(np.exp(minimize_scalar(surprise, bounds=(-2.0, 4.0), method="bounded").x))
