from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from engine.components.phrase_learning import DEFAULTS, fit
from engine.components.wish import NO_WISH, WISH, examples
from tests.loaded import parse
from tests.test_phrase_model import PHRASES

_WISHES = ("stop the {} messages", "no more {} texts", "take me off your {} list", "quit the {} spam")
_TWINS = ("don't stop the {} messages", "no {} texts arrive", "which {} list am I on", "my {} spam folder")
_WORDS = ("good", "high", "new", "strange", "long", "late", "first", "other", "large", "old")


class Examples(unittest.TestCase):
    def test_there_are_thousands_of_both_sides_and_none_is_on_both(self) -> None:
        found = list(examples())
        for side in (WISH, NO_WISH):
            self.assertGreater(sum(name == side for _, name in found), 5_000)
        self.assertEqual(len({text for text, _ in found}), len(found))

    def test_a_line_without_a_sign_is_named(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "en.txt").write_text("+ stop it\nno more\n", "utf-8")
            with self.assertRaisesRegex(ValueError, "en.txt, line 2"):
                list(examples(Path(folder)))


class Decided(unittest.TestCase):
    def test_a_wish_and_its_twin_are_told_apart(self) -> None:
        sides = ((_WISHES, WISH), (_TWINS, NO_WISH))
        said = [(one.format(word), side) for phrases, side in sides for one in phrases for word in _WORDS]
        texts, names = zip(*[*PHRASES, *said], strict=True)
        model = fit(texts, names, DEFAULTS)
        for text, is_wish in (
            ("stop your late messages", True),
            ("my bill is high", False),
            ("no old texts arrive", False),
        ):
            ranking = dict(model.rank(text))
            with self.subTest(text=text):
                self.assertEqual(ranking[WISH] > 0.5, is_wish)
                self.assertNotIn(NO_WISH, ranking)
                self.assertLessEqual(sum(ranking.values()), 1 + 1e-6)

    def test_the_product_hears_wishes_and_not_their_twins(self) -> None:
        for text, is_wish in (
            ("how do I stop getting these messages", True),
            ("como faço pra parar de receber essas mensagens", True),
            ("ya no quiero que me estén mandando cosas", True),
            ("lose my number, seriously", True),
            ("my sister asked you to stop texting her, did it work?", False),
            ("cancela mi pedido por favor", False),
            ("minhas mensagens não chegam", False),
            ("stop calling it that", False),
        ):
            intent = parse(text)["intent"]
            with self.subTest(text=text):
                self.assertEqual(intent["name"] == WISH and intent["confidence"] >= 0.5, is_wish)


if __name__ == "__main__":
    unittest.main()
