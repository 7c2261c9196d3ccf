from datetime import timedelta

import pytest

from bot.questions.attributes import load_attributes
from bot.questions.errors import QuestionErrors

GOOD = """\
company: {name: Vereda}
attributes:
  plan:
    label: {en: Plan, es: Plan}
    type: choice
    purpose: {en: to advise, es: para aconsejar}
    retention: 10 years
    options: {s: {title: {en: Small, es: Chico}}, l: {en: Large, es: Grande}}
  city:
    label: {en: City, es: Ciudad}
    type: place
    purpose: {en: to help, es: para ayudar}
    retention: while a customer
"""


def test_attributes_are_read_with_their_options() -> None:
    found = load_attributes({"company.yml": GOOD}, ("en", "es"))
    assert found["plan"].options == {
        "s": {"en": "Small", "es": "Chico"},
        "l": {"en": "Large", "es": "Grande"},
    }
    assert found["plan"].retention.length == timedelta(days=3650)
    assert found["city"].retention.length is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("type: choice", "type: chioce", r"company.yml:5:11: .*Did you mean 'choice'\?"),
        ("    purpose: {en: to advise, es: para aconsejar}\n", "", "a fact without a purpose is not kept"),
        ("es: Chico", "fr: Petit", "company.yml:8:.*no key 'fr'"),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, expected: str) -> None:
    with pytest.raises(QuestionErrors, match=expected):
        load_attributes({"company.yml": GOOD.replace(old, new)}, ("en", "es"))


def test_what_a_question_asks_is_not_declared_again() -> None:
    with pytest.raises(QuestionErrors, match="'city' is declared by its question already"):
        load_attributes({"company.yml": GOOD}, ("en", "es"), asked={"city"})
