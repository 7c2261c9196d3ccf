"""The main path over an inbox and an engine that only remember: what is asked of the store, and when."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from bot.messages import Address, InboundMessage, Reply
from bot.next_step import NextStep, Outcome
from bot.turn import Dialogue, Received, Unanswered

STORED = (Reply("say", "from the store"),)
COMMITTED = (Reply("say", "just committed"),)


@dataclass
class RecordingInbox:
    """One conversation. `asked` are the looks into the store after a message was received."""

    unread: deque[str] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)

    def receive(self, message: InboundMessage) -> Received:
        self.unread.append(message.provider_id)
        return Received(message.provider_id, "c", "p", "i", is_leased=len(self.unread) == 1)

    def claim(self, conversation_id: str) -> Unanswered | None:
        self.asked.append("claim")
        return Unanswered(self.unread[0], "c", "hello", None) if self.unread else None

    def unanswered(self, conversation_id: str) -> tuple[str, ...]:
        self.asked.append("unanswered")
        return tuple(self.unread)

    def put_back(self, *_: Any, **__: Any) -> None:
        self.asked.append("put_back")

    def replies_to(self, message_id: str) -> tuple[Reply, ...] | None:
        self.asked.append("replies_to")
        return None if message_id in self.unread else STORED


@dataclass
class AnsweringEngine:
    """Commits each message it is sent; tells it, as the next step of this process does, unless it `is_elsewhere`."""

    inbox: RecordingInbox
    is_elsewhere: bool = False
    next_step: NextStep = field(
        default_factory=lambda: NextStep(_Nowhere(), SimpleNamespace(), lambda _: 1.0)
    )

    async def send(self, conversation_id: str, message_id: str, text: str) -> None:
        self.inbox.unread.remove(message_id)
        if not self.is_elsewhere:
            outcome = Outcome(COMMITTED, has_waiting=bool(self.inbox.unread))
            self.next_step.on_answered(message_id, outcome)


class _Nowhere:
    @contextmanager
    def conversation(self, conversation_id: str, heard: Any) -> Any:
        raise AssertionError("the engine of this test answers by itself")


def dialogue(*, is_elsewhere: bool = False) -> tuple[Dialogue, RecordingInbox]:
    inbox = RecordingInbox()
    engine = AnsweringEngine(inbox, is_elsewhere)
    return Dialogue(inbox, engine, engine.next_step), inbox


def message(provider_id: str) -> InboundMessage:
    return InboundMessage(provider_id, "rest", Address("rest_sender", "ana"), "hello")


async def test_what_was_just_committed_is_not_read_back():
    talk, inbox = dialogue()
    assert await talk.reply_to(talk.receive(message("m1"))) == COMMITTED
    assert inbox.asked == []


async def test_a_message_that_waited_meanwhile_is_answered_next():
    talk, inbox = dialogue()
    first, second = talk.receive(message("m1")), talk.receive(message("m2"))
    assert await talk.reply_to(first) == COMMITTED
    assert not inbox.unread
    assert inbox.asked == ["unanswered", "claim"]
    assert await talk.reply_to(second) == STORED


async def test_what_another_process_committed_is_read_from_the_store():
    talk, inbox = dialogue(is_elsewhere=True)
    assert await talk.reply_to(talk.receive(message("m1"))) == STORED
    assert inbox.asked == ["unanswered", "replies_to"]


async def test_an_outcome_nobody_waits_for_is_not_kept():
    talk, inbox = dialogue()
    engine_step = talk._next_step
    engine_step.on_answered("somebody else's", Outcome(COMMITTED))
    inbox.unread.append("somebody else's")
    received = Received("somebody else's", "c", "p", "i", is_duplicate=True)
    inbox.unread.clear()
    assert await talk.reply_to(received) == STORED


async def test_the_worker_leaves_what_somebody_promised_to_answer():
    talk, _ = dialogue()
    talk.receive(message("m1"))
    assert talk.leased == ("c",)
    with talk.promised("c"), talk.promised("c"):
        assert talk.leased == ()
    assert talk.leased == ("c",)
