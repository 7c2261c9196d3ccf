"""What a yes or no can be asked about, and how people tell how that stands.

Each row is an expression on the folded words of a message. A denied yes is a no; a denied no tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.message import word_set

Rows = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Theme:
    """What a yes or no is asked about. `asked` are words of a slot's name, one of which must be there; of `opens`
    one must be the first; with one of `unless` it is about something else."""

    yes: Rows
    no: Rows
    asked: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def is_asked(self, words: Sequence[str]) -> bool:
        if not self.unless.isdisjoint(words):
            return False
        return not self.asked.isdisjoint(words) or words[0] in self.opens


TROUBLE = word_set(
    "not no problem problems issue trouble error fault outage down broken fails failing still lost stolen wrong"
)
"""Whether something is wrong is asked the other way round."""
