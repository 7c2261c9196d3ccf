"""What the dialogue needs of the store: a locked conversation, and one place that saves what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from bot.dialogue.changes import Change, PlannedAsk
from bot.dialogue.moment import Heard, Moment, TalkState
from bot.messages import Option, Reply
from bot.people.facts import Fact


class Memory(Protocol):
    """A conversation, locked for one turn together with its person."""

    @property
    def moment(self) -> Moment: ...

    @property
    def content_version(self) -> str: ...

    @property
    def answered_by(self) -> str | None:
        """The action that answered this message already; None while it is unanswered."""

    @property
    def is_closed(self) -> bool: ...

    @property
    def has_waiting(self) -> bool:
        """Whether another message of this conversation waits for an answer."""

    def stored_replies(self) -> tuple[Reply, ...]: ...

    def last_replies(self) -> tuple[Reply, ...]:
        """What was said in answer to the message before this one."""

    def shown_options(self) -> tuple[Option, ...]:
        """The options of the newest thing that was asked before this message; none when it had none."""

    def claim(self, ask: PlannedAsk) -> bool:
        """Write the question into the ledger; False when a constraint says that it may not be asked."""

    def suppressed(self, attributes: Iterable[str]) -> frozenset[str]:
        """Attributes that this person had erased."""

    def all_facts(self) -> Sequence[Fact]:
        """Everything held and not expired, of which the moment shows only what may be told."""

    def grants_for(self) -> Mapping[str, str]:
        """What each attribute gave the customer: attribute -> grant."""

    def save(
        self,
        action: str,
        replies: Sequence[Reply],
        changes: Sequence[Change],
        state: TalkState,
        language: str,
    ) -> tuple[Reply, ...]:
        """Save everything of this turn; returns the replies with their ids."""


class ConversationStore(Protocol):
    def conversation(self, conversation_id: str, heard: Heard) -> AbstractContextManager[Memory]:
        """One transaction around one turn: locked, committed at the end, rolled back when it raises.

        Raises UnknownConversation when there is none or it has no such message.
        """


class AnswerChances(Protocol):
    def __call__(self, question: str) -> float:
        """How likely an answer to a question is, 0..1, learned from the ledger."""


Results = Mapping[str, Any]
