"""What a person is known by. Every identifier has one canonical form, so that two spellings of it are one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import phonenumbers

from bot.errors import DriplineError

IdentifierKind = Literal[
    "phone",
    "whatsapp",
    "email",
    "web_token",
    "rest_sender",
    "anonymous_caller",
    "loyalty_card",
    "licence_plate",
    "external",
]
KINDS: tuple[IdentifierKind, ...] = get_args(IdentifierKind)
# What a browser, an anonymous sender or a call without a number is known by: it says nothing about who they are.
ANONYMOUS_KINDS = frozenset({"web_token", "rest_sender", "anonymous_caller"})

_CALLED = {
    "phone": "a phone number",
    "whatsapp": "a WhatsApp number",
    "email": "an e-mail address",
    "loyalty_card": "a loyalty card",
    "licence_plate": "a licence plate",
}
_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\\\]]+@([^@\s.]+\.)+[^@\s.\d][^@\s.]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BRAZIL = 55


class InvalidIdentifier(DriplineError):
    """'{value}' is not {kind}: {problem}."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing a person is known by. `evidence` says where it came from; unverified until proven."""

    id: str
    kind: str
    value: str
    evidence: str
    verified_at: datetime | None = None


def normalise(kind: str, raw: str, region: str | None = None) -> str:
    """The canonical form. `region` ('BR') is where a phone number without a country code belongs.

    >>> normalise("phone", "(11) 8765-4321", "BR")
    '+5511987654321'
    """
    rule = _RULES.get(kind)
    if rule is None:
        known = ", ".join(KINDS)
        raise InvalidIdentifier(value=raw, kind="an identifier", problem=f"'{kind}' is none of {known}")
    try:
        return rule(raw.strip(), region)
    except ValueError as error:
        raise InvalidIdentifier(value=raw, kind=_CALLED.get(kind, "an id"), problem=error) from error


def _phone(raw: str, region: str | None) -> str:
    """E.164. A Brazilian mobile gets its ninth digit; a landline stays as it is."""
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException as error:
        hint = "start it with + and the country code" if region is None else "check the digits"
        raise ValueError(f"this cannot be read as a phone number; {hint}") from error
    number = _with_ninth_digit(number)
    if not phonenumbers.is_valid_number(number):
        raise ValueError(f"no such number is in use in the country +{number.country_code}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _with_ninth_digit(number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber:
    """Brazilian mobiles begin with 6 to 9 after the area code, and since 2016 with a 9 before that."""
    national = str(number.national_number)
    if number.country_code != _BRAZIL or len(national) != 10 or national[2] not in "6789":
        return number
    return phonenumbers.PhoneNumber(
        country_code=_BRAZIL, national_number=int(f"{national[:2]}9{national[2:]}")
    )


def _whatsapp(raw: str, region: str | None) -> str:
    return _phone(raw.removeprefix("whatsapp:"), region)


def _email(raw: str, _: str | None) -> str:
    """Lower case throughout: no provider in use tells addresses apart by case."""
    address = raw.removeprefix("mailto:").lower()
    if not _EMAIL.fullmatch(address) or ".." in address or len(address) > 254:
        raise ValueError("an e-mail address looks like name@example.com")
    return address


def _loyalty_card(raw: str, _: str | None) -> str:
    """Letters and digits. What can only be a payment card is refused: it has no place in this store."""
    card = re.sub(r"[\s.-]", "", raw).upper()
    if not re.fullmatch(r"[A-Z0-9]{4,32}", card):
        raise ValueError("a card number has 4 to 32 letters and digits")
    if re.fullmatch(r"(4\d|5[1-5])\d{14}", card) and _passes_luhn(card):
        raise ValueError("this is a payment card's number, which must not be kept")
    return card


def _passes_luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _licence_plate(raw: str, _: str | None) -> str:
    plate = re.sub(r"[\s.·•-]", "", raw).upper()
    if not re.fullmatch(r"[^\W_]{2,10}", plate):
        raise ValueError("a plate has 2 to 10 letters and digits")
    return plate


def _opaque(raw: str, _: str | None) -> str:
    if not raw or len(raw) > 255:
        raise ValueError("it must have 1 to 255 characters")
    if _CONTROL.search(raw):
        raise ValueError("it has control characters in it")
    return raw


_RULES: dict[str, Callable[[str, str | None], str]] = {
    "phone": _phone,
    "whatsapp": _whatsapp,
    "email": _email,
    "web_token": _opaque,
    "rest_sender": _opaque,
    "anonymous_caller": _opaque,
    "loyalty_card": _loyalty_card,
    "licence_plate": _licence_plate,
    "external": _opaque,
}
