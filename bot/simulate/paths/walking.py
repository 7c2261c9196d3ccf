"""The walk: at each branch that a fact decides, a customer for each side of it; at each ask, an answer for each way.

Ways are walked so that what was tried least comes next; the walk is bounded, and says what it left out.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, product
from typing import Any

from bot.answers import Answer
from bot.dialogue.content import Content
from bot.errors import DriplineError
from bot.flows.actions import ACTION_SLOTS, CALM_ACTIONS
from bot.flows.agent_view import AgentView, agent_view
from bot.flows.effects import Effects, FlowStarted, StepEntered, TreatmentUsed
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.flows.steps.action import Action
from bot.flows.steps.collect import Collect
from bot.simulate.paths.candidates import Candidates
from bot.simulate.paths.path import FAILS, REFUSES, Branch, Move, Path, Walk, branches_of, branches_taken
from bot.simulate.paths.probing import Probing

_LONGEST = 40
_TURNS_FOR_A_PATH = 20
_SHOWN_CONVERSATION: Mapping[str, Any] = {"channel": "webchat", "hour": 15, "weekday": "monday"}


class UnknownFlowName(DriplineError):
    """There is no flow '{flow}'. There are: {known}."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A path under way: the next turn is `act` on `state`, with `decided` known or known to be unknown."""

    state: FlowState
    act: tuple[str, Any]
    decided: Mapping[str, Any]
    moves: tuple[Move, ...] = ()
    trail: tuple[str, ...] = ()


class Walker:
    """One flow of one content, in one language."""

    def __init__(self, content: Content, flow: str, language: str) -> None:
        if flow not in content.pack.flows:
            raise UnknownFlowName(flow=flow, known=", ".join(sorted(content.pack.flows)))
        self._content, self._flow, self._language = content, flow, language
        self._interpreter = Probing(content.pack)
        self._candidates = Candidates(content, flow)
        self._tried: Counter[tuple[str, ...]] = Counter()
        self._waiting: list[tuple[int, int, int, tuple[str, ...], _Way]] = []
        self._order = count()
        self._found: dict[tuple[str, ...], Path] = {}
        self._alike: Counter[tuple[Any, ...]] = Counter()
        self._wanted: frozenset[str] = frozenset()

    def walk(self, most: int) -> Walk:
        """At most so many paths; a way that leads along known steps again is no new path."""
        self._later(("start",), _Way(FlowState(), ("start", self._flow), {}))
        for slots in self._set_before():
            self._later(("start", repr(slots)), _Way(FlowState(slots=slots), ("start", self._flow), {}))
        self._walk(most, most * _TURNS_FOR_A_PATH)
        if missed := self._missed():
            self._prefer(self._names_at(missed))
            self._walk(most * 2, most * _TURNS_FOR_A_PATH)
        paths = tuple(self._found.values())
        every = branches_of(self._content.pack.flows[self._flow])
        return Walk(self._flow, paths, len(every), tuple(sorted(self._missed())), len(self._waiting))

    def _set_before(self) -> Iterator[dict[str, Any]]:
        """Where no action that we do not have may set a slot that nobody sets, it was set before the flow."""
        steps = self._content.pack.flows[self._flow].steps.values()
        if any(isinstance(step, Action) and not _is_known(step) for step in steps):
            return
        for slot in self._candidates.set_by_nobody():
            yield from ({slot: value} for value in self._candidates.of_slot(slot))

    def _walk(self, most: int, turns: int) -> None:
        while self._waiting and len(self._found) < most and turns:
            alike, tried, order, decision, way = heapq.heappop(self._waiting)
            if self._tried[decision] > tried:
                heapq.heappush(self._waiting, (alike, self._tried[decision], order, decision, way))
                continue
            self._tried[decision] += 1
            turns -= 1
            self._turn(way)

    def _missed(self) -> set[Branch]:
        taken = {branch for path in self._found.values() for branch in path.branches}
        return branches_of(self._content.pack.flows[self._flow]) - taken

    def _names_at(self, missed: set[Branch]) -> frozenset[str]:
        """What the branches that were missed depend on."""
        steps = self._content.pack.flows[self._flow].steps
        return frozenset(
            name
            for step, target in missed
            for branch in steps[step].next
            if branch.condition and (branch.target or "END") == target
            for name in branch.condition.names()
        )

    def _prefer(self, names: frozenset[str]) -> None:
        """From now on ways that know most of these come first."""
        self._wanted = names
        waiting = [
            (self._rank(way, alike), 0, order, one, way) for alike, _, order, one, way in self._waiting
        ]
        self._waiting = waiting
        heapq.heapify(self._waiting)

    def _rank(self, way: _Way, alike: int) -> int:
        slots = {f"slots.{name}" for name in way.state.slots}
        known = {name for name, value in way.decided.items() if value is not None}
        return alike - 10 * len(self._wanted & (slots | known))

    def view(self, move: Move) -> AgentView:
        """The agent's rendering of a turn; the bot's is the words of the same effects."""
        return agent_view(self._interpreter, move.effects, move.scope)

    def _later(self, decision: tuple[str, ...], way: _Way) -> None:
        """Ways that came along the same steps to the same decision wait until others have been walked."""
        alike = (way.trail, repr(way.act), decision)
        self._alike[alike] += 1
        rank = self._rank(way, self._alike[alike])
        heapq.heappush(self._waiting, (rank, self._tried[decision], next(self._order), decision, way))

    def _turn(self, way: _Way) -> None:
        """Take the turn; where a fact is missing that decides something, take it once for each value instead."""
        self._interpreter.listen(frozenset(way.decided))
        scope = self._scope(way.decided)
        try:
            effects = self._act(way, scope)
        except DriplineError as error:
            if not self._fork(way):
                self._end(replace(way, trail=way.trail + self._entered()), FAILS, problem=str(error))
            return
        if self._fork(way):
            return
        trail = way.trail + self._entered()
        move = Move(_told(way.act), effects, scope)
        self._go_on(replace(way, state=effects.state, moves=(*way.moves, move), trail=trail), effects)

    def _entered(self) -> tuple[str, ...]:
        """The steps and treatments of this turn, in order."""
        found = []
        for event in self._interpreter.events:
            if isinstance(event, StepEntered):
                found.append(f"{event.flow}.{event.step}")
            elif isinstance(event, TreatmentUsed):
                found.append(f"({event.treatment})")
        return tuple(found)

    def _act(self, way: _Way, scope: Scope) -> Effects:
        kind, what = way.act
        if kind == "start":
            return self._interpreter.start(way.state, what, scope)
        if kind == "answer":
            slot, value = what
            told = Answer(value) if value in ("declined", "dont_know") else Answer("value", value)
            return self._interpreter.answer(way.state, {slot: told}, scope)
        return self._interpreter.go_on(way.state, scope, what)

    def _fork(self, way: _Way) -> bool:
        """Whether something had to be decided first. In a flow that is only called, one value is enough."""
        name = next(iter(self._interpreter.missed), None)
        if name is None:
            return False
        values = self._candidates.of_name(name)
        if way.state.stack and not self._is_inside(way.state):
            values = values[:1]
        for value in values:
            self._later((name, repr(value)), replace(way, decided={**way.decided, name: value}))
        return True

    def _go_on(self, way: _Way, effects: Effects) -> None:
        elsewhere = self._elsewhere(effects)
        if elsewhere:
            self._end(way, f"goes on in {elsewhere}")
        elif effects.pause == "done":
            self._end(way, "ends")
        elif effects.pause == "handoff":
            self._end(way, "hands over to a person")
        elif len(way.moves) >= _LONGEST:
            self._end(way, f"goes on after {_LONGEST} turns")
        elif effects.pause == "moment":
            self._later(("moment",), replace(way, act=("moment", None)))
        elif effects.pause == "action":
            self._after_action(way, str(effects.action))
        else:
            self._answers(way, effects)

    def _after_action(self, way: _Way, action: str) -> None:
        if action not in ACTION_SLOTS:
            self._after_unknown_action(way, action)
            return
        slots = sorted(ACTION_SLOTS[action])
        ways = [self._candidates.of_slot(slot) for slot in slots]
        for values in product(*ways):
            results = dict(zip(slots, values, strict=True))
            self._later((action, repr(values)), replace(way, act=(action, results)))

    def _after_unknown_action(self, way: _Way, action: str) -> None:
        """It is passed by, and may have set whatever the flow looks at and nobody sets."""
        self._later((action, "{}"), replace(way, act=(action, {})))
        for slot in self._candidates.set_by_nobody():
            for value in self._candidates.of_slot(slot):
                results = {slot: value}
                self._later((action, repr(results)), replace(way, act=(action, results)))

    def _answers(self, way: _Way, effects: Effects) -> None:
        waiting = effects.state.waiting
        assert waiting is not None
        place = f"{waiting.flow}.{waiting.step}"
        if place == _asked_before(way) and way.act[0] == "answer":
            self._end(way, REFUSES)
            return
        step = self._content.pack.flows[waiting.flow].steps[waiting.step]
        assert isinstance(step, Collect)
        values = self._candidates.of_collect(step)
        if not self._is_inside(effects.state) and not self._candidates.matters(step.slot):
            values = values[:1]
        for value in values:
            self._later((place, repr(value)), replace(way, act=("answer", (waiting.slot, value))))

    def _end(self, way: _Way, outcome: str, problem: str = "") -> None:
        key = (*way.trail, outcome, problem)
        if key not in self._found:
            known = {name: value for name, value in way.decided.items() if value is not None}
            branches = frozenset(branches_taken(way.trail, self._flow, outcome))
            self._found[key] = Path(known, way.moves, branches, way.trail, outcome, problem)

    def _is_inside(self, state: FlowState) -> bool:
        return not state.stack or state.stack[-1].flow == self._flow

    def _elsewhere(self, effects: Effects) -> str | None:
        """The flow that it linked to: this one is no longer on the stack."""
        flows = {frame.flow for frame in effects.state.stack}
        started = [one.flow for one in effects.events if isinstance(one, FlowStarted)]
        return started[-1] if started and flows and self._flow not in flows else None

    def _scope(self, decided: Mapping[str, Any]) -> Scope:
        def below(root: str) -> dict[str, Any]:
            named = {
                name.partition(".")[2]: value for name, value in decided.items() if name.startswith(root)
            }
            return {name: value for name, value in named.items() if value is not None}

        conversation = {**_SHOWN_CONVERSATION, "language": self._language, **below("conversation.")}
        company = self._content.company.namespace()
        return Scope(self._language, below("customer."), conversation, company)


def _is_known(step: Action) -> bool:
    return step.is_response or step.action in ACTION_SLOTS or step.action in CALM_ACTIONS


def _asked_before(way: _Way) -> str:
    """The place that the turn before waited at."""
    waiting = way.moves[-2].effects.state.waiting if len(way.moves) > 1 else None
    return f"{waiting.flow}.{waiting.step}" if waiting else ""


def _told(act: tuple[str, Any]) -> str:
    kind, what = act
    if kind == "start":
        return "the flow starts"
    if kind == "answer":
        return f"{what[0]}: {'none of them' if what[1] == '' else what[1]}"
    if kind == "moment":
        return "(the one question may be asked here)"
    set_to = ", ".join(f"{slot} = {value}" for slot, value in (what or {}).items())
    return f"({kind}{': ' + set_to if set_to else ''})"
