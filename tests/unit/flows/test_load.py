from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.errors import ContentErrors
from bot.flows.flow_loader import KINDS
from bot.flows.load import load_pack
from bot.flows.model import Trigger
from tests.unit.flows.builders import mistakes_of, pack_of

CALM = """
version: "3.1"
flows:
  transfer_money:
    name: transfer money
    description: send money to another account
    always_include_in_prompt: false
    run_pattern_completed: true
    if: slots.authenticated and context.channel is not "voice"
    nlu_trigger:
      - intent: transfer
      - intent: {name: send_money, confidence_threshold: 0.8}
    persisted_slots: [recipient]
    steps:
      - collect: recipient
        description: the name of the person
        utter: utter_who
      - id: ask_amount
        collect: amount
        ask_before_filling: true
        reset_after_flow_ends: false
        force_slot_filling: true
        rejections:
          - if: slots.amount < 1
            utter: utter_too_little
        next:
          - if: slots.amount > 100 or slots.amount = 100
            then:
              - action: action_check
                next:
                  - if: not slots.has_funds
                    then:
                      - action: utter_no_funds
                      - set_slots:
                          - amount: null
                          - tries: 2
                        next: ask_amount
                  - else: confirm
          - else: confirm
      - id: confirm
        collect: sure
        next: done
      - id: done
        noop: true
        metadata: {x: 10, y: 20}
        next:
          - if: slots.sure
            then:
              - call: audit
                next: END
          - else:
              - link: audit
  audit:
    description: write it down
    if: False
    steps:
      - action: action_audit
responses:
  utter_who:
    - text: "To whom?"
      buttons: [{title: "Joe", payload: "/SetSlots(recipient=Joe)"}]
  utter_too_little:
    - text: "At least one."
      condition: [{type: slot, name: known, value: true}]
    - text: "{amount} is too little."
"""


def test_a_calm_file_loads_as_it_is() -> None:
    pack = pack_of(CALM)
    flow = pack.flows["transfer_money"]
    assert [(f.level, f.code) for f in pack.findings] == [("note", "no-effect")]
    assert flow.triggers == (Trigger("transfer"), Trigger("send_money", 0.8))
    assert list(flow.steps) == [
        "0_collect_recipient", "ask_amount", "2_action_action_check", "3_action_utter_no_funds", "4_set_slots",
        "confirm", "done", "7_call_audit", "8_link_audit",
    ]  # fmt: skip
    assert not pack.flows["audit"].is_open({})


def test_a_link_has_nothing_after_it() -> None:
    assert pack_of(CALM).flows["transfer_money"].steps["8_link_audit"].following is None


def test_a_duration_is_a_number_and_a_unit() -> None:
    pack = pack_of(
        """
        flows:
          a: {steps: [{treatment: t}]}
        """,
        treatments="treatments: {t: {follow_up: {in: 36 hours, channel: sms, flow: a, reason: r}}}",
    )
    later = pack.treatments["t"].follow_up
    assert later and later.delay == timedelta(hours=36)


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("flows:\n  a:\n    steps:\n      - sya: Hi", "4:9", "Did you mean 'say'?"),
        ("flows:\n  a:\n    steps:\n      - say: Hi\n        nxt: END", "5:9", "Did you mean 'next'?"),
        ("flows:\n  a:\n    steps:\n      - {say: Hi, next: hlo}\n      - {id: hello, say: Yo}", "4:25", "'hello'?"),
        ("flows:\n  a:\n    steps:\n      - link: ab\n  abc:\n    steps: [{noop: true}]", "4:15", "mean 'abc'?"),
        ("flows:\n  a:\n    steps:\n      - call: b", "4:15", "there is no flow 'b'"),
        ("flows:\n  a:\n    steps:\n      - treatment: [b]", "4:20", "there is no treatment 'b'"),
        ("flows:\n  a:\n    if: slots.x >\n    steps: [{noop: true}]", "3:18", "stops too early"),
        ("flows:\n  a:\n    steps:\n      - say: '{{ x'", "4:14", "not valid Liquid"),
        ("flows:\n  a:\n    steps:\n      - say: {en: Hi, english: Ho}", "4:23", "not a language"),
        ("flows:\n  a:\n    steps:\n      - say: Hi\n        collect: x", "4:9", "Make it two steps"),
        ("flows:\n  a:\n    steps:\n      - {id: x, noop: true}\n      - {id: x, noop: true}", "5:10", "twice"),
        ("flows:\n  a:\n    steps:\n      - collect: x\n        type: nubmer", "5:15", "Did you mean 'number'?"),
        ("flows:\n  a:\n    steps:\n      - collect: x\n        minimum: low", "5:18", "must be a number"),
        ("flows:\n  a:\n    steps:\n      - follow_up: {in: soon, flow: a}", "4:21", "'3 days'"),
        ("flows:\n  a:\n    steps: []", "2:3", "no steps"),
        ("flows:\n  a: 3", "2:3", "not a mapping"),
        ("flows: [a]", "1:8", "must map names"),
        ("flows:\n  a: {steps: [{noop: true}]}\n  a: {steps: [{noop: true}]}", "3:3", "twice"),
        ("- flows", "1:1", "not a mapping"),
        ("flows: {", "2:1", "not valid YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_where_it_stands_and_how_to_mend_it(text: str, where: str, words: str) -> None:
    found = mistakes_of(text)
    assert [str(f.where) for f in found] == [f"flows/a.yml:{where}"], found
    assert words in str(found[0])


def test_every_mistake_is_reported_not_only_the_first() -> None:
    found = mistakes_of(
        """
        flows:
          a:
            steps:
              - say: "{{ x"
              - colect: y
              - noop: true
                next: nowhere
          b:
            if: "(("
            steps: [{action: x}, 3]
        """
    )
    assert [f.code for f in found] == [
        "broken-template", "no-kind", "unknown-step", "wrong-type", "broken-condition"
    ]  # fmt: skip
    files = {"flows/a.yml": "flows:\n  a:\n    steps:\n      - say: '{{'", "flows/b.yml": "- x"}
    with pytest.raises(ContentErrors, match=r"flows/a.yml:4:14(.|\n)*flows/b.yml:1:1"):
        load_pack(files)


def test_a_flow_in_two_files_is_reported_with_the_other_place() -> None:
    flow = "flows:\n  a:\n    steps: [{noop: true}]"
    with pytest.raises(ContentErrors, match=r"flows/b.yml:2:3: 'a' is already in flows/a.yml:2:3"):
        load_pack({"flows/a.yml": flow, "flows/b.yml": flow})


def test_an_unknown_key_unlike_any_other_is_only_a_warning() -> None:
    [finding] = pack_of("flows: {a: {steps: [{noop: true, silence_timeout: 3}]}}").findings
    assert (finding.level, finding.code) == ("warning", "unknown-key")


def test_files_of_other_rooms_are_left_alone() -> None:
    pack = load_pack(
        {"company.yml": "company: {name: x}", "questions/a.yml": "questions: {q: {}}", "texts.yml": ""}
    )
    assert pack.flows == {}


_KEYS = (
    "id",
    "next",
    "if",
    "then",
    "else",
    "ask",
    "options",
    "type",
    "rejections",
    "agent",
    "en",
    "es",
    "title",
)
_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5),
        st.sampled_from(["", "a", "END", "{{ x }}", "slots.a", "here"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*KINDS, *_KEYS]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@given(
    _VALUES,
    st.dictionaries(
        st.sampled_from(["if", "title", "nlu_trigger", "persisted_slots", "offered_when"]), _VALUES
    ),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_loads_or_is_reported(steps: Any, more: dict[str, Any]) -> None:
    content = {
        "flows": {"a": {**more, "steps": steps}},
        "treatments": {"t": steps},
        "responses": {"utter_a": steps},
    }
    try:
        load_pack({"flows/a.yml": json.dumps(content)})
    except ContentErrors as error:
        assert all(finding.where.line >= 1 and finding.message for finding in error.findings)


@given(st.text(":-{}[]'\"\n ab#&*!|>%@", max_size=60))
def test_any_text_is_a_file_or_is_reported(text: str) -> None:
    try:
        load_pack({"flows/a.yml": text})
    except ContentErrors as error:
        assert error.findings
