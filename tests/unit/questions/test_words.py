import pytest

from bot.questions.catalogue import load_questions
from bot.questions.errors import QuestionErrors
from bot.questions.words import with_words

WORDS = {"phone": {"en": ("phone", "handset")}}
QUESTION = """\
questions:
  phone:
    attribute: phone
    label: {en: Phone}
    type: choice
    ask: {en: Old?}
    purpose: {en: to help}
    lawful_basis: consent
    retention: 24 months
    options:
      yes:
        title: {en: "Yes"}
        statements: {en: ["my [phone] is old"]}
        benefit: {say: {en: Thanks.}}
      no: {title: {en: "No"}, benefit: {say: {en: Thanks.}}}
      declined: {benefit: {say: {en: Fine.}}}
"""


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("my [phone] is old", "my (phone|handset) is old"),
        ("my ([phone]|laptop) is old", "my (phone|handset|laptop) is old"),
        ("old & [phone]", "old & (phone|handset)"),
        ("my laptop", "my laptop"),
    ],
)
def test_a_list_stands_where_it_is_named(phrase: str, expected: str) -> None:
    assert with_words(phrase, WORDS, "en") == expected


def test_the_lists_of_one_file_serve_the_questions_of_another() -> None:
    files = {"questions/a.yml": QUESTION, "questions/words.yml": "words: {phone: {en: [phone, handset]}}"}
    assert load_questions(files, ["en"]).phrases()["phone"]["yes"]["en"] == ("my (phone|handset) is old",)


def test_a_list_that_is_nowhere_is_a_mistake() -> None:
    files = {"questions/a.yml": QUESTION, "questions/words.yml": "words: {phones: {en: [phone]}}"}
    with pytest.raises(QuestionErrors) as caught:
        load_questions(files, ["en"])
    assert "no words 'phone' in 'en'. Did you mean 'phones'?" in str(caught.value)
