"""CALM's patterns in whole conversations: what is heard, what is offered, and that they are no service."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.conditions import parse_condition
from bot.next_step import Turn
from bot.simulate.stand_in import StandInEngine
from tests.product import CONTENT, Product, phrases

TORN = (("bill_question", 0.4), ("plan_advice", 0.38))
ASKS = """
flows:
  pattern_clarification:
    steps:
      - action: action_clarify_flows
      - say: "One of these: {{ context.clarification_options }}?"
"""
LINKS = """
flows:
  pattern_clarification:
    steps:
      - noop: true
        next:
          - if: context.names contains "Bill question"
            then: [{link: call_back}]
          - else: [{action: utter_clarification_options_rasa, next: END}]
"""


class Torn(StandInEngine):
    """Hears two flows in everything, about as likely as each other."""

    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        turn = Turn(conversation_id, message_id, text, "nlu_fallback", 0.3, TORN, "action_next_step", None)
        self._next_step(turn)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def product(database_url: str, content: Path) -> Iterator[Product]:
    made = Product(database_url, content=content, engine=lambda step: Torn(step, phrases()))
    yield made
    made.close()


def written(content: Path, text: str) -> None:
    (content / "flows" / "patterns.yml").write_text(text, encoding="utf-8")


def test_a_pattern_of_clarification_says_its_words_and_the_flows_are_offered_with_them(
    content: Path, database_url: str
) -> None:
    written(content, ASKS)
    product = Product(database_url, content=content, engine=lambda step: Torn(step, phrases()))
    said = product.say("money")
    assert said.replies[-1].text == "One of these: My bill or Find my plan?"
    assert [option.value for option in said.replies[-1].options] == ["bill_question", "plan_advice"]
    assert said.question is None
    product.close()


def test_a_pattern_of_clarification_may_go_to_a_flow_instead(content: Path, database_url: str) -> None:
    written(content, LINKS)
    product = Product(database_url, content=content, engine=lambda step: Torn(step, phrases()))
    assert {reply.flow for reply in product.say("money").replies} == {"call_back"}
    product.close()


def test_without_a_pattern_we_ask_in_our_own_words(product: Product) -> None:
    said = product.say("money")
    assert [option.value for option in said.replies[-1].options] == ["bill_question", "plan_advice"]


def test_names_are_those_of_the_flows() -> None:
    condition = parse_condition('context.names contains "add a contact"')
    assert condition.holds({"context": {"names": ["add a contact", "my bill"]}})
    assert not condition.holds({"context": {"names": ["my bill"]}})
