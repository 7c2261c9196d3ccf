from datetime import timedelta

import pytest

from bot.answers import UNCLEAR, Answer
from bot.questions.catalogue import Catalogue, load_questions
from bot.questions.errors import QuestionErrors, UnknownAnswer
from bot.questions.model import ANY_VALUE

LANGUAGES = ("en", "es")
GOOD = """\
questions:
  works_from_home:
    attribute: works_from_home
    label: {en: Works from home, es: Trabaja desde casa}
    type: choice
    ask: {en: Do you work from home?, es: ¿Trabajas desde casa?}
    purpose: {en: to suggest a line, es: para sugerir una línea}
    lawful_basis: consent
    retention: 24 months
    when: customer.segment is not "business"
    value: 3
    options:
      yes:
        title: {en: "Yes", es: "Sí"}
        synonyms: {en: [some days]}
        statements: {en: [i work from home], es: [trabajo desde casa]}
        benefit: {say: {en: Yours., es: Tuyo.}, grant: daytime_data_bonus}
      no: {title: {en: "No", es: "No"}, benefit: {say: {en: Noted., es: Anotado.}}}
      declined: {benefit: {say: {en: Fine., es: Vale.}}}
"""
COUNTED = """\
questions:
  household_size:
    attribute: household_size
    label: {en: People at home, es: Personas en casa}
    type: number
    minimum: 1
    maximum: 12
    ask: {en: How many?, es: ¿Cuántos?}
    purpose: {en: to size a plan, es: para ajustar el plan}
    lawful_basis: consent
    retention: while a customer
    answered: {benefit: {say: {en: Thanks., es: Gracias.}}, statements: {en: ["we are {value} at home"]}}
    declined: {benefit: {say: {en: Fine., es: Vale.}}}
"""


def load(text: str = GOOD) -> Catalogue:
    return load_questions({"questions/a.yml": text, "flows/b.yml": "not: read"}, LANGUAGES)


def mistakes(text: str) -> list[str]:
    with pytest.raises(QuestionErrors) as caught:
        load(text)
    return [str(one) for one in caught.value.mistakes]


def test_a_question_is_read_whole() -> None:
    question = load().questions["works_from_home"]
    assert question.retention.length == timedelta(days=730)
    assert question.when == 'customer.segment is not "business"'
    assert (question.value, question.at) == (3, "question.works_from_home")
    assert question.statements() == {"yes": {"en": ("i work from home",), "es": ("trabajo desde casa",)}}


def test_an_expectation_offers_every_option_and_the_refusal_last() -> None:
    expectation = load().questions["works_from_home"].expectation()
    assert [one.value for one in expectation.choices] == ["yes", "no", "declined"]
    assert expectation.choices[-1].titles["es"] == "Prefiero no decir"
    assert (expectation.at, expectation.slot) == ("question.works_from_home", "works_from_home")


def test_a_number_has_no_choices_and_its_limits() -> None:
    expectation = load(COUNTED).questions["household_size"].expectation()
    assert (expectation.choices, expectation.minimum, expectation.maximum) == ((), 1, 12)


def test_a_fact_may_be_kept_while_the_person_is_a_customer() -> None:
    assert load(COUNTED).questions["household_size"].retention.length is None


@pytest.mark.parametrize(
    ("answer", "said", "grant"),
    [
        (Answer("value", "yes"), "Yours.", "daytime_data_bonus"),
        (Answer("value", True), "Yours.", "daytime_data_bonus"),
        (Answer("value", "no"), "Noted.", None),
        (Answer("value", "declined"), "Fine.", None),
        (Answer("declined"), "Fine.", None),
        (Answer("dont_know"), "Fine.", None),
    ],
)
def test_each_answer_has_its_benefit(answer: Answer, said: str, grant: str | None) -> None:
    benefit = load().questions["works_from_home"].benefit_for(answer)
    assert (benefit.say["en"], benefit.grant) == (said, grant)


def test_a_number_answered_has_its_benefit() -> None:
    question = load(COUNTED).questions["household_size"]
    assert question.benefit_for(Answer("value", 3)).say["en"] == "Thanks."
    assert question.statements() == {ANY_VALUE: {"en": ("we are {value} at home",)}}


@pytest.mark.parametrize("answer", [UNCLEAR, Answer("value", "perhaps")], ids=str)
def test_what_is_no_answer_has_no_benefit(answer: Answer) -> None:
    with pytest.raises(UnknownAnswer, match="works_from_home"):
        load().questions["works_from_home"].benefit_for(answer)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    purpose: {en: to suggest a line, es: para sugerir una línea}\n", "", "'purpose' is missing"),
        ("lawful_basis: consent", "lawful_basis: consnt", "8:19: 'lawful_basis' is 'consnt'"),
        ("lawful_basis: consent", "lawful_basis: consnt", "Did you mean 'consent'?"),
        ("    lawful_basis: consent\n", "", "'lawful_basis' is missing"),
        ("retention: 24 months", "retention: a while", "9:16: 'a while' is no time to keep a fact"),
        ("    retention: 24 months\n", "", "'retention' is missing"),
        (", es: ¿Trabajas desde casa?", "", "6:10: 'ask' has no text in 'es'"),
        ("    value: 3", "    vlue: 3", "11:5: the question 'works_from_home' has no key 'vlue'."),
        ("    value: 3", "    value: high", "11:12: 'value' must be a number"),
        ("type: choice", "type: choise", "Did you mean 'choice'?"),
        (', benefit: {say: {en: Noted., es: Anotado.}}', "", "the answer 'no' gives nothing back"),
        ("      declined: {benefit: {say: {en: Fine., es: Vale.}}}\n", "", "'declined' is missing"),
        ("statements: {en: [i work from home]", "statements: {en: home", "must be a list of phrases"),
        ("retention: 24 months", "retention: [24", "not valid YAML"),
        ("es: Vale.}}", "es: Vale.}, gift: x}", "'benefit' has no key 'gift'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    told = mistakes(GOOD.replace(old, new))
    assert any(expected in one for one in told), told
    assert all(one.startswith("questions/a.yml:") for one in told)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(mistakes(GOOD.replace("consent", "x").replace("24 months", "y").replace("choice", "z"))) == 3


def test_a_number_without_a_benefit_for_its_answer_is_a_mistake() -> None:
    cut = COUNTED[COUNTED.index("    answered:") : COUNTED.index("    declined:")]
    assert any("'answered' is missing" in one for one in mistakes(COUNTED.replace(cut, "")))


def test_two_questions_for_one_attribute_are_a_mistake() -> None:
    with pytest.raises(QuestionErrors, match="asked by the question 'works_from_home' already"):
        load_questions(
            {"questions/a.yml": GOOD, "questions/b.yml": GOOD.replace("works_from_home:", "home_office:")},
            LANGUAGES,
        )


def test_an_empty_catalogue_is_no_mistake() -> None:
    assert len(load_questions({"questions/a.yml": ""}, LANGUAGES)) == 0
