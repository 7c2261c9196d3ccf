from __future__ import annotations

from typing import Any

import pytest

from bot.answers import Answer
from bot.flows.effects import (
    Effects,
    FlowEnded,
    FlowResumed,
    FlowStarted,
    HandoffRequested,
    Said,
    SlotSet,
    StepEntered,
)
from bot.flows.errors import FlowLoop, MissingText, TemplateError, UnknownFlow
from bot.flows.interpreter import Interpreter
from bot.flows.state import FlowState
from tests.unit.flows.builders import interpreter_of, scope_of

SHOP = """
flows:
  travel_pass:
    title: {en: Travel pass, pt: Passe de viagem}
    nlu_trigger: [{intent: {name: travel_pass, confidence_threshold: 0.5}}]
    offered_when: customer.travels = "often"
    steps:
      - id: where
        collect: destination
        type: choice
        ask: Where to?
        options: {europe: {title: Europe}, asia: {title: Asia}}
        remember: travel_destination
      - {id: days, collect: days, type: number, ask: How many days?, ask_again: Just a number?}
      - noop: true
        next: [{if: slots.days > 14, then: long}, {else: short}]
      - {id: long, set_slots: [{rate: 2}], next: sure}
      - {id: short, set_slots: [{rate: 3}]}
      - id: sure
        collect: sure
        type: yes_no
        ask: "{{ slots.days }} days at {{ slots.rate }}. Sure?"
        next: [{if: slots.sure, then: done}, {else: END}]
      - {id: done, say: Done.}
  bill:
    title: {en: My bill, pt: Minha conta}
    nlu_trigger: [{intent: bill}]
    if: customer.segment is not "business"
    steps:
      - {collect: month, type: text, ask: Which month?}
      - {say: "Here is {{ slots.month }}."}
  audit:
    if: "false"
    title: Audit
    nlu_trigger: [{intent: audit}]
    steps: [{noop: true}]
"""


@pytest.fixture
def shop() -> Interpreter:
    return interpreter_of(SHOP)


def value(value: Any) -> Answer:
    return Answer("value", value)


def texts(effects: Effects | None) -> list[str]:
    assert effects is not None
    return [said.text for said in effects.says]


def started(shop: Interpreter, *answers: dict[str, Any], flow: str = "travel_pass") -> FlowState:
    state = shop.start(FlowState(), flow, scope_of()).state
    for answer in answers:
        state = shop.answer(state, {slot: value(v) for slot, v in answer.items()}, scope_of()).state
    return state


# Digressions.


def test_another_flow_interrupts_and_the_first_asks_again_afterwards(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"})
    digression = shop.start(state, "bill", scope_of())
    assert texts(digression) == ["Which month?"]
    back = shop.answer(digression.state, {"month": value("May")}, scope_of())
    assert texts(back) == ["Here is May.", "How many days?"]
    assert FlowResumed("travel_pass") in back.events
    assert back.state == state


def test_starting_the_flow_under_way_asks_again_and_starts_nothing(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"})
    again = shop.start(state, "travel_pass", scope_of())
    assert texts(again) == ["How many days?"]
    assert again.state == state


def test_starting_an_interrupted_flow_returns_to_it(shop: Interpreter) -> None:
    state = shop.start(started(shop, {"destination": "asia"}), "bill", scope_of()).state
    returned = shop.start(state, "travel_pass", scope_of())
    assert texts(returned) == ["How many days?"]
    assert [frame.flow for frame in returned.state.stack] == ["bill", "travel_pass"]
    finished = shop.answer(returned.state, {"days": value(3)}, scope_of())
    finished = shop.answer(finished.state, {"sure": value(False)}, scope_of())
    assert texts(finished) == ["Which month?"]


def test_going_back_in_a_digression_leaves_the_interrupted_flow_alone(shop: Interpreter) -> None:
    state = shop.start(started(shop, {"destination": "asia"}), "bill", scope_of()).state
    assert shop.back(state, scope_of()) is None


def test_a_digression_takes_no_slot_of_the_flow_it_interrupts() -> None:
    flows = """
    flows:
      a: {steps: [{collect: account, ask: A?}, {collect: sum, ask: S?}, {say: "{{ slots.account }}"}]}
      b: {steps: [{collect: account, ask: A?}, {say: B}]}
    """
    it = interpreter_of(flows)
    state = it.answer(
        it.start(FlowState(), "a", scope_of()).state, {"account": value("x1")}, scope_of()
    ).state
    state = it.start(state, "b", scope_of()).state
    assert texts(it.answer(state, {"sum": value("5")}, scope_of())) == ["x1"]


# Going back and correcting.


def test_going_back_forgets_the_answer_and_asks_it_again(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"}, {"days": 3})
    effects = shop.back(state, scope_of())
    assert texts(effects) == ["How many days?"]
    assert effects and dict(effects.state.slots) == {"destination": "asia"}
    assert SlotSet("days", None, "travel_pass", "days") in effects.events


def test_going_back_asks_even_when_the_answer_is_a_known_fact_by_now(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"})
    assert texts(shop.back(state, scope_of(travel_destination="asia"))) == ["Where to?"]


def test_going_back_from_the_first_question_is_not_possible(shop: Interpreter) -> None:
    assert shop.back(started(shop), scope_of()) is None
    assert shop.back(FlowState(), scope_of()) is None


def test_a_correction_takes_the_branch_it_changes(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"}, {"days": 3})
    effects = shop.correct(state, "days", value(20), scope_of())
    assert texts(effects) == ["20 days at 2. Sure?"]


def test_a_correction_keeps_what_was_answered_later(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"}, {"days": 3})
    effects = shop.correct(state, "destination", value("europe"), scope_of())
    assert texts(effects) == ["3 days at 3. Sure?"]
    assert effects.state.slots["destination"] == "europe"
    assert texts(shop.back(effects.state, scope_of())) == ["How many days?"]


def test_a_correction_is_remembered_as_the_fact_too(shop: Interpreter) -> None:
    effects = shop.correct(started(shop, {"destination": "asia"}), "destination", value("europe"), scope_of())
    assert SlotSet("destination", "europe", "travel_pass", "where", "travel_destination") in effects.events


@pytest.mark.parametrize(
    ("slot", "answer"), [("destination", value("mars")), ("nothing", value(1)), ("sure", value(True))]
)
def test_a_correction_that_fits_nothing_changes_nothing(shop: Interpreter, slot: str, answer: Answer) -> None:
    state = started(shop, {"destination": "asia"})
    effects = shop.correct(state, slot, answer, scope_of())
    assert effects.state == state
    assert texts(effects) == ["How many days?"]


def test_cancelling_ends_everything_and_forgets_its_slots(shop: Interpreter) -> None:
    state = shop.start(started(shop, {"destination": "asia"}), "bill", scope_of()).state
    effects = shop.cancel(state, scope_of())
    assert effects.state == FlowState()
    assert [e for e in effects.events if isinstance(e, FlowEnded)] == [
        FlowEnded("bill", False),
        FlowEnded("travel_pass", False),
    ]


# Answers.


def test_an_unclear_answer_never_changes_what_is_known(shop: Interpreter) -> None:
    state = started(shop, {"destination": "asia"})
    effects = shop.unclear(state, scope_of())
    assert (texts(effects), effects.state.slots) == (["Just a number?"], state.slots)
    effects = shop.unclear(effects.state, scope_of())
    effects = shop.unclear(effects.state, scope_of())
    assert effects.pause == "handoff"
    assert effects.events == (HandoffRequested("not understood", "travel_pass", "days"),)
    assert effects.state.waiting and effects.state.waiting.attempts == 3


def test_attempts_begin_anew_with_each_question(shop: Interpreter) -> None:
    state = shop.unclear(started(shop), scope_of()).state
    state = shop.answer(state, {"destination": value("asia")}, scope_of()).state
    assert state.waiting and state.waiting.attempts == 0


def test_repeating_the_question_is_no_attempt(shop: Interpreter) -> None:
    state = shop.unclear(started(shop, {"destination": "asia"}), scope_of()).state
    effects = shop.ask_again(state, scope_of())
    assert texts(effects) == ["How many days?"]
    assert effects.state == state


def test_without_anything_to_answer_nothing_happens(shop: Interpreter) -> None:
    for effects in (
        shop.answer(FlowState(), {"days": value(1)}, scope_of()),
        shop.unclear(FlowState(), scope_of()),
        shop.ask_again(FlowState(), scope_of()),
        shop.go_on(FlowState(), scope_of()),
    ):
        assert effects == Effects(FlowState(), pause="done")


def test_a_button_sends_its_place_and_value(shop: Interpreter) -> None:
    [said] = shop.start(FlowState(), "travel_pass", scope_of()).says
    assert isinstance(said, Said)
    assert said.options[0].payload == '/choose{"at": "travel_pass.where", "value": "europe"}'
    found = shop.expectation_at("travel_pass.where")
    assert found and (found.slot, [choice.value for choice in found.choices]) == (
        "destination",
        ["europe", "asia"],
    )
    assert shop.expectation_at("travel_pass.gone") is None


# Expectations.


def test_what_is_waited_for_comes_first_then_the_rest_of_the_flow_then_corrections(shop: Interpreter) -> None:
    assert [e.at for e in shop.expectations(started(shop), scope_of())] == [
        "travel_pass.where",
        "travel_pass.days",
    ]
    state = started(shop, {"destination": "asia"}, {"days": 3})
    assert [e.at for e in shop.expectations(state, scope_of())] == [
        "travel_pass.sure",
        "travel_pass.days",
        "travel_pass.where",
    ]
    assert shop.expectations(FlowState(), scope_of()) == ()


# Triggers, offers, and what a fact would decide.


@pytest.mark.parametrize(
    ("intent", "confidence", "customer", "flow"),
    [
        ("travel_pass", 0.5, {}, "travel_pass"),
        ("travel_pass", 0.49, {}, None),
        ("bill", 0.0, {}, "bill"),
        ("bill", 1.0, {"segment": "business"}, None),
        ("audit", 1.0, {}, None),
        ("other", 1.0, {}, None),
    ],
)
def test_an_intent_starts_the_flow_that_waits_for_it(
    shop: Interpreter, intent: str, confidence: float, customer: dict[str, Any], flow: str | None
) -> None:
    assert shop.triggers(intent, confidence, scope_of(**customer)) == flow


def test_likely_flows_are_offered_first_and_closed_ones_not_at_all(shop: Interpreter) -> None:
    assert [o.value for o in shop.offers(scope_of())] == ["travel_pass", "bill"]
    assert [o.title for o in shop.offers(scope_of("pt", segment="business"))] == ["Passe de viagem"]
    assert [o.payload for o in shop.offers(scope_of(), limit=1)] == [
        '/choose{"at": "menu", "value": "travel_pass"}'
    ]
    reordered = interpreter_of(SHOP.replace("offered_when: customer.travels", "offered_when: slots.x"))
    assert [o.value for o in reordered.offers(scope_of())] == ["travel_pass", "bill"]


def test_a_title_that_is_not_offered_is_in_no_menu() -> None:
    it = interpreter_of(
        "flows: {a: {title: A, offered: false, steps: [{noop: true}]}, b: {title: B, steps: [{noop: true}]}}"
    )
    assert [option.value for option in it.offers(scope_of())] == ["b"]


def test_a_fact_counts_for_what_it_would_decide_and_for_nothing_once_known() -> None:
    it = interpreter_of(
        """
        flows:
          a:
            if: customer.segment = "personal" and customer.home
            steps:
              - noop: true
                next: [{if: customer.home and slots.days > 3, then: END}, {else: END}]
        """,
        treatments="treatments: {t: {when: customer.home}, u: {when: customer.pets > 1}}",
    )
    assert it.undecided_by("home", scope_of()) == 3
    assert it.undecided_by("home", scope_of(segment="business")) == 2
    assert it.undecided_by("home", scope_of(home="yes")) == 0
    assert it.undecided_by("pets", scope_of()) == 1
    assert it.undecided_by("unheard_of", scope_of()) == 0


# What cannot go on.


def test_a_loop_that_asks_nobody_is_stopped() -> None:
    it = interpreter_of("flows: {a: {steps: [{id: x, noop: true, next: y}, {id: y, noop: true, next: x}]}}")
    with pytest.raises(FlowLoop, match=r"a\.[xy]"):
        it.start(FlowState(), "a", scope_of())


def test_flows_that_call_each_other_are_stopped() -> None:
    it = interpreter_of("flows: {a: {steps: [{call: b}]}, b: {steps: [{call: a}]}}")
    with pytest.raises(FlowLoop):
        it.start(FlowState(), "a", scope_of())


def test_a_flow_that_is_not_there_is_named_with_those_that_are(shop: Interpreter) -> None:
    with pytest.raises(UnknownFlow, match="audit, bill, travel_pass"):
        shop.start(FlowState(), "pass", scope_of())


def test_a_missing_response_and_a_missing_value_name_the_step() -> None:
    with pytest.raises(MissingText, match=r"a\.x: there is no response 'utter_b'"):
        interpreter_of("flows: {a: {steps: [{id: x, action: utter_b}]}}").start(FlowState(), "a", scope_of())
    with pytest.raises(TemplateError, match=r"a\.x: .* slots.y is undefined"):
        interpreter_of("flows: {a: {steps: [{id: x, say: '{{ slots.y }}'}]}}").start(
            FlowState(), "a", scope_of()
        )


def test_effects_chain_to_the_later_state_with_the_words_of_both(shop: Interpreter) -> None:
    first = shop.start(FlowState(), "travel_pass", scope_of())
    second = shop.cancel(first.state, scope_of())
    both = first.then(second)
    assert (both.state, both.pause, both.says) == (second.state, "done", first.says)
    assert both.events[0] == FlowStarted("travel_pass")
    assert both.events[1] == StepEntered("travel_pass", "where")
    assert both.events[-1] == FlowEnded("travel_pass", False)
