"""Flows of other people, written for CALM, load as they are and go where CALM would go."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers import Answer
from bot.flows.check import check_pack
from bot.flows.effects import Effects, FlowEnded, FlowStarted
from bot.flows.interpreter import Interpreter
from bot.flows.jinja import as_liquid
from bot.flows.payloads import IntentMeant, SetSlots, read_payload
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.flows.templates import compile_template, render
from tests.unit.flows.builders import interpreter_of, pack_of, scope_of


def value(one: Any) -> Answer:
    return Answer("value", one)


def texts(effects: Effects) -> list[str]:
    return [said.text for said in effects.says]


def begun(it: Interpreter, flow: str, **answers: Any) -> FlowState:
    state = it.start(FlowState(), flow, scope_of()).state
    for slot, one in answers.items():
        state = it.answer(state, {slot: value(one)}, scope_of()).state
    return state


# The domain.

CARDS = """
flows:
  replace_card:
    description: the user needs to replace their card
    steps:
      - collect: confirm_correct_card
        next:
          - if: slots.confirm_correct_card
            then:
              - noop:
                next:
                  - if: slots.kind = 'child'
                    then: [{action: utter_child, next: "END"}]
                  - else:
                      - call: pick
                        next: END
          - else:
              - link: pick
  pick:
    description: pick one
    if: False
    steps:
      - collect: kind
      - action: utter_picked
"""
DOMAIN = """
version: "3.1"
intents: [greet]
slots:
  confirm_correct_card: {type: bool, mappings: [{type: from_llm}]}
  kind: {type: categorical, values: [Gold, Child], mappings: [{type: from_llm}]}
  amount: {type: float, min_value: 0, max_value: 1000}
  color: {type: text, initial_value: unspecified}
responses:
  utter_ask_confirm_correct_card: [{text: Is it this card?}]
  utter_ask_kind: [{text: "Which kind, {color}?"}]
  utter_child: [{text: Not for children.}]
  utter_picked: [{text: "{kind} it is."}]
actions: [action_ask_size, {action_other: {send_domain: true}}]
"""


def test_a_domain_types_the_slots_that_flows_ask_for() -> None:
    it = interpreter_of(CARDS, domain=DOMAIN)
    state = begun(it, "replace_card")
    [waited, *_] = it.expectations(state, scope_of())
    assert waited.type == "yes_no"
    done = it.answer(state, {"confirm_correct_card": value(False)}, scope_of())
    assert texts(done) == ["Which kind, unspecified?"]
    assert texts(it.answer(done.state, {"kind": value("gold")}, scope_of())) == ["Gold it is."]
    assert texts(it.answer(done.state, {"kind": value("tin")}, scope_of())) == ["Which kind, unspecified?"]


def test_a_slot_with_an_initial_value_is_not_asked_and_has_it_again_afterwards() -> None:
    flow = "flows: {a: {steps: [{collect: color, ask: C?}, {set_slots: [{color: red}]}, {say: '{{slots.color}}'}]}}"
    it = interpreter_of(flow, domain="slots: {color: {type: text, initial_value: unspecified}}")
    effects = it.start(FlowState(), "a", scope_of())
    assert texts(effects) == ["red"]
    assert dict(effects.state.slots) == {"color": "unspecified"}


def test_an_action_asks_where_no_response_does() -> None:
    flow = "flows: {a: {steps: [{collect: size}, {say: '{{ slots.size }}'}]}}"
    it = interpreter_of(flow, domain=DOMAIN)
    effects = it.start(FlowState(), "a", scope_of())
    assert (effects.pause, effects.action, effects.says) == ("action", "action_ask_size", ())
    waiting = it.go_on(effects.state, scope_of())
    assert (waiting.pause, waiting.says) == ("waiting", ())
    assert it.unclear(waiting.state, scope_of()).action == "action_ask_size"
    assert texts(it.answer(waiting.state, {"size": value("XL")}, scope_of())) == ["XL"]
    assert texts(it.go_on(effects.state, scope_of(), {"size": "S"})) == ["S"]


def test_what_needs_a_language_model_is_accepted_and_noted() -> None:
    pack = pack_of(
        """
        flows:
          a:
            always_include_in_prompt: true
            file_path: x
            ask_confirm_digressions: true
            steps:
              - {collect: x, silence_timeout: 15, dtmf: {length: 6}}
              - {call: book_flight, mcp_server: flights, mapping: {input: []}}
              - {call: booking_agent, exit_if: [slots.x is not null]}
              - {set_slots: [{y: {deep: [1]}}], reset_after_flow_ends: false}
              - {id: check, next: [{if: slots.x, then: END}, {else: END}]}
        """
    )
    assert [f.code for f in pack.findings if f.level == "note"] == ["no-effect"] * 4
    assert [f.code for f in pack.findings if f.level == "warning"] == ["sub-agent"]
    it = Interpreter(pack)
    effects = it.answer(begun_without_words(it), {"x": value("1")}, scope_of())
    assert (effects.pause, effects.action) == ("action", "book_flight")
    assert it.go_on(effects.state, scope_of()).pause == "moment"


def begun_without_words(it: Interpreter) -> FlowState:
    from bot.flows.state import StackFrame, Waiting

    step = next(iter(it.pack.flows["a"].steps))
    return FlowState((StackFrame("a", step),), {}, Waiting("a", step, "x"))


# Responses and buttons.


def test_the_channel_comes_before_conditions_and_equals_are_chosen_by_the_seed() -> None:
    it = interpreter_of(
        "flows: {a: {steps: [{action: utter_x}]}}",
        domain="""
        responses:
          utter_x:
            - {text: one}
            - {text: two}
            - {text: known, condition: slots.known}
            - {text: by sms, channel: sms}
        """,
    )

    def said(seed: str, channel: str = "webchat", **slots: Any) -> str:
        scope = Scope("en", conversation={"channel": channel}, seed=seed)
        return it.start(FlowState(slots=slots), "a", scope).says[0].text

    assert {said(str(n)) for n in range(20)} == {"one", "two"}
    assert said("7") == said("7")
    assert said("7", known=True) == "known"
    assert said("7", "sms", known=True) == "by sms"


@pytest.mark.parametrize(
    ("payload", "meant"),
    [
        ("/SetSlots(a=1)", SetSlots({"a": "1"})),
        ("/SetSlots(amount=100, card_type=credit)", SetSlots({"amount": "100", "card_type": "credit"})),
        ("/SetSlots(a)", None),
        ("/SetSlots(" + ",".join(f"s{n}=1" for n in range(11)) + ")", None),
        ("/mood_great", IntentMeant("mood_great")),
        ('/inform{"insurance": "motor"}', IntentMeant("inform", {"insurance": "motor"})),
        ('/inform{{"insurance": "motor"}}', IntentMeant("inform", {"insurance": "motor"})),
        ("/inform{broken", None),
        ("plain words", None),
        ("", None),
        (None, None),
    ],
)
def test_a_payload_sets_slots_or_names_an_intent(payload: str | None, meant: object) -> None:
    assert read_payload(payload) == meant


def test_a_button_sets_several_slots_of_the_flow_at_once() -> None:
    it = interpreter_of(
        """
        flows:
          a:
            steps:
              - {collect: amount, type: number, ask: How much?}
              - {collect: card, ask: Which card?}
              - {collect: sure, type: yes_no, ask: "{{ slots.amount }} on {{ slots.card }}?"}
        """
    )
    state = begun(it, "a")
    effects = it.set_slots(state, {"amount": "100", "card": "credit", "source": "button"}, scope_of())
    assert texts(effects) == ["100 on credit?"]
    assert effects.state.slots == {"amount": 100, "card": "credit", "source": "button"}
    assert texts(it.set_slots(state, {"card": "credit"}, scope_of())) == ["How much?"]


def test_an_intent_named_outright_starts_its_flow_whatever_the_guard() -> None:
    it = interpreter_of("flows: {a: {if: 'false', nlu_trigger: [{intent: go}], steps: [{noop: true}]}}")
    assert it.triggers("go", 1.0, scope_of()) is None
    assert it.triggers("go", 0.0, scope_of(), is_forced=True) == "a"


def test_a_jinja_template_that_liquid_cannot_say_is_left_out_with_a_warning() -> None:
    pack = pack_of(
        "flows: {a: {steps: [{action: utter_x}]}}",
        domain="""
        responses:
          utter_x:
            - text: "Updating {{ context.slots.items()|list }} now."
              metadata: {rephrase: true, template: jinja}
        """,
    )
    assert [(f.level, f.code) for f in pack.findings] == [("warning", "jinja-template")]
    assert texts(Interpreter(pack).start(FlowState(), "a", scope_of())) == ["Updating  now."]


@pytest.mark.parametrize(
    ("jinja", "liquid"),
    [
        ("{{ a.keys()|join(', ') }}", "{{ a | keys| join: ', ' }}"),
        ("{% if a %}{{ b.values() | length }}{% endif %}", "{% if a %}{{ b | values | size }}{% endif %}"),
        ("{{ a|upper }} | not a place", "{{ a| upcase }} | not a place"),
        ("{{ a.b }}", "{{ a.b }}"),
    ],
)
def test_what_jinja_writes_otherwise_becomes_liquid(jinja: str, liquid: str) -> None:
    assert as_liquid(jinja) == liquid
    assert compile_template(liquid) is not None


def test_keys_and_values_are_those_of_a_mapping_and_of_nothing_else() -> None:
    shown = "{{ a | keys | join: ',' }};{{ a | values | join: ',' }};{{ b | keys | join: ',' }}"
    assert render(shown, {"a": {"x": 1, "y": 2}, "b": "text"}) == "x,y;1,2;"


# Called flows are as if they were part of their caller.

TRANSFER = """
flows:
  transfer:
    steps:
      - {collect: amount, type: number, ask: How much?}
      - call: recipient
      - {id: sure, collect: sure, type: yes_no, ask_before_filling: true, ask: "{{ slots.amount }} to {{ slots.who }}?"}
      - {say: Sent.}
  recipient:
    if: "false"
    steps:
      - {collect: who, type: choice, options: {joe: {title: Joe}, ann: {title: Ann}}, ask: Who?}
      - {collect: when, type: date, ask: When?, next: END}
  balance: {name: check balance, steps: [{collect: account, ask: Which?}, {say: 'Balance.'}]}
"""


def test_slots_of_a_called_flow_are_filled_before_it_is_called() -> None:
    it = interpreter_of(TRANSFER)
    state = begun(it, "transfer")
    assert [e.slot for e in it.expectations(state, scope_of())] == ["amount", "who", "when"]
    effects = it.answer(state, {"amount": value(50), "who": value("joe")}, scope_of())
    assert texts(effects) == ["When?"]


def test_slots_of_a_called_flow_are_corrected_after_it_and_confirmed_again() -> None:
    """What is asked before filling is asked again after a correction, as in CALM."""
    it = interpreter_of(TRANSFER)
    state = begun(it, "transfer", amount=50, who="joe", when="2026-01-01")
    effects = it.correct(state, "who", value("ann"), scope_of())
    assert texts(effects) == ["50 to ann?"]


# Repair.


def test_stopping_ends_only_what_is_under_way_and_the_interrupted_flow_asks_again() -> None:
    it = interpreter_of(TRANSFER)
    state = it.start(begun(it, "transfer", amount=50), "balance", scope_of()).state
    effects = it.stop(state, scope_of())
    assert texts(effects) == ["Who?"]
    assert FlowEnded("balance", False) in effects.events
    caller = it.stop(effects.state, scope_of())
    assert caller.state == FlowState()
    assert it.stop(FlowState(), scope_of()).pause == "done"


def test_skipping_is_declining_and_a_required_question_cannot_be_skipped() -> None:
    steps = '{collect: x, ask: X?, required: %s}, {say: "{{ slots.x }}"}'
    it = interpreter_of("flows: {a: {steps: [" + steps % "false" + "]}}")
    effects = it.skip(begun(it, "a"), scope_of())
    assert effects and texts(effects) == ["declined"]
    it = interpreter_of("flows: {a: {steps: [" + steps % "true" + "]}}")
    assert it.skip(begun(it, "a"), scope_of()) is None
    assert it.skip(FlowState(), scope_of()) is None


def test_returning_to_an_interrupted_flow_keeps_what_can_be_gone_back_to() -> None:
    it = interpreter_of(TRANSFER)
    state = begun(it, "transfer", amount=50)
    state = it.start(state, "balance", scope_of()).state
    state = it.start(state, "transfer", scope_of()).state
    assert [frame.flow for frame in state.stack] == ["balance", "transfer", "recipient"]
    assert it.can_go_back(state)
    back = it.back(state, scope_of())
    assert back and texts(back) == ["How much?"]
    assert texts(it.correct(state, "amount", value(70), scope_of())) == ["Who?"]


@pytest.mark.parametrize(
    ("where", "key", "lets_in"),
    [("step", "force_slot_filling: true", False), ("step", "block_digressions: [other]", True),
     ("step", "block_digressions: [b]", False), ("flow", "block_digressions: true", False), ("flow", "", True)],
)  # fmt: skip
def test_a_question_may_keep_other_flows_out(where: str, key: str, lets_in: bool) -> None:
    flow, step = (f"{key}, " if key else "", "") if where == "flow" else ("", f", {key}")
    text = f"flows: {{a: {{{flow}steps: [{{collect: x, ask: X?{step}}}]}}, b: {{steps: [{{say: B}}]}}}}"
    it = interpreter_of(text)
    assert it.lets_in(begun(it, "a"), "b") is lets_in
    assert it.lets_in(FlowState(), "b")


PATTERNS = """
flows:
  first: {name: the first, steps: [{collect: x, ask: X?}, {say: First done.}]}
  second: {name: the second, steps: [{collect: y, ask: Y?}]}
  silent: {run_pattern_completed: false, steps: [{say: Silent.}]}
  pattern_completed:
    steps:
      - noop: true
        next:
          - {if: '"{{context.previous_flow_name}}" = "the first"', then: [{action: utter_more, next: END}]}
          - else: END
  pattern_continue_interrupted: {steps: [{say: "Back to {{ context.previous_flow_name }}."}]}
  pattern_cancel_flow: {steps: [{action: action_cancel_flow}, {say: "Okay, stopping {{ context.canceled_name }}."}]}
  pattern_skip_question: {steps: [{say: We need that one.}]}
  pattern_cannot_handle: {steps: [{say: "Sorry ({{ context.reason }})."}]}
responses: {utter_more: [{text: Anything else?}]}
"""


def test_patterns_of_the_pack_say_what_calm_would_have_them_say() -> None:
    it = interpreter_of(PATTERNS)
    state = begun(it, "first")
    skipped = it.skip(state, scope_of())
    assert skipped and texts(skipped) == ["We need that one.", "X?"]
    interrupted = it.start(state, "second", scope_of())
    back = it.answer(interrupted.state, {"y": value("1")}, scope_of())
    assert texts(back) == ["Back to the first.", "X?"]
    stopped = it.stop(interrupted.state, scope_of())
    assert texts(stopped) == ["Okay, stopping the second.", "X?"]
    sorry = it.pattern(state, "pattern_cannot_handle", scope_of(), {"reason": "why"})
    assert sorry and texts(sorry) == ["Sorry (why).", "X?"]
    assert FlowState.from_json(interrupted.state.to_json()) == interrupted.state
    assert it.pattern(state, "pattern_clarification", scope_of()) is None


def test_the_pattern_of_completion_comes_after_the_moment_and_not_where_a_flow_declines_it() -> None:
    it = interpreter_of(PATTERNS)
    ended = it.answer(begun(it, "first"), {"x": value("1")}, scope_of())
    assert (texts(ended), ended.pause) == (["First done."], "moment")
    more = it.go_on(FlowState.from_json(ended.state.to_json()), scope_of())
    assert (texts(more), more.pause) == (["Anything else?"], "done")
    silent = it.start(FlowState(), "silent", scope_of())
    assert FlowStarted("pattern_completed") not in it.go_on(silent.state, scope_of()).events


def test_a_pattern_may_end_what_it_interrupted() -> None:
    it = interpreter_of(
        PATTERNS.replace('[{say: "Back', '[{action: action_cancel_interrupted_flows}, {say: "Not back')
    )
    state = it.start(begun(it, "first"), "second", scope_of()).state
    effects = it.answer(state, {"y": value("1")}, scope_of())
    assert texts(effects) == ["Not back to the first."]
    assert effects.state.stack == ()


def test_calms_own_actions_are_known_and_passed_by() -> None:
    pack = pack_of("flows: {a: {steps: [{action: action_listen}, {action: action_run_slot_rejections}]}}")
    assert Interpreter(pack).start(FlowState(), "a", scope_of()).pause == "moment"
    assert check_pack(pack, ("en",), ()) == []
