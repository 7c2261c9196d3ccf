"""Counting n-grams and asking the logistic regression without building scipy matrices for one sentence.

A third of what was left of a turn went into matrices of one row: one for each word (which only components
with a sequence model read), stacked and converted several times. Same vocabulary, same counts, same
coefficients: the probabilities are the same to the last digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from scipy.sparse import coo_matrix

from patches.model import AFTER_UNDERSTANDING

_READS_NO_SEQUENCES = {
    "NLUMessageConverter",
    "RegexMessageHandler",
    "WhitespaceTokenizer",
    "CountVectorsFeaturizer",
    "LogisticRegressionClassifier",
    "FallbackClassifier",
}
_create_features = CountVectorsFeaturizer._create_features
_process = LogisticRegressionClassifier.process


def apply(components: set[str]) -> None:
    """Only for a pipeline in which nobody reads word by word."""
    if components <= _READS_NO_SEQUENCES | AFTER_UNDERSTANDING:
        CountVectorsFeaturizer._create_features = create_features  # type: ignore[method-assign]
        LogisticRegressionClassifier.process = process  # type: ignore[method-assign]


def create_features(
    self: CountVectorsFeaturizer, attribute: str, all_tokens: list[list[str]]
) -> tuple[list[Any], list[Any]]:
    vectorizer = self.vectorizers.get(attribute)
    if not vectorizer:
        return [None], [None]
    if attribute not in DENSE_FEATURIZABLE_ATTRIBUTES:
        return _create_features(self, attribute, all_tokens)
    rows = [counted(vectorizer, " ".join(tokens)) if tokens else None for tokens in all_tokens]
    return [None] * len(rows), rows


def counted(vectorizer: Any, text: str) -> coo_matrix:
    """The row that `vectorizer.transform([text])` gives."""
    vocabulary = vectorizer.vocabulary_
    counts = Counter(at for gram in _analyzer(vectorizer)(text) if (at := vocabulary.get(gram)) is not None)
    columns = np.fromiter(sorted(counts), dtype=np.int32, count=len(counts))
    values = np.fromiter((counts[at] for at in columns.tolist()), dtype=np.int64, count=len(counts))
    return coo_matrix((values, (np.zeros(len(counts), dtype=np.int32), columns)), shape=(1, len(vocabulary)))


def _analyzer(vectorizer: Any) -> Callable[[str], list[str]]:
    analyzer = vectorizer.__dict__.get("_built_analyzer")
    if analyzer is None:
        analyzer = vectorizer.__dict__["_built_analyzer"] = vectorizer.build_analyzer()
    return analyzer  # type: ignore[no-any-return]


def process(self: LogisticRegressionClassifier, messages: list[Any]) -> list[Any]:
    """A message without any features (an emoji) is judged like one without a known word; Rasa fails on it."""
    if not _is_multinomial(self.clf):
        return _process(self, messages)
    for message in messages:
        sentence = [f for f in message.features if f.attribute == TEXT and f.type == FEATURE_TYPE_SENTENCE]
        if any(f.is_dense() for f in sentence):
            _process(self, [message])
            continue
        probabilities = _probabilities(self, sentence)
        best = np.argsort(-probabilities, kind="stable")[: self.config["ranking_length"] or None]
        ranking = [
            {"name": self.clf.classes_[at], "confidence": float(probabilities[at])} for at in best.tolist()
        ]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
    return messages


def _is_multinomial(model: Any) -> bool:
    return (
        model.multi_class in ("auto", "multinomial")
        and model.solver != "liblinear"
        and len(model.classes_) > 2
    )


def _probabilities(self: LogisticRegressionClassifier, sentence: list[Any]) -> np.ndarray:
    """Softmax of the decision function, from the columns that the sentence has."""
    weights = self.__dict__.get("_weights")
    if weights is None:
        weights = self.__dict__["_weights"] = np.ascontiguousarray(self.clf.coef_.T)
    decision, offset = self.clf.intercept_.copy(), 0
    for feature in sentence:
        decision += feature.features.data @ weights[feature.features.col + offset]
        offset += feature.features.shape[1]
    exponents = np.exp(decision - decision.max())
    return exponents / exponents.sum()  # type: ignore[no-any-return]
