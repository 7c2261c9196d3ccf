from __future__ import annotations

import pytest

from bot.flows.check import check_pack
from bot.flows.findings import Finding
from tests.unit.flows.builders import pack_of


def check(
    text: str,
    attributes: set[str] | None = None,
    languages: tuple[str, ...] = ("en",),
    asked: tuple[str, ...] = (),
    **files: str,
) -> list[Finding]:
    return check_pack(pack_of(text, **files), languages, attributes or set(), asked=asked)


def steps(*lines: str) -> str:
    return "flows:\n  a:\n    steps:\n" + "\n".join(f"      - {line}" for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (steps("{say: Hi, next: END}", "{say: Ho}"), ["5:9 unreachable-step"]),
        (steps("{collect: x, ask: X?, next: [{if: slots.x, then: END}]}"), ["4:9 dead-end"]),
        (steps("{noop: true, next: [{else: END}, {if: 'true', then: END}]}"), ["4:29 early-else"]),
        (steps("{id: x, collect: x, ask: X?, next: x}"), ["4:9 endless-loop"]),
        (steps("{id: x, noop: true, next: [{if: 'true', then: x}, {else: END}]}"), ["4:9 busy-loop"]),
        (steps("{call: a}"), ["4:9 circular-call"]),
        (steps("{say: '{{ slots.dyas }}'}", "{collect: days, ask: D?}"), ["4:15 undefined-slot"]),
        (steps("{noop: true, next: [{if: slots.x, then: END}, {else: END}]}"), ["4:34 undefined-slot"]),
        (steps("{noop: true, next: [{if: europe = 1, then: END}, {else: END}]}"), ["4:34 unknown-name"]),
        (steps("{say: Hi, because: home}"), ["4:28 undefined-fact"]),
        (steps("{say: '{{ customer.home }}'}"), ["4:15 undefined-fact"]),
        (steps("{collect: x, ask: X?, remember: home}"), ["4:41 undefined-fact"]),
        (steps("{action: action_fly}"), ["4:18 unknown-action"]),
        (steps("{action: utter_hi}"), ["4:18 missing-response"]),
        (steps("{collect: x}"), ["4:19 missing-response"]),
        (steps("{follow_up: {in: 1 day, flow: b}}"), ["4:10 unknown-flow"]),
        (steps("{collect: x, type: choice, ask: X?}"), ["4:28 no-options"]),
        (steps("{collect: x, type: yes_no, ask: X?, options: {maybe: M}}"), ["4:55 wrong-option"]),
        (steps("{collect: x, ask: X?, options: {a: " + "x" * 21 + "}}"), ["4:41 long-option"]),
        (steps("{say: " + "x" * 1025 + "}"), ["4:15 long-text"]),
        (steps("{noop: true, next: [{if: true and true or false, then: END}, {else: END}]}"), ["4:34 mixed-condition"]),
    ],
)  # fmt: skip
def test_a_finding_stands_where_the_mistake_is(text: str, expected: list[str]) -> None:
    found = [f for f in check(text) if f.level != "note"]
    assert [f"{f.where.line}:{f.where.column} {f.code}" for f in found] == expected


def test_two_flows_with_one_trigger_are_found() -> None:
    text = """
    flows:
      a: {nlu_trigger: [{intent: go}], steps: [{noop: true}]}
      b: {nlu_trigger: [{intent: go}], steps: [{noop: true}]}
      c: {nlu_trigger: [{intent: go}], if: customer.home, steps: [{noop: true}]}
    """
    assert [f.code for f in check(text, {"home"})] == ["same-trigger"]


def test_a_language_without_its_text_is_found_and_one_text_for_all_is_mentioned() -> None:
    found = check(steps("{say: {en: Hi}}", "{say: Hi}"), languages=("en", "pt"))
    assert [(f.level, f.code) for f in found] == [
        ("error", "missing-translation"),
        ("warning", "one-language"),
    ]


def test_an_asked_fact_that_nothing_uses_is_an_error_and_an_imported_one_a_warning() -> None:
    found = check(steps("{noop: true}"), {"pets", "city"}, asked=("pets",))
    assert {(f.level, f.message.split("'")[1]) for f in found} == {("error", "pets"), ("warning", "city")}


def test_a_remembered_fact_is_not_used_by_being_remembered() -> None:
    assert [f.code for f in check(steps("{collect: x, ask: X?, remember: city}"), {"city"})] == [
        "unused-attribute"
    ]


def test_slots_of_known_actions_are_defined() -> None:
    assert check(steps("{action: action_open_case}", "{say: '{{ slots.case_number }}'}")) == []


def test_an_unknown_action_may_fill_any_slot() -> None:
    found = check(steps("{action: action_fly}", "{say: '{{ slots.altitude }}'}"))
    assert [f.code for f in found] == ["unknown-action"]
