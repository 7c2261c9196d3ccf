from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.names import is_alike, likeness, masked, pieces_of, rank, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José da Silva-Prado", ("jose", "da", "silva", "prado")),
        ("O'Brien", ("obrien",)),
        ("  GRACE   okafor ", ("grace", "okafor")),
        ("Müller-Groß", ("muller", "gross")),
        ("Ana Ana", ("ana",)),
        ("", ()),
    ],
)
def test_a_name_is_its_words_without_accents(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("typed", "word"), [("ribero", "ribeiro"), ("okafro", "okafor"), ("hererra", "herrera"), ("mar", "maria")]
)
def test_a_misspelt_word_is_like_the_one_that_was_meant(typed: str, word: str) -> None:
    assert is_alike(typed, word)


@pytest.mark.parametrize(("typed", "word"), [("ana", "ava"), ("silva", "prado"), ("bell", "costa")])
def test_another_word_is_not(typed: str, word: str) -> None:
    assert not is_alike(typed, word)


@given(st.text(max_size=60))
def test_any_text_has_words_of_letters_and_digits_only(text: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in words_of(text))


@given(st.from_regex(r"[a-z0-9]{2,20}", fullmatch=True))
def test_a_word_is_most_like_itself_and_shares_its_pieces(word: str) -> None:
    assert likeness(word, word) == 1.0
    assert set(pieces_of(word)) & set(pieces_of(word + "x"))


def test_the_whole_name_ranks_before_one_that_shares_a_word() -> None:
    assert rank("ana ribeiro", "Ana Ribeiro") > rank("ana ribeiro", "Ana Souza")


@pytest.mark.parametrize(
    ("kind", "value"), [("phone", "+5511991230001"), ("email", "ana.ribeiro@example.com")]
)
def test_a_hint_does_not_give_the_identifier_away(kind: str, value: str) -> None:
    assert value not in masked(kind, value)
    assert len(masked(kind, value).replace("•", "")) < len(value)
