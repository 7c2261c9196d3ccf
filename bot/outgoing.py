"""What leaves the process for a person's phone, whichever provider carries it, and what comes back about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from bot.errors import DriplineError

Purpose = Literal["service", "follow_up", "marketing"]
State = Literal[
    "queued", "sending", "unknown", "sent", "undelivered", "failed", "delivered", "read", "suppressed"
]
PUSH_CHANNELS = ("sms", "whatsapp")
PENDING: tuple[State, ...] = ("queued", "sending", "unknown")

# What a provider reports never goes back: of two reports the later in this order is true, in whichever order they come.
_REPORTED: tuple[State, ...] = ("sent", "undelivered", "failed", "delivered", "read")
_PROVIDER_STATES: dict[str, State] = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent", "partially_delivered"), "sent"),
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
    "delivered": "delivered",
    "read": "read",
}


def reported_state(status: str) -> State | None:
    """Our state for a provider's word; None for a word about something else, such as an inbound message."""
    return _PROVIDER_STATES.get(status.strip().lower())


def later_state(now: State, reported: State) -> State:
    """The state after a report. One that we gave up ourselves may turn out to have been sent after all."""
    if now not in _REPORTED:
        return reported
    return max(now, reported, key=_REPORTED.index)


class Consequence(StrEnum):
    """What follows from a provider's error."""

    REFUSED = "refused"  # the person does not want messages here: never again until they say so
    UNREACHABLE = "unreachable"  # this address cannot be reached on this channel
    TEMPLATE = "template"  # only an approved template may be sent now
    LATER = "later"  # nothing was sent; try again
    MEND = "mend"  # the account or a setting is wrong: wait for whoever mends it
    FAILED = "failed"  # this message will never be sent


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error means for us, and in words that say how to mend it."""

    consequence: Consequence
    text: str


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message on its way. `recipient` and `sender` are E.164; a sender may also be a messaging service."""

    delivery_id: str
    channel: str
    recipient: str
    sender: str
    body: str
    content_sid: str | None = None
    content_variables: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider has it. `status` is the provider's word, which `reported_state` reads."""

    provider_sid: str
    status: str
    error_code: int | None = None


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A message that the provider has and that its phone has not read. `since`: when it came to this state."""

    delivery_id: str
    provider_sid: str
    channel: str
    recipient: str
    sender: str
    state: State
    since: datetime


class NotSent(DriplineError):
    """The provider did not take the message ({problem}). It says so with code {code}."""

    def __init__(self, code: int | None, problem: str, meaning: Meaning, retry_after: float | None = None):
        self.code, self.meaning, self.retry_after = code, meaning, retry_after
        super().__init__(code=code, problem=problem)


class OutcomeUnknown(DriplineError):
    """Nobody knows whether the provider took the message ({problem}). It is asked before anything is sent again."""


class ProviderSilent(DriplineError):
    """The provider does not answer a question ({problem}). It is asked again later."""


class MessageSender(Protocol):
    """Whoever carries messages. No method holds a transaction."""

    def sender_for(self, channel: str) -> str | None:
        """From whom messages on a channel come; None when none is set up."""

    def meaning_of(self, code: int | None, said: str | None = None) -> Meaning: ...

    async def send(self, message: OutgoingMessage) -> Receipt:
        """Hands it over, once. Raises NotSent when it surely was not taken, OutcomeUnknown when it may have been."""

    async def find(
        self, message: OutgoingMessage, since: datetime, claimed: frozenset[str]
    ) -> Receipt | None:
        """What became of a message with an unknown outcome, handed over at `since`. Raises ProviderSilent.

        `claimed` are the provider's ids that belong to other messages of ours.
        """

    async def status(self, provider_sid: str) -> Receipt | None:
        """How it stands with a message that was taken; None if the provider knows nothing. Raises ProviderSilent."""

    async def close(self) -> None: ...
