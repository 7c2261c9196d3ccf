"""Reading tests for content, and comparing what was said with what should have been."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.messages import Option, Reply, choice_payload
from bot.simulate.scripts.assertions import ASSERTIONS
from bot.simulate.scripts.model import Act, Case, Expected
from bot.simulate.scripts.playing import _pressed, _reply_problems
from bot.simulate.scripts.reading import ScriptErrors, read_cases
from bot.simulate.stage import Turn
from bot.yaml_source import Position

HERE = Position("a.yml", 1, 1)


def read(folder: Path, text: str) -> tuple[Case, ...]:
    tests = folder / "tests"
    tests.mkdir()
    (tests / "a.yml").write_text(text, encoding="utf-8")
    return read_cases(tests)


def test_rasas_shape_is_read(tmp_path: Path) -> None:
    [case] = read(
        tmp_path,
        """
fixtures:
  - ana: {name: Ana}
test_cases:
  - test_case: a pass
    fixtures: [ana]
    steps:
      - user: a pass please
        assertions:
          - flow_started: travel_pass
          - bot_uttered: {utter_name: utter_ask, text_matches: Where}
      - slot_was_set: [{destination: europe}]
      - bot: Where to?
      - utter: utter_ask_days
      - press: europe
      - silence: true
""",
    )
    first, second = case.acts
    assert case.knows == {"name": "Ana"}
    assert [one.name for one in first.assertions] == ["flow_started", "bot_uttered", "slot_was_set"]
    assert first.replies is not None and [one.words for one in first.replies] == ["Where to?", ""]
    assert (second.doing, second.text, second.replies) == ("press", "europe", ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- x", "begin it with 'test_cases:'"),
        ("test_case: []", "tests/a.yml:1:1: 'test_case' is not known here. Did you mean 'test_cases'?"),
        ("test_cases: [{steps: []}]", "'test_case' is missing"),
        ("test_cases: [{test_case: a, fixtures: [bo]}]", "there is no fixture 'bo'"),
        ("test_cases: [{test_case: a, channel: fax}]", "'fax' is none of webchat"),
        ("test_cases: [{test_case: a, steps: [{bot: hi}]}]", "a test begins with"),
        ("test_cases: [{test_case: a, steps: [{user: hi, assert: 1}]}]", "'assert' is not known here"),
        (
            "test_cases: [{test_case: a, steps: [{user: hi, assertions: [{flow_startet: a}]}]}]",
            "there is no assertion 'flow_startet'. Did you mean 'flow_started'?",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ScriptErrors) as error:
        read(tmp_path, text)
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("tv", choice_payload("f.s", "tv", several=True)),
        ("tv, calls", choice_payload("f.s", "tv,calls")),
        ("tv, radio", None),
        ("tv, declined", None),
    ],
)
def test_a_press_may_name_several_where_several_may_be_chosen(text: str, payload: str | None) -> None:
    shown = [Option(one, one, choice_payload("f.s", one, several=True)) for one in ("tv", "calls")]
    shown.append(Option("declined", "Rather not say", choice_payload("f.s", "declined")))
    pressed = _pressed(shown, text)
    assert (pressed.payload if pressed else None) == payload


def replies_problems(expected: list[Expected], *replies: Reply) -> list[str]:
    act = Act(HERE, "user", "hi")
    return [problem.what for problem in _reply_problems(act, expected, replies)]


def test_what_is_said_has_the_words_in_their_order() -> None:
    reply = Reply("say", "For 12 days it comes to $36.\nShall I?")
    assert replies_problems([Expected(HERE, "12 days … $36. shall i")], reply) == []
    assert replies_problems([Expected(HERE, "$36 … 12 days")], reply) != []
    assert replies_problems([Expected(HERE, "", "ask")], reply) == [
        f"expected kind 'ask', it was 'say': {reply.text}"
    ]


def test_what_is_missing_and_what_is_too_much_is_said() -> None:
    assert replies_problems([Expected(HERE, "Hello")]) == ["nothing more was said; expected: Hello"]
    assert replies_problems([], Reply("say", "Hello")) == ["also said (say): Hello"]


TURN = Turn(
    "hi",
    "m",
    "c",
    (Reply("ask", "Where to?", (Option("europe", "Europe", "/x"),)), Reply("question", "?", question="pets")),
    events=(
        {"kind": "flow_started", "flow": "travel_pass"},
        {"kind": "flow_ended", "flow": "welcome", "went_well": True},
        {"kind": "flow_ended", "flow": "old", "went_well": False},
        {"kind": "slot_set", "slot": "days", "value": 3},
        {"kind": "slot_set", "slot": "sure", "value": True},
    ),
    benefits=(SimpleNamespace(grant="a_gift", attribute="pets"),),  # type: ignore[arg-type]
    treatments=("home_worker",),
    language="es",
)


@pytest.mark.parametrize(
    ("name", "holds", "fails"),
    [
        ("flow_started", "travel_pass", "welcome"),
        ("flow_completed", {"flow_id": "welcome"}, "old"),
        ("flow_cancelled", "old", "welcome"),
        ("slot_was_set", [{"name": "days", "value": 3}, {"sure": "yes"}], [{"name": "days", "value": 4}]),
        ("slot_was_set", ["days"], ["weeks"]),
        ("slot_was_not_set", ["weeks"], ["days"]),
        ("bot_uttered", {"text_matches": "where", "buttons": ["europe"]}, {"buttons": ["asia"]}),
        ("bot_did_not_utter", "Goodbye", "Where to?"),
        ("question_asked", "pets", "children"),
        ("question_not_asked", "children", "any"),
        ("benefit_given", "a_gift", "another"),
        ("treatment_used", "home_worker", "gamer"),
        ("handed_over", "no", True),
        ("language_is", "es", "en"),
    ],
)
def test_an_assertion_holds_or_says_what_there_was(name: str, holds: Any, fails: Any) -> None:
    assert ASSERTIONS[name](TURN, holds) is None
    assert ASSERTIONS[name](TURN, fails)
