"""The words in which flows and questions say what they wait for, and understanding says what it heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

AnswerType = Literal[
    "choice", "yes_no", "number", "amount", "date", "text", "satisfaction", "phone", "email", "place"
]
ANYTHING: frozenset[AnswerType] = frozenset({"text", "place"})
"""Types that any words answer: what else the words may mean counts first."""
AnswerKind = Literal["value", "declined", "dont_know", "unclear"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as understanding needs it: every title and synonym by locale (en, es, pt)."""

    value: str
    titles: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expectation:
    """An answer somebody waits for. `at` names the place ('travel_pass.days', 'question.works_from_home').

    `type` 'satisfaction' has the values 1 (completely dissatisfied) to 5 (completely satisfied).
    """

    at: str
    slot: str
    type: AnswerType
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard. `value` is JSON-ready: str for choice/text/date (ISO), bool for yes_no, int or float.

    `span` is the part of the message it came from; `confidence` is 0..1.
    """

    kind: AnswerKind
    value: Any = None
    confidence: float = 1.0
    span: str = ""


UNCLEAR = Answer("unclear", confidence=0.0)
