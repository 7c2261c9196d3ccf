"""Whether each sender of ours is there, may send, and brings its webhooks to us."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from bot.channels.twilio.as_twilio import MESSAGES_PATH, STATUS_PATH, VOICE_PATH
from bot.channels.twilio.doctor.account import AccountReader
from bot.channels.twilio.doctor.diagnosis import Diagnosis, advice, ok, wrong

_NUMBERS = "/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json"
_MOST = "1000"


class Webhooks:
    """Our addresses, and whether those that Twilio has are ours."""

    def __init__(self, public_url: str) -> None:
        base = public_url.strip().rstrip("/")
        self.messages, self.status, self.voice = (
            base + path for path in (MESSAGES_PATH, STATUS_PATH, VOICE_PATH)
        )

    def compare(self, about: str, what: str, url: Any, method: Any, ours: str) -> Diagnosis:
        """`what` is how the console calls the field."""
        if not url:
            return wrong(about, f"'{what}' is empty", f"Set it to {ours}, HTTP POST.")
        if url != ours:
            return wrong(about, f"'{what}' is {url}", f"Set it to {ours}; it must be the same to the letter.")
        if str(method or "POST").upper() != "POST":
            return wrong(about, f"'{what}' is called by {method}", "Choose HTTP POST beside it.")
        return ok(about, f"'{what}' is ours")


async def check_number(
    reader: AccountReader, webhooks: Webhooks, number: str, *, has_service: bool
) -> list[Diagnosis]:
    """A phone number. One of a messaging service gets its messages through the service."""
    about = f"number {number}"
    status, answer = await reader.get("api", _NUMBERS, {"PhoneNumber": number})
    found = [one for one in answer.get("incoming_phone_numbers") or () if one.get("phone_number") == number]
    if status != 200 or not found:
        mend = "Buy it, or set TWILIO_SMS_FROM to a number of this account (Phone Numbers, Active numbers)."
        return [wrong(about, "the account has no such number", mend)]
    return list(_number(about, webhooks, found[0], has_service=has_service))


def _number(
    about: str, webhooks: Webhooks, number: Mapping[str, Any], *, has_service: bool
) -> Iterator[Diagnosis]:
    can = number.get("capabilities") or {}
    if not can.get("sms", can.get("SMS", False)):
        yield wrong(about, "it cannot send SMS", "Take a number with the SMS capability.")
    if number.get("sms_application_sid"):
        mend = "Clear it (Messaging, Configure with: Webhook), or point its request URL here."
        yield advice(about, "messages go to a TwiML app, not to the number's own webhook", mend)
    elif not has_service:
        yield webhooks.compare(
            about, "A message comes in", number.get("sms_url"), number.get("sms_method"), webhooks.messages
        )
    if can.get("voice", False):
        yield from _voice(about, webhooks, number)


def _voice(about: str, webhooks: Webhooks, number: Mapping[str, Any]) -> Iterator[Diagnosis]:
    if number.get("trunk_sid") or number.get("voice_application_sid"):
        mend = f"If calls are to wait for agents here, point them to {webhooks.voice}."
        yield advice(about, "calls go to a SIP trunk or a TwiML app", mend)
        return
    yield webhooks.compare(
        about, "A call comes in", number.get("voice_url"), number.get("voice_method"), webhooks.voice
    )
    ended = webhooks.compare(
        about,
        "Call status changes",
        number.get("status_callback"),
        number.get("status_callback_method"),
        webhooks.voice,
    )
    if ended.level != "ok":
        ended = advice(about, ended.found, f"{ended.mend} Without it a call stays open here when it is over.")
    yield ended


async def check_service(reader: AccountReader, webhooks: Webhooks, sid: str) -> list[Diagnosis]:
    """The messaging service that picks the number of an SMS."""
    status, service = await reader.get("messaging", f"/v1/Services/{sid}")
    about = f"messaging service {service.get('friendly_name') or sid}"
    if status != 200:
        mend = "Copy TWILIO_MESSAGING_SERVICE_SID from Messaging, Services."
        return [wrong(about, "the account has no such service", mend)]
    _, answer = await reader.get("messaging", f"/v1/Services/{sid}/PhoneNumbers", {"PageSize": _MOST})
    numbers = answer.get("phone_numbers") or []
    found = [
        ok(about, f"{len(numbers)} number(s) in its sender pool")
        if numbers
        else wrong(
            about,
            "its sender pool is empty",
            "Add a number under Sender Pool; nothing can be sent else (21703).",
        )
    ]
    if service.get("use_inbound_webhook_on_number"):
        for one in numbers:
            number = str(one.get("phone_number"))
            found += await check_number(reader, webhooks, number, has_service=False)
        return found
    url, method = service.get("inbound_request_url"), service.get("inbound_method")
    return [*found, webhooks.compare(about, "Incoming messages, request URL", url, method, webhooks.messages)]


async def check_whatsapp(reader: AccountReader, webhooks: Webhooks, number: str) -> AsyncIterator[Diagnosis]:
    """A sender that WhatsApp knows."""
    about = f"WhatsApp sender {number}"
    query = {"Channel": "whatsapp", "PageSize": _MOST}
    status, answer = await reader.get("messaging", "/v2/Channels/Senders", query)
    found = [one for one in answer.get("senders") or () if one.get("sender_id") == f"whatsapp:{number}"]
    if status != 200:
        mend = "Look at Messaging, Senders, WhatsApp senders in the console yourself."
        yield advice(about, f"Twilio does not say ({status})", mend)
        return
    if not found:
        mend = "Register it under Messaging, Senders, WhatsApp senders. The sandbox's number is not listed there."
        yield wrong(about, "the account has no such sender", mend)
        return
    sender = found[0]
    if not str(sender.get("status", "")).startswith("ONLINE"):
        reasons = "; ".join(str(one.get("message")) for one in sender.get("offline_reasons") or ())
        told = f"it is {sender.get('status')}" + (f" ({reasons})" if reasons else "")
        yield wrong(
            about, told, "Finish its registration in the console; only a sender that is ONLINE sends."
        )
    else:
        yield ok(about, "online")
    hook = sender.get("webhook") or {}
    yield webhooks.compare(
        about,
        "Webhook URL for incoming messages",
        hook.get("callback_url"),
        hook.get("callback_method"),
        webhooks.messages,
    )
