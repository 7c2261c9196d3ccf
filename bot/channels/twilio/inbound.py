"""A message as Twilio delivers it, whatever it is made of, as one of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.twilio.form import Form, UnusableWebhook
from bot.channels.twilio.numbers import number_of
from bot.errors import DriplineError
from bot.messages import OPT_OUT, WITHOUT_TEXT, Address, Channel, InboundMessage, choice_payload, read_choice

_ADDRESSES: Mapping[str, tuple[Channel, str]] = {"": ("sms", "phone"), "whatsapp": ("whatsapp", "whatsapp")}
_OPT_OUT_TYPES = frozenset({"STOP", "HELP", "START"})
_NOTICES = {
    **dict.fromkeys(("edit", "edited", "message_edited"), "edited"),
    **dict.fromkeys(("delete", "deleted", "revoke", "revoked", "unsend", "message_deleted"), "deleted"),
}
_NAMED = {"contact": "contact", "contacts": "contact", "vcard": "contact", "voice": "audio"}
_KINDS = frozenset(
    {"image", "audio", "video", "document", "sticker", "contact", "location", "reaction", "unknown"}
)
_VCARDS = frozenset({"text/vcard", "text/x-vcard", "text/directory"})
_BESIDE = {
    "from": "From",
    "to": "To",
    "messaging_service": "MessagingServiceSid",
    "profile_name": "ProfileName",
    "quoted": "OriginalRepliedMessageSid",
    "button": "ButtonPayload",
    "list_item": "ListId",
    "forwarded": "Forwarded",
    "often_forwarded": "FrequentlyForwarded",
    "came_from": "ReferralSourceUrl",
    "opt_out": "OptOutType",
}


class NotACustomer(DriplineError):
    """'{kind}' is not how a customer reaches us: only phone numbers, by SMS and WhatsApp, are answered."""


def parse_message(form: Form, *, longest: int, delivery_token: str | None = None) -> InboundMessage:
    """The message, with what came beside its text. Raises UnusableWebhook, NotACustomer.

    Nothing is refused for what it holds, because nobody would tell the customer. What is no text becomes a choice at
    WITHOUT_TEXT; a word that Twilio acted on (STOP) becomes one at OPT_OUT. A button that is not of the form that we
    send is taken by its words.
    """
    channel, address = _sender(form)
    notice = _NOTICES.get(form.get("EventType").lower()) or _NOTICES.get(form.get("MessageType").lower())
    text, payload, details = _content(form, notice)
    kept = text[:longest]
    if len(text) > longest:
        details["whole_text"] = text
    opt_out = form.get("OptOutType").upper()
    return InboundMessage(
        provider_id=_provider_id(form, notice, delivery_token),
        channel=channel,
        address=address,
        text=kept,
        payload=choice_payload(OPT_OUT, opt_out) if opt_out in _OPT_OUT_TYPES else payload,
        delivery_token=delivery_token,
        opt_out_type=opt_out if opt_out in _OPT_OUT_TYPES else None,
        details=details,
    )


def sent_button(form: Form) -> str:
    """What the pressed button or the chosen list item carries; '' when none was."""
    return form.get("ButtonPayload", "ListId")


def _sender(form: Form) -> tuple[Channel, Address]:
    scheme, separator, number = form.needed("From").rpartition(":")
    known = _ADDRESSES.get(scheme.lower() if separator else "")
    canonical = number_of(number)
    if known is None or canonical is None:
        raise NotACustomer(kind=scheme.lower() or "a sender without a number")
    channel, kind = known
    return channel, Address(kind, canonical, is_verified=True)


def _provider_id(form: Form, notice: str | None, delivery_token: str | None) -> str:
    """Twilio's id of the message. A notice about a message has the same id as the message, so it gets its own."""
    sid = form.get("MessageSid", "SmsMessageSid", "SmsSid") or delivery_token
    if not sid:
        raise UnusableWebhook(parameter="MessageSid")
    return f"{sid}:{notice}:{delivery_token or ''}" if notice else sid


def _content(form: Form, notice: str | None) -> tuple[str, str | None, dict[str, Any]]:
    """(text, payload, details)."""
    details: dict[str, Any] = {name: value for name, of in _BESIDE.items() if (value := form.get(of))}
    if media := _media(form):
        details["media"] = media
    if place := _place(form):
        details["place"] = place
    if notice:
        details[notice] = form.get("OriginalMessageSid", "OriginalRepliedMessageSid", "MessageSid")
    button = sent_button(form)
    if button and notice is None:
        title = form.get("ButtonText", "ListTitle", "Body")
        return title or button, button if read_choice(button) else None, details
    kind = "deleted" if notice == "deleted" else _kind(form, media)
    if kind is None:
        return form.get("Body"), None, details
    details["kind"] = kind
    return _in_words(form, kind, place), choice_payload(WITHOUT_TEXT, kind), details


def _kind(form: Form, media: list[dict[str, str]]) -> str | None:
    """What a message without text is; None for text. A caption is text, the name of a document is not."""
    said = form.get("MessageType").lower()
    said = _NAMED.get(said, said)
    if form.get("Latitude") and form.get("Longitude"):
        return "location"
    if said in ("contact", "document", "reaction") or (said == "sticker" and media):
        return said
    if form.get("Body"):
        return None
    if media:
        return said if said in _KINDS else _kind_of_media(media[0]["type"])
    return "empty" if said in ("", "text") else "unknown"


def _kind_of_media(content_type: str) -> str:
    main = content_type.partition("/")[0]
    if content_type in _VCARDS:
        return "contact"
    return main if main in ("image", "audio", "video") else "document"


def _media(form: Form) -> list[dict[str, str]]:
    """Address and content type of each file. The files stay with Twilio."""
    count = min(form.number("NumMedia"), 10)
    return [
        {"url": form.get(f"MediaUrl{i}"), "type": form.get(f"MediaContentType{i}").partition(";")[0].lower()}
        for i in range(count)
    ]


def _place(form: Form) -> dict[str, str]:
    found = {name: form.get(name.title()) for name in ("latitude", "longitude", "address", "label")}
    return {name: value for name, value in found.items() if value} if found["latitude"] else {}


def _in_words(form: Form, kind: str, place: Mapping[str, str]) -> str:
    """What an agent reads in the place of the text."""
    if kind == "location":
        named = [place[name] for name in ("label", "address") if name in place]
        return ", ".join(named) or f"{place['latitude']}, {place.get('longitude', '')}"
    body = form.get("Body")
    return f"[{kind}] {body}".strip() if kind != "deleted" else "[deleted]"
