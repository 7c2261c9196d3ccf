"""What to simulate on phones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.simulate.plan import Plan

PhoneChannel = Literal["whatsapp", "sms"]
ACCOUNT = "AC" + "0" * 32
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


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """`messages` that customers send, `concurrency` customers at the same time; the same seed plays the same ones."""

    channel: PhoneChannel = "whatsapp"
    messages: int = 5000
    concurrency: int = 48
    workers: int = 4
    has_chaos: bool = False
    seed: int = 1
    folder: Path = Path("var/simulate")
    content: Path = Path("content")
    training: Path = Path("data/nlu")
    database_url: str | None = None

    @property
    def chances(self) -> Chances:
        return CHAOS if self.has_chaos else CALM

    @property
    def customers(self) -> int:
        """Each has several conversations, so that refusals and limits reach over them."""
        return max(12, self.messages // 12)

    @property
    def base(self) -> Plan:
        """What it shares with the simulation of web chats."""
        return Plan(
            workers=self.workers,
            has_chaos=self.has_chaos,
            seed=self.seed,
            folder=self.folder,
            content=self.content,
            training=self.training,
            database_url=self.database_url,
        )
