from __future__ import annotations

import unittest

import numpy as np

from benchmarks.understanding.fit_reader import network_of_nothing, weights_of
from engine.components.reader import Reader, reader
from engine.components.sentence_vectors import TOKEN_SIZE, sentence

TEXTS = ["", "no", "stop texting me", "quero falar com alguém 🙂", "please " * 300]


class Reads(unittest.TestCase):
    def test_what_is_served_is_what_the_network_computes_that_learns(self) -> None:
        networks = [network_of_nothing(), network_of_nothing()]
        weights = [weights_of(one) for one in networks]
        served = Reader(**{name: np.stack([one[name] for one in weights]) for name in weights[0]})
        for text in TEXTS:
            tokens = sentence(text).tokens
            is_token = np.ones((1, len(tokens)), dtype=bool)
            learning = [float(one((tokens[None], is_token))[0]) for one in networks]
            with self.subTest(text=text[:20]):
                self.assertTrue(np.allclose(served.logits(tokens), learning, atol=1e-4))

    def test_the_same_words_in_another_order_are_no_wish(self) -> None:
        self.assertGreater(_read("I do not want messages and calls"), 0)
        self.assertLess(_read("I do want messages and not calls"), 0)

    def test_every_token_counts_and_none_that_is_not_there(self) -> None:
        tokens = sentence("take me off your list").tokens
        self.assertEqual(tokens.shape[1], TOKEN_SIZE)
        once, again = (reader()[0].logits(tokens) for _ in "12")
        self.assertTrue(np.array_equal(once, again))
        self.assertFalse(np.allclose(once, reader()[0].logits(tokens[:-2])))

    def test_a_wish_is_read_in_each_language_and_its_twin_is_not(self) -> None:
        for wish, twin in (
            ("this is my late husband's number, please let it rest", "this is my husband's number, call him"),
            ("saquen este teléfono de sus promociones", "¿cuándo empiezan sus promociones de teléfonos?"),
            ("me tira dessas ofertas, por favor", "me manda essas ofertas, por favor"),
        ):
            with self.subTest(wish=wish):
                self.assertGreater(_read(wish), _read(twin) + 2)

    def test_words_and_readers_count_for_a_wish_and_never_against_it(self) -> None:
        weighing = reader()[1]
        self.assertGreater(weighing.of_words, 0)
        self.assertGreater(weighing.of_readers, 0)


def _read(text: str) -> float:
    return float(reader()[0].logits(sentence(text).tokens).mean())


if __name__ == "__main__":
    unittest.main()
