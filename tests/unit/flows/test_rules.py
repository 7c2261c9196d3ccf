"""Rules that hold for every flow and every conversation, tried on generated ones."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Answer
from bot.flows.effects import Effects
from bot.flows.errors import FlowLoop
from bot.flows.interpreter import Interpreter
from bot.flows.load import load_pack
from bot.flows.state import MAX_TRAIL, FlowState
from tests.unit.flows.builders import scope_of

SLOTS = ("a", "b", "c", "d")
FLOWS = ("one", "two", "three")
VALUES = (1, 2, 30)


def _conditions() -> st.SearchStrategy[str]:
    return st.builds(
        "slots.{} {} {}".format,
        st.sampled_from(SLOTS),
        st.sampled_from([">", "=", "is not"]),
        st.sampled_from(VALUES),
    )


def _next(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    target = st.one_of(st.just("END"), st.sampled_from(["s0", "s1", "s2"]), inner)
    return st.lists(
        st.builds(lambda c, t: {"if": c, "then": t}, _conditions(), target), min_size=1, max_size=2
    )


_collects = st.builds(
    lambda slot, more: {"collect": slot, "type": "number", "ask": f"{slot}?", **more},
    st.sampled_from(SLOTS),
    st.fixed_dictionaries(
        {},
        optional={
            "maximum": st.just(20),
            "ask_before_filling": st.booleans(),
            "reset_after_flow_ends": st.booleans(),
            "remember": st.sampled_from(["fact_a", "fact_b"]),
            "rejections": st.builds(lambda c: [{"if": c, "say": "No."}], _conditions()),
        },
    ),
)
_simple = st.one_of(
    _collects,
    _collects,
    st.just({"say": "Hi {{ slots.a | default: 'you' }}"}),
    st.builds(lambda s, v: {"set_slots": [{s: v}]}, st.sampled_from(SLOTS), st.sampled_from([None, *VALUES])),
    st.just({"action": "action_do"}),
    st.just({"action": "action_open_case"}),
    st.just({"question": "here"}),
    st.just({"treatment": ["t"]}),
    st.just({"handoff": {"reason": "r"}}),
    st.just({"follow_up": {"in": "1 day", "flow": "one"}}),
    st.builds(lambda f: {"call": f}, st.sampled_from(FLOWS)),
    st.builds(lambda f: {"link": f}, st.sampled_from(FLOWS)),
)
_steps = st.lists(
    st.one_of(
        _simple,
        st.builds(lambda n: {"noop": True, "next": n}, _next(st.lists(_simple, min_size=1, max_size=2))),
    ),
    min_size=3,
    max_size=6,
).map(lambda steps: [{"id": f"s{n}", **step} for n, step in enumerate(steps)])
_flow = st.builds(
    lambda steps, kept: {"steps": steps, "persisted_slots": kept},
    _steps,
    st.lists(st.sampled_from(SLOTS), max_size=1),
)
PACKS = st.fixed_dictionaries(dict.fromkeys(FLOWS, _flow))
ANSWERS = st.dictionaries(
    st.sampled_from(SLOTS),
    st.one_of(
        st.builds(Answer, st.just("value"), st.sampled_from(VALUES)),
        st.sampled_from(
            [Answer("declined"), Answer("dont_know"), Answer("unclear"), Answer("value", "words")]
        ),
    ),
    max_size=3,
)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), ANSWERS),
        st.tuples(st.just("answer_it"), st.sampled_from(VALUES)),
        st.tuples(st.just("start"), st.sampled_from(FLOWS)),
        st.tuples(st.just("correct"), st.tuples(st.sampled_from(SLOTS), st.sampled_from(VALUES))),
        st.tuples(st.sampled_from(["unclear", "ask_again", "back", "cancel"]), st.none()),
    ),
    max_size=12,
)


def interpreter_for(flows: dict[str, Any]) -> Interpreter:
    treatments = {"t": {"when": "customer.fact_a is not null", "say": "T."}}
    return Interpreter(load_pack({"flows/x.yml": json.dumps({"flows": flows, "treatments": treatments})}))


def move(it: Interpreter, state: FlowState, verb: str, given: Any) -> Effects:
    scope = scope_of()
    if verb == "answer":
        return it.answer(state, given, scope)
    if verb == "answer_it":
        slot = state.waiting.slot if state.waiting else "a"
        return it.answer(state, {slot: Answer("value", given)}, scope)
    if verb == "start":
        return it.start(state, given, scope)
    if verb == "correct":
        return it.correct(state, given[0], Answer("value", given[1]), scope)
    return getattr(it, verb)(state, scope) or it.ask_again(state, scope)


def settle(it: Interpreter, effects: Effects) -> Effects:
    """Do the actions and pass the moments until somebody has to answer."""
    for _ in range(100):
        if effects.pause not in ("action", "moment"):
            break
        assert effects.state.waiting is None
        results = {"case_number": "C1"} if effects.pause == "action" else {}
        effects = effects.then(it.go_on(effects.state, scope_of(), results))
    return effects


@given(PACKS, MOVES)
@settings(max_examples=80, deadline=None)
def test_no_conversation_breaks_a_flow(flows: dict[str, Any], moves: list[tuple[str, Any]]) -> None:
    it, state = interpreter_for(flows), FlowState()
    for verb, what in [("start", "one"), *moves]:
        try:
            effects = settle(it, move(it, state, verb, what))
        except FlowLoop:
            return
        state = effects.state
        assert FlowState.from_json(json.loads(json.dumps(state.to_json()))) == state
        assert len(state.trail) <= MAX_TRAIL
        assert effects.pause != "done" or not state.stack
        assert (state.waiting is None) or state.waiting.flow == state.stack[-1].flow
        assert all(value is not None for value in state.slots.values())
        if effects.pause == "waiting":
            assert effects.says[-1:] == () or effects.says[-1].kind == "ask"
            assert it.expectations(state, scope_of())[0].slot == state.waiting.slot  # type: ignore[union-attr]


@given(PACKS, MOVES)
@settings(max_examples=80, deadline=None)
def test_a_known_slot_is_never_asked(flows: dict[str, Any], moves: list[tuple[str, Any]]) -> None:
    it, state = interpreter_for(flows), FlowState()
    for verb, what in [("start", "one"), *moves]:
        with suppress(FlowLoop):
            state = settle(it, move(it, state, verb, what)).state
        if state.waiting:
            assert state.waiting.slot not in state.slots


@given(PACKS, st.permutations(SLOTS), st.lists(st.sampled_from(VALUES), min_size=4, max_size=8))
@settings(max_examples=80, deadline=None)
def test_going_back_and_answering_the_same_leads_to_the_same_place(
    flows: dict[str, Any], slots: list[str], answers: list[int]
) -> None:
    """As long as the flow waits in between: what an action has done is not taken back."""
    asks = [{"collect": slot, "type": "number", "ask": f"{slot}?"} for slot in slots]
    steps = [step for pair in zip(asks, flows["one"]["steps"], strict=False) for step in pair]
    flows = {**flows, "one": {"steps": [{**step, "id": f"s{n}"} for n, step in enumerate(steps)]}}
    it, state = interpreter_for(flows), FlowState()
    with suppress(FlowLoop):
        state = settle(it, it.start(state, "one", scope_of())).state
        for answer in answers:
            if state.waiting is None:
                return
            there = it.answer(state, {state.waiting.slot: Answer("value", answer)}, scope_of())
            _check_back_and_forth(it, state, Answer("value", answer), there)
            state = settle(it, there).state


def _check_back_and_forth(it: Interpreter, here: FlowState, answer: Answer, there: Effects) -> None:
    """Only where the answer was taken and the flow waits again is there something to go back to."""
    if there.pause != "waiting" or len(there.state.trail) <= len(here.trail):
        return
    before = it.back(there.state, scope_of())
    assert before is not None and here.waiting is not None
    again = it.answer(before.state, {here.waiting.slot: answer}, scope_of())
    assert again.state == there.state
    assert [said.text for said in again.says if said.kind == "ask"] == [
        said.text for said in there.says if said.kind == "ask"
    ]


@given(PACKS, MOVES)
@settings(max_examples=50, deadline=None)
def test_the_same_conversation_always_goes_the_same_way(
    flows: dict[str, Any], moves: list[tuple[str, Any]]
) -> None:
    it = interpreter_for(flows)
    first = second = FlowState()
    with suppress(FlowLoop):
        for verb, what in [("start", "one"), *moves]:
            one = settle(it, move(it, first, verb, what))
            two = settle(it, move(it, FlowState.from_json(second.to_json()), verb, what))
            assert one == two
            first, second = one.state, two.state


@given(PACKS, MOVES)
@settings(max_examples=50, deadline=None)
def test_cancelling_leaves_only_what_outlives_flows(
    flows: dict[str, Any], moves: list[tuple[str, Any]]
) -> None:
    it, state = interpreter_for(flows), FlowState()
    with suppress(FlowLoop):
        for verb, what in [("start", "one"), *moves]:
            state = settle(it, move(it, state, verb, what)).state
        effects = it.cancel(state, scope_of())
        assert (effects.state.stack, effects.state.waiting, effects.state.trail) == ((), None, ())
        assert effects.state.done == ()
