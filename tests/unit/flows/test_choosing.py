"""What was chosen by hand, one or several, is the answer that it stands for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers import Choice, Expectation
from bot.flows.choosing import chosen
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.messages import choice_payload, read_choice
from tests.unit.flows.builders import interpreter_of, scope_of

SERVICES = Expectation(
    "moving.services", "services", "choices", tuple(Choice(one, {}) for one in ("internet", "tv", "declined"))
)
MOVING = """
    flows:
      moving:
        description: Takes services along.
        steps:
          - id: services
            collect: services
            type: choices
            ask: {en: "Which?"}
            options:
              internet: {title: {en: Internet}}
              calls: {title: {en: Calls}}
              tv: {title: {en: Television}}
            next:
              - if: slots.services contains "tv"
                then:
                  - say: {en: "Television comes along."}
                    next: END
              - else:
                  - say: {en: "No television."}
                    next: END
"""
SCOPE: Scope = scope_of()


@pytest.mark.parametrize(
    ("value", "kind", "heard"),
    [
        ("internet", "value", ["internet"]),
        ("tv,internet", "value", ["tv", "internet"]),
        ("", "value", []),
        ("internet,radio", "unclear", None),
        ("internet,declined", "unclear", None),
        ("declined", "declined", None),
        ("dont_know", "dont_know", None),
    ],
)
def test_a_value_stands_for_none_one_or_several(value: str, kind: str, heard: Any) -> None:
    answer = chosen(value, SERVICES)
    assert (answer.kind, answer.value) == (kind, heard)


def test_the_options_of_a_step_that_takes_several_say_so() -> None:
    it = interpreter_of(MOVING)
    asked = it.start(FlowState(), "moving", SCOPE).says[-1]
    expected = [choice_payload("moving.services", one, several=True) for one in ("internet", "calls", "tv")]
    assert [option.payload for option in asked.options] == expected


@pytest.mark.parametrize(
    ("value", "kept", "said"),
    [
        ("tv,internet", ["internet", "tv"], "Television comes along."),
        ("calls", ["calls"], "No television."),
        ("", [], "No television."),
    ],
)
def test_what_was_chosen_is_kept_as_a_list_also_when_it_is_nothing(
    value: str, kept: list[str], said: str
) -> None:
    """From the button's payload to the branch: an empty one is an answer and is not asked again."""
    it = interpreter_of(MOVING)
    state = it.start(FlowState(), "moving", SCOPE).state
    sent = read_choice(choice_payload("moving.services", value))
    assert sent is not None
    effects = it.answer(state, {"services": chosen(sent[1], it.expectations(state, SCOPE)[0])}, SCOPE)
    assert effects.says[-1].text == said
    assert [event.value for event in effects.events if getattr(event, "slot", "") == "services"] == [kept]
