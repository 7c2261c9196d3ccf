"""The language belongs to the conversation: it changes on clear evidence or on request, and on nothing less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.language import detect

SUPPORTED = ("en", "es", "pt")
languages = st.sampled_from(SUPPORTED)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("hola", "es"), ("olá", "pt"), ("oi", "pt"), ("hello", "en"), ("obrigado", "pt"), ("gracias", "es"),
        ("thanks", "en"), ("ola", None), ("ok", None), ("20", None), ("", None), ("taxi", None),
        ("my bill is too high", "en"), ("quero mudar de plano", "pt"), ("quiero cambiar de plan", "es"),
        ("la cuenta no está bien", "es"), ("minha conta veio errada", "pt"), ("buenas tardes amigo", "es"),
        ("bom dia, tudo bem?", "pt"),
    ],
)  # fmt: skip
def test_the_first_message_sets_the_language_when_it_is_clear(said: str, language: str | None) -> None:
    assert detect(said, None, SUPPORTED) == language


@pytest.mark.parametrize(
    ("current", "said", "language"),
    [
        ("pt", "in English please", "en"), ("en", "em português por favor", "pt"), ("en", "en español", "es"),
        ("en", "can we speak spanish?", "es"), ("es", "do you speak english?", "en"), ("pt", "english", "en"),
        ("pt", "fala espanhol?", "es"), ("es", "¿puedes hablar en portugués?", "pt"),
    ],
)  # fmt: skip
def test_a_request_switches_always(current: str, said: str, language: str) -> None:
    assert detect(said, current, SUPPORTED) == language


@pytest.mark.parametrize(
    ("current", "said", "language"),
    [
        ("en", "quiero cambiar de plan", "es"), ("es", "minha conta veio errada", "pt"), ("en", "hola", "es"),
        ("pt", "my bill is too high", "en"), ("es", "the internet is not working", "en"),
        ("en", "no hablo inglés", "es"), ("en", "não falo inglês, desculpa", "pt"),
    ],
)  # fmt: skip
def test_clear_evidence_switches(current: str, said: str, language: str) -> None:
    assert detect(said, current, SUPPORTED) == language


@pytest.mark.parametrize(
    ("current", "said"),
    [
        ("en", "gracias"), ("en", "Avenida de la Paz"), ("en", "Rua Augusta São Paulo"), ("es", "ok thanks"),
        ("en", "I'd like the taco especial"), ("es", "el router wifi y el streaming"), ("pt", "ok"),
        ("en", "my Spanish teacher called"), ("en", "I don't speak Spanish"), ("pt", "sim, o streaming caiu"),
        ("es", "mi hotspot no funciona please"), ("pt", "o wifi do home office"),
    ],
)  # fmt: skip
def test_names_and_borrowed_words_do_not_switch(current: str, said: str) -> None:
    assert detect(said, current, SUPPORTED) in (None, current)


@pytest.mark.parametrize(
    ("current", "said"),
    [
        # short words and courtesies
        ("en", "ok gracias"), ("pt", "ok gracias"), ("es", "ok thanks bye"), ("en", "por favor"), ("en", "sí"),
        ("es", "não"), ("en", "muchas gracias amigo"), ("pt", "muito obrigado my friend"), ("es", "let's go"),
        ("pt", "no"), ("es", "no"), ("en", "dos"), ("en", "de nada"), ("pt", "thank you"),
        # names of people, streets, films
        ("en", "avenida de la paz"), ("en", "Rua da Consolação 22"), ("es", "Rua Augusta 500, São Paulo"),
        ("pt", "Calle Ocho, Miami"), ("en", "Maria de los Santos"), ("pt", "José de la Cruz Herrera"),
        ("es", "Game of Thrones en HBO"), ("pt", "The Lord of the Rings"), ("en", "I live on Calle de la Paz"),
        # borrowed words
        ("es", "el streaming de Netflix no carga"), ("pt", "o wifi do home office caiu"),
        ("pt", "home office full time"),
        ("es", "WhatsApp Business premium"), ("en", "pizza con tacos"), ("es", "un backup en la cloud por favor"),
        # two languages in one message
        ("en", "gracias, it works now"), ("es", "thanks, ya funciona"), ("es", "my phone no funciona"),
        ("en", "si claro, works for me"), ("pt", "meu phone is not funcionando"),
        ("es", "mi bill está muy high this month"),
    ],
)  # fmt: skip
def test_short_words_names_borrowed_words_and_mixtures_do_not_switch(current: str, said: str) -> None:
    assert detect(said, current, SUPPORTED) in (None, current)


@pytest.mark.parametrize(
    ("current", "said", "language"),
    [
        ("en", "nao consigo ligar pra ninguem", "pt"), ("en", "no puedo hacer llamadas", "es"),
        ("es", "vcs nao me respondem nunca", "pt"), ("pt", "todavia no me llamaron y ya es tarde", "es"),
        ("pt", "why is my bill so high this month", "en"), ("es", "i dont know what you want from me", "en"),
        ("en", "cuanto cuesta el plan mas barato que tienen", "es"), ("en", "voces tem algum plano pra familia", "pt"),
        ("es", "QUERO FALAR COM ALGUÉM AGORA", "pt"), ("pt", "quiero hablar con alguien ya", "es"),
    ],
)  # fmt: skip
def test_clear_evidence_switches_without_accents_in_capitals_and_in_slang(
    current: str, said: str, language: str
) -> None:
    assert detect(said, current, SUPPORTED) == language


@given(st.text(max_size=120), st.none() | languages)
def test_whatever_is_said_the_answer_is_a_supported_language_or_none(said: str, current: str | None) -> None:
    assert detect(said, current, SUPPORTED) in (None, *SUPPORTED)
    assert detect(said, current, ("en",)) in (None, "en")


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789 ", max_size=9), max_size=2), languages)
def test_fewer_than_three_words_never_switch_without_a_greeting_or_a_request(
    words: list[str], current: str
) -> None:
    said = " ".join("".join(words).split()[:2])
    greetings_and_names = {"hello", "hiya", "howdy", "hola", "buenas", "buenos", "oi", "oie", "opa"}
    if not set(said.split()) & greetings_and_names and len(said) < 6:
        assert detect(said, current, SUPPORTED) is None


@given(
    languages,
    st.permutations(["Zanforlin", "Marrakesh", "Netflix", "Wi-Fi", "Ermelinda", "Kowalski", "iPhone 15"]),
    st.integers(1, 7),
)
def test_names_and_brands_alone_never_switch(current: str, names: list[str], count: int) -> None:
    assert detect(" ".join(names[:count]), current, SUPPORTED) in (None, current)


CLEAR = {
    "en": "I want to know why you charged me this month",
    "es": "quiero saber por qué me cobraron de más este mes",
    "pt": "quero saber por que vocês me cobraram a mais este mês",
}


@given(languages, languages, st.sampled_from(["Zanforlin", "wifi", "ok", "42", "🙂", "Madrid", "streaming"]))
def test_a_borrowed_word_does_not_hide_a_clear_message(current: str, language: str, borrowed: str) -> None:
    assert detect(f"{CLEAR[language]} {borrowed}", current, SUPPORTED) == language


@given(st.permutations(SUPPORTED), languages)
def test_half_of_one_and_half_of_another_language_flips_nothing(order: list[str], current: str) -> None:
    said = f"{CLEAR[order[0]]}, {CLEAR[order[1]]}"
    if current in order[:2]:
        assert detect(said, current, SUPPORTED) in (None, current)


def test_a_language_that_is_not_supported_is_never_the_answer() -> None:
    assert detect("quero mudar de plano", "en", ("en", "es")) != "pt"
    assert detect("em português por favor", "en", ("en", "es")) is None
