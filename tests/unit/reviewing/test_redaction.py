"""What is shown of customers' words: nothing that is theirs alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reviewing.redaction import redact, shown_words
from bot.reviewing.vocabulary import WORD, common_words, vocabulary

MATERIAL = """
en: "my internet is broken and my bill is too high, I am moving to another house, please call me, this is it, in from"
es: "me llamo, no me anda el celular desde ayer, vivo en una casa, soy cliente, quiero hablar con alguien, no tengo"
pt: "meu celular parou, quero cancelar a minha linha agora, sou cliente da empresa, o meu nome, na rua, oi"
"""
KNOWN = vocabulary([MATERIAL] * 10)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("my internet is broken", "my internet is broken"),
        ("my intrenet is brokn", "my internet is broken"),
        ("I'm Marcus Bell and my bill is too high", "I'm … and my bill is too high"),
        ("my name is bill, my bill is too high", "my … is …, my bill is too high"),
        ("I want my bill", "I … my bill"),
        ("me llamo rosa maría y no me anda el celular", "me llamo … no me anda el celular"),
        ("soy Alguien", "soy …"),
        ("sou a Fernanda da rua Augusta 1200", "sou a … da rua … #"),
        ("vivo en guadalajara y no tengo celular", "vivo en … no tengo celular"),
        ("write to john.doe@example.com please", "… to … please"),
        ("please call +55 (11) 98765-4321, please", "please call #, please"),
        ("call me five five five one two", "call me #"),
        ("QUERO CANCELAR A MINHA LINHA", "QUERO CANCELAR A MINHA LINHA"),
        ("Meu celular parou. Quero cancelar", "Meu celular parou. Quero cancelar"),
        ("m4ria is on @maria and www.maria.com", "# is … and …"),
        ("привет, meu celular", "…, meu celular"),
    ],
)
def test_what_is_shown(said: str, shown: str) -> None:
    assert redact(said, KNOWN) == shown


def test_the_customers_own_name_is_hidden_even_when_it_is_a_word() -> None:
    assert redact("bill here, my bill is too high", KNOWN, {"bill"}) == "…, my … is too high"


@given(st.text(max_size=200))
def test_every_word_shown_is_a_known_one(said: str) -> None:
    shown = redact(said, KNOWN)
    assert all(word in KNOWN.words for word in shown_words(shown))
    assert not re.search(r"\d|@|http", shown)


@given(st.lists(st.sampled_from([*KNOWN.words, "Zanforlin", "zanforlin", "42", "a@b.co", "."]), max_size=12))
def test_a_name_nobody_knows_is_never_shown(words: list[str]) -> None:
    assert "zanforlin" not in redact(" ".join(words), KNOWN).lower()


def test_a_word_of_enough_customers_is_nobodys_own() -> None:
    said = [(str(person), "my gizmo met Zanforlin and carla") for person in range(3)] + [
        ("0", "a wobble")
    ] * 5
    assert common_words(said, but={"carla"}) == {"my", "gizmo", "met", "and"}


def test_names_and_places_that_the_company_writes_are_not_its_words() -> None:
    known = vocabulary(["en: a pass for Lisbon or lisbon, and Lisbon again\nen: 'Call me'"])
    assert known.shown("lisbon") is None
    assert known.shown("pass") == "pass"


def test_of_customers_names_only_usual_words_stay() -> None:
    known = vocabulary(["please ring the bell"] * 10 + ["ermelinda rang"])
    assert known.without_names({"bell", "ermelinda"}).shown("bell") == "bell"
    assert known.without_names({"bell", "ermelinda"}).shown("ermelinda") is None


def test_the_pattern_of_words_has_no_digits() -> None:
    assert re.findall(WORD, "a1 don't é_b") == ["a", "don't", "é", "b"]
