"""How often one person may be contacted, over all channels together, and which contact is worth it.

What answers them is never held back, and counts: a conversation is one contact, whoever began it. Windows roll:
a day is the last 24 hours, a week the last seven days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from bot.errors import DriplineError
from bot.people.opt_out import Purpose
from bot.people.quiet_hours import Hours, QuietHours

DAY, WEEK = timedelta(days=1), timedelta(days=7)
_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_KEYS = frozenset(
    {"per_day", "per_week", "minimum_gap", "hours", "quiet_on_holidays", "quiet_weekdays"}
    | {"preference", "preferred_hours", "values", "yields_within"}
)


class BadContactPolicy(DriplineError):
    """contact_policy: '{key}' is '{value}', {problem}."""


@dataclass(frozen=True, slots=True)
class ContactPolicy:
    """What the company allows itself. `preference` is the fact in which a customer says when they may be reached.

    `values` says what a follow-up's flow is worth beside others; `yields_within` is how long a lesser contact waits for
    a better one that it would push out.
    """

    per_day: int = 2
    per_week: int = 5
    minimum_gap: timedelta = timedelta(hours=4)
    quiet: QuietHours = field(default_factory=QuietHours)
    preference: str = "contact_time"
    preferred_hours: Mapping[str, Hours] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    yields_within: timedelta = DAY
    region: str = "BR"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that was made, or is promised to be."""

    at: datetime
    purpose: Purpose = "follow_up"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that somebody wants to make. `value` orders those of one person; a tie goes to the older."""

    id: str
    due_at: datetime
    value: float = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a contact may be made now; else why not, and when it may at the earliest. None: never."""

    allowed: bool
    reason: str = ""
    not_before: datetime | None = None


ALLOWED = Verdict(True)


def pressure(contacts: Iterable[Contact], policy: ContactPolicy, now: datetime) -> Verdict:
    """The verdict on one more contact now, by the caps and the gap alone.

    `not_before` is when the window that is full has room again.
    """
    times = sorted(contact.at for contact in contacts)
    waits: list[tuple[datetime, str]] = []
    for cap, window, name in ((policy.per_day, DAY, "day"), (policy.per_week, WEEK, "week")):
        if cap <= 0:
            return Verdict(False, f"no contacts in a {name} are allowed")
        recent = [at for at in times if at > now - window]
        if len(recent) >= cap:
            waits.append((recent[-cap] + window, f"{len(recent)} contacts in a {name}, {cap} are allowed"))
    if times and times[-1] > now - policy.minimum_gap:
        waits.append((times[-1] + policy.minimum_gap, "too soon after the last contact"))
    if not waits:
        return ALLOWED
    not_before, reason = max(waits)
    return Verdict(False, reason, not_before)


def best(
    due: Sequence[Candidate],
    coming: Sequence[Candidate],
    contacts: Sequence[Contact],
    policy: ContactPolicy,
    now: datetime,
) -> Candidate | None:
    """The most valuable of those due, unless it would push out a more valuable one that comes soon."""
    if not due:
        return None
    first = min(due, key=_rank)
    for other in coming:
        is_soon = now < other.due_at <= now + policy.yields_within
        if other.value > first.value and is_soon and _pushes_out(other.due_at, contacts, policy, now):
            return None
    return first


def _rank(candidate: Candidate) -> tuple[float, datetime, str]:
    return (-candidate.value, candidate.due_at, candidate.id)


def _pushes_out(at: datetime, contacts: Sequence[Contact], policy: ContactPolicy, now: datetime) -> bool:
    """Whether a contact now would forbid one at a later time that is free otherwise."""
    is_free = pressure(contacts, policy, at).allowed
    return is_free and not pressure((*contacts, Contact(now)), policy, at).allowed


def policy_from(given: Mapping[str, Any], region: str) -> ContactPolicy:
    """The policy of company.yml; what is not given keeps its default. Raises BadContactPolicy."""
    for key in given:
        if key not in _KEYS:
            raise BadContactPolicy(key=key, value=given[key], problem="which is no such rule; leave it out")
    default = ContactPolicy()
    quiet = QuietHours(
        _hours("hours", given["hours"]) if "hours" in given else default.quiet.hours,
        bool(given.get("quiet_on_holidays", default.quiet.on_holidays)),
        frozenset(str(day).lower() for day in given.get("quiet_weekdays", ())),
    )
    return ContactPolicy(
        per_day=_count(given, "per_day", default.per_day),
        per_week=_count(given, "per_week", default.per_week),
        minimum_gap=_length(given, "minimum_gap", default.minimum_gap),
        quiet=quiet,
        preference=str(given.get("preference", default.preference)),
        preferred_hours={
            str(name): _hours(f"preferred_hours.{name}", hours)
            for name, hours in given.get("preferred_hours", {}).items()
        },
        values={str(flow): float(value) for flow, value in given.get("values", {}).items()},
        yields_within=_length(given, "yields_within", default.yields_within),
        region=region,
    )


def _count(given: Mapping[str, Any], key: str, default: int) -> int:
    value = given.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadContactPolicy(key=key, value=value, problem="not a number of contacts; write e.g. 2")
    return value


def _length(given: Mapping[str, Any], key: str, default: timedelta) -> timedelta:
    if key not in given:
        return default
    number, _, unit = str(given[key]).partition(" ")
    seconds = _UNITS.get(unit.rstrip("s"))
    if seconds is None or not number.isdigit():
        raise BadContactPolicy(
            key=key, value=given[key], problem="not a length of time; write e.g. '4 hours'"
        )
    return timedelta(seconds=int(number) * seconds)


def _hours(key: str, given: Any) -> Hours:
    try:
        start, end = (time.fromisoformat(part.strip()) for part in str(given).split("-"))
    except ValueError as error:
        raise BadContactPolicy(key=key, value=given, problem="not hours; write e.g. '09:00-20:00'") from error
    if start >= end:
        raise BadContactPolicy(
            key=key, value=given, problem="which ends before it begins; quiet hours are the rest"
        )
    return Hours(start, end)
