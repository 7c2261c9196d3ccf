"""Intervals of measured shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.figures import resampled, share


def test_wilsons_interval_is_the_published_one() -> None:
    """Newcombe (1998), table I: 81 of 263 is .2553 to .3662, 0 of 20 is 0 to .1611."""
    some, none = share("x", "en", 81, 263), share("x", "en", 0, 20)
    assert (round(some.low, 4), round(some.high, 4)) == (0.2553, 0.3662)
    assert (none.low, round(none.high, 4)) == (0.0, 0.1611)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_in_its_interval(right: int, count: int) -> None:
    figure = share("x", "en", min(right, count), count)
    assert 0 <= figure.low <= figure.value + 1e-9
    assert figure.value - 1e-9 <= figure.high <= 1


@pytest.mark.parametrize("figure", [share("x", "en", 0, 0), resampled("x", "en", [], len)])
def test_nothing_measured_says_nothing(figure: object) -> None:
    assert (figure.low, figure.high, figure.count) == (0.0, 1.0, 0)  # type: ignore[attr-defined]


def test_resampling_is_near_wilson_for_a_plain_share_and_always_the_same() -> None:
    rows = [True] * 90 + [False] * 10
    first = resampled("x", "en", rows, lambda some: sum(some) / len(some), target=0.95)
    assert first == resampled("x", "en", rows, lambda some: sum(some) / len(some), target=0.95)
    assert abs(first.low - share("x", "en", 90, 100).low) < 0.03
    assert not first.is_reached
