"""A customer on a phone, through the whole product: what is answered reaches the phone, once and in order."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import build
from bot.channels.twilio.senders import PhonePageSender, TwilioSender
from bot.engine_client import Understood
from bot.messages import Address
from bot.sending import build_sending
from bot.store import schema
from tests.contract.twilio_server import ACCOUNT, TOKEN, running_twilio
from tests.product import ROOT, Clock, Product, settings

ANA = Address("whatsapp", "+5511999998888", is_verified=True)
KILLS = 3
BEA = Address("phone", "+5511888887777", is_verified=True)


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    product = Product(database_url)
    yield product
    product.close()


def send(product: Product) -> None:
    outbox = product.services.sending.outbox
    assert outbox is not None
    asyncio.run(outbox.send_due())


def test_every_reply_reaches_the_phone_in_order(product: Product) -> None:
    said = [product.say("hello", ANA, "whatsapp"), product.say("I want a travel pass", ANA, "whatsapp")]
    product.clock.pass_(seconds=2)
    send(product)
    sent = sorted(product.rows(schema.deliveries), key=lambda row: row.id)
    assert [row.state for row in sent] == ["sent"] * len(sent)
    replies = [reply for one in said for reply in one.replies]
    assert list(dict.fromkeys(row.message_id for row in sent)) == [reply.id for reply in replies]
    assert all(row.sent_at for row in product.rows(schema.messages, direction="out"))


def test_sms_numbers_its_options_and_whatsapp_shows_them_as_buttons_or_a_list(product: Product) -> None:
    product.say("I want a travel pass", ANA, "whatsapp")
    asked = product.say("I want a travel pass", BEA, "sms")
    shown = [row for row in product.rows(schema.deliveries, channel="whatsapp") if row.content_sid]
    assert shown
    options = next(reply.options for reply in asked.replies if reply.options)
    [sms] = [row for row in product.rows(schema.deliveries, channel="sms") if "1. " in row.body]
    assert sms.body.endswith("\n".join(f"{n}. {option.title}" for n, option in enumerate(options, 1)))


def test_a_repeated_turn_queues_nothing_twice(product: Product) -> None:
    product.say("hello", ANA, "whatsapp", id="SM1")
    before = product.rows(schema.deliveries)
    product.say("hello", ANA, "whatsapp", id="SM1")
    product.again().say("hello", ANA, "whatsapp", id="SM1")
    assert product.rows(schema.deliveries) == before


def test_web_chats_have_no_deliveries(product: Product) -> None:
    product.say("hello", Address("web_token", "v1"), "webchat")
    assert product.rows(schema.deliveries) == []


def test_the_account_decides_who_carries_messages(sqlite_url: str) -> None:
    def sender(**more: Any) -> object:
        services = build(settings(sqlite_url), engine=lambda _: Nothing(), clock=Clock())
        given = settings(sqlite_url, **more)
        return build_sending(given, services.database, services.shelf, Clock()).sender

    assert isinstance(sender(), PhonePageSender)
    account = {"twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN}
    assert isinstance(sender(**account), TwilioSender)
    assert sender(is_demo=False) is None


class Nothing:
    async def send(self, conversation_id: str, message_id: str, text: str) -> None: ...

    async def is_ready(self) -> bool:
        return True

    async def forget(self, conversation_id: str) -> None: ...

    async def parse(self, text: str) -> Understood:
        return Understood()

    async def close(self) -> None: ...


SENDING_PROCESS = """
import asyncio, sys
from bot.channels.twilio.client import Account, TwilioClient
from bot.channels.twilio.errors import meaning_of
from bot.channels.twilio.senders import TwilioSender
from bot.channels.twilio.templates import Templates
from bot.jobs.before_sending import Gate
from bot.jobs.delivery_reports import DeliveryReports
from bot.jobs.outbox import Outbox
from bot.store.session import Database
from datetime import UTC, datetime, timedelta

url, twilio, account, token, later = sys.argv[1:]
database = Database(url)
sender = TwilioSender(TwilioClient(Account(account, token, twilio)), {"whatsapp": "+15005550006"}, "https://x.example/s")
clock = lambda: datetime.now(UTC) + timedelta(seconds=float(later))
gate = Gate(sender.sender_for, Templates)
reports = DeliveryReports(database, meaning_of, clock)
outbox = Outbox(database, sender, gate, reports, clock, {"sms": 100.0, "whatsapp": 1000.0})

async def run():
    print("ready", flush=True)
    while True:
        await outbox.send_due()
        await asyncio.sleep(0.02)

asyncio.run(run())
"""


async def test_killed_senders_lose_nothing_and_send_nothing_twice(database_url: str) -> None:
    """Processes are killed with -9 while they send; later ones, with a later clock, carry on."""
    product = await asyncio.to_thread(Product, database_url, RealClock())
    numbers = [Address("whatsapp", f"+551199999{n:04}", is_verified=True) for n in range(8)]
    for number in numbers:
        for text in ("hello", "I want a travel pass", "help"):
            await asyncio.to_thread(product.say, text, number, "whatsapp")
    queued = len(product.rows(schema.deliveries))
    async with running_twilio() as twilio:
        twilio.faults = ["slow"] * 40
        for kill in range(KILLS):
            twilio.now = datetime.now(UTC) + timedelta(seconds=62 * kill)
            process = _start(database_url, twilio.url, later=62 * kill)
            before = len(twilio.messages)
            while len(twilio.messages) == before:
                await asyncio.sleep(0.01)
            process.kill()  # Twilio has taken some, and answers too late
            process.wait()
        twilio.now = datetime.now(UTC) + timedelta(seconds=62 * KILLS)
        process = _start(database_url, twilio.url, later=62 * KILLS)
        for _ in range(200):
            await asyncio.sleep(0.1)
            if not [
                r for r in product.rows(schema.deliveries) if r.state in ("queued", "sending", "unknown")
            ]:
                break
        process.kill()
        process.wait()
        rows = sorted(product.rows(schema.deliveries), key=lambda row: row.id)
        assert {row.state for row in rows} == {"sent"}
        assert len(twilio.messages) == queued
        assert twilio.requests >= queued + KILLS  # each time it was asked what had become of them
        assert len({row.provider_sid for row in rows}) == queued
        for number in numbers:
            expected = [row.provider_sid for row in rows if row.recipient == number.value]
            assert [m["sid"] for m in twilio.messages if m["to"] == f"whatsapp:{number.value}"] == expected
    await asyncio.to_thread(product.database.close)


class RealClock(Clock):
    def __call__(self) -> Any:
        return datetime.now(UTC)


def _start(database_url: str, twilio_url: str, later: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SENDING_PROCESS, database_url, twilio_url, ACCOUNT, TOKEN, str(later)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process
