"""Whether Twilio itself sent a request: its official validator, over the exact public address and every parameter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator, get_signature_algorithm

from bot.channels.twilio.form import Form

SIGNATURE = "x-twilio-signature"
SIGNATURE_SETTINGS = "x-twilio-webhooks-signature-settings"
DELIVERY_TOKEN = "i-twilio-idempotency-token"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Asked:
    """The address that was asked for. `forwarded` is scheme://host of a proxy we trust, if it said so.

    `path` and `query` are as on the wire: not decoded, not put in order.
    """

    path: str
    query: str = ""
    forwarded: str | None = None

    def addresses(self, public_url: str) -> Iterator[str]:
        """What Twilio may have signed: our public address, or that of the proxy in front of us."""
        rest = self.path + (f"?{self.query}" if self.query else "")
        base = public_url.strip().rstrip("/")
        prefix = urlsplit(base).path
        yield base + (rest.removeprefix(prefix) if prefix and rest.startswith(f"{prefix}/") else rest)
        if self.forwarded:
            yield self.forwarded + rest


def is_signed(
    asked: Asked,
    form: Form,
    public_url: str,
    tokens: Iterable[str],
    signature: str,
    signature_settings: str = "",
) -> bool:
    """Whether one of our tokens signed this. Without a token nothing is signed."""
    if not signature:
        return False
    algorithm = get_signature_algorithm(signature_settings)  # type: ignore[no-untyped-call]
    addresses = tuple(asked.addresses(public_url))
    return any(
        RequestValidator(token.strip()).validate(address, form, signature, algorithm)  # type: ignore[no-untyped-call]
        for token in tokens
        for address in addresses
    )
