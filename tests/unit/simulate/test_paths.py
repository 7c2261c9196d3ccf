"""The walk takes every branch, with a customer for whom it is true, and says what it left out."""

from __future__ import annotations

from functools import cache

import pytest

from bot.dialogue.content import Content, load_content
from bot.simulate.paths.path import Path, Walk
from bot.simulate.paths.walking import UnknownFlowName, Walker
from bot.store.content import read_files
from tests.product import CONTENT

FLOWS = """
flows:
  tried:
    name: Tried
    description: A flow to walk.
    steps:
      - id: first
        noop: true
        next:
          - if: customer.tier = "most_valuable"
            then: valued
          - if: customer.lines > 3
            then: many
          - else: amount
      - id: valued
        say: {en: "You matter."}
        next: amount
      - id: many
        say: {en: "So many in {{ customer.city }}."}
      - id: amount
        collect: amount
        type: number
        minimum: 1
        ask: {en: "How many?"}
        rejections: [{if: slots.amount > 9, say: {en: "Too many."}}]
        next:
          - if: slots.amount >= 5
            then: a_lot
          - else: looks
      - id: a_lot
        handoff: {reason: a lot, say: {en: "I call someone."}}
      - id: looks
        action: action_look_up_bill
        next:
          - if: slots.bill_amount > slots.bill_previous
            then: more
          - else: same
      - id: more
        say: {en: "It is more."}
        next: END
      - id: same
        say: {en: "It is the same."}
"""


@cache
def content() -> Content:
    return load_content({**read_files(CONTENT), "flows/tried.yml": FLOWS})


@cache
def walked(flow: str = "tried", most: int = 200) -> Walk:
    return Walker(content(), flow, "en").walk(most)


def ends(found: Walk, step: str) -> list[Path]:
    return [path for path in found.paths if f"tried.{step}" in path.steps]


def test_every_branch_is_taken_by_a_customer_for_whom_it_is_true() -> None:
    found = walked()
    assert (found.missed, found.unwalked) == ((("many", "amount"),), 0)
    assert {path.profile.get("customer.tier") for path in ends(found, "valued")} == {"most_valuable"}
    assert all(path.profile["customer.lines"] > 3 for path in ends(found, "many"))
    assert {path.moves[-1].effects.pause for path in ends(found, "a_lot")} == {"handoff"}


def test_what_an_action_may_find_is_tried_too() -> None:
    told = {said.text for path in walked().paths for move in path.moves for said in move.effects.says}
    assert {"It is more.", "It is the same.", "Too many."} <= told


def test_a_text_that_cannot_be_filled_in_for_some_customer_is_a_problem() -> None:
    problems = {path.problem for path in walked().paths if path.problem}
    assert len(problems) == 1 and "tried.many" in problems.pop()


def test_a_walk_is_bounded_and_says_what_it_left() -> None:
    found = walked("plan_advice", 3)
    assert len(found.paths) <= 6
    assert found.unwalked > 0


def test_a_few_paths_take_all_branches_that_were_taken() -> None:
    found = walked()
    few = found.covering()
    assert len(few) < len(found.paths)
    taken = {branch for path in found.paths for branch in path.branches}
    assert {branch for path in few for branch in path.branches} == taken


def test_both_renderings_say_the_same() -> None:
    walker = Walker(content(), "travel_pass", "es")
    for path in walker.walk(20).paths:
        for move in path.moves:
            view = walker.view(move)
            assert [line.text for line in view.lines] == [said.text for said in move.effects.says]


@pytest.mark.parametrize("flow", ["call_back", "check_in", "travel_pass", "welcome"])
def test_the_demo_companys_flows_are_walked_whole(flow: str) -> None:
    found = walked(flow)
    assert (found.missed, found.unwalked) == ((), 0)
    assert [path.problem for path in found.paths if path.problem] == []


def test_an_unknown_flow_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownFlowName, match="travel_pass"):
        Walker(content(), "no_such_flow", "en")


FROM_OUTSIDE = """
flows:
  paid:
    description: Written for CALM, with an action that we do not have.
    steps:
      - call: which
      - action: action_pay
        next:
          - {if: not slots.has_paid, then: [{action: utter_sorry}, {set_slots: [{has_paid: null}], next: END}]}
          - {if: slots.method = 'card', then: by_card}
          - else: otherwise
      - {id: by_card, action: utter_card, next: END}
      - {id: otherwise, action: utter_other}
  which:
    description: Only called.
    if: false
    steps:
      - collect: method
      - {collect: pin, rejections: [{if: 'not slots.pin matches "^[0-9]{4}$"', utter: utter_digits}]}
  greeted:
    description: It looks at a slot that was set before it began.
    steps:
      - noop: true
        next:
          - {if: slots.cards = 1, then: [{action: utter_card, next: END}]}
          - else: [{action: utter_other, next: END}]
responses:
  utter_ask_method: [{text: How?}]
  utter_ask_pin: [{text: And the code?}]
  utter_digits: [{text: Four digits.}]
  utter_sorry: [{text: That failed.}]
  utter_card: [{text: By card.}]
  utter_other: [{text: Otherwise.}]
"""


@pytest.mark.parametrize("flow", ["paid", "which", "greeted"])
def test_what_something_outside_would_set_is_tried_each_way(flow: str) -> None:
    content = load_content({**read_files(CONTENT), "flows/outside.yml": FROM_OUTSIDE})
    found = Walker(content, flow, "en").walk(50)
    assert found.missed == ()
    assert not [path.problem for path in found.paths if path.problem]


SEVERAL = """
flows:
  several:
    name: Several
    description: A step that takes several.
    steps:
      - collect: services
        type: choices
        ask: {en: "Which?"}
        options: {tv: {title: {en: TV}}, calls: {title: {en: Calls}}, internet: {title: {en: Internet}}}
        next:
          - if: slots.services contains "tv" and slots.services contains "internet"
            then:
              - say: {en: "Both."}
                next: END
          - if: slots.services contains "tv"
            then:
              - say: {en: "TV."}
                next: END
          - else:
              - say: {en: "Neither."}
                next: END
"""


def test_several_options_are_tried_alone_and_together() -> None:
    pack = load_content({**read_files(CONTENT), "flows/several.yml": SEVERAL})
    walker = Walker(pack, "several", "en")
    found = walker.walk(50)
    assert not found.missed
    moves = [move for path in found.paths for move in path.moves]
    assert {"Both.", "TV.", "Neither."} <= {said.text for move in moves for said in move.effects.says}
    assert {"services: tv", "services: tv,internet"} <= {one.done for one in moves}
    first = walker.view(found.paths[0].moves[0])
    assert [choice.leads_to for choice in first.choices] == [None, None, None]
