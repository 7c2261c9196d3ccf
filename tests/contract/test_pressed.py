"""A button that comes back by its payload alone, as from clients of Rasa's REST channel, is kept by its title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.messages import choice_payload
from bot.store.schema import messages
from tests.product import Product, Said
from tests.several import moving_content


@pytest.fixture
def product(database_url: str, tmp_path: Path) -> Iterator[Product]:
    running = Product(database_url, content=moving_content(tmp_path))
    yield running
    running.close()


def written(product: Product, told: Said) -> Any:
    [row] = product.rows(messages, id=told.message_id)
    return row.text


@pytest.mark.parametrize(("value", "words"), [("tv", "Television"), ("tv,internet", "Television, Internet")])
def test_it_is_kept_by_what_the_customer_saw(product: Product, value: str, words: str) -> None:
    product.say("", payload=choice_payload("menu", "moving"), is_ours=True)
    product.say("are you a bot")
    payload = choice_payload("moving.services", value)
    assert written(product, product.say(payload, payload=payload)) == words


@pytest.mark.parametrize(
    "payload",
    [
        choice_payload("moving.services", "a cable car"),
        choice_payload("elsewhere", "tv"),
        "/greet",
        "/choose{",
    ],
)
def test_what_nobody_was_shown_is_kept_as_it_came(product: Product, payload: str) -> None:
    product.say("are you a bot")
    product.say("", payload=choice_payload("menu", "moving"), is_ours=True)
    assert written(product, product.say(payload, payload=payload)) == payload


def test_words_beside_a_payload_are_kept(product: Product) -> None:
    asked = product.say("", payload=choice_payload("menu", "moving"), is_ours=True)
    assert written(product, product.say("the telly", payload=asked.option("tv").payload)) == "the telly"
