from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.staff.lockout import PER_ACCOUNT, Limit, Tries

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


def after(failures: int, limit: Limit = PER_ACCOUNT) -> Tries:
    tries = Tries()
    for _ in range(failures):
        tries = tries.failed(limit, NOW)
    return tries


def test_a_few_wrong_tries_cost_nothing() -> None:
    assert after(PER_ACCOUNT.free - 1).seconds_to_wait(NOW) == 0


def test_the_wait_doubles_with_every_further_try() -> None:
    waits = [PER_ACCOUNT.wait_after(PER_ACCOUNT.free + more).total_seconds() for more in range(4)]
    assert waits == [15, 30, 60, 120]


def test_the_wait_has_an_end() -> None:
    assert PER_ACCOUNT.wait_after(10_000) == PER_ACCOUNT.longest
    locked = after(50)
    assert locked.seconds_to_wait(NOW) > 0
    assert locked.seconds_to_wait(NOW + PER_ACCOUNT.longest) == 0


def test_what_happened_long_ago_counts_no_more() -> None:
    later = NOW + PER_ACCOUNT.forgotten_after + timedelta(seconds=1)
    assert after(50).failed(PER_ACCOUNT, later).failures == 1
