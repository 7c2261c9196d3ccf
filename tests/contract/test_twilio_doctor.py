"""What the doctor finds wrong, one line per case, and that where all is well it says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiohttp import web
from typer.testing import CliRunner

from bot.channels.twilio.doctor.account import AccountReader
from bot.channels.twilio.doctor.diagnosis import Diagnosis
from bot.channels.twilio.doctor.examination import examine
from bot.channels.twilio.doctor.round_trip import check_round_trip
from bot.channels.twilio.templates import Templates, load_templates
from bot.cli.commands import app
from bot.settings import Settings
from bot.store.session import Database
from tests.contract.twilio_account import (
    BODY,
    CONTENT,
    NUMBER,
    PUBLIC,
    SERVICE,
    WHATSAPP,
    TwilioAccount,
    running_account,
)
from tests.contract.twilio_server import ACCOUNT, TOKEN
from tests.e2e.browser import RunningWeb, free_port
from tests.product import settings
from tests.scripted import scripted

TEMPLATE = """
templates:
  check_in:
    languages:
      en: {content_sid: SID, body: "BODY", variables: {1: "{{ company }}", 2: "{{ text }}"}}
"""


def templates(sid: str = CONTENT, body: str = BODY) -> Templates:
    text = TEMPLATE.replace("BODY", body)
    text = text.replace("content_sid: SID, ", f"content_sid: {sid}, " if sid else "")
    return load_templates({"templates/one.yml": text})


def configured(account: TwilioAccount, **more: Any) -> Settings:
    given = {
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "twilio_api_url": account.url,
        "twilio_messaging_service_sid": SERVICE,
        "twilio_sms_from": NUMBER,
        "twilio_whatsapp_from": WHATSAPP,
        "public_url": PUBLIC,
        "is_demo": False,
    }
    return settings("sqlite://", **{**given, **more})


@pytest.fixture
async def account() -> AsyncIterator[TwilioAccount]:
    async with running_account() as running:
        yield running


async def diagnoses(settings: Settings, known: Templates | None = None) -> list[Diagnosis]:
    """Without the round trip, which has tests of its own."""
    found = [one async for one in examine(settings, known or templates())]
    return [one for one in found if one.about != "signature round trip"]


async def test_where_all_is_well_nothing_is_wrong(account: TwilioAccount) -> None:
    found = await diagnoses(configured(account))
    assert {one.level for one in found} == {"ok"}
    said = {one.about for one in found}
    assert {"account", f"number {NUMBER}", f"WhatsApp sender {WHATSAPP}", "template check_in (en)"} <= said
    assert "messaging service Vereda" in said


def spoilt(part: str, **values: Any) -> Callable[[TwilioAccount], None]:
    def spoil(account: TwilioAccount) -> None:
        target = getattr(account, part)
        (target[0] if isinstance(target, list) else target).update(values)

    return spoil


def emptied(part: str) -> Callable[[TwilioAccount], None]:
    return lambda account: getattr(account, part).clear()


ELSEWHERE = "https://elsewhere.example/sms"
CASES: list[tuple[str, Callable[[TwilioAccount], None], str, str]] = [
    ("a suspended account", spoilt("account", status="suspended"), "suspended", "console"),
    ("no such number", emptied("numbers"), "no such number", "Buy it"),
    (
        "a number without SMS",
        spoilt("numbers", capabilities={"voice": True}),
        "cannot send SMS",
        "capability",
    ),
    ("a call webhook elsewhere", spoilt("numbers", voice_url=ELSEWHERE), ELSEWHERE, "/voice"),
    ("no call webhook", spoilt("numbers", voice_url=""), "'A call comes in' is empty", "/voice"),
    (
        "a service's webhook elsewhere",
        spoilt("service", inbound_request_url=ELSEWHERE),
        ELSEWHERE,
        "/messages",
    ),
    ("a service that calls by GET", spoilt("service", inbound_method="GET"), "called by GET", "POST"),
    ("an empty sender pool", emptied("pool"), "pool is empty", "21703"),
    (
        "a sender that is offline",
        spoilt("senders", status="OFFLINE", offline_reasons=[{"message": "no display name"}]),
        "no display name",
        "ONLINE",
    ),
    ("no such sender", emptied("senders"), "no such sender", "Register it"),
    (
        "a sender's webhook elsewhere",
        spoilt("senders", webhook={"callback_url": ELSEWHERE}),
        ELSEWHERE,
        "/messages",
    ),
    ("no such content", emptied("content"), "no content HX", "ContentSid"),
    ("a template that waits", spoilt("approval", status="pending"), "not approved yet", "two days"),
    ("a template not submitted", emptied("approval"), "unsubmitted", "Submit it"),
    (
        "a refused template",
        spoilt("approval", status="rejected", rejection_reason="too pushy"),
        "too pushy",
        "submit it again",
    ),
    (
        "another text",
        spoilt("content", types={"twilio/text": {"body": "Hi"}}),
        "not what Twilio has",
        "Copy the approved text",
    ),
    ("other variables", spoilt("content", variables={"1": "x"}), "has the variables 1", "same ones"),
]


@pytest.mark.parametrize(
    ("spoil", "found", "mend"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
async def test_what_is_wrong_is_said_with_how_to_mend_it(
    account: TwilioAccount, spoil: Callable[[TwilioAccount], None], found: str, mend: str
) -> None:
    spoil(account)
    [one] = [one for one in await diagnoses(configured(account)) if one.level == "wrong"]
    assert found in one.found and mend in one.mend


async def test_a_number_of_its_own_has_its_own_webhook(account: TwilioAccount) -> None:
    account.numbers[0]["sms_url"] = ELSEWHERE
    found = await diagnoses(configured(account, twilio_messaging_service_sid=""))
    assert [one.found for one in found if one.level == "wrong"] == [f"'A message comes in' is {ELSEWHERE}"]


async def test_a_service_may_leave_webhooks_to_its_numbers(account: TwilioAccount) -> None:
    account.service |= {"use_inbound_webhook_on_number": True, "inbound_request_url": None}
    assert {one.level for one in await diagnoses(configured(account))} == {"ok"}
    account.numbers[0]["sms_url"] = ELSEWHERE
    assert "wrong" in {one.level for one in await diagnoses(configured(account))}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"twilio_auth_token": ""}, "the account is not set"),
        ({"twilio_account_sid": "SK1"}, "TWILIO_ACCOUNT_SID is no id"),
        ({"twilio_whatsapp_from": "whatsapp:+15005550010"}, "TWILIO_WHATSAPP_FROM is no number"),
        ({"public_url": "http://127.0.0.1:8000"}, "http://127.0.0.1:8000 is not reachable for Twilio"),
        ({"is_demo": True}, "the demo is on: anybody can play any customer"),
    ],
)
async def test_what_is_wrong_with_the_settings_is_said(
    account: TwilioAccount, change: dict[str, Any], about: str
) -> None:
    assert about in [
        one.found for one in await diagnoses(configured(account, **change)) if one.level == "wrong"
    ]


async def test_wrong_credentials_end_the_questions(account: TwilioAccount) -> None:
    found = await diagnoses(configured(account, twilio_auth_token="another"))
    assert [one.about for one in found if one.level == "wrong"] == ["account"]
    assert not any(one.about.startswith("number") for one in found)


async def test_advice_is_no_mistake(account: TwilioAccount) -> None:
    account.account["type"] = "Trial"
    account.numbers[0]["status_callback"] = ""
    found = await diagnoses(configured(account, twilio_auth_token_secondary="old"), templates(sid=""))
    assert {one.level for one in found} == {"ok", "advice"}
    said = {one.found for one in found if one.level == "advice"}
    assert {"a trial account", "'Call status changes' is empty"} <= said


async def test_a_twilio_that_does_not_answer_is_said_in_one_line() -> None:
    nobody = TwilioAccount(url=f"http://127.0.0.1:{free_port()}")
    found = await diagnoses(configured(nobody))
    assert [one.about for one in found if one.level == "wrong"] == ["Twilio"]


@pytest.mark.parametrize(
    ("api", "content"),
    [
        ("https://api.twilio.com", "https://content.twilio.com"),
        ("https://api.sydney.au1.twilio.com/", "https://content.sydney.au1.twilio.com"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
    ],
)
def test_each_api_has_its_host(api: str, content: str) -> None:
    assert AccountReader(ACCOUNT, TOKEN, api).url("content") == content


# The signature's round trip, through the app itself.


@contextmanager
def running_app(database: Database, **more: Any) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    running = RunningWeb(
        scripted(database, **{"public_url": url, "twilio_auth_token": TOKEN, "is_demo": False, **more}), port
    )
    yield url
    running.stop()


async def round_trip(url: str, *tokens: str) -> list[str]:
    return [one.level + " " + one.found for one in await check_round_trip(url, tokens or (TOKEN,))]


async def test_the_round_trip_is_taken_signed_and_refused_forged(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with running_app(database, twilio_auth_token_secondary="the other") as url:
        found = await round_trip(url, TOKEN, "the other")
    assert [one.split()[0] for one in found] == ["ok", "ok", "ok"]
    database.close()


@pytest.mark.parametrize("change", [{"twilio_auth_token": "another"}, {"public_url": "https://else.example"}])
async def test_an_app_with_other_settings_refuses_the_round_trip(
    sqlite_url: str, change: dict[str, str]
) -> None:
    database = Database(sqlite_url)
    with running_app(database, **change) as url:
        assert await round_trip(url) == ["wrong the app refuses what is signed"]
    database.close()


async def test_an_address_where_nobody_answers_is_said() -> None:
    [found] = await round_trip(f"http://127.0.0.1:{free_port()}")
    assert found.startswith("wrong") and "cannot be reached" in found


@pytest.mark.parametrize(
    ("status", "said"), [(404, "nothing answers there (404)"), (502, "answered with 502"), (200, "forged")]
)
async def test_a_proxy_that_answers_by_itself_is_noticed(status: int, said: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    proxy = web.Application()
    proxy.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(proxy)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found = await round_trip(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()
    assert found[-1].startswith("wrong") and said in found[-1]


def test_the_command_fails_where_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIPLINE_SECRET_KEY", "a secret")
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    ran = CliRunner().invoke(app, ["twilio", "doctor"])
    assert ran.exit_code == 1
    assert "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN" in ran.output
