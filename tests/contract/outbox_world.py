"""An installation's outbox with people who write, replies to them, and a clock to turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from bot.channels.twilio.client import Account, TwilioClient
from bot.channels.twilio.errors import meaning_of
from bot.channels.twilio.rendering import Renderer
from bot.channels.twilio.senders import TwilioSender
from bot.channels.twilio.templates import Templates, load_templates
from bot.jobs.before_sending import Allowed, Gate, Verdict
from bot.jobs.delivery_reports import DeliveryReports, OnOutcome
from bot.jobs.outbox import Outbox
from bot.jobs.reconciliation import Reconciliation
from bot.messages import Address, Reply
from bot.outgoing import MessageSender, NotSent, OutcomeUnknown
from bot.store import schema
from bot.store.deliveries import enqueue
from bot.store.people import ensure_person
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.people_builders import NOW, conversation, message
from tests.contract.twilio_server import ACCOUNT, TOKEN, TwilioServer

ANA, BEA, US = "+5511999998888", "+5511888887777", "+15005550006"
LOST = OutcomeUnknown(problem="the answer was lost")
TEMPLATES = load_templates(
    {
        "templates/one.yml": """
templates:
  anything:
    languages:
      en: {body: "News from {{1}}: {{2}}", variables: {1: "{{ company }}", 2: "{{ text }}"}}
"""
    },
    is_local=True,
)
NEWS = next(iter(TEMPLATES.approved)).languages["en"].content_sid


def refused(code: int, retry_after: float | None = None) -> NotSent:
    return NotSent(code, f"error {code}", meaning_of(code), retry_after)


@dataclass
class World:
    """One installation with a clock to turn. `verdict` is what the contact rules say."""

    database: Database
    sender: Any
    templates: Templates = field(default_factory=Templates)
    now: datetime = NOW
    rates: dict[str, float] = field(default_factory=lambda: {"sms": 100.0, "whatsapp": 100.0})
    verdict: dict[str, Verdict] = field(default_factory=dict)
    on_outcome: OnOutcome = lambda _channel, _outcome: None

    def __post_init__(self) -> None:
        clock = lambda: self.now  # noqa: E731
        self.reports = DeliveryReports(self.database, meaning_of, clock, self.on_outcome)
        self.reconciliation = Reconciliation(self.database, self.sender, self.reports, clock)

    def outbox(self, sender: MessageSender | None = None) -> Outbox:
        sender = sender or self.sender
        gate = Gate(
            sender.sender_for, lambda: self.templates, lambda: {"company": "Vereda"}, self._may_contact
        )
        clock = lambda: self.now  # noqa: E731
        return Outbox(self.database, sender, gate, self.reports, clock, self.rates, self.on_outcome)

    def _may_contact(
        self, connection: Connection, person_id: str, channel: str, purpose: str, now: datetime
    ) -> Verdict:
        return self.verdict.get(purpose, Allowed())

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def send(self) -> int:
        return await self.outbox().send_due()

    def talk(self, number: str = ANA, channel: str = "whatsapp", **more: Any) -> str:
        """A conversation in which this number has just written. Returns its id."""
        kind = "whatsapp" if channel == "whatsapp" else "phone"
        with self.database.transaction() as connection:
            known = ensure_person(connection, Address(kind, number, is_verified=True), self.now)
            talk = conversation(
                connection,
                known.person_id,
                known.identifier_id,
                channel=channel,
                next_position=1,
                closed_at=None,
                **more,
            )
            message(connection, talk, 0, "hello", channel=channel, created_at=self.now)
        return talk

    def say(self, talk: str, *texts: str, heard: str = "text", flow: str | None = None, **more: Any) -> None:
        """One turn in a conversation: a message as heard, and what is replied, queued with it."""
        with self.database.transaction() as connection:
            row = connection.execute(
                select(schema.conversations).where(schema.conversations.c.id == talk)
            ).one()
            position = row.next_position
            heard_id = message(
                connection, talk, position, "", channel=row.channel, kind=heard, created_at=self.now
            )
            replies = [Reply("say", text, flow=flow, id=new_id()) for text in texts]
            for offset, reply in enumerate(replies, 1):
                values = {"direction": "out", "in_reply_to": heard_id, "id": reply.id, "flow": flow}
                message(
                    connection,
                    talk,
                    position + offset,
                    reply.text,
                    channel=row.channel,
                    created_at=self.now,
                    **values,
                )
            enqueue(connection, talk, heard_id, replies, Renderer(), self.now, **more)
            connection.execute(
                update(schema.conversations)
                .where(schema.conversations.c.id == talk)
                .values(next_position=position + 1 + len(replies))
            )

    def hear(self, talk: str) -> None:
        """The number writes again."""
        with self.database.transaction() as connection:
            row = connection.execute(
                select(schema.conversations).where(schema.conversations.c.id == talk)
            ).one()
            message(connection, talk, 900, "again", channel=row.channel, created_at=self.now)

    def rows(self) -> Sequence[Any]:
        with self.database.reading() as connection:
            return connection.execute(select(schema.deliveries).order_by(schema.deliveries.c.id)).all()

    @property
    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    def own(self, talk: str, owner: str) -> None:
        with self.database.transaction() as connection:
            connection.execute(
                update(schema.conversations).where(schema.conversations.c.id == talk).values(owner=owner)
            )


def sent(world: World) -> list[str]:
    """The texts that left, in order."""
    return [message.body for message in world.sender.sent]


def twilio_sender(server: TwilioServer) -> TwilioSender:
    client = TwilioClient(Account(ACCOUNT, TOKEN, server.url, seconds=0.5))
    return TwilioSender(client, {"sms": US, "whatsapp": US}, "https://vereda.example/channels/twilio/status")
