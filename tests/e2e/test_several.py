"""A step that takes several options, in a real browser: toggled in the chat, by keys at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.messages import Address
from bot.people.facts import Fact
from bot.store.facts import save_fact
from bot.store.people import ensure_person
from tests.e2e.browser import watched_page
from tests.e2e.desk_app import RunningDesk, SignIn, running_desk
from tests.e2e.test_desk import asks, ring, verified
from tests.e2e.test_webchat import faults, say
from tests.several import moving_content

pytestmark = pytest.mark.system


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Iterator[RunningDesk]:
    """The demo with one flow more, in place of the module's own."""
    with running_desk(
        sqlite_url, content=moving_content(tmp_path), known={"i am moving": "moving"}
    ) as running:
        yield running


@pytest.fixture
def chat(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """Where the bot has just asked what comes along."""
    with watched_page(browser) as page:
        page.goto(desk.url)
        say(page, "I am moving")
        expect(page.get_by_role("group", name="Choose one or more")).to_be_visible()
        yield page


def pressing(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=title, exact=True)


def last(page: Page) -> str:
    return page.locator(".mine .bubble p").last.inner_text()


def test_several_options_are_toggled_and_sent_together(chat: Page) -> None:
    send = chat.locator(".send-several")
    expect(send).to_be_disabled()
    for title in ("Internet", "Calls", "Television"):
        pressing(chat, title).click()
    pressing(chat, "Calls").click()
    expect(pressing(chat, "Calls")).to_have_attribute("aria-pressed", "false")
    expect(pressing(chat, "Television")).to_have_attribute("aria-pressed", "true")
    expect(send).to_have_text("Send (2)")
    assert faults(chat) == []
    send.click()
    expect(chat.get_by_text("We bring a cable.")).to_be_visible()
    assert last(chat) == "Internet and Television"
    for title in ("Internet (chosen)", "Television (chosen)", "Calls"):
        expect(pressing(chat, title)).to_be_disabled()
    expect(send).to_have_count(0)
    chat.reload()
    expect(pressing(chat, "Television (chosen)")).to_be_disabled()


def test_several_options_are_toggled_by_keys_and_survive_what_comes_meanwhile(chat: Page) -> None:
    pressing(chat, "Internet").focus()
    chat.keyboard.press("Space")
    chat.keyboard.press("Tab")
    chat.keyboard.press("Enter")
    chat.evaluate("document.querySelector('dripline-chat').setAttribute('language', 'es')")
    expect(pressing(chat, "Internet")).to_have_attribute("aria-pressed", "true")
    pressing(chat, "Enviar (2)").press("Enter")
    expect(chat.get_by_text("When do you move?")).to_be_visible()
    assert last(chat) == "Internet y Calls"


def test_none_of_them_is_an_answer_of_its_own(chat: Page) -> None:
    pressing(chat, "None of these").click()
    expect(chat.get_by_text("When do you move?")).to_be_visible()
    assert last(chat) == "None of these"
    expect(pressing(chat, "None of these (chosen)")).to_be_disabled()


def at_the_desk(desk: RunningDesk, sign_in: SignIn) -> Page:
    """A call whose script has just asked what comes along."""
    page = sign_in()
    ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    page.keyboard.press("/")
    page.keyboard.type("I am moving")
    expect(page.locator("#key-1")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#key-1")).to_contain_text("Una mudanza")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(asks(page)).to_contain_text("¿Qué te llevas?")
    return page


def test_an_agent_takes_several_by_keys_and_corrects_them(desk: RunningDesk, sign_in: SignIn) -> None:
    page = at_the_desk(desk, sign_in)
    expect(page.locator("#key-take")).to_be_disabled()
    for key in "1233":
        page.keyboard.press(key)
    page.keyboard.press("3")
    page.keyboard.press("2")
    expect(page.locator("#key-3")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#key-2")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#key-take")).to_contain_text("Take these (2)")
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(page.locator(".lines")).to_contain_text("Llevamos un cable.")
    expect(page.locator(".answered-value")).to_have_text("Internet y Televisión")
    expect(page.locator(".said").filter(has_text="Internet y Televisión")).to_have_count(1)
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Televisión", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="Televisión", exact=True).click()
    page.get_by_role("button", name="Llamadas", exact=True).click()
    page.locator("#correct-take").click()
    expect(page.locator(".answered-value")).to_have_text("Internet y Llamadas")
    expect(page.locator(".lines")).not_to_contain_text("Llevamos un cable.")


def test_none_of_them_has_a_key_and_words_still_count(desk: RunningDesk, sign_in: SignIn) -> None:
    page = at_the_desk(desk, sign_in)
    page.keyboard.press("0")
    expect(page.locator(".answered-value")).to_have_text("ninguno")
    page.keyboard.press("b")
    expect(asks(page)).to_contain_text("¿Qué te llevas?")
    page.keyboard.press("/")
    page.keyboard.type("llamadas y televisión")
    page.keyboard.press("Enter")
    expect(page.locator(".answered-value")).to_have_text("Llamadas y Televisión")


def test_a_mouse_picks_and_enter_takes(desk: RunningDesk, sign_in: SignIn) -> None:
    page = at_the_desk(desk, sign_in)
    page.locator("#key-1").click()
    page.locator("#key-2").click()
    page.keyboard.press("Enter")
    expect(page.locator(".answered-value")).to_have_text("Internet y Llamadas")


def test_a_fact_of_several_is_shown_and_corrected_by_its_titles(desk: RunningDesk, sign_in: SignIn) -> None:
    now = datetime.now(UTC)
    with desk.services.database.transaction() as connection:
        lucia = ensure_person(connection, Address("external", "1003", is_verified=True), now).person_id
        save_fact(connection, lucia, Fact("services", ["internet", "tv"], "imported", now))
    page = at_the_desk(desk, sign_in)
    verified(page)
    expect(page.locator("#card").get_by_text("Internet and Television")).to_be_visible()
    page.get_by_role("button", name="Correct services").click()
    expect(page.get_by_label("Television")).to_be_checked()
    page.get_by_label("Television").uncheck()
    page.get_by_label("Calls").check()
    assert faults(page) == []
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("#card").get_by_text("Internet and Calls")).to_be_visible()
    page.get_by_role("button", name="History of services").click()
    expect(page.locator(".fact-history")).to_contain_text("Internet, Television")
