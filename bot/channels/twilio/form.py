"""The parameters of a webhook exactly as they were sent, which is how they were signed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from bot.errors import DriplineError


class UnusableWebhook(DriplineError):
    """Twilio's request has no {parameter}."""


class Form:
    """Values are untrimmed, empty ones are kept, a name may have several. Iterates over the names."""

    def __init__(self, body: bytes) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
            self._values.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getlist(self, name: str) -> list[str]:
        """All values of a name; the official validator asks by this name."""
        return self._values.get(name, [])

    def get(self, *names: str) -> str:
        """The first value that is not blank, of the first name that has one, trimmed; '' when there is none.

        Without null characters, which no database keeps.
        """
        values = (value.replace("\0", "").strip() for name in names for value in self.getlist(name))
        return next(filter(None, values), "")

    def needed(self, *names: str) -> str:
        """As get. Raises UnusableWebhook when there is none."""
        if not (value := self.get(*names)):
            raise UnusableWebhook(parameter=names[0])
        return value

    def number(self, name: str) -> int:
        """A count; 0 when it is missing or no number."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdecimal() else 0
