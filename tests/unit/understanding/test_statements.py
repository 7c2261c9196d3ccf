"""What a statement phrase hears and does not: the grammar that marketing writes in, on a catalogue of no company."""

import pytest

from bot.answers import Choice, Expectation
from bot.understanding.volunteered import volunteered

PHRASES = {
    "meat": {
        "yes": {"en": ("I eat (meat|chicken)",), "es": ("como carne",), "pt": ("como carne",)},
        "no": {
            "en": ("I am (vegetarian|vegan)",),
            "es": ("soy (vegetariano|vegano)",),
            "pt": ("sou vegetariano",),
        },
    },
    "swims": {
        "often": {"en": ("I swim {often|weekly|daily}",), "es": ("nado {often|weekly|daily}",)},
        "never": {"en": ("I swim {never}",), "es": ("nado {never}",)},
    },
    "car": {"new": {"en": ("my car is {0-2} years old",)}, "old": {"en": ("my car is {3-30} years old",)}},
    "diet": {
        "low": {
            "en": ("(like|prefer) & (food|meals) & (I|we) & unsalted",),
            "es": ("prefiero & comida & (sin sal|light)",),
        },
    },
    "abroad": {
        "yes": {
            "en": ("I (travel|fly) to {country}",),
            "es": ("viajo & {country}",),
            "pt": ("viajo & {country}",),
        }
    },
    "news": {
        "mail": {
            "en": ("(would like|prefer) & (news|offers) & mail",),
            "es": ("(gustaría|avísenme) & correo & novedades",),
        }
    },
    "son": {"yes": {"en": ("my son & (games|phone)",), "pt": ("meu filho & (jogos|celular)",)}},
    "home": {"*": {"en": ("I live with {people}", "I live {people}"), "pt": ("moro com {people}",)}},
}
YES_NO = (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"}))
EXPECTATIONS = [
    Expectation("meat", "meat", "choice", YES_NO),
    Expectation("swims", "swims", "choice"),
    Expectation("car", "car", "choice"),
    Expectation("diet", "diet", "choice"),
    Expectation("abroad", "abroad", "choice", YES_NO),
    Expectation("news", "news", "choice"),
    Expectation("son", "son", "choice", YES_NO),
    Expectation("home", "home", "number", minimum=1, maximum=12),
]


def told(text: str, language: str) -> dict[str, object]:
    return {name: one.value for name, one in volunteered(text, EXPECTATIONS, PHRASES, language).items()}


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "we eat a lot of chicken", {"meat": "yes"}),
        ("en", "I'm eating meat again", {"meat": "yes"}),
        ("en", "I don't eat meat", {"meat": "no"}),
        ("en", "I don't eat meat every day", {}),
        ("en", "we're vegetarians", {"meat": "no"}),
        ("es", "comemos carne", {"meat": "yes"}),
        ("es", "solemos comer carne", {"meat": "yes"}),
        ("es", "no comemos carne", {"meat": "no"}),
        ("es", "ya no como carne", {"meat": "no"}),
        ("es", "mi hermano come carne", {}),
        ("es", "comí carne", {}),
        ("es", "somos vegetarianas", {"meat": "no"}),
        ("pt", "a gente come carne", {"meat": "yes"}),
        ("pt", "não como carne", {"meat": "no"}),
        ("en", "I swim three times a week", {"swims": "often"}),
        ("en", "I never swim", {"swims": "never"}),
        ("en", "I don't swim much", {"swims": "never"}),
        ("en", "I swim", {}),
        ("es", "casi nunca nado", {"swims": "never"}),
        ("es", "nado todos los martes", {"swims": "often"}),
        ("en", "my car is two years old", {"car": "new"}),
        ("en", "this car is 12 years old", {"car": "old"}),
        ("en", "I live with my wife and three kids", {"home": 5}),
        ("en", "I live alone", {"home": 1}),
        ("en", "I live with my parents, my sister and a dog", {"home": 4}),
        ("pt", "moro com minha mãe e dois irmãos", {"home": 4}),
        ("en", "I eat chiken", {"meat": "yes"}),
        ("en", "unsalted food, that I like", {"diet": "low"}),
        ("es", "comida light, eso prefiero", {"diet": "low"}),
        ("en", "I fly to South Korea", {"abroad": "yes"}),
        ("es", "a Francia viajo", {"abroad": "yes"}),
        ("pt", "viajo para a Alemanha", {"abroad": "yes"}),
        ("en", "I would like the offers by mail", {"news": "mail"}),
        ("es", "si hay novedades avísenme por correo", {"news": "mail"}),
        ("en", "my son plays games", {"son": "yes"}),
    ],
)
def test_a_phrase_is_heard_in_its_forms(language: str, said: str, expected: dict[str, object]) -> None:
    assert told(said, language) == expected


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my friend says \"I eat meat\""),
        ("en", "do you think I eat meat?"),
        ("en", "my kids eat meat"),
        ("en", "people who eat meat"),
        ("en", "if I eat meat I feel bad"),
        ("en", "I want to eat meat"),
        ("en", "can't eat meat"),
        ("en", "I used to eat meat"),
        ("en", "I live with my kids"),
        ("en", "we live with my mother"),
        ("es", "si como carne me siento mal"),
        ("es", "quiero comer carne"),
        ("es", "antes como carne"),
        ("en", "tomorrow I prefer unsalted food"),
        ("en", "the unsalted food that guests like"),
        ("es", "viajo por todo Chile"),
        ("pt", "viajo pelo Brasil"),
        ("pt", "meu filho não para de gastar com jogos"),
    ],
)  # fmt: skip
def test_what_is_not_stated_of_oneself_now_is_nothing(language: str, said: str) -> None:
    assert told(said, language) == {}
