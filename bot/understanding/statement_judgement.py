"""Whether a fact was surely meant, where the engine has learned from examples what messages tell of this catalogue.

Two ears: the phrases know exactly what marketing wrote and who speaks; the engine knows thousands of other ways to say
it, and their look-alikes that say it of somebody else, of long ago or not at all. What both hear counts soonest; what
only one hears must be plainer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import exp

from bot.answers import Answer, option_name
from bot.understanding.statement_sureness import Signs, is_sure, sureness

LEAST_SPOKEN = -0.5
"""A score below this is no reason to look at a value that no phrase has heard."""
LEAST_LIKELY = 0.9
"""What is less likely told is not heard: the question is asked instead, or never."""
LEAST_LIKELY_OF_A_PHRASE = 0.6
"""The same of a message that is hardly more than a phrase of marketing's."""
_NOT_TOLD, _TOLD = -1.0, 1.0
_BEFORE_ANY_SIGN = 1.74
_WEIGHTS: Mapping[str, float] = {
    "spoken_for": 4.49,
    "spoken_for_another": 0.82,
    "is_ruled": -2.08,
    "is_alone": 1.22,
    "is_taken": -2.17,
    "phrases": 1.60,
    "share": 2.34,
    "has_speaker": 0.48,
    "is_personal": 0.74,
    "is_often": 0.99,
    "has_other": -0.62,
    "is_asked": -0.21,
    "is_denied": -1.20,
}
"""By logistic regression, right or wrong, over what either ear heard in examples that the engine had not learned:
`python -m benchmarks.understanding.sureness`. From 'phrases' on they are of Signs."""
SIGNS = tuple(_WEIGHTS)
_OF_WORDS = tuple(one.name for one in fields(Signs) if one.name in _WEIGHTS)


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
        return option_name(self.answer.value)

    @property
    def chance(self) -> float:
        """How likely it was told, between 0 and 1."""
        plainest = self.ruled if self.ruled and self.ruled.is_alone and not self.ruled.is_taken else None
        is_phrase = plainest is not None and plainest.is_phrase
        if self.spoken is not None:
            likely = judged(self)
            return 1.0 if is_phrase and likely >= LEAST_LIKELY_OF_A_PHRASE else likely
        if is_phrase:
            return 1.0
        return sureness(plainest.signs) if plainest is not None else 0.0

    @property
    def counts(self) -> bool:
        if self._is_one_of_several:
            return False
        if self.spoken is not None or self.ruled is None:
            return self.chance >= LEAST_LIKELY
        return self.chance > 0 and is_sure(self.ruled.signs, is_phrase=self.ruled.is_phrase)

    @property
    def _is_one_of_several(self) -> bool:
        """'We live 5 here with me': of two numbers or places that phrases hear the engine does not know which."""
        has_any_value = self.spoken is not None and not self.spoken[0]
        return has_any_value and self.ruled is not None and not self.ruled.is_alone


def terms(candidate: Candidate) -> tuple[float, ...]:
    """In the order of SIGNS, of a candidate that the engine has examples of; what nobody heard has no signs."""
    heard, score = candidate.spoken or ("", _NOT_TOLD)
    bounded = max(_NOT_TOLD, min(_TOLD, score))
    spoken = (bounded, _NOT_TOLD) if heard in ("", candidate.value) else (_NOT_TOLD, bounded)
    if (ruled := candidate.ruled) is None:
        return (*spoken, *[0.0] * (len(SIGNS) - len(spoken)))
    of_words = (float(getattr(ruled.signs, name)) for name in _OF_WORDS)
    return (*spoken, 1.0, float(ruled.is_alone), float(ruled.is_taken), *of_words)


def judged(candidate: Candidate) -> float:
    """How likely a value was told that phrases heard, the engine speaks for, or both; between 0 and 1."""
    total = sum(weight * term for weight, term in zip(_WEIGHTS.values(), terms(candidate), strict=True))
    return 1 / (1 + exp(-_BEFORE_ANY_SIGN - total))
