"""Nobody is disturbed at night, wherever they may be."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.quiet_hours import Hours, QuietHours, Whereabouts, next_open, whereabouts

QUIET = QuietHours(Hours(time(9), time(20)))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC))
ZONES = (
    "America/Sao_Paulo",
    "America/Rio_Branco",
    "America/Noronha",
    "Europe/Madrid",
    "America/New_York",
    "UTC",
)
SETS = st.lists(st.sampled_from(ZONES[:3]), min_size=1, max_size=3, unique=True)


def is_day(moment: datetime, zone: str, quiet: QuietHours) -> bool:
    return quiet.hours.start <= moment.astimezone(ZoneInfo(zone)).time() < quiet.hours.end


@given(MOMENTS, SETS)
@settings(max_examples=200)
def test_the_moment_found_is_day_in_every_zone_and_none_before_it_is(now: datetime, zones: list[str]) -> None:
    where = Whereabouts(tuple(zones))
    opens = next_open(now, where, QUIET)
    assert opens is not None and opens >= now
    assert all(is_day(opens, zone, QUIET) for zone in zones)
    if opens > now:
        before = opens - timedelta(minutes=1)
        assert not all(is_day(max(before, now), zone, QUIET) for zone in zones)


@given(MOMENTS, st.sampled_from(ZONES))
@settings(max_examples=100)
def test_a_moment_that_is_open_is_taken_at_once(now: datetime, zone: str) -> None:
    opens = next_open(now, Whereabouts((zone,)), QUIET)
    assert opens is not None
    assert next_open(opens, Whereabouts((zone,)), QUIET) == opens


@pytest.mark.parametrize(
    ("numbers", "own_zone", "zones", "country"),
    [
        (["+5511987654321"], None, {"America/Sao_Paulo"}, "BR"),
        (["+5568987654321"], None, {"America/Rio_Branco"}, "BR"),
        (["+34600123456"], None, {"Europe/Madrid", "Atlantic/Canary"}, "ES"),
        (["+12125550102"], "Europe/Madrid", {"America/New_York", "Europe/Madrid"}, "US"),
        (["+12125550102", "+5511987654321"], None, {"America/New_York", "America/Sao_Paulo"}, None),
        (["not a number"], "America/Lima", {"America/Lima"}, "BR"),
        ([], "not/a_zone", None, "BR"),
        ([], None, None, "BR"),
    ],
)
def test_where_somebody_may_be_comes_from_number_and_profile(
    numbers: list[str], own_zone: str | None, zones: set[str] | None, country: str | None
) -> None:
    where = whereabouts(numbers, own_zone, "BR")
    assert where.country == country
    if zones is not None:
        assert set(where.zones) == zones
    else:
        assert {"America/Sao_Paulo", "America/Noronha", "America/Rio_Branco"} <= set(where.zones)


def test_unknown_means_strictest() -> None:
    """At 23 UTC it is 20:00 in São Paulo and 21:00 on Noronha; at 11 UTC it is still 6:00 in Acre."""
    somewhere = whereabouts([], None, "BR")
    assert next_open(datetime(2026, 3, 2, 11, tzinfo=UTC), somewhere, QUIET) == datetime(
        2026, 3, 2, 14, tzinfo=UTC
    )
    assert next_open(datetime(2026, 3, 2, 22, tzinfo=UTC), somewhere, QUIET) == datetime(
        2026, 3, 3, 14, tzinfo=UTC
    )


def test_a_toll_free_number_may_be_anywhere_in_its_country() -> None:
    assert len(whereabouts(["+18005551234"], None, "BR").zones) > 5


def test_where_day_never_comes_everywhere_at_once_there_is_no_hour() -> None:
    where = Whereabouts(("Pacific/Auckland", "America/Sao_Paulo", "Europe/Madrid"))
    assert next_open(datetime(2026, 3, 2, tzinfo=UTC), where, QuietHours(Hours(time(18), time(20)))) is None


def test_holidays_of_the_country_are_quiet_and_movable_ones_move() -> None:
    sao_paulo = Whereabouts(("America/Sao_Paulo",), "BR")
    good_friday = datetime(2026, 4, 3, 15, tzinfo=UTC)
    assert next_open(good_friday, sao_paulo, QUIET) == datetime(2026, 4, 4, 12, tzinfo=UTC)
    assert next_open(good_friday, sao_paulo, QuietHours(QUIET.hours, on_holidays=False)) == good_friday
    assert next_open(good_friday, Whereabouts(("America/Sao_Paulo",), "XX"), QUIET) == good_friday


def test_quiet_weekdays_are_the_recipients_own() -> None:
    quiet = QuietHours(QUIET.hours, weekdays=frozenset({"sunday"}))
    monday_in_auckland = datetime(2026, 3, 1, 21, tzinfo=UTC)
    assert next_open(monday_in_auckland, Whereabouts(("Pacific/Auckland",)), quiet) == monday_in_auckland
    assert next_open(monday_in_auckland, Whereabouts(("UTC",)), quiet) == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_summer_time_moves_the_morning() -> None:
    madrid = Whereabouts(("Europe/Madrid",))
    assert next_open(datetime(2026, 3, 28, 22, tzinfo=UTC), madrid, QUIET) == datetime(
        2026, 3, 29, 7, tzinfo=UTC
    )
