"""What one turn changes, as values. The store saves them in one transaction; nobody else writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.people.opt_out import Scope


@dataclass(frozen=True, slots=True)
class FactLearned:
    """`retention` None keeps the fact until somebody erases it."""

    attribute: str
    value: Any
    source: str
    confidence: float
    retention: timedelta | None


@dataclass(frozen=True, slots=True)
class FactForgotten:
    attribute: str


@dataclass(frozen=True, slots=True)
class AskSettled:
    """The pending ask of an attribute ends as answered, declined or ignored."""

    attribute: str
    status: str


@dataclass(frozen=True, slots=True)
class Volunteered:
    """Told without being asked: it goes into the ledger, so that it is never asked."""

    question: str
    attribute: str
    retention: timedelta | None


@dataclass(frozen=True, slots=True)
class QuestionDecided:
    """Why this question, or none; kept for `dripline explain`."""

    question: str | None
    runner_up: str | None
    reasons: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BenefitGiven:
    attribute: str
    grant: str | None
    text: str


@dataclass(frozen=True, slots=True)
class TreatmentApplied:
    treatment: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseOpened:
    number: str
    topic: str
    satisfaction: int | None


@dataclass(frozen=True, slots=True)
class CasesSolved:
    """Every open case of the person is solved, as the customer says."""


@dataclass(frozen=True, slots=True)
class FollowUpPlanned:
    delay: timedelta
    channel: str
    flow: str
    reason: str


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """Who answers from now on: 'bot', 'waiting' (for an agent) or 'agent'."""

    owner: str
    reason: str


@dataclass(frozen=True, slots=True)
class OptedOut:
    """`scope` is one of bot.people.opt_out.Scope; without a channel it holds for all."""

    scope: Scope
    evidence: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageChanged:
    language: str


@dataclass(frozen=True, slots=True)
class ConversationClosed:
    reason: str


@dataclass(frozen=True, slots=True)
class ErasureRequested:
    """The person is erased shortly after this reply has been delivered."""

    delay: timedelta


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the conversation's history, e.g. ('flow_started', {'flow': 'travel_pass'})."""

    kind: str
    data: Mapping[str, Any]


Change = (
    FactLearned
    | FactForgotten
    | AskSettled
    | Volunteered
    | QuestionDecided
    | BenefitGiven
    | TreatmentApplied
    | CaseOpened
    | CasesSolved
    | FollowUpPlanned
    | OwnerChanged
    | OptedOut
    | LanguageChanged
    | ConversationClosed
    | ErasureRequested
    | Noted
)


@dataclass(frozen=True, slots=True)
class PlannedAsk:
    """The one question of this conversation, to be claimed in the ledger before it is said."""

    question: str
    attribute: str
    expires_at: datetime | None
