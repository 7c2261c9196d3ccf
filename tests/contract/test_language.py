"""The language belongs to the conversation, and begins in the one of the customer's profile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from bot.store import schema
from tests.product import ANA, Product


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    product = Product(database_url)
    yield product
    product.close()


def language(product: Product, conversation_id: str) -> str:
    (row,) = product.rows(schema.conversations, id=conversation_id)
    return str(row.language)


def test_a_conversation_begins_in_the_language_of_the_profile(product: Product) -> None:
    person_id = product.know(ANA, {})
    with product.database.transaction() as connection:
        connection.execute(
            update(schema.persons).where(schema.persons.c.id == person_id).values(language="pt")
        )
    assert language(product, product.say("ok").conversation_id) == "pt"


def test_mixed_messages_do_not_flip_it_and_clear_ones_do(product: Product) -> None:
    said = product.say("hello, I have a question")
    for mixed in ("ok gracias", "si claro, works for me", "I live on Calle de la Paz", "sim"):
        product.say(mixed)
        assert language(product, said.conversation_id) == "en"
    product.say("mejor en mi idioma: quiero saber por qué me cobraron de más")
    assert language(product, said.conversation_id) == "es"


def test_a_request_changes_it_at_once(product: Product) -> None:
    said = product.say("hello, I have a question")
    product.say("em português, por favor")
    assert language(product, said.conversation_id) == "pt"
