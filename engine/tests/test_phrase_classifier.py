from __future__ import annotations

import unittest

from tests.loaded import TEXTS, parse


class PhraseClassifier(unittest.TestCase):
    def test_confidences_of_intents_come_best_first(self) -> None:
        for text in TEXTS:
            ranked = parse(text).get("intent_ranking", ())
            ranking = [one["confidence"] for one in ranked if one["name"] != "nlu_fallback"]
            with self.subTest(text=text[:40]):
                self.assertEqual(ranking, sorted(ranking, reverse=True))
                self.assertLessEqual(sum(ranking), 1.0 + 1e-6)

    def test_a_message_without_a_known_piece_is_not_understood(self) -> None:
        self.assertEqual(parse("漢字")["intent"]["name"], "nlu_fallback")

    def test_what_is_none_of_ours_is_not_understood(self) -> None:
        for text in (
            "who wrote the song Yesterday",
            "quién es el presidente",
            "me indica uma pizzaria boa",
        ):
            with self.subTest(text=text):
                self.assertEqual(parse(text)["intent"]["name"], "nlu_fallback")

    def test_three_languages_are_understood_by_one_model(self) -> None:
        for text in (
            "I want to talk to a person",
            "quiero hablar con una persona",
            "quero falar com uma pessoa",
        ):
            self.assertEqual(parse(text)["intent"]["name"], "talk_to_human")


if __name__ == "__main__":
    unittest.main()
