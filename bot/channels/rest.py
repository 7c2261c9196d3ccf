"""Rasa's REST channel: the same request, so that any Rasa client works."""

from __future__ import annotations

import uuid
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.channels.text import UnusableText, checked_text
from bot.messages import Address, InboundMessage
from bot.people.identifiers import InvalidIdentifier, normalise

_KNOWN_CUSTOMER = "customer:"
_LONGEST_SENDER = 200


class KeyNeeded(Exception):
    """Only a system with an API key may say which customer is writing."""


class RestRequest(BaseModel):
    """With a `metadata.message_id`, a repeated request is a duplicate; `metadata.language` is a hint."""

    model_config = ConfigDict(extra="ignore", strict=True)

    sender: str = Field("default", min_length=1, max_length=_LONGEST_SENDER, examples=["ana"])
    message: str = Field(examples=["I want to change my plan"])
    metadata: dict[str, Any] | None = None


def parse_rest(request: RestRequest, *, has_key: bool, longest: int) -> InboundMessage:
    """The message a request carries. Raises UnusableText, KeyNeeded."""
    text = checked_text(request.message, longest)
    sender = checked_text(request.sender, _LONGEST_SENDER)
    metadata = request.metadata or {}
    language = metadata.get("language")
    return InboundMessage(
        provider_id=_provider_id(sender, metadata.get("message_id")),
        channel="rest",
        address=_address(sender, has_key=has_key),
        text=text,
        payload=text if text.startswith("/") else None,
        language=language if isinstance(language, str) else None,
    )


def _address(sender: str, *, has_key: bool) -> Address:
    if not sender.startswith(_KNOWN_CUSTOMER):
        return Address("rest_sender", sender)
    if not has_key:
        raise KeyNeeded
    external = sender.removeprefix(_KNOWN_CUSTOMER).strip()
    if not external:
        raise UnusableText(
            "The sender 'customer:' names nobody.", "Write the customer's id behind it: 'customer:1001'."
        )
    try:
        return Address("external", normalise("external", external), is_verified=True)
    except InvalidIdentifier as error:
        raise UnusableText(str(error), "Use the id that the customers were imported with.") from error


def _provider_id(sender: str, message_id: Any) -> str:
    """Unique over all senders, because an id is only the sender's own."""
    if isinstance(message_id, str | int) and str(message_id):
        return f"{sender}:{checked_text(str(message_id), _LONGEST_SENDER)}"
    return f"{sender}:{uuid.uuid4().hex}"
