"""One flow, two renderers: the bot's replies and the agent's screen lead through the same conversation."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Answer
from bot.flows.agent_view import AgentView, Learned, agent_view, view_of_state
from bot.flows.choosing import chosen
from bot.flows.effects import Effects, Event, SlotSet
from bot.flows.errors import FlowLoop
from bot.flows.interpreter import Interpreter
from bot.flows.state import FlowState
from bot.messages import Reply, read_choice
from tests.unit.flows.builders import interpreter_of, scope_of
from tests.unit.flows.test_rules import PACKS, SLOTS, interpreter_for, settle

PASS = """
flows:
  travel_pass:
    title: {en: A travel pass}
    steps:
      - id: where
        collect: destination
        type: choice
        remember: travel_destination
        required: true
        ask: {en: Where to?}
        agent: {en: Ask before naming a price.}
        options: {europe: {title: Europe}, moon: {title: The moon}}
        next: [{if: slots.destination = "moon", then: nobody}, {else: days}]
      - {id: days, collect: days, type: number, maximum: 60, ask: How many days?}
      - {id: sure, collect: sure, type: yes_no, ask: "{{ slots.days }} days. Sure?"}
      - {id: done, treatment: [traveller], next: END}
      - {id: nobody, handoff: {reason: far, say: I'll get somebody.}}
treatments:
  traveller: {when: customer.travel_destination = "europe", because: [travel_destination], say: For Europe then.}
"""


def value(one: Any) -> Answer:
    return Answer("value", one)


def test_an_agent_sees_the_words_the_direction_and_where_each_option_leads() -> None:
    it = interpreter_of(PASS)
    view = agent_view(it, it.start(FlowState(), "travel_pass", scope_of()), scope_of())
    [line] = view.lines
    assert (line.text, line.direction) == ("Where to?", "Ask before naming a price.")
    assert [(c.value, c.leads_to.words if c.leads_to else None) for c in view.choices] == [
        ("europe", "How many days?"),
        ("moon", "I'll get somebody."),
    ]
    moon = view.choices[1].leads_to
    assert moon and (moon.pause, moon.step) == ("handoff", "nobody")
    assert view.entry and (view.entry.slot, view.entry.can_skip, view.can_go_back) == (
        "destination",
        False,
        False,
    )
    assert view.under_way == ("A travel pass",)


def test_an_agent_sees_what_became_known_and_what_can_be_corrected() -> None:
    it = interpreter_of(PASS)
    state = it.start(FlowState(), "travel_pass", scope_of()).state
    view = agent_view(it, it.answer(state, {"destination": value("europe")}, scope_of()), scope_of())
    assert view.learned == (Learned("travel_destination", "europe"),)
    assert [(k.slot, k.value, k.at) for k in view.known] == [("destination", "europe", "travel_pass.where")]
    assert view.can_go_back
    assert view.entry and (view.entry.type, view.entry.maximum) == ("number", 60)


def test_a_treatment_is_named_and_owed() -> None:
    it = interpreter_of(PASS)
    state = it.start(FlowState(), "travel_pass", scope_of()).state
    for slot, one in (("destination", "europe"), ("days", 3), ("sure", True)):
        effects = it.answer(state, {slot: value(one)}, scope_of(travel_destination="europe"))
        state = effects.state
    view = agent_view(it, effects, scope_of(travel_destination="europe"))
    assert view.treatments == ("traveller",)
    assert view.lines[-1].because == "travel_destination"


def test_opening_the_page_again_shows_the_pending_ask_and_changes_nothing() -> None:
    it = interpreter_of(PASS)
    effects = it.start(FlowState(), "travel_pass", scope_of())
    assert view_of_state(it, effects.state, scope_of()) == agent_view(it, effects, scope_of())
    assert view_of_state(it, FlowState(), scope_of()).entry is None


# Both renderers through generated flows.


@dataclass
class Hand:
    """Somebody who leads a conversation by what one renderer shows, and the traces it leaves."""

    it: Interpreter
    state: FlowState = field(default_factory=FlowState)
    events: list[Event] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    moments: int = 0

    def take(self, effects: Effects) -> None:
        self.moments += effects.pause == "moment"
        effects = settle(self.it, effects)
        self.state = effects.state
        self.events += effects.events
        self.show(effects)

    def show(self, effects: Effects) -> None: ...

    def answer(self, given: Answer) -> None:
        if self.state.waiting is not None:
            self.take(self.it.answer(self.state, {self.state.waiting.slot: given}, scope_of()))


class BotHand(Hand):
    """Knows only the replies: presses their buttons, types where there are none."""

    def show(self, effects: Effects) -> None:
        self.replies = [Reply(s.kind, s.text, s.options, s.flow, s.step, agent=s.agent) for s in effects.says]
        self.said += [reply.text for reply in self.replies]
        for event in effects.events:
            if isinstance(event, SlotSet) and event.remember and event.value is not None:
                self.facts[event.remember] = event.value

    def press(self, number: int, words: str) -> None:
        options = self.replies[-1].options if self.replies else ()
        expected = self.it.expectations(self.state, scope_of())
        if not expected:
            return
        pressed = read_choice(options[number % len(options)].payload) if options else None
        self.answer(chosen(pressed[1] if pressed else words, expected[0]))


class AgentHand(Hand):
    """Knows only the agent's screen."""

    view: AgentView

    def show(self, effects: Effects) -> None:
        self.view = agent_view(self.it, effects, scope_of())
        self.said += [line.text for line in self.view.lines]
        self.facts |= {one.attribute: one.value for one in self.view.learned}

    def press(self, number: int, words: str) -> None:
        expected = self.it.expectations(self.state, scope_of())
        if self.view.entry is None or not expected:
            return
        choices = self.view.choices
        self.answer(chosen(choices[number % len(choices)].value if choices else words, expected[0]))


MOVES = st.lists(
    st.one_of(
        st.tuples(
            st.just("press"), st.integers(0, 4), st.sampled_from(["1", "2", "30", "words", "declined"])
        ),
        st.tuples(st.sampled_from(["back", "stop", "skip", "unclear"]), st.just(0), st.just("")),
        st.tuples(st.just("correct"), st.integers(0, 3), st.sampled_from(["1", "2", "30"])),
        st.tuples(st.just("start"), st.integers(0, 2), st.just("")),
    ),
    max_size=10,
)


def do(hand: Hand, verb: str, number: int, words: str) -> None:
    it, scope = hand.it, scope_of()
    if verb == "press":
        hand.press(number, words)  # type: ignore[attr-defined]
    elif verb == "correct":
        hand.take(it.correct(hand.state, SLOTS[number], value(int(words)), scope))
    elif verb == "start":
        hand.take(it.start(hand.state, ("one", "two", "three")[number], scope))
    elif (effects := getattr(it, verb)(hand.state, scope)) is not None:
        hand.take(effects)


@given(PACKS, MOVES)
@settings(max_examples=80, deadline=None)
def test_both_renderers_give_the_same_facts_decisions_questions_and_history(
    flows: dict[str, Any], moves: list[tuple[str, int, str]]
) -> None:
    it = interpreter_for(flows)
    bot, agent = BotHand(it), AgentHand(it)
    with suppress(FlowLoop):
        for verb, number, words in [("start", 0, ""), *moves]:
            do(bot, verb, number, words)
            do(agent, verb, number, words)
            assert bot.events == agent.events
            assert (bot.facts, bot.said, bot.moments) == (agent.facts, agent.said, agent.moments)
            assert bot.state == agent.state
            assert {known.slot: known.value for known in agent.view.known} == agent.state.slots
            assert (agent.view.entry is None) == (bot.state.waiting is None)
            assert [c.payload for c in agent.view.choices] == [
                o.payload for o in (bot.replies[-1].options if bot.replies else ())
            ]


@given(PACKS, MOVES)
@settings(max_examples=40, deadline=None)
def test_where_an_option_leads_is_where_pressing_it_goes(
    flows: dict[str, Any], moves: list[tuple[str, int, str]]
) -> None:
    hand = AgentHand(interpreter_for(flows))
    with suppress(FlowLoop):
        for verb, number, words in [("start", 0, ""), *moves]:
            do(hand, verb, number, words)
            for choice in hand.view.choices:
                [waited, *_] = hand.it.expectations(hand.state, scope_of())
                answer = {waited.slot: chosen(choice.value, waited)}
                effects = hand.it.answer(hand.state, answer, scope_of())
                if choice.leads_to:
                    assert choice.leads_to.pause == effects.pause
                    assert choice.leads_to.words == (effects.says[0].text if effects.says else "")
