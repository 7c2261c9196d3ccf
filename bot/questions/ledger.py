"""The ledger of what was asked: nobody is asked the same thing twice."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.answers import Answer

Status = Literal["asked", "answered", "declined", "volunteered", "ignored", "expired"]

HOLDING: frozenset[Status] = frozenset({"asked", "answered", "declined", "volunteered"})
"""While a record has one of these and has not expired, its attribute is not asked."""
TIMES_IGNORED_IS_DECLINED = 2


@dataclass(frozen=True, slots=True)
class AskRecord:
    """One line of the ledger. A volunteered fact has one too, with no `asked_at`."""

    attribute: str
    status: Status
    question: str | None = None
    conversation_id: str | None = None
    asked_at: datetime | None = None
    settled_at: datetime | None = None
    expires_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether this line alone keeps its attribute from being asked."""
        return self.status in HOLDING and (self.expires_at is None or self.expires_at > now)


def bar(
    records: Iterable[AskRecord], attribute: str, now: datetime, suppressed: Container[str] = ()
) -> str | None:
    """Why an attribute may not be asked, or None when it may. `suppressed` were erased and stay unasked."""
    if attribute in suppressed:
        return "the customer had it erased"
    own = [one for one in records if one.attribute == attribute]
    for one in own:
        if one.holds(now):
            return f"it was {one.status} already"
    if sum(one.status == "ignored" for one in own) >= TIMES_IGNORED_IS_DECLINED:
        return "it was ignored twice, which counts as declined"
    return None


def is_askable(
    records: Iterable[AskRecord], attribute: str, now: datetime, suppressed: Container[str] = ()
) -> bool:
    return bar(records, attribute, now, suppressed) is None


def after_ignored(times: int) -> Literal["ignored", "declined"]:
    """The status of a question that got no answer; `times` counts this one."""
    return "declined" if times >= TIMES_IGNORED_IS_DECLINED else "ignored"


def after_answer(answer: Answer) -> Status | None:
    """The status an answer settles a question with; None while it is unclear, so that it stays asked.

    A don't-know is settled as declined: asking again would not help.
    """
    if answer.kind == "unclear":
        return None
    return "answered" if answer.kind == "value" else "declined"


def is_active(status: Status) -> bool:
    """What the unique constraint 'never twice' counts."""
    return status in HOLDING
