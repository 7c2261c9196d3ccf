"""Twilio's error codes, as far as they change what we do. Codes not named here are permanent and say so."""

from __future__ import annotations

from bot.outgoing import Consequence, Meaning

_MEANINGS: dict[int, Meaning] = {
    code: Meaning(consequence, text)
    for consequence, texts in {
        Consequence.REFUSED: {
            21610: "The recipient answered STOP to this sender. Only their START opens it again.",
            63014: "The recipient blocked this sender on WhatsApp. Only they can open it again.",
        },
        Consequence.UNREACHABLE: {
            21211: "This is not a valid phone number.",
            21214: "This phone number cannot be reached.",
            21217: "This is not a valid phone number.",
            21265: "This is a number of ours, not a customer's.",
            21614: "This number cannot receive SMS; it is no mobile number.",
            30005: "This number is unknown to its network; it may have changed hands.",
            30006: "This is a landline or a number that its network cannot reach.",
            63003: "There is no WhatsApp account with this number.",
            63024: "There is no WhatsApp account with this number.",
        },
        Consequence.TEMPLATE: {
            63016: "WhatsApp's 24-hour window is closed; only an approved template may be sent.",
        },
        Consequence.LATER: {
            20429: "Too many requests at once.",
            20500: "Twilio had an internal error.",
            20503: "Twilio was not available.",
            21611: "The sender's queue at Twilio was full.",
            30001: "The sender's queue at Twilio was full.",
            63018: "The sender's rate limit on WhatsApp was reached.",
        },
        Consequence.MEND: {
            20003: "Twilio does not accept our credentials. Check the account SID and the auth token.",
            20005: "The Twilio account is not active. Look into the Twilio console.",
            20008: "These are Twilio's test credentials; they cannot do this. Set the live ones.",
            20404: "Twilio does not know the account. Check the account SID.",
            30002: "The Twilio account is suspended. Look into the Twilio console.",
            63020: "The WhatsApp sender's registration is not complete. Finish it in the Twilio console.",
        },
        Consequence.FAILED: {
            21408: "Sending to this country is not enabled. Enable it under Messaging, Geo permissions.",
            21602: "The message had no text.",
            21603: "No sender was given. Set an SMS or WhatsApp sender or a messaging service.",
            21606: "The sender is no number of this account that can send this. Check the sender's setting.",
            21608: "A trial account may write to verified numbers only. Verify the number or upgrade.",
            21612: "The sender cannot reach this recipient. Check the sender's setting.",
            21617: "The text was longer than 1,600 characters.",
            21655: "Twilio does not know the ContentSid. Check it in content/templates.",
            21656: "The template's variables were not accepted. Check them in content/templates.",
            21659: "The sender is no number of this account. Check the sender's setting.",
            21703: "The messaging service has no sender. Add one in the Twilio console.",
            30003: "The phone was off or out of reach for too long.",
            30004: "The recipient's network blocked the message.",
            30007: "The carrier took the message for spam. Register the sender and look at the text.",
            30008: "The carrier gave no reason.",
            30034: "The US carriers want this number registered (A2P 10DLC). Register it in the Twilio console.",
            63005: "WhatsApp did not accept the content.",
            63007: "Twilio finds no WhatsApp sender with this number. Check the WhatsApp sender's setting.",
            63013: "The message broke a rule of WhatsApp.",
            63021: "WhatsApp did not accept the content.",
            63028: "The template was given another number of variables than it has. Check it in content/templates.",
            63049: "WhatsApp chose not to deliver this marketing message, to limit what the recipient gets.",
        },
    }.items()
    for code, text in texts.items()
}


def meaning_of(code: int | None, said: str | None = None) -> Meaning:
    """What a code means for us; for one we do not know, what Twilio `said`."""
    known = _MEANINGS.get(code) if code is not None else None
    if known is not None:
        return known
    return Meaning(Consequence.FAILED, said or "Twilio gave no reason.")


def known_codes() -> frozenset[int]:
    return frozenset(_MEANINGS)
