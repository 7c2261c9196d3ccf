from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

import numpy as np

from engine.components.meaning import features_of, fit_meaning
from engine.components.sentence_vectors import SIZE, sentence, vectors

ROOT = Path(__file__).resolve().parents[2]


class Vectors(unittest.TestCase):
    def test_the_same_in_another_language_is_nearer_than_something_else_in_the_same(self) -> None:
        english, spanish, other = vectors(
            [
                "please stop sending me messages",
                "por favor dejen de mandarme mensajes",
                "please cancel my order",
            ]
        )
        self.assertGreater(english @ spanish, english @ other)

    def test_one_text_alone_has_the_vector_that_it_has_among_others(self) -> None:
        texts = ["hello", "", "quero falar com alguém 🙂", "x" * 10_000]
        for text, row in zip(texts, vectors(texts), strict=True):
            with self.subTest(text=text[:20]):
                self.assertTrue(np.allclose(sentence(text).vector, row, atol=1e-5))
                self.assertAlmostEqual(float(row @ row), 1.0, places=4)

    def test_no_texts_make_no_rows(self) -> None:
        self.assertEqual(vectors([]).shape, (0, SIZE))


class Meaning(unittest.TestCase):
    def test_a_class_is_decided_for_by_what_its_phrases_mean(self) -> None:
        phrases = [
            "my bill is too high",
            "why do I pay so much",
            "I am going abroad",
            "a trip to another country",
        ]
        is_of = np.array([[False, True], [False, True], [True, False], [True, False]])
        meaning = fit_meaning(features_of(vectors(phrases)), is_of)
        rows = vectors(["me cobraron demasiado", "viajo al extranjero"])
        self.assertEqual(meaning.decide(features_of(rows)).argmax(axis=1).tolist(), [1, 0])
        self.assertEqual(meaning.nearness(features_of(rows)).argmax(axis=1).tolist(), [1, 0])

    def test_another_process_decides_the_same(self) -> None:
        """Its waves are drawn anew there."""
        code = (
            "from engine.components.meaning import _waves; print(_waves(512)[0].sum(), _waves(512)[1].sum())"
        )
        both = [
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout
            for _ in "12"
        ]
        self.assertEqual(both[0], both[1])


if __name__ == "__main__":
    unittest.main()
