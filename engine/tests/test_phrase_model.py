from __future__ import annotations

import pickle
import unittest
from dataclasses import replace
from typing import Any

import numpy as np

from engine.components.phrase_features import PhraseFeatures, far_pairs
from engine.components.phrase_learning import DEFAULTS, fit
from engine.components.phrase_model import OUT_OF_SCOPE
from tests.loaded import TEXTS

_ABOUT = {
    "bill": ("my bill is {}", "the invoice looks {}", "why is my bill {}", "a {} invoice again"),
    "travel": (
        "I travel to a {} place",
        "a pass for my {} trip",
        "my {} holiday abroad",
        "roaming on a {} trip",
    ),
    "goodbye": ("bye, {} talk", "see you, {} people", "goodbye {} bot", "ciao {} one"),
    OUT_OF_SCOPE: ("a {} pizza please", "is the weather {}", "sing a {} song", "the {} match last night"),
}
_WORDS = ("good", "high", "new", "strange", "long", "late", "first", "other", "large", "old")
PHRASES = [
    (phrase.format(word), intent)
    for intent, phrases in _ABOUT.items()
    for phrase in phrases
    for word in _WORDS
]


class Features(unittest.TestCase):
    def test_a_row_is_what_the_matrix_has(self) -> None:
        features = PhraseFeatures((1, 2), (1, 4), 0.75)
        features.fit([text for text in TEXTS if text.strip()] * 2)
        rows, matrix = features.rows(), features.transform(TEXTS)
        for number, text in enumerate(TEXTS):
            columns, values = rows.of(text)
            dense = np.zeros(matrix.shape[1], dtype=np.float32)
            dense[columns] = values
            with self.subTest(text=text[:40]):
                self.assertTrue(np.allclose(dense, matrix[number].toarray()[0], atol=1e-6))

    def test_words_far_apart_make_a_pair_by_their_beginnings(self) -> None:
        self.assertIn("arriv|card", far_pairs("the Card I ordered has not arrived"))
        self.assertLessEqual(len(far_pairs("abc " + " ".join(map(str, range(10_000))))), 40 * 39 // 2)

    def test_unknown_words_lower_the_known_share(self) -> None:
        features = PhraseFeatures((1, 2), (1, 4), 0.0)
        features.fit(["my bill is high", "my bill"])
        known = [features.rows().known(text) for text in ("my bill", "my bill zzz", "zzz", "")]
        self.assertEqual((known[0], known[2], known[3]), (1.0, 0.0, 0.0))
        self.assertTrue(0 < known[1] < 1)


class Model(unittest.TestCase):
    model: Any

    @classmethod
    def setUpClass(cls) -> None:
        texts, intents = zip(*PHRASES, strict=True)
        cls.model = pickle.loads(pickle.dumps(fit(texts, intents, DEFAULTS)))

    def test_a_phrase_like_those_learned_is_understood(self) -> None:
        intent, confidence = self.model.rank("why is my bill so high")[0]
        self.assertEqual(intent, "bill")
        self.assertGreater(confidence, 0.5)

    def test_what_is_none_of_ours_is_never_ranked_and_lowers_the_confidence(self) -> None:
        ours, others = self.model.rank("my bill looks late"), self.model.rank("sing a late song")
        self.assertNotIn(OUT_OF_SCOPE, [intent for intent, _ in ours + others])
        self.assertLess(others[0][1], ours[0][1])

    def test_a_message_without_a_known_piece_is_as_likely_anything(self) -> None:
        self.assertEqual({confidence for _, confidence in self.model.rank("漢字")}, {1 / 4})

    def test_confidences_come_best_first_and_never_exceed_one_in_all(self) -> None:
        for text in TEXTS:
            confidences = [confidence for _, confidence in self.model.rank(text)]
            with self.subTest(text=text[:40]):
                self.assertEqual(confidences, sorted(confidences, reverse=True))
                self.assertLessEqual(sum(confidences), 1 + 1e-6)

    def test_the_same_phrases_make_the_same_model(self) -> None:
        texts, intents = zip(*PHRASES, strict=True)
        again = fit(texts, intents, DEFAULTS)
        self.assertEqual(again.rank("my invoice"), self.model.rank("my invoice"))

    def test_what_the_words_settle_needs_no_meaning(self) -> None:
        words_only = replace(self.model, meaning=None, enough=0.0)
        self.assertEqual(words_only.rank("my bill is high")[0][0], "bill")

    def test_other_words_of_the_same_meaning_are_understood(self) -> None:
        """None of these words is in a phrase: 'je pars à l'étranger', 'mi factura es carísima'."""
        for text, intent in (("je pars à l'étranger", "travel"), ("la factura es carísima", "bill")):
            with self.subTest(text=text):
                self.assertEqual(self.model.rank(text)[0][0], intent)

    def test_an_intent_of_few_phrases_stands_against_what_is_none_of_ours(self) -> None:
        places = ("gym", "bank", "museum", "bakery", "pharmacy", "library")
        others = [
            (f"{word} hours of the {place} on Sunday", OUT_OF_SCOPE) for word in _WORDS for place in places
        ]
        others += [
            ("what time does the store open", OUT_OF_SCOPE),
            ("is your shop open on Sunday", OUT_OF_SCOPE),
        ]
        own = ("when does the shop open", "what are your opening hours", "is the shop open on Sunday")
        texts, intents = zip(*PHRASES, *others, *[(text, "shop_hours") for text in own], strict=True)
        name, confidence = fit(texts, intents, DEFAULTS).rank("opening hours on Sunday")[0]
        self.assertEqual(name, "shop_hours")
        self.assertGreater(confidence, 0.7)

    def test_two_intents_are_enough(self) -> None:
        two = [(text, intent) for text, intent in PHRASES if intent in ("bill", "travel")]
        texts, intents = zip(*two, strict=True)
        self.assertEqual(fit(texts, intents, DEFAULTS).rank("my bill is high")[0][0], "bill")


if __name__ == "__main__":
    unittest.main()
