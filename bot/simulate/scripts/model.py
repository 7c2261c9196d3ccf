"""A conversation as it should go, in the shape of Rasa's end-to-end tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.messages import Channel, ReplyKind
from bot.yaml_source import Position

Doing = Literal["user", "press", "begin"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One reply: words that are in it ('…' stands for anything), maybe its kind, or the response it comes from."""

    where: Position
    words: str = ""
    kind: ReplyKind | None = None
    response: str = ""


@dataclass(frozen=True, slots=True)
class Assertion:
    """`name` is a key of bot.simulate.scripts.assertions.ASSERTIONS."""

    where: Position
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Act:
    """One turn. 'user' says `text`, 'press' presses the button with that value, 'begin' has us begin that flow.

    `replies` None: whatever is said. `intent` is for the stand-in engine, which knows training phrases only.
    """

    where: Position
    doing: Doing
    text: str
    intent: str | None = None
    replies: tuple[Expected, ...] | None = None
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """`knows` are facts that the company holds; `remembers` and `asked` what is known and in the ledger in the end."""

    name: str
    where: Position
    language: str = "en"
    channel: Channel = "webchat"
    is_verified: bool = True
    knows: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    remembers: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return self.name
