"""Conversations as YAML: what the customer writes, and what the bot must say, by kind and a few of its words.

    - name: a travel pass in one breath
      language: en
      knows: {name: Ana Ribeiro}          # facts the company imported
      verified: true                       # the default
      talk:
        - user: I need a pass for Europe, 12 days
          intent: travel_pass              # only for the stand-in engine; the real one must find out by itself
          bot:
            - say: Vera
            - ask: $36
      facts: {travel_destination: europe}  # known in the end, at least
      asks: {streams_video: answered}      # the ledger in the end

`press: <value>` instead of `user:` presses the button with that value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.messages import Reply
from bot.yaml_source import read_yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """One turn. `bot` is (kind, words that must be in it) for each reply, in order."""

    user: str = ""
    press: str | None = None
    intent: str | None = None
    bot: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conversation:
    name: str
    language: str = "en"
    knows: Mapping[str, Any] = field(default_factory=dict)
    verified: bool = True
    talk: tuple[Line, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def conversations() -> list[Conversation]:
    return [
        _conversation(body)
        for path in sorted(FOLDER.glob("*.yml"))
        for body in read_yaml(path.read_text(encoding="utf-8"), path.name)
    ]


def play(conversation: Conversation, say: Callable[[Line, Sequence[Reply]], Sequence[Reply]]) -> None:
    """Say each line and compare; `say` gets the replies before, to find the button that is pressed."""
    replies: Sequence[Reply] = ()
    for line in conversation.talk:
        replies = say(line, replies)
        heard = [(reply.kind, reply.text) for reply in replies]
        where = f"after '{line.user or line.press}' the bot said {heard}"
        assert [kind for kind, _ in heard] == [kind for kind, _ in line.bot], where
        for (_, text), (_, words) in zip(heard, line.bot, strict=True):
            assert words.lower() in text.lower(), where


def button(value: str, replies: Sequence[Reply]) -> tuple[str, str]:
    """(title, payload) of the button with a value."""
    for reply in replies:
        for option in reply.options:
            if option.value == value:
                return option.title, option.payload
    raise AssertionError(f"there is no button '{value}' in {replies}")


def _conversation(body: Mapping[str, Any]) -> Conversation:
    lines = tuple(
        Line(
            user=str(line.get("user", "")),
            press=line.get("press"),
            intent=line.get("intent"),
            bot=tuple((kind, str(words or "")) for reply in line["bot"] for kind, words in reply.items()),
        )
        for line in body["talk"]
    )
    return Conversation(**{**body, "talk": lines})
