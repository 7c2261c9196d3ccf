"""Errors whose docstring is their message. A message says what was wrong and how to mend it."""

from __future__ import annotations

from typing import Any


class DriplineError(Exception):
    """Something went wrong."""

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__((self.__doc__ or "").strip().format(**details))


class ContentError(DriplineError):
    """{where}: {problem}"""


class UnknownConversation(DriplineError):
    """There is no conversation '{conversation_id}'. Conversation ids are listed by 'dripline conversations'."""


class UnknownPerson(DriplineError):
    """Nobody is known as '{reference}'. Give a person id or an identifier such as 'external:1001' or 'email:a@b.c'."""


class SettingsError(DriplineError):
    """{setting}: {problem}"""


class EngineUnavailable(DriplineError):
    """The engine at {url} does not answer ({problem}). What was received waits and is answered when it is back."""


class EngineFailed(EngineUnavailable):
    """The engine at {url} took a message and failed ({problem}). The message is tried again a few times."""
