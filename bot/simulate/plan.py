"""What to simulate."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DriplineError

HOST = "127.0.0.1"
API_KEY = "the key of the simulation"
SECRET = "the secret of the simulation"  # noqa: S105


class SimulationError(DriplineError):
    """The simulation could not go on: {problem}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(ABC):
    """What every simulation plays on. The same seed plays the same customers."""

    workers: int = 4
    has_chaos: bool = False
    seed: int = 1
    folder: Path = Path("var/simulate")
    content: Path = Path("content")
    training: Path = Path("data/nlu")
    database_url: str | None = None

    @property
    @abstractmethod
    def customers(self) -> int:
        """How many there are."""

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'dripline.db'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Stage):
    """`concurrency` conversations go on at the same time."""

    conversations: int = 2000
    concurrency: int = 16

    @property
    def customers(self) -> int:
        """Each comes back a few times, so that a second conversation can go wrong."""
        return max(4, self.conversations // 4)
