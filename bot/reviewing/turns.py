"""Which messages a person should look at: what fell back, and what the customer corrected at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Literal

from bot.messages import read_choice

Reason = Literal["not understood", "unclear answer", "two likely", "corrected"]
_NOTES: Mapping[str, Reason] = {
    "not_understood": "not understood",
    "unclear_need": "not understood",
    "unclear_answer": "unclear answer",
    "clarified": "two likely",
}
_TAKEN_BACK = ("action_stop", "action_that_is_wrong")
MARKS = (*_NOTES, "corrected", *_TAKEN_BACK)
"""What the history of a conversation has in it when there is something to review."""


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One answered message of a customer. `notes` are the lines of its history, each with its `kind`."""

    conversation_id: str
    person_id: str
    language: str
    text: str
    payload: str | None
    action: str
    intent: str | None
    notes: tuple[Mapping[str, Any], ...]

    def has(self, kind: str) -> bool:
        return any(note.get("kind") == kind for note in self.notes)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message to review. `chosen` is the flow whose button the customer pressed next: what was meant, most likely."""

    person_id: str
    language: str
    text: str
    reason: Reason
    taken_for: str | None
    chosen: str | None = None


def to_review(turns: Iterable[PastTurn]) -> Iterator[Unheard]:
    """From the turns of conversations, those of each together and in order. Buttons are always understood."""
    for _, of_one in groupby(turns, key=lambda turn: turn.conversation_id):
        said: Sequence[PastTurn | None] = [*of_one, None]
        for turn, following in pairwise(said):
            if turn is None or turn.payload or not turn.text.strip():
                continue
            reason = _fell_back(turn) or _was_corrected(turn, following)
            if reason:
                chosen = _chosen(following) if following else None
                yield Unheard(turn.person_id, turn.language, turn.text, reason, turn.intent, chosen)


def _fell_back(turn: PastTurn) -> Reason | None:
    return next((_NOTES[note["kind"]] for note in turn.notes if note.get("kind") in _NOTES), None)


def _was_corrected(turn: PastTurn, following: PastTurn | None) -> Reason | None:
    """It began a flow or filled a slot, and the customer's very next word took that back."""
    if following is None or not (turn.has("flow_started") or turn.has("slot_set")):
        return None
    is_taken_back = following.has("corrected") or (
        turn.has("flow_started") and following.action in _TAKEN_BACK
    )
    return "corrected" if is_taken_back else None


def _chosen(following: PastTurn) -> str | None:
    choice = read_choice(following.payload)
    return choice[1] if choice and choice[0] == "menu" else None
