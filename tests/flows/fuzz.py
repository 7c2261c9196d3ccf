"""Throws nonsense at the loader, the checks, conditions, texts and the interpreter: only findings may come back.

The test suite runs a short round. For ten minutes of it: `python -m tests.flows.fuzz --minutes 10`
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import Answer
from bot.content_check import check_files
from bot.flows.check import check_pack
from bot.flows.conditions import parse_condition
from bot.flows.errors import ConditionError, ContentErrors, FlowError, TemplateError
from bot.flows.interpreter import Interpreter
from bot.flows.load import load_pack
from bot.flows.model import Pack
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.flows.templates import BrokenTemplate, compile_template, render
from bot.store.content import read_files

CONTENT: Mapping[str, str] = dict(read_files(Path(__file__).parents[2] / "content"))
FLOWS = sorted(name for name in CONTENT if name.startswith(("flows/", "treatments/")))
MAX_SECONDS = 20.0
_BITS = (
    "{", "}", "[", "]", ":", "- ", "'", '"', "\n", "  ", "&a", "*a", "!!x", "|", ">", "#", "%", "@", "null", "true",
    "END",     "next: ", "if: ", "then: ", "else: ", "steps: ", "collect: ", "say: ", "call: ", "link: ", "noop: ",
    "set_slots: ",
    "{{ ", " }}", "{% if ", "{% for i in (1..999999) %}", "{% endif %}", "slots.", "customer.", "\x00",
    "\ud800", "😀", "١",
)  # fmt: skip
_WORDS = st.sampled_from(
    ["slots.x", "customer.y", "context.z", '"a"', "'b'", "1", "-2.5", "null", "empty", "true", "{1 2}", "(", ")", "and",
     "or", "not", "is", "is not", "contains", "matches", "=", "!=", "<", ">=", "{{context.a}}", "slots.{{context.a}}",
     '"[a-z]+(b|c)*"', '"(((("', "&&", "é", "\n"]
)  # fmt: skip
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from("xyza"), st.integers(), max_size=2),
)  # fmt: skip
_NAMESPACES = st.fixed_dictionaries(
    {
        root: st.dictionaries(st.sampled_from("xyza"), _VALUES, max_size=4)
        for root in ("slots", "customer", "context")
    }
)
_LIQUID = st.sampled_from(
    ["{{ slots.x }}", "{{ ", " }}", "{% for i in (1..100000000) %}", "{% endfor %}", "{% if slots.x %}", "{% endif %}",
     "{% assign a = slots.x | append: slots.x %}", "{{ a | times: 999999999999 }}", "{{ 'x' | date: '%Y' }}",
     "{% include 'secret' %}", "{% render 'secret' %}", "{{ slots.__class__ }}", "{{ x.y.z }}", "{{ slots.x | money }}",
     "{% case slots.x %}", "{% when 1 %}", "{% endcase %}", "{% raw %}", "{{ (1..999999999) | join: ',' }}", "text "]
)  # fmt: skip


def mutated(text: str, seed: int, times: int) -> str:
    """Cut, doubled, swapped and spliced in a few places; the same seed gives the same."""
    chance = random.Random(seed)
    for _ in range(times):
        a, b = sorted(chance.choices(range(len(text) + 1), k=2))
        b = min(b, a + 200)
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:a] + text[b:]
        elif kind == 1:
            text = text[:a] + chance.choice(_BITS) + text[a:]
        elif kind == 2:
            text = text[:b] + text[a:b] + text[b:]
        else:
            lines = text.split("\n")
            i, j = chance.choices(range(len(lines)), k=2)
            lines[i], lines[j] = lines[j], lines[i]
            text = "\n".join(lines)
    return text


def _in_time(started: float) -> None:
    assert time.perf_counter() - started < MAX_SECONDS, "this took too long"


def loader(name: str, seed: int, times: int) -> None:
    """A broken file gives findings with a place; one that still loads can be checked and run."""
    started = time.perf_counter()
    try:
        pack = load_pack({name: mutated(CONTENT[name], seed, times)})
    except ContentErrors as error:
        assert error.findings and all(one.where.line >= 1 and one.message for one in error.findings)
        return
    assert all(one.where.line >= 1 for one in check_pack(pack, ("en", "es", "pt"), {"tier", "city"}))
    _run(pack, seed)
    _in_time(started)


def _run(pack: Pack, seed: int) -> None:
    chance, it, state = random.Random(seed), Interpreter(pack), FlowState()
    scope = Scope(
        "en", {"tier": "other"}, {"channel": "sms"}, {"default_language": "en", "name": "V", "assistant": "A"}
    )
    try:
        state = it.start(state, chance.choice(sorted(pack.flows)), scope).state if pack.flows else state
        for _ in range(8):
            slot = state.waiting.slot if state.waiting else "x"
            value = chance.choice(["yes", "1", 2, True, "europe", "words", "2026-01-01"])
            effects = (
                it.answer(state, {slot: Answer("value", value)}, scope)
                if state.waiting
                else it.go_on(state, scope)
            )
            state = FlowState.from_json(effects.state.to_json())
    except FlowError:
        return


def content(name: str, seed: int, times: int) -> None:
    """One broken file among all: findings, never an exception."""
    found = check_files({**CONTENT, name: mutated(CONTENT[name], seed, times)})
    assert all(one.where.line >= 1 and one.where.column >= 1 and one.message for one in found)


def condition(text: str, namespace: dict[str, Any]) -> None:
    """Any text is a condition or has a column where it stops being one; a condition always gives an answer."""
    started = time.perf_counter()
    try:
        parsed = parse_condition(text)
    except ConditionError as error:
        assert 1 <= int(error.details["column"]) <= len(text) + 1
        return
    assert parsed.holds(namespace) in (True, False)
    assert parsed.undecided(namespace) in (True, False)
    _in_time(started)


def template(text: str, namespace: dict[str, Any]) -> None:
    """Any text is refused, or rendered within its limits, or explains what is missing."""
    started = time.perf_counter()
    try:
        compile_template(text)
        assert len(render(text, namespace)) <= 200_000
    except (BrokenTemplate, TemplateError):
        pass
    _in_time(started)


TARGETS: Mapping[str, tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]] = {
    "loader": (loader, (st.sampled_from(FLOWS), st.integers(), st.integers(1, 6))),
    "content": (
        content,
        (
            st.sampled_from(sorted(CONTENT)),
            st.integers(),
            st.integers(1, 3),
        ),
    ),
    "condition": (
        condition,
        (
            st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=60)),
            _NAMESPACES,
        ),
    ),
    "template": (
        template,
        (
            st.lists(st.one_of(_LIQUID, st.text(max_size=6)), max_size=10).map("".join),
            _NAMESPACES,
        ),
    ),
}


def run_round(name: str, examples: int) -> None:
    target, strategies = TARGETS[name]

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(*strategies))
    def tried(arguments: tuple[Any, ...]) -> None:
        target(*arguments)

    tried()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    until = time.monotonic() + parser.parse_args().minutes * 60
    tried = dict.fromkeys(TARGETS, 0)
    while time.monotonic() < until:
        for name in TARGETS:
            examples = 20 if name == "content" else 400
            run_round(name, examples)
            tried[name] += examples
            print("no crash in " + ", ".join(f"{count} x {one}" for one, count in tried.items()), flush=True)


if __name__ == "__main__":
    main()
