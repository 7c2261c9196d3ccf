"""All checks, in the order in which one mends."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.channels.twilio.doctor.account import AccountReader, TwilioUnreachable
from bot.channels.twilio.doctor.credentials import check_account, check_settings
from bot.channels.twilio.doctor.diagnosis import Diagnosis, wrong
from bot.channels.twilio.doctor.round_trip import check_round_trip
from bot.channels.twilio.doctor.senders import Webhooks, check_number, check_service, check_whatsapp
from bot.channels.twilio.doctor.templates import check_templates
from bot.channels.twilio.templates import Templates
from bot.settings import Settings


async def examine(settings: Settings, templates: Templates) -> AsyncIterator[Diagnosis]:
    """Each thing as soon as it was looked at. What does not depend on Twilio is looked at whatever Twilio says."""
    for diagnosis in check_settings(settings):
        yield diagnosis
    if settings.twilio_account_sid and settings.twilio_auth_token:
        try:
            async for diagnosis in _at_twilio(settings, templates):
                yield diagnosis
        except TwilioUnreachable as error:
            yield wrong("Twilio", str(error), "Everything else at Twilio is looked at when it answers.")
    if settings.twilio_auth_token:
        for diagnosis in await check_round_trip(settings.public_url.rstrip("/"), settings.twilio_auth_tokens):
            yield diagnosis


async def _at_twilio(settings: Settings, templates: Templates) -> AsyncIterator[Diagnosis]:
    webhooks, service = Webhooks(settings.public_url), settings.twilio_messaging_service_sid
    account = AccountReader(settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_api_url)
    async with account as reader:
        first = await check_account(reader)
        yield first
        if first.level == "wrong":
            return
        if service:
            for diagnosis in await check_service(reader, webhooks, service):
                yield diagnosis
        if settings.twilio_sms_from:
            number = settings.twilio_sms_from
            for diagnosis in await check_number(reader, webhooks, number, has_service=bool(service)):
                yield diagnosis
        if settings.twilio_whatsapp_from:
            async for diagnosis in check_whatsapp(reader, webhooks, settings.twilio_whatsapp_from):
                yield diagnosis
            async for diagnosis in check_templates(reader, templates):
                yield diagnosis
