"""The script as the agent's page shows it: what to say, what to press, what each key leads to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.answers import Answer, Expectation, well_formed
from bot.desk.answered import AnsweredStep, answered_steps
from bot.desk.keys import Key, none_of
from bot.desk.names import words_of
from bot.dialogue import did_you_mean
from bot.dialogue.talk import Talk
from bot.dialogue.the_question import options_of
from bot.flows.effects import Effects
from bot.flows.templates import render
from bot.messages import Option, Reply, is_one_of_several
from bot.questions.model import Question

_SHOWN = 120
_SIMILAR = 60.0
_LIKELY = 0.15
_MOST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say; `agent` is the stage direction, for the agent's eyes only."""

    kind: str
    text: str
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """What is waited for. `why` is the purpose to read aloud; `question` is set for the one new question.

    `none` is set where several keys may be pressed together.
    """

    at: str
    type: str
    text: str
    keys: tuple[Key, ...]
    why: str
    agent: str | None = None
    question: str | None = None
    none: Key | None = None


@dataclass(frozen=True, slots=True)
class ScriptView:
    """Everything the script's part of the page shows. `handed_over` is what the flow would say to fetch a person."""

    language: str
    lines: tuple[Line, ...]
    pending: Pending | None
    flow: str | None
    flow_title: str
    under: tuple[str, ...]
    answered: tuple[AnsweredStep, ...]
    menu: tuple[Key, ...]
    can_go_back: bool
    can_go_on: bool
    handed_over: str | None
    flows_done: tuple[str, ...] = ()


def script_view(talk: Talk, said: Sequence[Reply], handed_over: str | None = None) -> ScriptView:
    """`said` are the replies of the last turn, which are still to be said."""
    state, scope = talk.state.flow, talk.scope()
    pending = pending_of(talk)
    back = talk.content.interpreter.back(state, scope) if not talk.state.asking else None
    top = state.stack[-1].flow if state.stack else None
    return ScriptView(
        language=talk.language,
        lines=_lines(said, pending),
        pending=pending,
        flow=top,
        flow_title=talk.flow_title(top) if top else "",
        under=tuple(talk.flow_title(frame.flow) for frame in state.stack[:-1] if frame.flow != top),
        answered=answered_steps(talk),
        menu=menu_of(talk),
        can_go_back=back is not None,
        can_go_on=pending is None and bool(state.stack),
        handed_over=handed_over,
    )


def pending_of(talk: Talk) -> Pending | None:
    """What is waited for now, rendered for this customer."""
    if did_you_mean.is_asked(talk):
        return _pending_confirmation(talk)
    question = talk.content.catalogue.get(talk.state.asking) if talk.state.asking else None
    if question is not None:
        return _pending_question(talk, question)
    waiting, interpreter, scope = talk.state.flow.waiting, talk.content.interpreter, talk.scope()
    if waiting is None:
        return None
    expectation = interpreter.expectations(talk.state.flow, scope)[0]
    said = interpreter.ask_again(talk.state.flow, scope).says[-1]
    keys = tuple(_key(talk, expectation, one) for one in said.options)
    why = talk.words("why_flow", title=talk.flow_title(waiting.flow))
    none = none_of(talk, keys)
    return Pending(expectation.at, expectation.type, said.text, keys, why, said.agent, none=none)


def _key(talk: Talk, expectation: Expectation, option: Option) -> Key:
    if is_one_of_several(option):
        return Key(option.value, option.title, expectation.at, is_one_of_several=True)
    leads_to = _leads_to(talk, expectation, option.value)
    return Key(option.value, option.title, expectation.at, leads_to)


def menu_of(talk: Talk) -> tuple[Key, ...]:
    """Every flow that is open to this customer, the likeliest first; the one under way is not offered."""
    under_way = {frame.flow for frame in talk.state.flow.stack}
    offers = talk.content.interpreter.offers(talk.scope(), limit=20)
    return tuple(Key(one.value, one.title, "menu") for one in offers if one.value not in under_way)


def suggestions(talk: Talk, ranking: Sequence[tuple[str, float]]) -> tuple[Key, ...]:
    """The flows that the typed words may mean: what the engine makes of them first, then titles like them."""
    found: dict[str, None] = {}
    scope = talk.scope()
    for intent, confidence in ranking:
        flow = talk.content.interpreter.triggers(intent, 1.0, scope) if confidence >= _LIKELY else None
        if flow:
            found.setdefault(flow)
    typed = " ".join(words_of(talk.text))
    menu = {key.value: key for key in menu_of(talk)}
    titles = {name: " ".join(words_of(f"{key.title} {name}")) for name, key in menu.items()}
    scores = {name: fuzz.token_set_ratio(typed, title) for name, title in titles.items()}
    for name in sorted(scores, key=lambda one: -scores[one]):
        if scores[name] >= _SIMILAR:
            found.setdefault(name)
    return tuple(menu.get(name) or Key(name, talk.flow_title(name), "menu") for name in found)[:_MOST]


def _pending_confirmation(talk: Talk) -> Pending | None:
    """What was typed was not surely understood: the agent reads it back."""
    if (asked := talk.state.confirming) is None:
        return None
    keys = tuple(Key(one.value, one.title, "confirm") for one in talk.yes_no("confirm"))
    return Pending(
        "confirm", "yes_no", talk.words("did_you_mean", value=asked.words), keys, talk.words("why_confirm")
    )


def _pending_question(talk: Talk, question: Question) -> Pending:
    template = question.ask.get(talk.language) or question.ask[talk.content.company.default_language]
    keys = tuple(
        Key(one.value, one.title, question.at, _gives(talk, question, one.value), is_one_of_several(one))
        for one in options_of(question, talk.language)
    )
    text = render(template, talk.namespace())
    why = talk.words("why_purpose", purpose=question.purpose[talk.language])
    return Pending(
        question.at, question.type, text, keys, why, question=question.name, none=none_of(talk, keys)
    )


def _gives(talk: Talk, question: Question, value: str) -> str:
    declined = value == question.declined.value
    offered = next((one for one in question.options if one.value == value), question.declined)
    benefit = question.declined.benefit if declined else offered.benefit
    label = talk.content.company.grants.get(benefit.grant) if benefit.grant else None
    return str(label.get(talk.language, "")) if label else ""


def _leads_to(talk: Talk, expectation: Expectation, value: str) -> str:
    """What would come next, tried without changing anything."""
    answer = as_answer(expectation, value)
    effects = talk.content.interpreter.answer(talk.state.flow, {expectation.slot: answer}, talk.scope())
    return _told(effects, talk)


def _told(effects: Effects, talk: Talk) -> str:
    if effects.says:
        text = effects.says[0].text
        return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
    if effects.pause == "action" and effects.action:
        return effects.action.removeprefix("action_").replace("_", " ")
    return ""


def as_answer(expectation: Expectation, value: str) -> Answer:
    """An option of a step as an answer."""
    found = well_formed(expectation.type, value)
    return Answer("value", value if found is None else found, span=value)


def _lines(said: Sequence[Reply], pending: Pending | None) -> tuple[Line, ...]:
    """What is still to be said, without the sentence that is pending: it stands by itself."""
    lines = [Line(reply.kind, reply.text, reply.agent) for reply in said]
    if pending and lines and lines[-1].kind in ("ask", "question"):
        lines.pop()
    return tuple(lines)
