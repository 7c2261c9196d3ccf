"""Plays test cases on a stage and says, line by line, what went otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import SEVERAL
from bot.messages import Option, Reply, choice_payload, is_one_of_several, read_choice
from bot.simulate.scripts.assertions import ASSERTIONS
from bot.simulate.scripts.model import Act, Case, Expected
from bot.simulate.stage import START, Customer, Entered, Stage, Turn
from bot.yaml_source import Position

_ANYTHING = re.compile(r"…|\.\.\.")


@dataclass(frozen=True, slots=True)
class Problem:
    where: Position
    what: str


@dataclass(frozen=True, slots=True)
class Played:
    """One line of the transcript: what was said, what came back, and the problems of this turn."""

    act: Act
    replies: tuple[Reply, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went; `entered` are the steps it went through."""

    case: Case
    turns: tuple[Played, ...]
    problems: tuple[Problem, ...]
    entered: frozenset[Entered]

    @property
    def is_good(self) -> bool:
        return not self.problems


def play(stage: Stage, case: Case) -> Result:
    """The rest of a case is not played after a button that was not there."""
    stage.clock.now = START
    stage.entered.clear()
    stage.learn({act.text: act.intent for act in case.acts if act.intent})
    who = stage.customer(case.knows, case.language, case.channel, is_verified=case.is_verified)
    turns: list[Played] = []
    for act in case.acts:
        shown = [option for one in turns[-1:] for reply in one.replies for option in reply.options]
        option = _pressed(shown, act.text)
        if act.doing == "press" and option is None:
            there = ", ".join(one.value for one in shown) or "none"
            turns.append(
                Played(act, (), (Problem(act.where, f"there is no button '{act.text}'; there is {there}"),))
            )
            break
        turn = _take(stage, who, act, option)
        turns.append(Played(act, turn.replies, tuple(_problems(act, turn))))
    problems = [problem for turn in turns for problem in turn.problems]
    problems += _in_the_end(stage, who, case)
    return Result(case, tuple(turns), tuple(problems), frozenset(stage.entered))


def _pressed(shown: Sequence[Option], text: str) -> Option | None:
    """The button with this value; 'a, b' are two of several, sent together."""
    if one := next((one for one in shown if one.value == text), None):
        return one
    values = [value.strip() for value in text.split(SEVERAL)]
    several = {option.value: option for option in shown if is_one_of_several(option)}
    if len(values) < 2 or not several.keys() >= set(values):
        return None
    at, _ = read_choice(several[values[0]].payload) or ("", "")
    title = ", ".join(several[value].title for value in values)
    joined = SEVERAL.join(values)
    return Option(joined, title, choice_payload(at, joined))


def _take(stage: Stage, who: Customer, act: Act, option: Option | None) -> Turn:
    if option is not None and act.doing == "press":
        return stage.say(who, option.title, option.payload)
    if act.doing == "begin":
        return stage.say(who, "", choice_payload("menu", act.text), is_ours=True)
    return stage.say(who, act.text, act.text if act.text.startswith("/") else None)


def _problems(act: Act, turn: Turn) -> Iterator[Problem]:
    if act.replies is not None:
        yield from _reply_problems(act, act.replies, turn.replies)
    for assertion in act.assertions:
        if wrong := ASSERTIONS[assertion.name](turn, assertion.value):
            yield Problem(assertion.where, wrong)


def _reply_problems(act: Act, expected: Sequence[Expected], replies: Sequence[Reply]) -> Iterator[Problem]:
    for wanted, reply in zip(expected, replies, strict=False):
        if wrong := _otherwise(wanted, reply):
            yield Problem(wanted.where, wrong)
    for wanted in expected[len(replies) :]:
        yield Problem(wanted.where, f"nothing more was said; expected: {wanted.words or wanted.response}")
    for reply in replies[len(expected) :]:
        yield Problem(act.where, f"also said ({reply.kind}): {reply.text}")


def _otherwise(wanted: Expected, reply: Reply) -> str | None:
    if wanted.kind and wanted.kind != reply.kind:
        return f"expected kind '{wanted.kind}', it was '{reply.kind}': {reply.text}"
    parts = [" ".join(part.split()) for part in _ANYTHING.split(wanted.words)]
    text, at = " ".join(reply.text.split()).lower(), 0
    for part in parts:
        found = text.find(part.lower(), at)
        if found < 0:
            return f"expected: {wanted.words}\n     it was: {reply.text}"
        at = found + len(part)
    return None


def _in_the_end(stage: Stage, who: Customer, case: Case) -> list[Problem]:
    facts, asks = stage.facts(who), stage.asks(who)
    problems = [
        f"'{name}' should be remembered as {wanted!r}, it is {facts.get(name)!r}"
        for name, wanted in case.remembers.items()
        if facts.get(name) != wanted
    ]
    if case.asked is not None and asks != dict(case.asked):
        problems.append(f"the questions should be {dict(case.asked)}, they are {dict(asks)}")
    return [Problem(case.where, problem) for problem in problems]
