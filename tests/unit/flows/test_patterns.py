"""CALM's patterns run where a file defines them, and say so where they never do."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers import Answer
from bot.flows.calm_words import CALM_RESPONSES
from bot.flows.check import check_pack
from bot.flows.effects import Effects
from bot.flows.interpreter import Interpreter
from bot.flows.listing import listed
from bot.flows.state import FlowState
from tests.unit.flows.builders import interpreter_of, pack_of, scope_of

PARCEL = """
flows:
  parcel:
    name: a parcel
    steps:
      - {collect: size, type: choice, ask: Size?, options: {small: {title: Small}, large: {title: Large}}}
      - {collect: weight, type: number, ask: Weight?, rejections: [{if: slots.weight > 30, say: Too heavy.}]}
      - {collect: sure, type: yes_no, ask_before_filling: true, ask: "{{ slots.weight }} kg, {{ slots.size }}?"}
      - {say: On its way.}
  pattern_correction:
    steps:
      - noop: true
        next:
          - if: context.is_reset_only
            then: [{action: action_correct_flow_slot, next: END}]
          - else: confirm
      - id: confirm
        collect: confirm_slot_correction
        type: yes_no
        ask: "Change {{ context.corrected_slots | keys | join: ', ' }}?"
        next:
          - if: not slots.confirm_slot_correction
            then: [{say: Left as it was., next: END}]
          - else:
              - action: action_correct_flow_slot
              - action: utter_corrected_previous_input
                next: END
"""


def value(one: Any) -> Answer:
    return Answer("value", one)


def texts(effects: Effects) -> list[str]:
    return [said.text for said in effects.says]


def asked_to_confirm(it: Interpreter, slot: str, new: Any) -> Effects:
    state = it.start(FlowState(), "parcel", scope_of()).state
    for name, one in {"size": "small", "weight": 4}.items():
        state = it.answer(state, {name: value(one)}, scope_of()).state
    return it.correct(state, slot, value(new), scope_of())


def confirmed(it: Interpreter, asked: Effects, answer: bool) -> Effects:
    state = FlowState.from_json(asked.state.to_json())
    return it.answer(state, {"confirm_slot_correction": value(answer)}, scope_of())


def test_the_pattern_of_correction_asks_before_anything_changes() -> None:
    it = interpreter_of(PARCEL)
    asked = asked_to_confirm(it, "weight", 7)
    assert texts(asked) == ["Change weight?"]
    assert asked.state.slots["weight"] == 4


def test_a_confirmed_correction_is_done_where_the_pattern_says_so_and_the_flow_goes_on() -> None:
    it = interpreter_of(PARCEL)
    done = confirmed(it, asked_to_confirm(it, "size", "large"), True)
    assert texts(done) == ["Changed. It's large now.", "4 kg, large?"]
    assert done.state.slots == {"size": "large", "weight": 4}
    over = it.answer(done.state, {"sure": value(True)}, scope_of())
    assert texts(over) == ["On its way."]
    assert over.state.slots == {}


def test_a_correction_that_is_denied_changes_nothing_and_the_question_comes_again() -> None:
    it = interpreter_of(PARCEL)
    kept = confirmed(it, asked_to_confirm(it, "weight", 7), False)
    assert texts(kept) == ["Left as it was.", "4 kg, small?"]
    assert kept.state.slots == {"size": "small", "weight": 4}


def test_a_corrected_value_is_still_rejected_and_can_still_be_gone_back_to() -> None:
    it = interpreter_of(PARCEL)
    refused = confirmed(it, asked_to_confirm(it, "weight", 40), True)
    assert texts(refused)[0] == "Too heavy." and texts(refused)[-1] == "Weight?"
    done = confirmed(it, asked_to_confirm(it, "weight", 7), True)
    back = it.back(done.state, scope_of())
    assert back and texts(back) == ["Weight?"]


def test_stopping_in_a_pattern_stops_the_flow_below_and_names_it() -> None:
    words = (
        "pattern_cancel_flow: {steps: [{action: action_cancel_flow}, {action: utter_flow_cancelled_rasa}]}"
    )
    it = interpreter_of(f"{PARCEL}  {words}\n")
    stopped = it.stop(asked_to_confirm(it, "weight", 7).state, scope_of())
    assert texts(stopped) == ["All right, we leave a parcel there."]
    assert stopped.state.stack == () and stopped.state.slots == {}


def test_an_action_of_a_pattern_does_nothing_in_an_ordinary_flow() -> None:
    it = interpreter_of("flows: {a: {steps: [{action: action_correct_flow_slot}, {collect: x, ask: X?}]}}")
    assert texts(it.start(FlowState(), "a", scope_of())) == ["X?"]


SEVERAL = """
flows:
  first: {name: the first, steps: [{collect: x, ask: X?}]}
  second: {name: the second, steps: [{collect: y, ask: Y?}]}
  third: {name: the third, steps: [{collect: z, ask: Z?}]}
  pattern_continue_interrupted:
    steps:
      - noop: true
        next:
          - {if: context.multiple_flows_interrupted, then: which}
          - else: END
      - id: which
        collect: interrupted_flow_to_continue
        next:
          - if: slots.interrupted_flow_to_continue is not "none"
            then: [{action: action_continue_interrupted_flow, next: END}]
          - else: [{action: action_cancel_interrupted_flows, next: END}]
"""


@pytest.mark.parametrize(
    ("chosen", "heard"), [("the first", ["X?"]), ("The Second", ["Y?"]), ("none", []), ("another", ["Y?"])]
)
def test_of_several_interrupted_flows_the_chosen_one_goes_on(chosen: str, heard: list[str]) -> None:
    it = interpreter_of(SEVERAL)
    state = FlowState()
    for flow in ("first", "second", "third"):
        state = it.start(state, flow, scope_of()).state
    which = it.answer(state, {"z": value("1")}, scope_of())
    assert texts(which) == ["Which one shall we go on with: the second or the first?"]
    on = it.answer(which.state, {"interrupted_flow_to_continue": value(chosen)}, scope_of())
    assert texts(on) == heard


def test_what_calm_says_without_a_file_is_said_here_in_three_languages_and_a_files_own_comes_first() -> None:
    text = "flows: {a: {steps: [{action: utter_can_do_something_else}]}}"
    heard = [
        texts(interpreter_of(text).start(FlowState(), "a", scope_of(one)))[0] for one in ("en", "es", "pt")
    ]
    assert len(set(heard)) == 3
    own = interpreter_of(text, domain="responses: {utter_can_do_something_else: [{text: Ours.}]}")
    assert texts(own.start(FlowState(), "a", scope_of())) == ["Ours."]
    assert check_pack(pack_of(text), ("en", "es", "pt"), ()) == []
    assert all(
        one.variations[0].text.has(lang) for one in CALM_RESPONSES.values() for lang in ("en", "es", "pt")
    )


def test_slots_that_every_calm_assistant_has_are_typed() -> None:
    it = interpreter_of("flows: {a: {steps: [{collect: continue_conversation}]}}")
    state = it.start(FlowState(), "a", scope_of()).state
    assert it.expectations(state, scope_of())[0].type == "yes_no"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("pattern_collect_information", "asks by itself"),
        ("pattern_complete", "Did you mean 'pattern_completed'?"),
        ("pattern_correction", ""),
    ],
)
def test_a_pattern_that_never_runs_is_noted_with_what_happens_instead(name: str, says: str) -> None:
    found = check_pack(pack_of(f"flows: {{{name}: {{steps: [{{say: Hi}}]}}}}"), ("en",), ())
    notes = [one for one in found if one.code == "pattern-not-run"]
    assert [one.level for one in notes] == (["note"] if says else [])
    assert says in "".join(map(str, notes))


def test_a_pattern_that_a_flow_links_to_is_not_noted() -> None:
    text = "flows: {a: {steps: [{link: pattern_chitchat}]}, pattern_chitchat: {steps: [{say: Hi}]}}"
    assert "pattern-not-run" not in {one.code for one in check_pack(pack_of(text), ("en",), ())}


def test_options_are_listed_as_the_language_lists_them() -> None:
    assert listed(["a", "b", "c"], "en", "or") == "a, b, or c"
    assert listed(["a", "b"], "es", "or") == "a o b"
    assert listed(["a"], "pt", "or") == "a"
    assert listed(["a", "b", "c"], "en") == "a, b, and c"
    assert listed(["a", "b"], "pt-BR") == "a e b"
    assert listed([], "es") == ""
