"""What can be wrong with questions and attributes; every mistake found is told at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import ContentError, DriplineError


class QuestionErrors(DriplineError):
    """{count} mistake(s) in the questions or attributes:
    {listing}"""

    def __init__(self, mistakes: Sequence[ContentError]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(count=len(self.mistakes), listing="\n".join(str(one) for one in self.mistakes))


class UnknownAnswer(DriplineError):
    """The question '{question}' has no benefit for the answer {answer}. Add that option to its 'options'."""
