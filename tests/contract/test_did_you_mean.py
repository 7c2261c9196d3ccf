"""What was heard, but not surely, is read back and never kept in silence: in flows, by the question, at the desk."""

from collections.abc import Iterator

import pytest

from tests.contract.desk_builders import DeskAtWork
from tests.product import ANA, Product

SAID = [
    ("en", "I want a travel pass", "Spain", "sevn", "7", "yes"),
    ("es", "quiero un pase de viaje", "España", "siet", "7", "sí"),
    ("pt", "quero um passe de viagem", "Espanha", "seis dias ou melhor sewte", "7", "sim"),
]


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    made = Product(database_url)
    yield made
    made.close()


def to_the_days(product: Product, language: str, wish: str, where: str) -> None:
    product.say(wish, ANA, language=language)
    product.say(where, ANA)


@pytest.mark.parametrize(("language", "wish", "where", "said", "value", "yes"), SAID)
def test_a_flow_takes_what_was_not_surely_heard_once_the_customer_says_yes(
    product: Product, language: str, wish: str, where: str, said: str, value: str, yes: str
) -> None:
    to_the_days(product, language, wish, where)
    asked = product.say(said, ANA)
    assert value in asked.text and [one.value for one in asked.replies[-1].options] == ["yes", "no"]
    went_on = product.say(yes, ANA)
    assert f"{value} d" in went_on.text


@pytest.mark.parametrize(("language", "wish", "where", "said", "value", "yes"), SAID)
def test_a_no_asks_again_and_a_no_with_a_value_takes_that(
    product: Product, language: str, wish: str, where: str, said: str, value: str, yes: str
) -> None:
    to_the_days(product, language, wish, where)
    asked = product.say(said, ANA)
    again = product.press(next(one for one in asked.replies[-1].options if one.value == "no"), ANA)
    assert again.replies[-1].kind == "ask" and f"{value} d" not in again.text
    product.say(said, ANA)
    assert "12 d" in product.say({"en": "no, 12", "es": "no, 12", "pt": "não, 12"}[language], ANA).text


def test_another_answer_instead_of_a_yes_counts(product: Product) -> None:
    to_the_days(product, *SAID[0][:3])
    product.say("sevn", ANA)
    assert "9 days" in product.say("nine days", ANA).text


def test_asked_why_in_between_it_is_read_back_again(product: Product) -> None:
    to_the_days(product, *SAID[0][:3])
    asked = product.say("sevn", ANA)
    assert product.say("why do you ask?", ANA).replies[-1].text == asked.replies[-1].text
    assert "7 days" in product.say("yes", ANA).text


ASKED = [
    ("en", ("I want a travel pass", "Spain", "7", "yes"), "evry dya", "Every day"),
    ("es", ("quiero un pase de viaje", "España", "7", "sí"), "tods los dais", "Todos los días"),
    ("pt", ("quero um passe de viagem", "Espanha", "7", "sim"), "tod dai", "Todo dia"),
]


@pytest.mark.parametrize(("language", "before", "said", "title"), ASKED)
def test_the_one_question_keeps_nothing_before_the_customer_says_yes(
    product: Product, language: str, before: tuple[str, ...], said: str, title: str
) -> None:
    product.say(before[0], ANA, language=language)
    for text in before[1:]:
        asked = product.say(text, ANA)
    assert asked.question is not None and title in [one.title for one in asked.question.options]
    read_back = product.say(said, ANA)
    known = product.facts(read_back.person_id)
    assert title in read_back.text and "benefit" not in read_back.kinds
    answered = product.press(read_back.option("yes"), ANA)
    assert answered.kinds[0] == "benefit"
    assert set(product.facts(read_back.person_id)) - set(known)


@pytest.mark.parametrize(
    ("language", "said", "yes"), [("en", "sevn", "yes"), ("es", "siet", "sí"), ("pt", "sewte", "sim")]
)
def test_at_the_desk_the_agent_reads_it_back(database_url: str, language: str, said: str, yes: str) -> None:
    work = DeskAtWork(Product(database_url))
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    work.step(conversation_id, "language", at="language", value=language)
    work.choose(conversation_id, "europe")
    told = work.step(conversation_id, "say", text=said)["script"]
    assert told["pending"]["at"] == "confirm" and "7" in told["pending"]["text"]
    assert [one["value"] for one in told["pending"]["keys"]] == ["yes", "no"]
    assert "travel_pass.days" not in [one["at"] for one in told["answered"]]
    told = work.step(conversation_id, "say", text=yes)["script"]
    assert ("travel_pass.days", "7") in [(one["at"], one["value"]) for one in told["answered"]]
    work.product.close()
