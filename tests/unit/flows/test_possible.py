"""What can never happen, what is never there, and what would be better otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.check import FactShape, QuestionShape, check_pack
from bot.flows.checks.advice import reading_ease, sms_segments
from bot.flows.conditions import parse_condition
from bot.flows.findings import Finding
from tests.unit.flows.builders import pack_of

FACTS = {
    "tier": FactShape("choice", ("most_valuable", "other")),
    "age": FactShape("number"),
    "travels": FactShape("yes_no"),
    "mood": FactShape("satisfaction"),
    "city": FactShape("place"),
}


def check(text: str, **more: str) -> list[Finding]:
    found = check_pack(pack_of(text, **more), ("en",), set(FACTS), facts=FACTS)
    return [
        one
        for one in found
        if one.code not in ("unused-attribute", "one-language", "no-agent", "no-synonyms")
    ]


def branches(*conditions: str, before: str = "") -> str:
    branches = "".join(f"          - {{if: '{one}', then: END}}\n" for one in conditions)
    return f"flows:\n  a:\n    steps:\n{before}      - noop: true\n        next:\n{branches}          - {{else: END}}\n"


def codes(text: str) -> list[str]:
    return [one.code for one in check(text)]


@pytest.mark.parametrize(
    "conditions",
    [
        ("customer.age > 5", "customer.age > 9"),
        ("customer.age > 5 and customer.age < 3",),
        ("customer.tier is null", 'customer.tier = "other"', "customer.age and customer.tier = null"),
        ("customer.travels = \"yes\"", "not customer.travels", "customer.travels = true"),
        ("conversation.hour > 30",),
        ("customer.mood >= 6",),
        ("false",),
    ],
)  # fmt: skip
def test_a_branch_that_no_value_can_take_is_found(conditions: tuple[str, ...]) -> None:
    assert codes(branches(*conditions))[-1:] == ["never-taken"]


@pytest.mark.parametrize(
    "conditions",
    [
        ("customer.age > 9", "customer.age > 5"),
        ('customer.tier = "other"', "customer.tier"),
        ("customer.age > 5", "customer.age is null", "customer.age <= 5"),
        ('customer.city matches "^B"', 'customer.city matches "^B"'),
        ('customer.city contains "x"', 'customer.city contains "x"'),
        ("customer.age >= customer.mood", "customer.age < customer.mood"),
        ("slots.anything = 3",),
        ("conversation.is_verified", "not conversation.is_verified"),
    ],
)
def test_a_branch_that_some_value_takes_is_left_alone(conditions: tuple[str, ...]) -> None:
    assert "never-taken" not in codes(branches(*conditions))


def test_a_collect_that_was_answered_has_its_slot() -> None:
    ask = "collect: x, type: number, ask: X?, minimum: 1, maximum: 5"
    step = "{{" + ask + ", next: [{{if: {0}, then: END}}, {{else: END}}]}}"
    flow = "flows: {{a: {{steps: [" + step + "]}}}}"
    assert codes(flow.format("slots.x is null")) == ["never-taken"]
    assert codes(flow.format("slots.x > 5")) == ["never-taken"]
    assert codes(flow.format('slots.x = "declined"')) == []


def test_a_guard_that_can_never_hold_is_found_unless_it_says_so() -> None:
    text = "flows: {{a: {{if: '{}', steps: [{{noop: true, next: END}}]}}}}"
    assert codes(text.format("customer.age > 2 and customer.age < 2")) == ["never-taken"]
    assert codes(text.format("false")) == []


@pytest.mark.parametrize(
    ("condition", "code", "words"),
    [
        ('customer.tier = "platinum"', "unknown-value", "It may be: most_valuable, other."),
        ('customer.tier is not "oter"', "unknown-value", "Did you mean 'other'?"),
        ('{"other" "gold"} contains customer.tier', "unknown-value", '"gold"'),
        ('customer.age = "old"', "wrong-type", "without quotes"),
        ('customer.age > "18"', "wrong-type", "without quotes"),
        ("customer.tier > 3", "wrong-type", "Use '='"),
        ("customer.mood = 7", "unknown-value", "1, 2, 3, 4, 5"),
        ('conversation.language = "fr"', "unknown-value", "en"),
        ('conversation.weekday = "Monday"', "unknown-value", "Did you mean 'monday'?"),
    ],
)
def test_a_value_that_is_never_there_is_found_at_its_place(condition: str, code: str, words: str) -> None:
    found = next(one for one in check(branches(condition)) if one.code == code)
    assert found.level == "error" and words in str(found)


def test_a_tier_that_does_not_exist_is_found_in_a_treatment_with_its_column() -> None:
    text = "flows: {a: {steps: [{treatment: [t]}]}}"
    treatments = 'treatments:\n  t:\n    when: customer.age > 3 and customer.tier = "gold"\n    say: T'
    found = check(text, treatments=treatments)
    assert ("unknown-value", 3, 48) in [(f.code, f.where.line, f.where.column) for f in found]


def test_a_slots_values_are_its_options_and_what_flows_set() -> None:
    text = """
    flows:
      a:
        steps:
          - collect: plan
            ask: P?
            options: {home: {title: Home}, work: {title: Work}}
          - set_slots: [{plan: travel}]
          - noop: true
            next:
              - {if: '%s', then: END}
              - {else: END}
    """
    for known in ("home", "travel", "declined", "dont_know"):
        assert codes(text % f'slots.plan = "{known}"') == []
    assert "unknown-value" in codes(text % 'slots.plan = "hoem"')


def test_a_line_owed_to_a_fact_that_cannot_be_known_there_is_found() -> None:
    text = """
    flows:
      a:
        steps:
          - noop: true
            next: [{if: customer.city is null, then: strangers}, {else: END}]
          - {id: strangers, say: As you live there., because: %s}
    """
    assert codes(text % "city") == ["because-unknown"]
    assert codes(text % "age") == []


def test_a_treatment_owed_to_a_fact_asks_whether_it_is_known() -> None:
    text = "flows: {a: {steps: [{treatment: [t]}]}}"
    treatments = "treatments: {t: {when: %s, because: [city], say: T}}"
    assert [f.code for f in check(text, treatments=treatments % "customer.age > 3")] == ["because-unknown"]
    assert check(text, treatments=treatments % "customer.city is not null and customer.age > 3") == []


@pytest.mark.parametrize(
    ("when", "attribute", "expected"),
    [
        (None, "travels", []),
        ("customer.age > 3", "travels", []),
        ('customer.tier = "other"', "travels", ["no-moment"]),
        (None, "city", ["no-moment"]),
    ],
)
def test_a_question_that_is_never_asked_is_found(
    when: str | None, attribute: str, expected: list[str]
) -> None:
    pack = pack_of(
        """
        flows:
          a:
            if: customer.tier is not "other"
            steps: [{noop: true, next: [{if: customer.travels, then: END}, {else: END}]}, {question: here}]
          hello: {steps: [{say: Hi}]}
        """
    )
    question = QuestionShape("q", attribute, parse_condition(when) if when else None)
    found = check_pack(pack, ("en",), FACTS, facts=FACTS, questions=[question], welcome="hello")
    assert [one.code for one in found if one.code == "no-moment"] == expected


def test_a_trigger_without_phrases_is_found_where_phrases_are_known() -> None:
    pack = pack_of("flows: {a: {nlu_trigger: [{intent: gree}], steps: [{say: Hi}]}}")
    found = check_pack(pack, ("en",), (), intents={"greet"})
    assert [(f.code, f.hint) for f in found if f.code == "no-phrases"] == [
        ("no-phrases", "Did you mean 'greet'?")
    ]
    assert not [f for f in check_pack(pack, ("en",), ()) if f.code == "no-phrases"]


def test_a_link_out_of_a_called_flow_is_found() -> None:
    text = "flows: {a: {steps: [{call: b}]}, b: {steps: [{link: c}]}, c: {steps: [{say: C}]}}"
    assert codes(text) == ["link-in-called-flow"]


# Advice.


def test_advice_is_only_ever_a_note_but_for_synonyms_given_in_some_languages() -> None:
    options = "options: {x: {title: X, synonyms: {en: [ex]}}, y: {title: Y}}"
    text = f"flows: {{a: {{title: T, steps: [{{collect: c, type: choice, ask: C?, {options}}}]}}}}"
    found = check_pack(pack_of(text), ("en", "es"), ())
    assert [(f.level, f.code) for f in found if f.code in ("no-synonyms", "no-agent")] == [
        ("note", "no-agent"), ("warning", "no-synonyms"), ("note", "no-synonyms"),
    ]  # fmt: skip


HARD = (
    "Notwithstanding administrative considerations, subsequent authorisation necessitates comprehensive "
    "documentation of individual circumstances pertaining to contractual obligations previously established."
)
EASY = "We can do that for you now. Tell me how many days you need. I will then show you what it costs."


def test_short_words_in_short_sentences_read_easily() -> None:
    hard, easy = reading_ease(HARD, "en"), reading_ease(EASY, "en")
    assert hard is not None and easy is not None and hard < 0 < 80 < easy
    assert reading_ease("Too short to say.", "en") is None
    assert reading_ease(EASY, "fi") is None


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("ã" * 70, 1),
        ("ã" * 71, 2),
        ("é" * 160, 1),
    ],
)
def test_a_character_outside_of_gsm_halves_what_a_text_message_holds(text: str, segments: int) -> None:
    assert sms_segments(text) == segments


# No check may be wrong about what can happen.

_ATOMS = st.builds(
    "{} {} {}".format,
    st.sampled_from(["customer.age", "customer.mood", "slots.x"]),
    st.sampled_from(["<", "<=", "=", "!=", ">", ">="]),
    st.integers(1, 4),
)
_CONDITIONS = st.one_of(
    _ATOMS, st.builds("({} and {})".format, _ATOMS, _ATOMS), st.builds("not {}".format, _ATOMS)
)


@given(st.lists(_CONDITIONS, min_size=1, max_size=3), st.integers(0, 6), st.integers(1, 5), st.integers(0, 6))
def test_a_branch_that_is_taken_was_never_called_impossible(
    conditions: list[str], age: int, mood: int, x: int
) -> None:
    pack = pack_of(branches(*conditions))
    step = next(iter(pack.flows["a"].steps.values()))
    namespace = {"customer": {"age": age, "mood": mood}, "slots": {"x": x}}
    taken = next(branch for branch in step.next if not branch.condition or branch.condition.holds(namespace))
    found = check_pack(pack, ("en",), FACTS, facts=FACTS)
    assert taken.where not in [one.where for one in found if one.code == "never-taken"]
