"""The earlier answers of a script, which may be given again another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.answers import FORMS, option_name
from bot.desk.keys import Key, none_of
from bot.dialogue.talk import Talk
from bot.flows.steps.collect import Collect
from bot.flows.templates import render


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """An earlier answer in words. `chosen` are the values of its options; `none` is set where there may be several."""

    at: str
    asked: str
    value: str
    keys: tuple[Key, ...]
    chosen: tuple[str, ...] = ()
    none: Key | None = None


def answered_steps(talk: Talk) -> tuple[AnsweredStep, ...]:
    """The answers of the flow under way and of those that called it, in the order of their steps."""
    state, pack = talk.state.flow, talk.content.pack
    found: dict[str, AnsweredStep] = {}
    for frame in state.stack:
        for step in pack.flows[frame.flow].steps.values() if frame.flow in pack.flows else ():
            value = state.slots.get(step.slot) if isinstance(step, Collect) else None
            if isinstance(step, Collect) and value is not None:
                found[step.at] = _answered(talk, step, value)
    return tuple(found.values())


def _answered(talk: Talk, step: Collect, value: Any) -> AnsweredStep:
    asked = step.ask.find(talk.language) if step.ask else step.slot.replace("_", " ")
    titles = {
        option.value: render(option.title.find(talk.language), talk.namespace()) for option in step.choices()
    }
    several = FORMS[step.type].holds == "several"
    keys = tuple(Key(one, title, step.at, is_one_of_several=several) for one, title in titles.items())
    values = tuple(map(option_name, value if isinstance(value, list) else [value]))
    told = talk.content.listed([titles.get(one, one) for one in values], talk.language)
    return AnsweredStep(step.at, render(asked, talk.namespace()), told, keys, values, none_of(talk, keys))
