"""What the page sends. `id` is made by the page: the same id again is the same deed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ClientId = Field(min_length=8, max_length=64, pattern=r"^[\w-]+$")
_ITEM = r"^(conversation|follow_up|case):[0-9a-f]{1,40}$"


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class TakeItem(Body):
    item: str = Field(pattern=_ITEM)


class GiveBack(Body):
    """Into the queue: for a colleague, for later, or to the bot."""

    id: str = ClientId
    to: Literal["queue", "colleague", "bot"] = "queue"
    colleague: str | None = Field(None, max_length=64)
    note: str = Field("", max_length=500)
    minutes: int | None = Field(None, ge=1, le=7 * 24 * 60)


class PutOff(Body):
    item: str = Field(pattern=_ITEM)
    minutes: int = Field(ge=1, le=7 * 24 * 60)


class StepBody(Body):
    """`seen` is the script's version that the page shows; `seconds` is how long the step took, pauses left out."""

    id: str = ClientId
    kind: Literal["start", "choose", "say", "back", "go_on", "correct", "language", "stop", "repeat"]
    at: str = Field("", max_length=200)
    value: str = Field("", max_length=500)
    text: str = Field("", max_length=1000)
    seen: str | None = Field(None, max_length=64)
    seconds: float | None = Field(None, ge=0, le=86_400)


class ReplyBody(Body):
    id: str = ClientId
    text: str = Field(min_length=1, max_length=4000)


class VerifyBody(Body):
    said: dict[str, str] = Field(max_length=8)


class NoteBody(Body):
    attribute: str = Field(min_length=1, max_length=100)
    said: str = Field(min_length=1, max_length=500)


class PromiseBody(Body):
    model_config = ConfigDict(extra="forbid")

    channel: Literal["phone", "sms", "whatsapp", "webchat"]
    due_at: datetime
    reason: str = Field(min_length=1, max_length=200)


class WrapUpBody(Body):
    disposition: str = Field(min_length=1, max_length=60)
    satisfaction: int | None = Field(None, ge=1, le=5)
    promise: PromiseBody | None = None
    case: Literal["none", "opened", "solved"] = "none"
    note: str = Field("", max_length=2000)


class PresenceBody(Body):
    is_away: bool


class DemoCall(Body):
    """`customer` is a demo customer's external id; none is a number nobody knows."""

    customer: str | None = Field(None, max_length=200)
