from typing import Any

import pytest

from bot.answers import Choice, Expectation
from bot.dialogue.value_words import said_back

CHOICES = (Choice("tv", {"en": "Television", "es": "Televisión"}), Choice("calls", {"en": "Calls"}))


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (["tv", "calls"], "en", "Television and Calls"),
        (["tv", "calls"], "es", "Televisión y calls"),
        (["tv"], "en", "Television"),
        ([], "en", ""),
    ],
)
def test_several_are_read_back_by_their_titles_and_none_has_no_words_here(
    value: list[str], language: str, words: str
) -> None:
    assert said_back(Expectation("moving.services", "services", "choices", CHOICES), value, language) == words


@pytest.mark.parametrize(
    ("choices", "value", "words"),
    [((), True, "sí"), ((), False, "no"), ((Choice("yes", {"es": "Sí, con gusto"}),), True, "Sí, con gusto")],
)
def test_yes_and_no_are_read_back_by_their_options_if_they_have_any(
    choices: tuple[Choice, ...], value: Any, words: str
) -> None:
    assert said_back(Expectation("a.b", "b", "yes_no", choices), value, "es") == words
