from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.conditions import parse_condition
from bot.flows.errors import ConditionError

NAMESPACE: dict[str, Any] = {
    "slots": {"days": 3, "city": "Porto Alegre", "sure": True, "no": False, "list": ["a", "b"], "blank": ""},
    "customer": {"segment": "business", "lines": 2},
}


@pytest.mark.parametrize(
    "text",
    [
        "slots.days > 2",
        "slots.days >= 3 and slots.days <= 3",
        "slots.days = 3",
        "slots.days == 3",
        "slots.days is 3.0",
        "slots.days != 4",
        "slots.days is not 4",
        "not slots.days = 4",
        "slots.sure",
        "not slots.no",
        "slots.sure is true",
        "slots.sure = 'yes'",
        'slots.no = "no"',
        'slots.city is "Porto Alegre"',
        'slots.city contains "Alegre"',
        "slots.list contains 'a'",
        "{'business' 'family'} contains customer.segment",
        'slots.city matches "^Porto"',
        'slots.city matches "(?i)ALEGRE$"',
        "slots.nothing is null",
        "slots.nothing is undefined",
        "slots.days is not null",
        "slots.blank is empty",
        'slots.nothing != "x"',
        "slots.days > 100 OR slots.days < 10",
        "(slots.days = 3 and slots.sure) or slots.no",
        "true",
    ],
)
def test_a_condition_that_is_true_holds(text: str) -> None:
    assert parse_condition(text).holds(NAMESPACE)


@pytest.mark.parametrize(
    "text",
    [
        "slots.nothing > 2",
        "slots.nothing < 2",
        'slots.nothing = "x"',
        "slots.city > 2",
        "slots.days > 'a'",
        "slots.days contains 3",
        'slots.days matches "3"',
        "slots.city contains 3",
        "unknown.name = 1",
        "slots.days.deeper = 1",
        "slots.nothing",
        "false",
    ],
)
def test_a_missing_or_unlike_value_never_holds(text: str) -> None:
    assert not parse_condition(text).holds(NAMESPACE)


def test_and_and_or_group_from_the_right_as_in_calm() -> None:
    """`no and no or yes` is `no and (no or yes)`."""
    assert not parse_condition("slots.no and slots.no or slots.sure").holds(NAMESPACE)
    assert parse_condition("(slots.no and slots.no) or slots.sure").holds(NAMESPACE)


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("a and b or c", True),
        ("a or b and c", True),
        ("a and (b or c)", False),
        ("(a and b) or c", False),
        ("a and b and c", False),
        ("not a or b", False),
    ],
)
def test_and_mixed_with_or_is_noticed_unless_parentheses_make_it_clear(text: str, is_mixed: bool) -> None:
    assert parse_condition(text).is_mixed is is_mixed


def test_a_condition_names_what_it_reads() -> None:
    condition = parse_condition('customer.segment is "business" and slots.android > 1 and not slots.isle')
    assert condition.names() == {"customer.segment", "slots.android", "slots.isle"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("slots.days >", 13),
        ("slots.days && slots.no", 12),
        ('slots.city = "Porto', 14),
        ("", 1),
        ("slots.days = 1 2", 16),
        ("(slots.days = 1", 16),
        ('slots.city matches "[a"', 20),
        ('slots.city matches "(?=a)"', 20),
    ],
)
def test_a_mistake_is_reported_with_its_column(text: str, column: int) -> None:
    with pytest.raises(ConditionError) as error:
        parse_condition(text)
    assert error.value.details["column"] == column


@pytest.mark.parametrize(
    "text", ["(" * 3000, "(" * 60 + "a" + ")" * 60, "not " * 300 + "a", "a and " * 150 + "a"]
)
def test_a_condition_no_person_can_read_is_refused(text: str) -> None:
    with pytest.raises(ConditionError):
        parse_condition(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('customer.home = "yes"', True),
        ('customer.home is not "yes"', True),
        ("customer.home", True),
        ("not customer.home", True),
        ('customer.segment = "personal" and customer.home', False),
        ('customer.segment = "business" and customer.home', True),
        ('customer.segment = "business" or customer.home', False),
        ('{"yes"} contains customer.home', True),
        ('slots.nothing = "x"', False),
        ('customer.segment = "business"', False),
    ],
)
def test_a_condition_is_undecided_when_an_absent_fact_could_change_it(text: str, expected: bool) -> None:
    assert parse_condition(text).undecided(NAMESPACE) is expected


_NAMES = st.sampled_from(["customer.a", "customer.b", "slots.c", "customer.segment"])
_VALUES = st.sampled_from(['"x"', '"business"', "1", "true", "null"])
_SIMPLE = st.builds(
    "{} {} {}".format, _NAMES, st.sampled_from(["=", "!=", "is", "is not", "<", ">", "contains"]), _VALUES
)
_CONDITIONS = st.recursive(
    _SIMPLE,
    lambda inner: st.one_of(
        st.builds("not ({})".format, inner),
        st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or"]), inner),
    ),
    max_leaves=6,
)


@given(_CONDITIONS, st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", 1, True, 2.5])))
def test_a_decided_condition_stays_as_it_is_whatever_is_learned(text: str, learned: dict[str, Any]) -> None:
    condition = parse_condition(text)
    namespace = {"slots": {"c": 1}, "customer": {"segment": "business"}}
    if not condition.undecided(namespace):
        more = {**namespace, "customer": {**namespace["customer"], **learned}}
        assert condition.holds(more) == condition.holds(namespace)


@given(st.text(max_size=80))
def test_any_text_is_a_condition_or_a_mistake_with_a_column(text: str) -> None:
    try:
        parse_condition(text).holds(NAMESPACE)
    except ConditionError as error:
        assert 1 <= error.details["column"] <= len(text) + 1


@given(
    st.lists(
        st.sampled_from(
            [
                "slots.a",
                "and",
                "or",
                "not",
                "is",
                "(",
                ")",
                "{",
                "}",
                "=",
                ">",
                '"x"',
                "'",
                "1",
                "matches",
                '"a+"',
                "contains",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_row_of_words_is_a_condition_or_a_mistake(text: str) -> None:
    try:
        parse_condition(text).holds(NAMESPACE)
    except ConditionError as error:
        assert 1 <= error.details["column"] <= len(text) + 1


def test_calms_pointers_read_the_slot_that_the_context_names() -> None:
    condition = parse_condition('slots.{{context.collect}} is not null and "{{context.name}}" != "greeting"')
    context = {"collect": "days", "name": "travel"}
    assert condition.holds({"slots": {"days": 3}, "context": context})
    assert not condition.holds({"slots": {}, "context": context})
    assert not condition.holds({"slots": {"days": 3}, "context": {**context, "name": "greeting"}})
    assert condition.names() == {"context.collect", "context.name"}


def test_a_condition_tells_what_each_name_is_set_against_and_where() -> None:
    condition = parse_condition('3 < slots.days and {"a" "b"} contains slots.plan or slots.x = customer.y')
    assert [(c.name, c.operator, c.constants, c.column, c.other) for c in condition.comparisons] == [
        ("slots.days", ">", (3,), 1, ""),
        ("slots.plan", "in", ("a", "b"), 21, ""),
        ("slots.x", "=", (), 53, "customer.y"),
    ]
