"""The desk of the running system with the real engine: an agent signs in and works by keyboard."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from bot.staff.passwords import Passwords
from bot.store import schema
from bot.store.imports import import_customers, load_map
from bot.store.session import Database
from bot.store.staff import add_member, change
from tests.product import CONTENT
from tests.system import System, running_system
from tests.twilio import MESSAGES, TOKEN, VOICE, new_sid, signature, whatsapp

pytestmark = pytest.mark.system

NUMBER = "+5511991230001"
"""Of Ana Ribeiro, customer 1001."""
EMAIL, PASSWORD = "bia@vereda.example", "three blue rivers"
RING = """async (customer) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const headers = {"Content-Type": "application/json", "X-CSRF-Token": token};
  await fetch("/desk/demo/calls", {method: "POST", headers, body: JSON.stringify({customer})});
}"""


@pytest.fixture(scope="module")
def system(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(sqlite_template, folder / "dripline.db")
    url = f"sqlite:///{folder / 'dripline.db'}"
    database = Database(url)
    import_customers(database, CONTENT / "customers.csv", load_map(CONTENT / "customers.map.yml", "BR"))
    with database.transaction() as connection:
        now = datetime.now(UTC)
        bia = add_member(connection, "Bia Costa", EMAIL, "agent", "tests", now)
        change(connection, bia.id, "password_set", now, password_hash=Passwords().hash(PASSWORD))
    database.close()
    with running_system(url, folder, TWILIO_AUTH_TOKEN=TOKEN) as running:
        yield running


@pytest.fixture
def page(browser: Browser, system: System) -> Iterator[Page]:
    """Signed in at the desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(f"{system.url}/desk")
    opened.get_by_label("E-mail").fill(EMAIL)
    opened.get_by_label("Password").fill(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened.locator("#queue h3").first).to_be_visible()
    yield opened
    context.close()
    assert problems == []


def rows(system: System, table: Any, **where: Any) -> list[Any]:
    query = select(table)
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    database = Database(system.database_url)
    with database.reading() as connection:
        found = list(connection.execute(query).all())
    database.close()
    return found


def say(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_a_call_goes_from_ringing_to_its_wrap_up_by_keyboard(system: System, page: Page) -> None:
    page.evaluate(RING, "1032")
    expect(page.locator(".queue-item")).to_have_count(1, timeout=5_000)
    page.locator("#queue").focus()
    page.keyboard.press("n")
    expect(page.locator(".line").first).to_contain_text("Vereda")
    page.keyboard.press("v")
    page.get_by_role("textbox", name="Customer number").fill("1032")
    page.get_by_role("textbox", name="E-mail").fill("emily.stone@example.com")
    page.keyboard.press("Enter")
    expect(page.locator(".verified")).to_be_attached()
    page.keyboard.press("s")
    page.keyboard.type("emily stone")
    expect(page.get_by_role("option").first).to_contain_text("Emily Stone")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    # Only the engine knows that this is about a travel pass: no title has these words.
    say(page, "I am flying abroad next week and need internet there")
    expect(page.locator("#key-1")).to_contain_text("travel pass", timeout=10_000)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".line-ask")).to_contain_text("Where")
    page.keyboard.press("3")
    expect(page.locator(".line-ask")).to_contain_text("how many days")
    say(page, "8 days")
    expect(page.locator(".line-ask")).to_contain_text("8 days")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".line-question")).to_be_visible()
    page.keyboard.press("w")
    expect(page.locator(".why")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".line-benefit")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    (ended,) = rows(system, schema.wrap_ups)
    assert ended.staff_name == "Bia Costa"
    assert len(rows(system, schema.benefits, conversation_id=ended.conversation_id)) == 1
    (emily,) = rows(system, schema.identifiers, kind="external", value="1032")
    seen = {(one.actor, one.action) for one in rows(system, schema.audit_lines, person_id=emily.person_id)}
    actor = f"staff:{ended.staff_id}"
    assert {(actor, "view_profile"), (actor, "verified"), (actor, "wrap_up")} <= seen


def test_a_chat_is_handed_over_answered_and_given_back(system: System, page: Page) -> None:
    system.rest("web-77", "can I speak with a real person please", "m-1")
    expect(page.locator(".queue-item")).to_have_count(1, timeout=5_000)
    page.locator("#queue").focus()
    page.keyboard.press("n")
    page.get_by_label("Your answer to the customer").fill("Hello, this is Bia. What can I do for you?")
    page.keyboard.press("Enter")
    expect(page.locator(".said.by-agent")).to_contain_text("this is Bia")
    assert system.rest("web-77", "my bill is too high", "m-2") == []
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.get_by_role("button", name="To the bot").click()
    expect(page.locator(".work-empty")).to_be_visible()
    assert system.rest("web-77", "I need a travel pass", "m-3") != []


def signed(system: System, path: str, parameters: dict[str, str]) -> None:
    """As Twilio posts it."""
    headers = {"X-Twilio-Signature": signature(path, parameters, public_url="http://127.0.0.1:8000")}
    httpx.post(system.url + path, data=parameters, headers=headers, timeout=30).raise_for_status()


def written(system: System, number: str, text: str, seconds: float = 30) -> list[str]:
    """What the bot says to a WhatsApp message."""
    message = whatsapp(From=number, Body=text)
    signed(system, MESSAGES, message)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        (heard,) = rows(system, schema.messages, provider_id=message["MessageSid"])
        if heard.answered_at is not None:
            return [row.text for row in rows(system, schema.messages, in_reply_to=heard.id)]
        time.sleep(0.1)
    raise AssertionError(f"'{text}' was not answered: {system.log('app')[-2000:]}")


def test_what_an_agent_hears_in_a_call_the_bot_knows_on_whatsapp_and_asks_nothing_twice(
    system: System, page: Page
) -> None:
    call = {"CallSid": new_sid("CA"), "AccountSid": "AC" + "0" * 32, "From": NUMBER, "To": "+551140028922"}
    signed(
        system, VOICE, call | {"CallStatus": "ringing", "Direction": "inbound", "ApiVersion": "2010-04-01"}
    )
    expect(page.locator(".queue-item")).to_contain_text("Ana Ribeiro", timeout=5_000)
    page.locator("#queue").focus()
    page.keyboard.press("n")
    expect(page.locator(".line").first).to_contain_text("Vereda")
    page.keyboard.press("v")
    page.get_by_role("textbox", name="Customer number").fill("1001")
    page.get_by_role("textbox", name="E-mail").fill("ana.ribeiro@example.com")
    page.keyboard.press("Enter")
    expect(page.locator(".verified")).to_be_attached()
    say(page, "passe de viagem")
    expect(page.locator("#key-1")).to_contain_text("passe de viagem", timeout=10_000)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".line-ask")).to_contain_text("Para onde")
    page.keyboard.press("3")
    expect(page.locator(".line-ask")).to_contain_text("quantos dias")
    say(page, "8 dias")
    expect(page.locator(".line-ask")).to_contain_text("8 dias")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".line-question")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".line-benefit")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)

    (ana,) = rows(system, schema.identifiers, kind="external", value="1001")
    (asked,) = asked_of(system, ana.person_id)
    (fact,) = rows(system, schema.facts, person_id=ana.person_id, attribute=asked.attribute)
    assert (asked.status, fact.conversation_id) == ("answered", asked.conversation_id)
    written(system, NUMBER, "oi")
    (heard,) = rows(system, schema.conversations, channel="whatsapp")
    assert heard.person_id == ana.person_id
    known = " ".join(written(system, NUMBER, "o que vocês sabem sobre mim?"))
    assert "Ana Ribeiro" in known
    for text in ("quero um passe de viagem", "Europa", "5 dias", "sim"):
        written(system, NUMBER, text)
    assert [row.attribute for row in asked_of(system, ana.person_id)] == [asked.attribute]


def asked_of(system: System, person_id: str) -> list[Any]:
    return [row for row in rows(system, schema.asks, person_id=person_id) if row.asked_at]


def test_without_the_engine_the_script_goes_on_and_says_so(system: System, page: Page) -> None:
    page.evaluate(RING, "1003")
    expect(page.locator(".queue-item", has_text="Lucía Herrera")).to_be_visible(timeout=5_000)
    page.locator("#queue").focus()
    page.keyboard.press("n")
    expect(page.locator("#key-1")).to_be_visible()
    system.kill_engine()
    try:
        expect(page.locator(".banner")).to_contain_text("The script goes on", timeout=15_000)
        say(page, "pase de viaje")
        expect(page.locator("#key-1")).to_contain_text("pase de viaje")
        page.keyboard.press("Escape")
        page.keyboard.press("1")
        expect(page.locator(".line-ask")).to_contain_text("¿A dónde vas?")
        page.keyboard.press("3")
        expect(page.locator(".line-ask")).to_contain_text("cuántos días")
        say(page, "12 días")
        expect(page.locator(".line-ask")).to_contain_text("12 días")
        page.keyboard.press("Escape")
        page.keyboard.press("1")
        expect(page.locator(".line-question")).to_be_visible()
        page.keyboard.press("1")
        expect(page.locator(".line-benefit")).to_be_visible()
        page.keyboard.press("e")
        page.keyboard.press("4")
        page.keyboard.press("Enter")
        expect(page.locator("dialog")).to_have_count(0)
    finally:
        system.start_engine()
    expect(page.locator(".banner")).to_have_count(0, timeout=15_000)
