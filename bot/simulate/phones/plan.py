"""What to simulate on phones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.channels.twilio.as_twilio import MADE_UP_ACCOUNT
from bot.simulate.plan import Stage

PhoneChannel = Literal["whatsapp", "sms"]
ACCOUNT = MADE_UP_ACCOUNT
TOKEN = "the token of the simulation"  # noqa: S105
PUBLIC_URL = "https://simulation.example"
OURS = "+12025550143"


@dataclass(frozen=True, slots=True)
class Chances:
    """Shares of messages delivered more than once or out of order, and of calls that the provider fails."""

    duplicate: float = 0.0
    reordered: float = 0.0
    failure: float = 0.0


CALM = Chances()
CHAOS = Chances(duplicate=0.3, reordered=0.2, failure=0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhonePlan(Stage):
    """`messages` that customers send, `concurrency` customers at the same time."""

    channel: PhoneChannel = "whatsapp"
    messages: int = 5000
    concurrency: int = 48

    @property
    def chances(self) -> Chances:
        return CHAOS if self.has_chaos else CALM

    @property
    def customers(self) -> int:
        """Each has several conversations, so that refusals and limits reach over them."""
        return max(12, self.messages // 12)
