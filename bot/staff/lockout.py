"""Guessing gets slower with every wrong try, for one account and for one address. Nobody is locked out for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` wrong tries cost nothing; each one after that doubles the wait, from `first` up to `longest`."""

    free: int
    first: timedelta = timedelta(seconds=15)
    longest: timedelta = timedelta(minutes=15)
    forgotten_after: timedelta = timedelta(hours=12)

    def wait_after(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return timedelta(0)
        return min(self.first * int(2 ** min(over, 20)), self.longest)


PER_ACCOUNT = Limit(free=5)
PER_ADDRESS = Limit(free=30)
"""Behind one address a whole call centre may sit."""


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries so far. `locked_until` is None while the next one may come at once."""

    failures: int = 0
    failed_at: datetime | None = None
    locked_until: datetime | None = None

    def seconds_to_wait(self, now: datetime) -> int:
        if self.locked_until is None or self.locked_until <= now:
            return 0
        return int((self.locked_until - now).total_seconds()) + 1

    def failed(self, limit: Limit, now: datetime) -> Tries:
        """One more wrong try. What happened long ago counts no more."""
        is_old = self.failed_at is not None and now - self.failed_at > limit.forgotten_after
        failures = 1 if is_old else self.failures + 1
        wait = limit.wait_after(failures)
        return replace(self, failures=failures, failed_at=now, locked_until=now + wait if wait else None)
