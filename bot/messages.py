"""What comes in and what goes out, the same for every channel and both renderers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Channel = Literal["webchat", "rest", "sms", "whatsapp", "phone"]
ReplyKind = Literal["say", "ask", "question", "benefit", "handoff"]


@dataclass(frozen=True, slots=True)
class Address:
    """Who writes, as the channel knows it: an identifier of some kind, e.g. ('phone', '+5511999998888').

    `is_verified` says that the channel itself proves who this is (an API key, a signed link).
    """

    kind: str
    value: str
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message as received. `provider_id` is unique within its channel: a second one is a duplicate.

    `is_ours`: we begin this turn ourselves, e.g. a follow-up that is due; nobody sees it as the customer's words.
    `delivery_token` is the same for each delivery of one message, whatever its provider id is.
    `opt_out_type` is STOP, HELP or START when the provider acted on the word, and answered it, before us.
    `details` is what came beside the text, JSON-ready: to whom, media, a place, a quoted message.
    """

    provider_id: str
    channel: Channel
    address: Address
    text: str
    payload: str | None = None
    language: str | None = None
    is_ours: bool = False
    delivery_token: str | None = None
    opt_out_type: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the customer may choose: a button on web chat, a number on SMS."""

    value: str
    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing to say, ready to be shown. `text` is plain text in the conversation's language, never markup."""

    kind: ReplyKind
    text: str
    options: tuple[Option, ...] = ()
    flow: str | None = None
    step: str | None = None
    question: str | None = None
    agent: str | None = None
    id: str = ""

    def as_rasa(self) -> dict[str, Any]:
        """The shape of a message of Rasa's REST channel, with ours under `custom.dripline`."""
        message: dict[str, Any] = {
            "text": self.text,
            "custom": {
                "dripline": {
                    "id": self.id,
                    "kind": self.kind,
                    "flow": self.flow,
                    "step": self.step,
                    "question": self.question,
                }
            },
        }
        if self.options:
            message["buttons"] = [{"title": o.title, "payload": o.payload} for o in self.options]
        return message


def choice_payload(at: str, value: str, *, several: bool = False) -> str:
    """What a button sends back: Rasa's intent payload, naming the place it was shown at and its value.

    `several`: others may be chosen with it. Whoever shows buttons can tell by that; whoever sends one back
    has chosen this one alone.

    >>> choice_payload("travel_pass.days", "7")
    '/choose{"at": "travel_pass.days", "value": "7"}'
    >>> choice_payload("moving.services", "internet", several=True)
    '/choose{"at": "moving.services", "value": "internet", "several": true}'
    """
    told = {"at": at, "value": value, **({"several": True} if several else {})}
    return "/choose" + json.dumps(told, ensure_ascii=False)


WITHOUT_TEXT = "without_text"
"""The place of what came without text: `/choose{"at": "without_text", "value": "image"}`."""
MOVED = "moved"
MOVE_EXPIRED = "expired"
"""The place of a message that took a conversation along from another channel, or could not ('expired')."""
OPT_OUT = "opt_out"
"""The place of a word that the provider acted on: `/choose{"at": "opt_out", "value": "STOP"}`."""


def read_choice(payload: str | None) -> tuple[str, str] | None:
    """The (place, value) of a button, or None when the payload is something else."""
    data = _told(payload)
    if not isinstance(data.get("at"), str) or not isinstance(data.get("value"), str):
        return None
    return data["at"], data["value"]


def is_one_of_several(option: Option) -> bool:
    """Whether others may be chosen with it."""
    return _told(option.payload).get("several") is True


def _told(payload: str | None) -> dict[str, Any]:
    if not payload or not payload.startswith("/choose{"):
        return {}
    try:
        data = json.loads(payload.removeprefix("/choose"))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
