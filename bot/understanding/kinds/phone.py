"""A phone number, as E.164."""

from __future__ import annotations

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumberFormat, PhoneNumberMatcher

from bot.understanding.hearing import Heard, Hearing, heard_between


def hear(hearing: Hearing) -> Heard | None:
    """A valid number of the region or with its country; two different ones are unclear."""
    message = hearing.message
    found = list(PhoneNumberMatcher(message.text, hearing.region, leniency=Leniency.VALID))
    numbers = {_e164(one.number) for one in found}
    if len(numbers) == 1:
        return heard_between(message, numbers.pop(), found[0].start, found[0].end)
    return _whole(hearing) if not found and hearing.is_waited else None


def _whole(hearing: Hearing) -> Heard | None:
    """A message that is nothing but a number, however it is grouped."""
    text = hearing.message.text
    digits = "".join(letter for letter in text if letter.isdecimal())
    if len(digits) < 8 or any(letter.isalpha() for letter in text):
        return None
    try:
        number = phonenumbers.parse(("+" if text.startswith("+") else "") + digits, hearing.region)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return heard_between(hearing.message, _e164(number), 0, len(text), 0.9)


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
