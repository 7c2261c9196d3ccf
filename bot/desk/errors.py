"""What an agent may be refused, each in words that say what to do instead."""

from __future__ import annotations

from bot.errors import DriplineError


class TakenByAnother(DriplineError):
    """{name} has this one already. Take the next in the queue, or ask {name} to pass it on."""

    name: str

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name=name)


class NotAtDesk(DriplineError):
    """This is not waiting for an agent any more: {why}. The queue shows what is."""


class NotYours(DriplineError):
    """You do not have this conversation: {why}. Take it from the queue before you go on."""


class ScriptMoved(DriplineError):
    """The script has gone on since this page last looked. What you see now is where it stands; choose again."""


class NotUnderstood(DriplineError):
    """'{said}' is no answer to what is asked. Choose an option, or type it in other words."""


class NoSuchValue(DriplineError):
    """'{said}' cannot be kept as '{attribute}'. Choose one of its values, or write it as the field asks."""


class TooManyTries(DriplineError):
    """Too many wrong answers were given for this customer in this conversation. Tell only what anybody may know."""


class WrapUpIncomplete(DriplineError):
    """The wrap-up needs {missing}. Choose it, then finish."""


class WrapUpNeeded(DriplineError):
    """{name} still needs the wrap-up that the script asks for. Say how it ended first, or pass it to a colleague."""


class NoNumber(DriplineError):
    """No phone number is known for this customer. Ask for one and note it first."""
