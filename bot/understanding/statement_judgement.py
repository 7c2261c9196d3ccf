"""Whether a fact was surely meant, where the engine has learned from examples what messages tell of this catalogue.

Two ears: the phrases know exactly what marketing wrote and who speaks; the engine knows thousands of other ways to say
it, and their look-alikes that say it of somebody else, of long ago or not at all. What both hear counts soonest; what
only one hears must be plainer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from bot.answers import Answer
from bot.understanding.statement_sureness import Signs, is_sure, sureness

LEAST_SPOKEN = -0.5
"""A score below this is no reason to look at a value that no phrase has heard."""
LEAST_LIKELY = 0.8
"""What is less likely told is not heard: the question is asked instead, or never."""
_NOT_TOLD, _TOLD = -1.0, 1.0
_BEFORE_ANY_SIGN = 1.28
_SPOKEN_FOR, _SPOKEN_FOR_ANOTHER = 3.72, 0.92
_HEARD, _ALONE, _TAKEN = -1.87, 1.66, -2.18
_WEIGHTS: Mapping[str, float] = {
    "phrases": 1.60,
    "share": 1.70,
    "has_speaker": 0.27,
    "is_personal": 0.94,
    "is_often": 1.11,
    "has_other": -0.64,
    "is_asked": -0.16,
    "is_denied": -1.15,
}
"""By logistic regression, right or wrong, over what either ear heard in examples that the engine had not learned."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What phrases heard of a value: `is_alone` as the plainest of its attribute, `is_taken` in words that tell
    something else more plainly, `is_phrase` where the message is hardly more than one of them."""

    signs: Signs
    is_alone: bool
    is_taken: bool
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may have been told: phrases heard it (`ruled`), the engine has examples of its attribute (`spoken`),
    or both."""

    attribute: str
    answer: Answer
    ruled: Ruled | None
    spoken: tuple[str, float] | None

    @property
    def value(self) -> str:
        """As the engine names it."""
        found = self.answer.value
        return {True: "yes", False: "no"}[found] if isinstance(found, bool) else str(found)

    @property
    def chance(self) -> float:
        """How likely it was told, between 0 and 1."""
        ruled = self.ruled
        is_plainest = ruled is not None and ruled.is_alone and not ruled.is_taken
        if ruled is not None and is_plainest and ruled.is_phrase:
            return 1.0
        if self.spoken is not None:
            return judged(self.value, ruled, self.spoken)
        return sureness(ruled.signs) if ruled is not None and is_plainest else 0.0

    @property
    def counts(self) -> bool:
        if self.spoken is not None or self.ruled is None:
            return self.chance >= LEAST_LIKELY
        return self.chance > 0 and is_sure(self.ruled.signs, is_phrase=self.ruled.is_phrase)


def judged(value: str, ruled: Ruled | None, spoken: tuple[str, float]) -> float:
    """How likely a value was told that phrases heard (`ruled`), the engine speaks for, or both; between 0 and 1."""
    name, score = spoken
    bounded = max(_NOT_TOLD, min(_TOLD, score))
    is_for = name in ("", value)
    total = _BEFORE_ANY_SIGN
    total += _SPOKEN_FOR * (bounded if is_for else _NOT_TOLD)
    total += _SPOKEN_FOR_ANOTHER * (_NOT_TOLD if is_for else bounded)
    if ruled is not None:
        total += _HEARD + _ALONE * ruled.is_alone + _TAKEN * ruled.is_taken
        total += sum(weight * getattr(ruled.signs, sign) for sign, weight in _WEIGHTS.items())
    return 1 / (1 + exp(-total))
