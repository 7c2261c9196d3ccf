import pytest

from bot.understanding.language import detect

SUPPORTED = ("en", "es", "pt")


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


def test_a_language_that_is_not_supported_is_never_the_answer() -> None:
    assert detect("quero mudar de plano", "en", ("en", "es")) != "pt"
    assert detect("em português por favor", "en", ("en", "es")) is None
