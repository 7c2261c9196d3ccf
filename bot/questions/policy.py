"""Which one question to ask, if any: the one whose answer changes most for this customer, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

FATIGUE_PER_ASK = 0.5
PRIOR_ANSWERED, PRIOR_UNANSWERED = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question as it stands for one person.

    `weight` is marketing's; `changes` counts the branches and treatments undecided for want of this
    fact; `answer_chance` is 0..1; `bar` says why it may not be asked (bot.questions.ledger.bar).
    """

    question: str
    attribute: str
    weight: float
    changes: int
    answer_chance: float
    bar: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the conversation stands. `customer_value` multiplies (the tier's); `times_asked_lately` tires."""

    now: datetime
    need_unserved: bool = False
    complaint_open: bool = False
    mood_bad: bool = False
    human_asked: bool = False
    asked_in_this_conversation: bool = False
    last_asked_at: datetime | None = None
    minimum_gap: timedelta = timedelta(0)
    customer_value: float = 1.0
    times_asked_lately: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """score = changes x weight x customer value x chance - fatigue."""

    question: str
    score: float
    changes: int
    weight: float
    customer_value: float
    chance: float
    fatigue: float

    def __str__(self) -> str:
        return (
            f"'{self.question}' scores {self.score:.2f}: {self.changes} decisions wait for it, "
            f"weight {self.weight:g}, customer value {self.customer_value:g}, "
            f"chance of an answer {self.chance:.0%}, fatigue {self.fatigue:g}"
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """At most one question, and why. `scores` are best first; `reasons` are sentences for marketing."""

    question: str | None
    runner_up: str | None
    scores: tuple[Score, ...]
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The shape kept with the conversation: {"reasons": [str], "scores": [{"question": ...}]}."""
        fields = ("question", "score", "changes", "weight", "customer_value", "chance", "fatigue")
        scores = [{name: getattr(one, name) for name in fields} for one in self.scores]
        return {"reasons": list(self.reasons), "scores": scores}


def choose(candidates: Sequence[Candidate], moment: Moment) -> Decision:
    """The best question that may be asked now, or none. Equal scores go by name, so that it is repeatable."""
    scores = _ranked(candidates, moment)
    barred = tuple(f"'{c.question}' is left out: {c.bar}." for c in candidates if c.bar is not None)
    if vetoes := _vetoes(moment):
        return Decision(None, None, scores, (*vetoes, *barred))
    worth = [one for one in scores if one.score > 0]
    if not worth:
        return Decision(None, None, scores, (_nothing_worth(candidates, scores), *barred))
    best, second = worth[0], worth[1] if len(worth) > 1 else None
    told = [f"Asked {best}."]
    if second is not None:
        told.append(f"Next would have been {second}.")
    return Decision(best.question, second.question if second else None, scores, (*told, *barred))


def answer_chance(asked: int, answered: int) -> float:
    """The chance of an answer learned from the past; a question never asked starts at 0.6."""
    return (answered + PRIOR_ANSWERED) / (asked + PRIOR_ANSWERED + PRIOR_UNANSWERED)


def _ranked(candidates: Sequence[Candidate], moment: Moment) -> tuple[Score, ...]:
    free = [c for c in candidates if c.bar is None and c.changes > 0]
    return tuple(sorted((_score(c, moment) for c in free), key=lambda one: (-one.score, one.question)))


def _score(candidate: Candidate, moment: Moment) -> Score:
    fatigue = FATIGUE_PER_ASK * moment.times_asked_lately
    gain = candidate.changes * candidate.weight * moment.customer_value * candidate.answer_chance
    return Score(
        question=candidate.question,
        score=gain - fatigue,
        changes=candidate.changes,
        weight=candidate.weight,
        customer_value=moment.customer_value,
        chance=candidate.answer_chance,
        fatigue=fatigue,
    )


def _vetoes(moment: Moment) -> tuple[str, ...]:
    last = moment.last_asked_at
    is_too_soon = last is not None and moment.now - last < moment.minimum_gap
    held = (
        (moment.asked_in_this_conversation, "this conversation had its one question"),
        (moment.need_unserved, "the customer's need is not served yet"),
        (moment.complaint_open, "a complaint is open"),
        (moment.mood_bad, "the customer's mood is bad"),
        (moment.human_asked, "the customer asked for a person"),
        (is_too_soon, f"the last question was less than {moment.minimum_gap} ago"),
    )
    return tuple(f"Nothing was asked: {reason}." for holds, reason in held if holds)


def _nothing_worth(candidates: Sequence[Candidate], scores: Sequence[Score]) -> str:
    if scores:
        return f"Nothing was asked: the best, {scores[0]}, is not above zero."
    if any(c.bar is None for c in candidates):
        return "Nothing was asked: no answer would change anything for this customer now."
    return "Nothing was asked: there is no question left for this customer."
