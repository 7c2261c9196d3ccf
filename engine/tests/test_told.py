from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from engine.components.phrase_learning import DEFAULTS, fit
from engine.components.told import examples
from tests.loaded import TEXTS, parse
from tests.test_phrase_model import PHRASES

_TOLD = {
    frozenset({"home=yes"}): (
        "I work from my {} house",
        "my {} home is my office",
        "working at home, {} days",
    ),
    frozenset({"home=no"}): ("I drive to a {} office", "my {} boss wants me in the office"),
    frozenset({"size"}): ("we are four in a {} house", "three of us live in this {} flat"),
    frozenset[str](): (
        "my {} sister works from home",
        "my {} sister's house",
        "does the {} office open today",
    ),
}
_WORDS = ("good", "high", "new", "strange", "long", "late", "first", "other", "large", "old")
TOLD = [(one.format(word), tells) for tells, said in _TOLD.items() for one in said for word in _WORDS]


class Examples(unittest.TestCase):
    def test_half_of_them_tell_something_and_half_nothing(self) -> None:
        found = list(examples())
        share = sum(bool(tells) for _, tells in found) / len(found)
        self.assertGreater(len(found), 9_000)
        self.assertTrue(0.4 < share < 0.6, share)

    def test_a_line_that_does_not_say_what_is_told_is_named(self) -> None:
        for wrong in ("I work from home", " | I work from home", "home=yes | "):
            with self.subTest(line=wrong), tempfile.TemporaryDirectory() as folder:
                Path(folder, "en.txt").write_text(f"nothing | hello\n{wrong}\n", "utf-8")
                with self.assertRaisesRegex(ValueError, "en.txt, line 2"):
                    list(examples(Path(folder)))

    def test_several_facts_are_told_by_one_line(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "en.txt").write_text("home=yes, size | four of us, I work at home\n", "utf-8")
            self.assertEqual(
                list(examples(Path(folder))),
                [("four of us, I work at home", frozenset({"home=yes", "size"}))],
            )


class Learned(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        texts, intents = zip(*PHRASES, strict=True)
        cls.model = fit(texts, intents, DEFAULTS, TOLD)

    def tells(self, text: str) -> dict[str, tuple[str, float]]:
        return dict(self.model.hear(text)[1])

    def test_of_each_attribute_the_likeliest_value_comes_with_its_score(self) -> None:
        for text, value in (("I work from my big house", "yes"), ("I drive to an ugly office", "no")):
            tells = self.tells(text)
            with self.subTest(text=text):
                self.assertEqual(set(tells), {"home", "size"})
                self.assertEqual(tells["home"][0], value)
                self.assertGreater(tells["home"][1], tells["size"][1])

    def test_any_value_of_an_open_attribute_may_be_told(self) -> None:
        self.assertEqual(self.tells("we are four in a small house")["size"][0], "")
        self.assertGreater(self.tells("we are four in a small house")["size"][1], 0)

    def test_who_it_is_said_of_counts(self) -> None:
        mine, hers = self.tells("I work from my late house"), self.tells("my late sister works from home")
        self.assertGreater(mine["home"][1], 0)
        self.assertLess(hers["home"][1], 0)

    def test_what_a_message_may_mean_is_the_same_with_and_without_examples(self) -> None:
        texts, intents = zip(*PHRASES, strict=True)
        without = fit(texts, intents, DEFAULTS)
        for text in ("my bill is high", "a song please", "我"):
            ranking, tells = without.hear(text)
            with self.subTest(text=text):
                self.assertEqual(tells, {})
                self.assertEqual(ranking, self.model.rank(text))

    def test_the_product_tells_facts_from_their_look_alikes(self) -> None:
        for mine, look_alike in (
            ("I work from home most of the week", "my sister works from home most of the week"),
            ("trabajo en casa desde hace un año", "¿se puede trabajar en casa con este plan?"),
            ("trabalho de casa quase todo dia", "meu pai trabalhava de casa"),
        ):
            (value, score), (_, other) = (
                parse(text)["tells"]["works_from_home"] for text in (mine, look_alike)
            )
            with self.subTest(text=mine):
                self.assertEqual(value, "yes")
                self.assertGreater(score, other + 0.3)

    def test_any_text_is_listened_to(self) -> None:
        for text in TEXTS:
            tells = parse(text).get("tells") or {}
            with self.subTest(text=text[:40]):
                self.assertTrue(all(-3 < score < 3 for _, score in tells.values()))


if __name__ == "__main__":
    unittest.main()
