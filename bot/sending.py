"""Puts the parts together that send messages to phones: Twilio's with an account, the demo's phones without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from anyio.to_thread import run_sync

from bot.channels.twilio.as_twilio import STATUS_PATH, SignedCaller
from bot.channels.twilio.client import Account, TwilioClient
from bot.channels.twilio.errors import meaning_of
from bot.channels.twilio.phones import DEMO_NUMBER, PhoneNetwork
from bot.channels.twilio.rendering import Renderer
from bot.channels.twilio.senders import PhonePageSender, TwilioSender
from bot.channels.twilio.templates import Templates, load_templates
from bot.errors import DriplineError
from bot.jobs.background import Background
from bot.jobs.before_sending import Allowed, Gate, MayContact
from bot.jobs.delivery_reports import DeliveryReports, OnOutcome
from bot.jobs.outbox import Outbox
from bot.jobs.reconciliation import Reconciliation
from bot.messages import Reply
from bot.outgoing import PUSH_CHANNELS, MessageSender
from bot.settings import Settings
from bot.store.content import StoredContent
from bot.store.deliveries import Part, Render
from bot.store.phone_page import StoredPhonePage
from bot.store.publications import files_of
from bot.store.session import Database

log = structlog.get_logger(__name__)

_SECONDS_ON_THE_AIR = 0.3


@dataclass(frozen=True, slots=True)
class Sending:
    """How this installation reaches phones. `reports` works without a sender, too."""

    reports: DeliveryReports
    sender: MessageSender | None = None
    render: Render | None = None
    outbox: Outbox | None = None
    reconciliation: Reconciliation | None = None
    phones: PhoneNetwork | None = None

    def background(self) -> tuple[Background, ...]:
        """What the worker runs beside itself."""
        if self.outbox is None or self.reconciliation is None:
            return ()
        work = (
            Background("outbox", [self.outbox.send_due]),
            Background("reconciliation", [self.reconciliation.do_due], every_seconds=60),
        )
        if self.phones is None:
            return work
        return (*work, Background("phones", [self.phones.carry], every_seconds=_SECONDS_ON_THE_AIR))

    def channels(self) -> tuple[str, ...]:
        """The phone channels on which we can write to somebody today."""
        sender = self.sender
        return tuple(one for one in PUSH_CHANNELS if sender is not None and sender.sender_for(one))

    async def close(self) -> None:
        if self.sender is not None:
            await self.sender.close()
        if self.phones is not None:
            await self.phones.close()


class CurrentTemplates:
    """The templates of the content that serves now. With a mistake in them the last good ones go on."""

    def __init__(self, database: Database, shelf: StoredContent, *, is_local: bool) -> None:
        self._database = database
        self._shelf = shelf
        self._is_local = is_local
        self._version = ""
        self._templates = Templates()

    def __call__(self) -> Templates:
        version = self._shelf.current.version
        if version != self._version:
            with self._database.reading() as connection:
                files = files_of(connection, version)
            try:
                self._templates = load_templates(files, is_local=self._is_local)
            except DriplineError as error:
                log.error("templates_have_a_mistake", mistake=str(error))
            self._version = version
        return self._templates

    def namespace(self) -> Mapping[str, str]:
        company = self._shelf.current.company
        return {"company": company.name, "assistant": company.assistant}


def build_sending(
    settings: Settings,
    database: Database,
    shelf: StoredContent,
    clock: Callable[[], datetime],
    *,
    sender: MessageSender | None = None,
    may_contact: MayContact = lambda *_: Allowed(),
    on_outcome: OnOutcome = lambda _channel, _outcome: None,
) -> Sending:
    """Without an account and without the demo nothing can be sent, and nothing is queued."""
    reports = DeliveryReports(database, meaning_of, clock, on_outcome)
    sender = sender or _sender(settings, database)
    if sender is None:
        return Sending(reports)
    templates = CurrentTemplates(database, shelf, is_local=isinstance(sender, PhonePageSender))

    def render(channel: str, reply: Reply, language: str) -> tuple[Part, ...]:
        return tuple(Renderer(templates().options, settings.sms_style)(channel, reply, language))

    gate = Gate(sender.sender_for, templates, templates.namespace, may_contact)
    rates = {"sms": settings.sms_per_second, "whatsapp": settings.whatsapp_per_second}
    return Sending(
        reports,
        sender,
        render,
        Outbox(database, sender, gate, reports, clock, rates, on_outcome),
        Reconciliation(database, sender, reports, clock),
        _phones(settings, database) if isinstance(sender, PhonePageSender) else None,
    )


def _sender(settings: Settings, database: Database) -> MessageSender | None:
    if settings.twilio_account_sid and settings.twilio_auth_token:
        account = Account(settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_api_url)
        senders = {
            "sms": settings.twilio_sms_from or settings.twilio_messaging_service_sid,
            "whatsapp": settings.twilio_whatsapp_from,
        }
        return TwilioSender(TwilioClient(account), senders, settings.public_url.rstrip("/") + STATUS_PATH)
    if not settings.is_demo:
        return None
    senders = {
        "sms": DEMO_NUMBER,
        "whatsapp": DEMO_NUMBER,
    }
    return PhonePageSender(StoredPhonePage(database), run_sync, senders)


def _phones(settings: Settings, database: Database) -> PhoneNetwork | None:
    """None without anything to sign with."""
    if not settings.twilio_auth_tokens:
        return None
    caller = SignedCaller(settings.own_url, settings.public_url, settings.twilio_auth_tokens[0])
    return PhoneNetwork(StoredPhonePage(database), run_sync, caller, lambda: datetime.now(UTC))
