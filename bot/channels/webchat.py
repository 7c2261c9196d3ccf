"""The web chat: a visitor is whoever holds a token that we signed."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.channels.text import checked_text
from bot.messages import Address, InboundMessage

_LONGEST_PAYLOAD = 1_000

Language = Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]


class ChatMessage(BaseModel):
    """`id` is the browser's: sent again, it is the same message. A button sends its title and its payload."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$", examples=["5f0c6f0e8f0b4a6c9f3e2d1c0b9a8f7e"])
    text: str = Field(examples=["Hello"])
    payload: str | None = Field(None, max_length=_LONGEST_PAYLOAD)
    language: Language | None = None


def visitor_address(visitor: str) -> Address:
    return Address("web_token", visitor)


def parse_webchat(visitor: str, message: ChatMessage, *, longest: int) -> InboundMessage:
    """The message of a visitor. Raises UnusableText.

    Its provider id has the visitor in front, so that nobody reaches another's message by guessing ids.
    """
    payload = checked_text(message.payload, _LONGEST_PAYLOAD) if message.payload else None
    return InboundMessage(
        provider_id=f"{visitor}:{message.id}",
        channel="webchat",
        address=visitor_address(visitor),
        text=checked_text(message.text, longest),
        payload=payload,
        language=message.language,
    )


def client_id(visitor: str, provider_id: str | None) -> str | None:
    """The id that the visitor's browser gave to a message."""
    return provider_id.removeprefix(f"{visitor}:") if provider_id else None
