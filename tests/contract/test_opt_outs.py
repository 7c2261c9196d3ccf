"""A word about being written to holds when it arrives, is confirmed once, and only the person takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.messages import Address, InboundMessage
from bot.next_step import ACTION, Turn
from bot.store import schema
from bot.store.schema import new_id
from tests.product import Product

ANA = Address("phone", "+5511987654321", is_verified=True)


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    product = Product(database_url)
    yield product
    product.close()


def words(product: Product) -> list[tuple[str, str | None, bool, str]]:
    rows = product.rows(schema.consents)
    return [
        (row.scope, row.channel, row.is_given, row.evidence) for row in sorted(rows, key=lambda row: row.id)
    ]


@pytest.mark.parametrize(
    ("text", "scope", "channel", "says"),
    [
        ("STOP", "messages", "sms", "SMS"),
        ("stop please", "messages", "sms", "SMS"),
        ("no me escriban más", "messages", "sms", "Entendido. No te"),
        ("não quero mais mensagens", "messages", "sms", "Não vamos mais escrever por SMS"),
        ("no more offers please", "marketing", None, "offers"),
        ("never contact me again", "messages", None, "message you first"),
        ("stop calling me", "messages", "phone", "call you"),
    ],
)
def test_a_refusal_is_written_down_and_confirmed_once(
    product: Product, text: str, scope: str, channel: str | None, says: str
) -> None:
    said = product.say(text, ANA, "sms")
    assert words(product) == [(scope, channel, False, text)]
    assert len(said.replies) == 1 and says in said.text


def test_it_holds_though_nothing_can_be_answered_now(product: Product) -> None:
    product.services.dialogue.receive(InboundMessage(new_id(), "sms", ANA, "STOP"))
    assert words(product) == [("messages", "sms", False, "STOP")]


def test_what_twilio_answered_is_kept_and_not_answered_again(product: Product) -> None:
    said = product.say("STOP", ANA, "sms", opt_out_type="STOP")
    assert said.replies == ()
    assert words(product) == [("messages", "sms", False, "STOP")]
    [message] = product.rows(schema.messages)
    assert message.answered_by == "provider"
    assert product.say("hello", ANA, "sms").replies


def test_twenty_deliveries_of_one_stop_are_one_word(product: Product) -> None:
    message = InboundMessage("SM1", "sms", ANA, "STOP")
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: product.services.dialogue.receive(message), range(20)))
    assert len(words(product)) == 1


def test_it_ends_what_is_under_way(product: Product) -> None:
    product.say("travel pass", ANA, "whatsapp")
    product.say("please stop messaging me", ANA, "whatsapp")
    assert "europe" not in product.say("thanks", ANA, "whatsapp").text.lower()


def test_only_the_person_opens_the_channel_again_and_their_words_are_kept(product: Product) -> None:
    product.say("STOP", ANA, "sms")
    product.say("my bill", ANA, "sms")
    assert len(words(product)) == 1
    assert "STOP" in product.say("START", ANA, "sms").text
    assert words(product)[-1] == ("messages", "sms", True, "START")


def test_an_opt_in_to_offers_is_kept_with_text_time_and_channel(product: Product) -> None:
    product.say("quiero recibir ofertas", ANA, "whatsapp")
    [row] = product.rows(schema.consents)
    assert (row.scope, row.channel, row.is_given) == ("marketing", "whatsapp", True)
    assert (row.evidence, row.recorded_at) == ("quiero recibir ofertas", row.recorded_at)


@pytest.mark.parametrize(
    "text", ["I want to cancel my order", "stop calling it that", "no problem", "no, gracias"]
)
def test_what_is_about_something_else_leaves_no_word(product: Product, text: str) -> None:
    product.say(text, ANA, "sms")
    assert words(product) == []


def test_stop_on_the_web_chat_ends_only_what_we_are_doing(product: Product) -> None:
    product.say("stop", Address("web_token", "v1"), "webchat")
    assert words(product) == []


def test_it_is_heard_while_a_person_has_the_conversation_and_the_bot_stays_silent(product: Product) -> None:
    product.say("hello", ANA, "sms")
    with product.database.transaction() as connection:
        connection.execute(schema.conversations.update().values(owner="agent"))
    assert product.say("STOP", ANA, "sms").replies == ()
    assert words(product) == [("messages", "sms", False, "STOP")]


def test_help_says_how_to_stop(product: Product) -> None:
    assert "STOP" in product.say("HELP", ANA, "sms").text


def test_each_conversation_counts_as_one_contact(product: Product) -> None:
    product.say("hello", ANA, "sms")
    product.say("my bill", ANA, "sms")
    [contact] = product.rows(schema.contacts)
    assert (contact.channel, contact.purpose) == ("sms", "service")


GUESSED = [
    ("stop hounding my phone with those texts of yours", 0.9, True),
    ("keep your texts for somebody else", 0.35, True),
    ("keep your texts for somebody else", 0.24, False),
    ("stop", 0.9, False),
]


@pytest.mark.parametrize("action", [ACTION, "action_opt_out"])
@pytest.mark.parametrize(("text", "confidence", "is_meant"), GUESSED)
def test_the_engines_guess_counts_from_its_bar_on_and_no_bare_stop_on_the_web(
    product: Product, text: str, confidence: float, is_meant: bool, action: str
) -> None:
    received = product.services.dialogue.receive(InboundMessage(new_id(), "webchat", ANA, text))
    turn = Turn(received.conversation_id, received.message_id, text, "opt_out", confidence, (), action)
    rejected = product.services.next_step(turn).is_rejected
    assert rejected is (is_meant and action == ACTION)
    if action != ACTION:
        assert bool(words(product)) is is_meant


@pytest.mark.parametrize("action", [ACTION, "action_opt_out"])
def test_a_bare_stop_on_the_web_ends_what_is_under_way_whatever_the_engine_makes_of_it(
    product: Product, action: str
) -> None:
    received = product.services.dialogue.receive(InboundMessage(new_id(), "webchat", ANA, "stop"))
    turn = Turn(received.conversation_id, received.message_id, "stop", "opt_out", 0.9, (), action)
    outcome = product.services.next_step(turn)
    assert not outcome.is_rejected and "nothing to undo" in " ".join(one.text for one in outcome.replies)
    assert words(product) == []
