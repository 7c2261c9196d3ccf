"""What is known at the moment a message is answered. Read once, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.answers import Tells
from bot.flows.state import FlowState
from bot.messages import Channel
from bot.people.facts import Fact
from bot.questions.ledger import AskRecord

_FLAGS = ("has_greeted", "has_served", "is_upset", "wants_human", "told_waiting")
_NAMES = ("treated", "promised", "goes_on_with")


@dataclass(frozen=True, slots=True)
class Heard:
    """The message to answer, with what the engine made of it.

    `ranking` is (intent, confidence), best first; `tells` which value of each attribute it thinks is told.
    """

    id: str
    text: str
    payload: str | None = None
    intent: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    tells: Tells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confirming:
    """Something the bot asked about the conversation itself: 'forget_me', 'wrong_which', 'offer_person', …

    For an 'answer' or a 'correction' that was not surely heard: its slot, what was heard by slot, and its `words`.
    """

    kind: str
    attribute: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""

    def to_json(self) -> list[Any]:
        found = [self.kind, self.attribute]
        return [*found, dict(self.values), self.words] if self.values else found


@dataclass(frozen=True, slots=True)
class TalkState:
    """What a conversation remembers between two messages; kept as JSON in its row.

    `treated` names the treatments it has had and `promised` the follow-ups ('flow: reason'): neither comes twice.
    `goes_on_with` are other conversations that are one with it: a chat and the call that went on with it.
    """

    flow: FlowState = field(default_factory=FlowState)
    asking: str | None = None
    confirming: Confirming | None = None
    misunderstood: int = 0
    has_greeted: bool = False
    has_served: bool = False
    is_upset: bool = False
    wants_human: bool = False
    told_waiting: bool = False
    treated: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    goes_on_with: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"flow": self.flow.to_json(), "misunderstood": self.misunderstood}
        if self.asking:
            data["asking"] = self.asking
        if self.confirming:
            data["confirming"] = self.confirming.to_json()
        for names in _NAMES:
            if getattr(self, names):
                data[names] = list(getattr(self, names))
        return data | {flag: True for flag in _FLAGS if getattr(self, flag)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TalkState:
        confirming = data.get("confirming")
        return cls(
            flow=FlowState.from_json(data.get("flow", {})),
            asking=data.get("asking"),
            confirming=Confirming(*confirming) if confirming else None,
            misunderstood=data.get("misunderstood", 0),
            treated=tuple(data.get("treated", ())),
            promised=tuple(data.get("promised", ())),
            goes_on_with=tuple(data.get("goes_on_with", ())),
            **{flag: data.get(flag, False) for flag in _FLAGS},
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A conversation at one message. `facts` holds only what may be told to whoever is writing.

    `known_attributes` is everything the company holds, told or not, so that nothing is asked again.
    `is_ours`: we begin this turn ourselves, as with a follow-up.
    """

    conversation_id: str
    person_id: str
    channel: Channel
    language: str
    owner: str
    is_verified: bool
    is_first_conversation: bool
    opened_at: datetime
    now: datetime
    state: TalkState
    heard: Heard
    facts: Mapping[str, Fact]
    known_attributes: frozenset[str]
    asks: tuple[AskRecord, ...]
    case_number: str | None = None
    is_ours: bool = False

    @property
    def has_open_case(self) -> bool:
        return self.case_number is not None
