import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Expectation
from bot.understanding.volunteered import volunteered

PHRASES = {
    "home": {
        "yes": {
            "en": ("I work from home",),
            "es": ("trabajo desde casa", "yo trabajo desde casa"),
            "pt": ("trabalho de casa", "trabalho em casa"),
        },
        "no": {
            "en": ("I don't work from home",),
            "es": ("no trabajo desde casa",),
            "pt": ("não trabalho de casa",),
        },
    },
    "bill": {"paper": {"en": ("I want a paper bill",)}},
    "size": {
        "*": {
            "en": ("we are {value} at home", "there are {value} of us"),
            "es": ("somos {value} en casa",),
            "pt": ("somos {value} em casa",),
        }
    },
}
EXPECTATIONS = [
    Expectation("question.home", "home", "choice"),
    Expectation("question.bill", "bill", "choice"),
    Expectation("question.size", "size", "number", minimum=1, maximum=12),
]


def told(text: str, language: str) -> dict[str, object]:
    return {name: one.value for name, one in volunteered(text, EXPECTATIONS, PHRASES, language).items()}


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "I work from home", {"home": "yes"}),
        ("en", "Hi! I usually work from home, so I need a good line.", {"home": "yes"}),
        ("en", "My wife and I work from home, we're 4 at home", {"home": "yes", "size": 4}),
        ("en", "I don't work from home", {"home": "no"}),
        ("en", "I don’t work from home.", {"home": "no"}),
        ("en", "there are two of us", {"size": 2}),
        ("en", "I want a paper bill", {"bill": "paper"}),
        ("es", "Sí, trabajo desde casa", {"home": "yes"}),
        ("es", "si, trabajo desde casa", {"home": "yes"}),
        ("es", "yo casi siempre trabajo desde casa", {"home": "yes"}),
        ("es", "no trabajo desde casa", {"home": "no"}),
        ("es", "hola, somos cuatro en casa", {"size": 4}),
        ("pt", "trabalho de casa às sextas", {"home": "yes"}),
        ("pt", "eu trabalho em casa e preciso de internet boa", {"home": "yes"}),
        ("pt", "nao trabalho de casa", {"home": "no"}),
        ("pt", "somos 3 em casa", {"size": 3}),
    ],
)
def test_what_is_stated_is_heard(language: str, said: str, expected: dict[str, object]) -> None:
    assert told(said, language) == expected


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my mother works from home"), ("en", "my boss says I work from home"), ("en", "do I work from home?"),
        ("en", "if I work from home, what do I get"), ("en", "if I worked from home"), ("en", "I work from home?"),
        ("en", "I used to work from home"), ("en", "I'm going to work from home"), ("en", "I never work from home"),
        ("en", "I no longer work from home"), ("en", "I don't want a paper bill"), ("en", "maybe I work from home"),
        ("en", "there are 40 of us"), ("en", "Last year I work from home"), ("en", "I wish I work from home"),
        ("es", "mi madre trabaja desde casa"), ("es", "si trabajo desde casa, ¿qué gano?"),
        ("es", "el trabajo desde casa es duro"), ("es", "trabajó desde casa"), ("es", "ya no trabajo desde casa"),
        ("es", "¿trabajo desde casa?"), ("es", "antes trabajo desde casa"), ("es", "quizás trabajo desde casa"),
        ("es", "nunca trabajo desde casa"),
        ("pt", "minha mãe trabalha de casa"), ("pt", "se eu trabalho de casa"), ("pt", "o trabalho em casa cansa"),
        ("pt", "vc sabe se trabalho de casa"), ("pt", "talvez eu trabalho de casa"), ("pt", "nunca trabalho de casa"),
        ("pt", "não trabalho mais de casa"), ("pt", "meu vizinho disse que trabalho de casa"),
    ],
)  # fmt: skip
def test_what_is_denied_supposed_past_asked_or_about_others_is_not(language: str, said: str) -> None:
    assert {name: value for name, value in told(said, language).items() if value != "no"} == {}


def test_two_values_for_one_attribute_are_none() -> None:
    assert told("I work from home. I don't work from home.", "en") == {}


def test_only_what_the_catalogue_asks_for_is_heard() -> None:
    assert volunteered("I work from home", EXPECTATIONS[1:], PHRASES, "en") == {}


@given(st.text(max_size=80), st.sampled_from(["en", "es", "pt", "fr"]))
def test_any_text_is_listened_to(text: str, language: str) -> None:
    assert set(told(text, language)) <= {"home", "bill", "size"}


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "I work from home, who is going to fix the line?", {"home": "yes"}),
        ("en", "I work from home, right?", {"home": "yes"}),
        ("en", "I work from home lol what a day", {"home": "yes"}),
        ("es", "trabajo desde casa, ¿me pueden ayudar?", {"home": "yes"}),
        ("pt", "trabalho de casa, será que dá para melhorar o sinal?", {"home": "yes"}),
        ("en", "I work from home today", {}),
        ("en", "I work from home this week", {}),
        ("es", "hoy en día trabajo desde casa", {"home": "yes"}),
        ("en", "can I work from home with this plan?", {}),
        ("en", "should we say there are two of us?", {}),
    ],
)
def test_a_question_keeps_what_was_said_before_it_and_one_day_is_no_habit(
    language: str, said: str, expected: dict[str, object]
) -> None:
    assert told(said, language) == expected


LISTENED = {
    "channel": {
        "email": {"en": ("prefer & (email|letters|texts)",)},
    },
    "child": {
        "yes": {"en": ("my son & (tablet|school)", "my {1-17} year old"), "pt": ("meu filho & tablet",)},
        "no": {"en": ("no children",)},
    },
    "spot": {"*": {"en": ("signal & (drops|bad) & {value}",), "es": ("no hay señal en {value}",)}},
    "people": {
        "*": {
            "en": ("{value} people live here", "I live with {people}"),
            "es": ("viven {value} personas", "vivo con {people}"),
            "pt": ("moram {value} pessoas", "moro com {people}"),
        }
    },
}
LISTENED_FOR = [
    Expectation("question.channel", "channel", "choice"),
    Expectation("question.child", "child", "choice"),
    Expectation("question.spot", "spot", "place"),
    Expectation("question.people", "people", "number", minimum=1, maximum=12),
]


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "I prefer email rather than letters", {"channel": "email"}),
        ("en", "my son is on his tablet all day", {"child": "yes"}),
        ("en", "a limit for my nine year old?", {"child": "yes"}),
        ("en", "my contract is two years old", {}),
        ("en", "my son is grown and has a tablet", {}),
        ("pt", "meu filho não para de usar o tablet", {}),
        ("en", "the signal drops in Elm Street every day", {"spot": "Elm Street"}),
        ("en", "signal was bad in Portugal", {}),
        ("en", "the signal is bad in Portugal", {}),
        ("es", "no hay señal en av. Cabildo", {"spot": "av Cabildo"}),
        ("es", "no hay señal en Chapinero", {"spot": "Chapinero"}),
        ("en", "the signal is bad in Elm Street the whole day", {"spot": "Elm Street"}),
        ("en", "the signal drops in Elm Street week after week", {"spot": "Elm Street"}),
        (
            "es",
            "no hay señal en la calle Hidalgo, frente al mercado",
            {"spot": "calle Hidalgo, frente al mercado"},
        ),
        ("es", "no hay señal en Chapinero, y pago igual", {"spot": "Chapinero"}),
        ("en", "I live with 3 people", {"people": 4}),
        ("en", "3 people live here with me", {}),
        ("en", "3 people live here", {"people": 3}),
        ("es", "vivo con 3 personas", {"people": 4}),
        ("es", "viven 3 personas conmigo", {}),
        ("es", "viven 4 personas contando conmigo", {"people": 4}),
        ("pt", "moram 3 pessoas comigo", {}),
        ("pt", "moro com duas amigas", {"people": 3}),
    ],
)
def test_what_stands_around_a_statement_counts(language: str, said: str, expected: dict[str, object]) -> None:
    heard = volunteered(said, LISTENED_FOR, LISTENED, language)
    assert {name: one.value for name, one in heard.items()} == expected
