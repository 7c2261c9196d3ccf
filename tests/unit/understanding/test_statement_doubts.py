import pytest

from bot.answers import Expectation
from bot.understanding.volunteered import StatementPhrases, volunteered

PHRASES: StatementPhrases = {
    "child": {"yes": {"en": ("my (son|daughter|children) (lives|live|needs|plays)", "I have children")}},
    "net": {"none": {"en": ("no & internet & (home|here)",), "es": ("no & internet & (casa|aquí)",)}},
    "pay": {"end": {"en": ("my (wages|pay) & (land|lands) & late",)}},
    "warn": {"yes": {"pt": ("(aviso|avisem|avisam|mensagem) & dados & (acabar|acabando)",)}},
    "size": {
        "*": {"en": ("I live with {people}", "we are {value} at home"), "es": ("solo {people} en casa",)}
    },
    "spot": {"*": {"en": ("no signal & {value}",), "pt": ("sem sinal & {value}",)}},
}
EXPECTATIONS = [
    Expectation("question.child", "child", "choice"),
    Expectation("question.net", "net", "choice"),
    Expectation("question.pay", "pay", "choice"),
    Expectation("question.warn", "warn", "choice"),
    Expectation("question.size", "size", "number", minimum=1, maximum=12),
    Expectation("question.spot", "spot", "place"),
]


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "my son plays here", {"child": "yes"}),
        ("en", "my son lives in Canada", {}),
        ("en", "I have doubts, the children's plan is dear", {}),
        ("en", "we have no internet here at home", {"net": "none"}),
        ("en", "the internet is not working here", {}),
        ("en", "my wages land late", {"pay": "end"}),
        ("en", "my wages landed late", {}),
        ("pt", "me avisem dos dados acabando", {"warn": "yes"}),
        ("pt", "chegou mensagem dos dados acabando", {}),
        ("en", "there is nobody who lives with me", {}),
        ("en", "I've no signal in Elm Street, as always", {"spot": "Elm Street"}),
        ("en", "I've no signal on Mondays", {}),
        ("en", "I've no signal in your shop", {}),
        ("pt", "fico sem sinal na Rua Augusta, quase esquina", {"spot": "Rua Augusta"}),
    ],
)
def test_what_makes_a_statement_doubtful(language: str, said: str, expected: dict[str, object]) -> None:
    told = volunteered(said, EXPECTATIONS, PHRASES, language)
    assert {name: one.value for name, one in told.items()} == expected
