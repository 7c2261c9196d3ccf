"""What a person allowed or forbade. The latest word on a scope and channel counts; no word is no consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """One word given or taken back, about a scope ('messages'); without a channel it is for all."""

    scope: str
    is_given: bool
    evidence: str
    recorded_at: datetime
    channel: str | None = None
    conversation_id: str | None = None
    id: str = ""


def latest_word(consents: Iterable[Consent], scope: str, channel: str | None) -> Consent | None:
    """The newest word that covers this scope on this channel; None when nothing was ever said."""
    covering = [c for c in consents if c.scope == scope and c.channel in (None, channel)]
    return max(covering, key=lambda c: (c.recorded_at, c.id), default=None)


def is_allowed(consents: Iterable[Consent], scope: str, channel: str | None = None) -> bool:
    """Whether the person said yes and has not taken it back."""
    word = latest_word(consents, scope, channel)
    return word is not None and word.is_given


def is_refused(consents: Iterable[Consent], scope: str, channel: str | None = None) -> bool:
    """Whether the person said no. Nothing said is not a refusal."""
    word = latest_word(consents, scope, channel)
    return word is not None and not word.is_given
