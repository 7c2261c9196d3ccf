from __future__ import annotations

import unittest
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.components.phrase_classifier import _sharpness, _Vectorizer
from tests.loaded import TEXTS, parse


class PhraseClassifier(unittest.TestCase):
    def test_a_row_is_what_the_vectorizer_gives(self) -> None:
        for analyzer, ngrams in (("word", (1, 2)), ("char_wb", (2, 5))):
            settings = {"analyzer": analyzer, "ngram_range": ngrams}
            vectorizer = TfidfVectorizer(
                sublinear_tf=True, strip_accents="unicode", dtype=np.float32, **settings
            )
            vectorizer.fit([text for text in TEXTS if text.strip()])
            ours = _Vectorizer(vectorizer)
            for text in (*TEXTS, "hello hello hola"):
                with self.subTest(text=text[:40]):
                    theirs = vectorizer.transform([text]).toarray()[0]
                    self.assertTrue(np.allclose(_dense(ours, text), theirs, atol=1e-6))

    def test_confidences_add_up_to_one_and_come_best_first(self) -> None:
        for text in TEXTS:
            ranked = parse(text).get("intent_ranking", ())
            ranking = [one["confidence"] for one in ranked if one["name"] != "nlu_fallback"]
            with self.subTest(text=text[:40]):
                self.assertEqual(ranking, sorted(ranking, reverse=True))
                self.assertLessEqual(sum(ranking), 1.0 + 1e-6)

    def test_a_message_without_a_known_piece_is_not_sure(self) -> None:
        self.assertEqual(parse("漢字")["intent"]["name"], "nlu_fallback")

    def test_three_languages_are_understood_by_one_model(self) -> None:
        for text in (
            "I want to talk to a person",
            "quiero hablar con una persona",
            "quero falar com uma pessoa",
        ):
            self.assertEqual(parse(text)["intent"]["name"], "talk_to_human")

    def test_right_answers_far_ahead_make_the_softmax_sharper(self) -> None:
        right = np.array([0, 1, 2, 0])
        sure = np.eye(3)[right]
        unsure = sure + np.random.default_rng(7).normal(0, 1.5, sure.shape)
        self.assertGreater(_sharpness(sure, right), _sharpness(unsure, right))


def _dense(vectorizer: Any, text: str) -> Any:
    columns, values = vectorizer.row(text)
    row = np.zeros(len(vectorizer.vocabulary), dtype=np.float32)
    row[columns] = values
    return row


if __name__ == "__main__":
    unittest.main()
