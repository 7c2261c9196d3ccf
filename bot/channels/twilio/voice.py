"""A call as it comes in. A caller id is a claim, not a proof, unless the network vouches for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.channels.twilio.form import Form
from bot.channels.twilio.numbers import number_of
from bot.messages import Address

_ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_VOUCHED_FOR = "TN-Validation-Passed-A"
# What stands for the number when the caller withholds it: words, and the letters of words on a keypad.
_WITHHELD_WORDS = frozenset({"anonymous", "blocked", "private", "restricted", "unavailable", "unknown"})
_WITHHELD_NUMBERS = frozenset(
    {"+266696687", "+2562533", "+7748428", "+7378742833", "+86282452253", "+8656696", "+464"}
)


@dataclass(frozen=True, slots=True)
class Call:
    """`details` is what the agent may want to see, JSON-ready. `address` is the call's own when nobody is named."""

    call_sid: str
    address: Address
    has_ended: bool = False
    delivery_token: str | None = None
    details: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_withheld(self) -> bool:
        return self.address.kind == "anonymous_caller"


def parse_call(form: Form, delivery_token: str | None = None) -> Call:
    """Raises UnusableWebhook."""
    call_sid = form.needed("CallSid")
    status = form.get("CallStatus").lower()
    wanted = {
        "to": "To",
        "status": "CallStatus",
        "seconds": "CallDuration",
        "forwarded_from": "ForwardedFrom",
        "caller_name": "CallerName",
        "vouched": "StirVerstat",
    }
    details = {name: value for name, parameter in wanted.items() if (value := form.get(parameter))}
    return Call(call_sid, _caller(form, call_sid), status in _ENDED, delivery_token, details)


def _caller(form: Form, call_sid: str) -> Address:
    said = form.get("From", "Caller")
    number = None if said.lower() in _WITHHELD_WORDS or said in _WITHHELD_NUMBERS else number_of(said)
    if number is None:
        return Address("anonymous_caller", call_sid)
    return Address("phone", number, is_verified=form.get("StirVerstat") == _VOUCHED_FOR)
