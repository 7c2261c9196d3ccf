"""Several options at once: by keys at the desk, in a fact's field, by button and in words, on every channel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk.errors import NoSuchValue
from bot.messages import choice_payload
from bot.web.desk.customers import value_of
from bot.web.desk.words import card_words
from bot.web.wording import Wording
from tests.contract.desk_builders import PROVEN, DeskAtWork
from tests.product import ANA, START, Product
from tests.several import moving_content


@pytest.fixture
def product(database_url: str, tmp_path: Path) -> Iterator[Product]:
    running = Product(database_url, content=moving_content(tmp_path))
    yield running
    running.close()


@pytest.fixture
def work(product: Product) -> DeskAtWork:
    return DeskAtWork(product)


def asked(work: DeskAtWork) -> tuple[str, Any]:
    conversation_id = work.answered()
    return conversation_id, work.choose(conversation_id, "moving", at="menu")["script"]


def test_a_key_of_several_does_not_say_what_it_alone_leads_to(work: DeskAtWork) -> None:
    _, script = asked(work)
    keys = script["pending"]["keys"]
    assert [(key["value"], key["leads_to"], key["is_one_of_several"]) for key in keys] == [
        ("internet", "", True),
        ("calls", "", True),
        ("tv", "", True),
    ]
    assert script["pending"]["none"]["title"] == "None of them"


@pytest.mark.parametrize(
    ("value", "told", "chosen"),
    [
        ("tv,internet", "Internet and Television", ("internet", "tv")),
        ("calls", "Calls", ("calls",)),
        ("", "none of them", ()),
    ],
)
def test_an_answer_of_several_is_told_by_its_titles(
    work: DeskAtWork, value: str, told: str, chosen: tuple[str, ...]
) -> None:
    conversation_id, _ = asked(work)
    script = work.choose(conversation_id, value, text=told)["script"]
    [answered] = script["answered"]
    assert (answered["value"], tuple(answered["chosen"])) == (told, chosen)
    assert any("cable" in line["text"] for line in script["lines"]) == ("tv" in value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tv,internet", "Internet and Television"),
        ("", "none of them"),
        ("calls and television", "Calls and Television"),
    ],
)
def test_an_earlier_answer_is_corrected_by_keys_and_in_words(work: DeskAtWork, said: str, told: str) -> None:
    conversation_id, _ = asked(work)
    work.choose(conversation_id, "calls", text="Calls")
    script = work.step(conversation_id, "correct", at="moving.services", value=said, text=said)["script"]
    assert [one["value"] for one in script["answered"]] == [told]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("tv", ["tv"]),
        ("internet,tv", ["internet", "tv"]),
        ("Internet and television", ["internet", "tv"]),
        ("none", []),
    ],
)
def test_what_is_noted_of_several_is_kept_as_a_list(product: Product, said: str, kept: list[str]) -> None:
    assert value_of(product.services.content, "services", said, "en", START) == kept


def test_what_is_none_of_several_is_refused(product: Product) -> None:
    with pytest.raises(NoSuchValue):
        value_of(product.services.content, "services", "a cable car", "en", START)


@pytest.mark.parametrize(
    ("value", "words"),
    [(["internet", "tv"], "Internet and Television"), (["tv"], "Television"), ([], "none of them")],
)
def test_a_card_shows_titles(product: Product, value: list[str], words: str) -> None:
    assert Wording(product.services.content).value("services", value) == words
    fact = {"attribute": "services", "value": value, "source": "agent"}
    held = {"facts": [fact], "benefits": [], "tier": "", "checks": []}
    told = card_words(product.services.content, held)
    assert told["values"] == {"services": words}
    assert told["several"] == ["services"]


@pytest.mark.parametrize("channel", ["sms", "whatsapp", "webchat"])
@pytest.mark.parametrize(
    ("language", "said", "kept"),
    [
        ("en", "1 and 3", ["internet", "tv"]),
        ("en", "1, 3", ["internet", "tv"]),
        ("en", "1-3", ["internet", "calls", "tv"]),
        ("en", "all", ["internet", "calls", "tv"]),
        ("en", "2", ["calls"]),
        ("en", "none", []),
        ("es", "1 y 3", ["internet", "tv"]),
        ("es", "todas", ["internet", "calls", "tv"]),
        ("es", "ninguna", []),
        ("pt", "1 e 3", ["internet", "tv"]),
        ("pt", "todas menos a 2", ["internet", "tv"]),
    ],
)
def test_several_are_named_by_their_numbers(
    product: Product, channel: Any, language: str, said: str, kept: list[str]
) -> None:
    who = ANA if channel == "webchat" else PROVEN
    product.say("", who, channel, payload=choice_payload("menu", "moving"), language=language, is_ours=True)
    told = product.say(said, who, channel)
    assert product.facts(told.person_id)["services"] == kept
    assert ("cable" in told.text or "cabo" in told.text) == ("tv" in kept)


@pytest.mark.parametrize(
    ("value", "kept"), [("tv,internet", ["internet", "tv"]), ("calls", ["calls"]), ("", [])]
)
def test_several_by_one_payload_from_any_client(product: Product, value: str, kept: list[str]) -> None:
    product.say("", payload=choice_payload("menu", "moving"), is_ours=True)
    told = product.say(value, payload=choice_payload("moving.services", value))
    assert product.facts(told.person_id)["services"] == kept


def test_one_button_of_several_answers_alone(product: Product) -> None:
    asked = product.say("", payload=choice_payload("menu", "moving"), is_ours=True)
    told = product.press(asked.option("tv"))
    assert product.facts(told.person_id)["services"] == ["tv"]
