"""What a kind of answer is given to listen with, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answers import Answer, AnswerKind, Expectation
from bot.understanding.message import Message

LANGUAGES = ("en", "es", "pt")


@dataclass(frozen=True, slots=True)
class Hearing:
    """`is_waited` is False for an extra, which counts only when it is clearly said. `now` has the customer's zone.

    `region` is where a phone number without a country is from, and decides the order of a date's numbers.
    """

    message: Message
    expectation: Expectation
    language: str
    now: datetime
    region: str
    is_waited: bool

    def heard(self, value: Any, first: int, after: int, confidence: float = 1.0) -> Heard:
        """A value that was said in the words from `first` to before `after`."""
        words = self.message.words
        return heard_between(self.message, value, words[first].start, words[after - 1].end, confidence)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer and the characters of the message it takes up."""

    answer: Answer
    start: int
    end: int

    def overlaps(self, other: Heard) -> bool:
        return self.start < other.end and other.start < self.end


Hear = Callable[[Hearing], Heard | None]
"""One kind of answer: None when it is not said, or not clearly enough."""


def heard_between(
    message: Message, value: Any, start: int, end: int, confidence: float = 1.0, kind: AnswerKind = "value"
) -> Heard:
    """As Hearing.heard, by characters of the text."""
    return Heard(Answer(kind, value, confidence, message.text[start:end]), start, end)
