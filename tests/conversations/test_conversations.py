"""Every conversation of this folder, over the real store and content, with the stand-in engine."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.messages import Address, Reply
from bot.simulate.stand_in import StandInEngine, normalised
from tests.conversations.runner import Conversation, Line, button, conversations, play
from tests.product import Product

WHO = "customer"


@pytest.mark.parametrize("conversation", conversations(), ids=str)
def test_a_conversation_goes_as_written(conversation: Conversation, sqlite_url: str) -> None:
    product = Product(sqlite_url)
    who = Address("external", WHO, is_verified=True) if conversation.verified else Address("rest_sender", WHO)
    person_id = product.know(who, conversation.knows)
    _teach(product, conversation)

    def say(line: Line, before: Sequence[Reply]) -> Sequence[Reply]:
        if line.press is not None:
            title, payload = button(line.press, before)
            return product.say(title, who, payload=payload, language=conversation.language).replies
        payload = line.user if line.user.startswith("/") else None
        return product.say(line.user, who, payload=payload, language=conversation.language).replies

    play(conversation, say)
    known = product.facts(person_id)
    assert {name: known.get(name) for name in conversation.facts} == dict(conversation.facts)
    assert dict(product.asks(person_id)) == dict(conversation.asks)
    product.close()


def _teach(product: Product, conversation: Conversation) -> None:
    """The stand-in knows training phrases only; what a line means is told to it."""
    engine = product.services.engine
    assert isinstance(engine, StandInEngine)
    said = {normalised(line.user): line.intent for line in conversation.talk if line.intent}
    engine.learn(said)
