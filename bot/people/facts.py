"""What is known about a person: one value per attribute, with its origin and how long it may be kept."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.errors import DriplineError

FactSource = Literal["asked", "volunteered", "imported", "agent", "derived"]

_RETENTION = re.compile(r"([1-9]\d{0,2})\s*(day|week|month|year)s?", re.IGNORECASE)


class InvalidRetention(DriplineError):
    """'{text}' is not a time to keep something: write 1 to 999 days, weeks, months or years."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known. `value` is JSON-ready, `confidence` 0..1; without `expires_at` it is kept for good.

    `id` is empty until saved; `superseded_at` is set only in a history.
    """

    attribute: str
    value: Any
    source: FactSource
    recorded_at: datetime
    conversation_id: str | None = None
    message_id: str | None = None
    confidence: float = 1.0
    expires_at: datetime | None = None
    id: str = ""
    superseded_at: datetime | None = None

    def says_the_same_as(self, other: Fact) -> bool:
        """Same attribute, value and source. A yes is not the number 1."""
        return (
            self.attribute == other.attribute
            and self.source == other.source
            and is_same_value(self.value, other.value)
        )

    def has_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


def is_same_value(one: Any, other: Any) -> bool:
    """As JSON means it: true is not 1, but 20 and 20.0 are one number."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def expiry(retention: str | None, recorded_at: datetime) -> datetime | None:
    """When what was recorded must be forgotten; None without a retention.

    >>> expiry("1 month", datetime(2026, 1, 31))
    datetime.datetime(2026, 2, 28, 0, 0)
    """
    if retention is None:
        return None
    found = _RETENTION.fullmatch(retention.strip())
    if found is None:
        raise InvalidRetention(text=retention)
    count, unit = int(found[1]), found[2].lower()
    if unit in ("day", "week"):
        return recorded_at + timedelta(days=count * (7 if unit == "week" else 1))
    return _months_later(recorded_at, count * (12 if unit == "year" else 1))


def _months_later(start: datetime, months: int) -> datetime:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    last_day = calendar.monthrange(start.year + years, month + 1)[1]
    return start.replace(year=start.year + years, month=month + 1, day=min(start.day, last_day))
