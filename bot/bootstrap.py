"""Puts the parts together, once. Whoever needs the whole product asks here; tests hand in a fake engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from bot import metrics
from bot.channels.twilio.phones import PhoneNetwork
from bot.dialogue.changes import AskSettled, Change, Noted, QuestionDecided
from bot.dialogue.content import Content
from bot.engine_client import EngineClient, Understood
from bot.engine_models import EngineModels
from bot.jobs.erasures import DueErasures, TrackerDrops
from bot.jobs.follow_ups import FollowUps
from bot.jobs.trainings import Trainings
from bot.jobs.worker import Chore, Worker
from bot.messages import Address, InboundMessage
from bot.next_step import NextStep
from bot.sending import Sending, build_sending
from bot.settings import Settings
from bot.store.chances import LearnedChances
from bot.store.codes import forget_codes
from bot.store.contacts import ContactLedger
from bot.store.content import StoredContent
from bot.store.inbox import StoredInbox
from bot.store.memory import StoredConversations
from bot.store.session import Database, is_retryable
from bot.store.silence import Silence
from bot.turn import Dialogue

Clock = Callable[[], datetime]


class Engine(Protocol):
    """The engine as the product uses it: bot.engine_client.EngineClient, or a fake that passes its contract."""

    async def send(self, conversation_id: str, message_id: str, text: str) -> None: ...

    async def parse(self, text: str) -> Understood: ...

    async def is_ready(self) -> bool: ...

    async def forget(self, conversation_id: str) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The running product, without its web."""

    settings: Settings
    database: Database
    shelf: StoredContent
    inbox: StoredInbox
    engine: Engine
    next_step: NextStep
    dialogue: Dialogue
    worker: Worker
    sending: Sending
    follow_ups: FollowUps

    @property
    def content(self) -> Content:
        return self.shelf.current

    @property
    def phones(self) -> PhoneNetwork | None:
        """The demo's phones; None where there is an account, or no demo."""
        return self.sending.phones

    async def close(self) -> None:
        await self.engine.close()
        await self.sending.close()
        self.database.close()

    def adopt(self, sender: str, text: str, message_id: str) -> tuple[str, str]:
        """A message that reached the engine directly (its own shell): a conversation of ours from here on.

        Returns the conversation's and the message's id.
        """
        message = InboundMessage(message_id, "rest", Address("rest_sender", f"engine:{sender}"), text)
        received = self.inbox.receive(message)
        return received.conversation_id, received.message_id


def build(
    settings: Settings,
    *,
    engine: Callable[[NextStep], Engine] | None = None,
    clock: Clock = lambda: datetime.now(UTC),
) -> Services:
    """Raises ContentErrors when there is no good version of the content at all."""
    database = Database(settings.database_url)
    shelf = StoredContent(database, settings.content)
    shelf.open()
    chances = LearnedChances(database)
    chances.refresh()
    ledger = ContactLedger(lambda: shelf.current.company.contact)
    sending = build_sending(
        settings,
        database,
        shelf,
        clock,
        may_contact=ledger.may_send,
        on_outcome=metrics.count_delivery,
    )
    conversations = StoredConversations(database, settings.secret_key, clock, render=sending.render)
    next_step = NextStep(conversations, shelf, chances, is_retryable, metrics.observe_stage, _count)
    client = engine(next_step) if engine else EngineClient(settings.engine_url, settings.engine_token)
    silence = Silence(
        timedelta(minutes=settings.webchat_silence_minutes), timedelta(hours=settings.messaging_silence_hours)
    )
    inbox = StoredInbox(
        database,
        lambda: shelf.current.version,
        lambda: shelf.current.company.default_language,
        silence,
        clock,
        settings.secret_key,
    )
    dialogue = Dialogue(
        inbox,
        client,
        next_step,
        on_stage=metrics.observe_stage,
        on_engine_failure=lambda: metrics.count("engine_failures"),
    )
    metrics.measure_queue(inbox.depth)
    trainings = Trainings(database, EngineModels(settings.engine_url, settings.engine_token), clock)
    follow_ups = FollowUps(database, dialogue.receive, clock, ledger, ("webchat", *sending.channels()))
    chores = (
        Chore("follow_ups", 1, follow_ups.do_due),
        Chore("erasures", 1, DueErasures(database, settings.secret_key, clock).do_due),
        Chore("content", 1, lambda: int(shelf.reload_if_changed())),
        Chore("training", 2, trainings.do_due),
        Chore("silence", 30, inbox.close_silent),
        Chore("follow_up_reasons", 60, follow_ups.cancel_groundless),
        Chore("codes", 300, partial(forget_codes, database, clock)),
        Chore("chances", 60, chances.refresh),
    )
    drops, beside = TrackerDrops(database, client.forget), sending.background()
    worker = Worker(inbox, dialogue, drops, chores, beside=beside)
    return Services(
        settings, database, shelf, inbox, client, next_step, dialogue, worker, sending, follow_ups
    )


def _count(changes: Sequence[Change]) -> None:
    for change in changes:
        match change:
            case QuestionDecided(question=str()):
                metrics.count("questions_asked")
            case AskSettled(status="answered" | "declined" as status):
                metrics.count(f"questions_{status}")
            case Noted(kind="not_understood"):
                metrics.count("fallbacks")
            case _:
                pass
