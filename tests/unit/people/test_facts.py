"""How long a fact may be kept, and when two facts say the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.facts import Fact, InvalidRetention, expiry, is_same_value

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("retention", "until"),
    [
        ("24 months", datetime(2028, 1, 31, 12, tzinfo=UTC)),
        ("1 month", datetime(2026, 2, 28, 12, tzinfo=UTC)),
        ("2 years", datetime(2028, 1, 31, 12, tzinfo=UTC)),
        ("90 days", datetime(2026, 5, 1, 12, tzinfo=UTC)),
        ("2 weeks", datetime(2026, 2, 14, 12, tzinfo=UTC)),
        (None, None),
    ],
)
def test_retention_counts_calendar_months_and_years(retention: str | None, until: datetime | None) -> None:
    assert expiry(retention, NOW) == until


@pytest.mark.parametrize("nonsense", ["", "forever", "months", "1.5 years", "-1 days", "24 moons", "0 days"])
def test_a_retention_that_cannot_be_read_says_how_to_write_one(nonsense: str) -> None:
    with pytest.raises(InvalidRetention, match="1 to 999 days"):
        expiry(nonsense, NOW)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)), st.integers(1, 998))
def test_more_months_never_expire_earlier(start: datetime, months: int) -> None:
    sooner, later = expiry(f"{months} months", start), expiry(f"{months + 1} months", start)
    assert sooner is not None and later is not None and start < sooner < later


def test_a_yes_is_not_the_number_one() -> None:
    assert not is_same_value(True, 1)
    assert is_same_value(20, 20.0)
    assert is_same_value("yes", "yes")


def test_the_same_value_from_another_source_is_another_fact() -> None:
    imported = Fact("segment", "home", "imported", NOW)
    assert imported.says_the_same_as(Fact("segment", "home", "imported", datetime.now(UTC)))
    assert not imported.says_the_same_as(Fact("segment", "home", "asked", NOW))


def test_a_fact_has_expired_at_its_very_moment() -> None:
    assert Fact("a", 1, "asked", NOW, expires_at=NOW).has_expired(NOW)
    assert not Fact("a", 1, "asked", NOW).has_expired(NOW)
