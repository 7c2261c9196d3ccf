from __future__ import annotations

import unittest
from typing import Any

from patches import understanding
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer

from tests.loaded import TEXTS, agent, parse


class Understanding(unittest.TestCase):
    def test_every_text_is_understood_as_without_the_patch(self) -> None:
        stock = {text: _ranking(text) for text in TEXTS}
        with _Patched():
            for text, expected in stock.items():
                with self.subTest(text=text[:40]):
                    self.assert_same(_ranking(text), expected)

    def test_the_counts_are_those_of_the_vectorizer(self) -> None:
        for node in agent().processor.graph_runner._instantiated_nodes.values():
            if isinstance(node._component, CountVectorsFeaturizer):
                vectorizer = node._component.vectorizers["text"]
                for text in TEXTS:
                    ours = understanding.counted(vectorizer, text).toarray()
                    self.assertTrue((ours == vectorizer.transform([text]).toarray()).all())

    def test_a_message_without_features_is_not_sure_where_rasa_fails(self) -> None:
        with _Patched():
            self.assertEqual(parse("😀")["intent"]["name"], "nlu_fallback")

    def test_a_pipeline_that_reads_word_by_word_is_left_alone(self) -> None:
        before = CountVectorsFeaturizer._create_features
        understanding.apply({"CountVectorsFeaturizer", "DIETClassifier"})
        self.assertIs(CountVectorsFeaturizer._create_features, before)

    def assert_same(self, ours: Any, stock: Any) -> None:
        if stock is None:
            return
        self.assertEqual([name for name, _ in ours], [name for name, _ in stock])
        for (_, one), (_, other) in zip(ours, stock, strict=True):
            self.assertAlmostEqual(one, other, places=9)


class _Patched:
    """The patch, on the components that are loaded already."""

    def __enter__(self) -> None:
        self.kept = CountVectorsFeaturizer._create_features, LogisticRegressionClassifier.process
        CountVectorsFeaturizer._create_features = understanding.create_features
        self._use(understanding.process)

    def __exit__(self, *_: object) -> None:
        CountVectorsFeaturizer._create_features = self.kept[0]
        self._use(self.kept[1])

    def _use(self, process: Any) -> None:
        LogisticRegressionClassifier.process = process
        for node in agent().processor.graph_runner._instantiated_nodes.values():
            if isinstance(node._component, LogisticRegressionClassifier):
                node._fn = process


def _ranking(text: str) -> list[tuple[str, float]] | None:
    """None where Rasa fails."""
    try:
        return [(ranked["name"], ranked["confidence"]) for ranked in parse(text)["intent_ranking"]]
    except Exception:
        return None
