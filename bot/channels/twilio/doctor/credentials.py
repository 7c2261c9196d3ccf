"""Whether the settings are complete and Twilio accepts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.channels.twilio.doctor.account import AccountReader
from bot.channels.twilio.doctor.diagnosis import Diagnosis, advice, ok, wrong
from bot.settings import Settings

_SIDS = {
    "TWILIO_ACCOUNT_SID": ("AC", "twilio_account_sid"),
    "TWILIO_MESSAGING_SERVICE_SID": ("MG", "twilio_messaging_service_sid"),
}
_NUMBERS = {"TWILIO_SMS_FROM": "twilio_sms_from", "TWILIO_WHATSAPP_FROM": "twilio_whatsapp_from"}
_E164 = re.compile(r"\+[1-9]\d{6,14}")


def check_settings(settings: Settings) -> Iterator[Diagnosis]:
    """Without a look at the network."""
    if not settings.twilio_account_sid or not settings.twilio_auth_token:
        mend = (
            "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN; both are on the first page of the Twilio console."
        )
        yield wrong("settings", "the account is not set", mend)
    for name, (prefix, field) in _SIDS.items():
        value = getattr(settings, field)
        if value and not re.fullmatch(rf"{prefix}[0-9a-fA-F]{{32}}", value):
            yield wrong(
                "settings",
                f"{name} is no id",
                f"It is {prefix} and 32 hexadecimal digits; copy it from the console.",
            )
    for name, field in _NUMBERS.items():
        value = getattr(settings, field)
        if value and not _E164.fullmatch(value):
            mend = (
                "Write it with + and its country code, without spaces and without 'whatsapp:': +15551234567."
            )
            yield wrong("settings", f"{name} is no number", mend)
    if not (
        settings.twilio_sms_from or settings.twilio_messaging_service_sid or settings.twilio_whatsapp_from
    ):
        mend = (
            "Set TWILIO_MESSAGING_SERVICE_SID or TWILIO_SMS_FROM for SMS, TWILIO_WHATSAPP_FROM for WhatsApp."
        )
        yield wrong("settings", "there is nobody to write as", mend)
    yield _public_url(settings)
    if settings.is_demo:
        yield wrong("settings", "the demo is on: anybody can play any customer", "Set DRIPLINE_DEMO=false.")
    if settings.twilio_auth_token_secondary:
        mend = "When Twilio has promoted the new token, put it into TWILIO_AUTH_TOKEN and unset this one."
        yield advice("settings", "a token is being rotated: TWILIO_AUTH_TOKEN_SECONDARY is valid too", mend)


def _public_url(settings: Settings) -> Diagnosis:
    parts = urlsplit(settings.public_url)
    if parts.scheme != "https" or parts.hostname in ("127.0.0.1", "localhost", "::1"):
        mend = "Set DRIPLINE_PUBLIC_URL to the https address that Twilio reaches, as docs/twilio.md shows."
        return wrong("public address", f"{settings.public_url} is not reachable for Twilio", mend)
    return ok("public address", settings.public_url)


async def check_account(reader: AccountReader) -> Diagnosis:
    status, account = await reader.get("api", "/2010-04-01/Accounts/{sid}.json")
    if status in (401, 403):
        mend = "Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN again. Test credentials do not work here."
        return wrong("account", "Twilio does not accept the credentials", mend)
    if status != 200:
        return wrong(
            "account", f"Twilio answered {status}", "Check TWILIO_ACCOUNT_SID, and status.twilio.com."
        )
    if account.get("status") != "active":
        return wrong(
            "account",
            f"the account is {account.get('status')}",
            "Look into the Twilio console; billing, mostly.",
        )
    if account.get("type") == "Trial":
        mend = "A trial account writes to verified numbers only. Upgrade it before customers come."
        return advice("account", "a trial account", mend)
    return ok("account", "active")
