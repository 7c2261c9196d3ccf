"""The desk of the running system with the real engine: an agent signs in and works by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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

pytestmark = pytest.mark.system

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
    with running_system(url, folder) as running:
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
