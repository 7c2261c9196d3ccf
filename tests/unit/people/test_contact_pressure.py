"""Caps and gaps hold whatever is asked for, and the most valuable contact wins."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.contact_pressure import (
    DAY,
    WEEK,
    BadContactPolicy,
    Candidate,
    Contact,
    ContactPolicy,
    best,
    policy_from,
    pressure,
)
from bot.people.quiet_hours import Hours

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
POLICIES = st.builds(
    ContactPolicy,
    per_day=st.integers(1, 4),
    per_week=st.integers(1, 8),
    minimum_gap=st.integers(0, 30).map(lambda hours: timedelta(hours=hours)),
)
HOURS = st.lists(st.integers(0, 24 * 20), max_size=40)


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


@given(POLICIES, HOURS)
@settings(max_examples=200)
def test_who_asks_before_each_contact_never_passes_a_cap_or_a_gap(
    policy: ContactPolicy, hours: list[int]
) -> None:
    made: list[Contact] = []
    for hour in sorted(hours):
        if pressure(made, policy, at(hour)).allowed:
            made.append(Contact(at(hour)))
    times = [contact.at for contact in made]
    for index, moment in enumerate(times):
        assert sum(moment - DAY < other <= moment for other in times) <= policy.per_day
        assert sum(moment - WEEK < other <= moment for other in times) <= policy.per_week
        assert index == 0 or moment - times[index - 1] >= policy.minimum_gap


@given(POLICIES, HOURS)
@settings(max_examples=200)
def test_not_before_is_the_first_moment_that_is_free(policy: ContactPolicy, hours: list[int]) -> None:
    made = [Contact(at(hour)) for hour in hours]
    now = max((contact.at for contact in made), default=NOW)
    verdict = pressure(made, policy, now)
    if verdict.allowed:
        return
    assert verdict.reason and verdict.not_before is not None and verdict.not_before > now
    assert pressure(made, policy, verdict.not_before).allowed
    assert not pressure(made, policy, verdict.not_before - timedelta(seconds=1)).allowed


def test_what_answers_a_customer_counts_too() -> None:
    made = [Contact(at(-5), "service"), Contact(at(-10), "follow_up")]
    assert not pressure(made, ContactPolicy(per_day=2), NOW).allowed


def test_a_cap_of_none_allows_nothing_ever() -> None:
    verdict = pressure((), ContactPolicy(per_week=0), NOW)
    assert not verdict.allowed and verdict.not_before is None


CANDIDATES = st.lists(
    st.builds(Candidate, st.uuids().map(str), st.integers(-50, 0).map(at), st.sampled_from((0.5, 1.0, 3.0))),
    max_size=6,
)


@given(CANDIDATES)
def test_the_most_valuable_goes_first_not_the_first_queued(due: list[Candidate]) -> None:
    chosen = best(due, (), (), ContactPolicy(), NOW)
    assert (chosen is None) is (not due)
    assert chosen is None or all(chosen.value >= other.value for other in due)


@pytest.mark.parametrize(
    ("value", "hours", "yields"), [(3.0, 2, True), (3.0, 5, False), (1.0, 2, False), (3.0, 30, False)]
)
def test_a_lesser_contact_waits_only_for_a_better_one_that_it_would_push_out(
    value: float, hours: float, yields: bool
) -> None:
    due, coming = [Candidate("now", NOW, 1.0)], [Candidate("soon", at(hours), value)]
    assert (best(due, coming, (), ContactPolicy(), NOW) is None) is yields


def test_nobody_waits_for_what_could_not_be_sent_anyway() -> None:
    full = [Contact(at(-6)), Contact(at(-1))]
    due, coming = [Candidate("now", NOW, 1.0)], [Candidate("soon", at(2), 3.0)]
    assert best(due, coming, full, ContactPolicy(per_day=2), NOW) == due[0]


def test_the_company_writes_its_policy() -> None:
    policy = policy_from(
        {
            "per_day": 1,
            "minimum_gap": "2 days",
            "hours": "10:00-18:30",
            "quiet_weekdays": ["Sunday"],
            "preferred_hours": {"evening": "18:00-21:00"},
            "values": {"check_in": 3},
        },
        "ES",
    )
    assert (policy.per_day, policy.per_week, policy.region) == (1, ContactPolicy().per_week, "ES")
    assert policy.minimum_gap == timedelta(days=2)
    assert policy.quiet.hours == Hours(time(10), time(18, 30))
    assert policy.quiet.weekdays == {"sunday"}
    assert policy.preferred_hours["evening"] == Hours(time(18), time(21))


@pytest.mark.parametrize(
    "given_",
    [
        {"per_day": "two"},
        {"per_day": -1},
        {"per_day": True},
        {"minimum_gap": "soon"},
        {"hours": "9 to 5"},
        {"hours": "20:00-09:00"},
        {"preferred_hours": {"evening": "late"}},
        {"per_month": 3},
    ],
)
def test_a_mistake_in_the_policy_names_its_key(given_: dict[str, object]) -> None:
    with pytest.raises(BadContactPolicy, match=next(iter(given_))):
        policy_from(given_, "BR")
