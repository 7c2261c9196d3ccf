"""What Twilio reports about a message of ours."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.twilio.form import Form


@dataclass(frozen=True, slots=True)
class StatusNotice:
    """`delivery_id` is ours, from the address that the notice was sent to; `detail` is Twilio's own explanation.

    Notices come late, twice, out of order or never: what one changes is bot.outgoing.later_state's to say.
    """

    provider_sid: str
    status: str
    error_code: int | None = None
    delivery_id: str | None = None
    detail: str = ""


def parse_status(form: Form, delivery_id: str | None = None) -> StatusNotice:
    """Raises UnusableWebhook."""
    return StatusNotice(
        provider_sid=form.needed("MessageSid", "SmsSid", "SmsMessageSid"),
        status=form.needed("MessageStatus", "SmsStatus", "EventType").lower(),
        error_code=form.number("ErrorCode") or None,
        delivery_id=delivery_id or None,
        detail=form.get("ErrorMessage", "ChannelStatusMessage"),
    )
