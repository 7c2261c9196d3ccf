"""Each side of a web chat sees that the other is writing, and for no longer than they do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.store import schema
from tests.e2e.desk_app import RunningDesk, SignIn
from tests.e2e.test_desk import chat, rows
from tests.e2e.test_webchat import faults, say

pytestmark = pytest.mark.system
_STOPS = 12_000


@pytest.fixture
def customer(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """On the shop's page, having asked for a person."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    page = context.new_page()
    page.goto(desk.url)
    say(page, "I want to talk to a person")
    expect(page.locator(".kind-handoff")).to_be_visible()
    yield page
    context.close()


def taken(page: Page) -> Page:
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    expect(page.locator("#reply")).to_be_visible()
    return page


def test_the_agent_sees_that_the_customer_writes_also_while_writing(
    customer: Page, sign_in: SignIn, desk: RunningDesk
) -> None:
    agent = taken(sign_in())
    agent.locator("#reply").press_sequentially("one mom")
    expect(customer.locator(".typing")).to_be_visible()
    customer.get_by_label("Write a message").press_sequentially("my bill")
    writing = agent.get_by_text("The customer is writing")
    expect(writing).to_be_visible()
    expect(agent.locator("#reply")).to_be_focused()
    assert faults(agent) == []
    customer.keyboard.press("Enter")
    expect(writing).to_have_count(0)
    agent.keyboard.press("Escape")
    expect(agent.locator(".said.by-customer").last).to_contain_text("my bill")
    assert "one mom" not in str(rows(desk, schema.messages))


def test_the_customer_sees_who_writes_until_the_words_are_there(customer: Page, sign_in: SignIn) -> None:
    agent = taken(sign_in())
    agent.locator("#reply").press_sequentially("Hello from Bia")
    expect(customer.get_by_text("Bia is writing")).to_be_visible()
    assert faults(customer) == []
    agent.keyboard.press("Enter")
    expect(customer.locator(".bubble").last).to_contain_text("Hello from Bia")
    expect(customer.locator(".caption").last).to_have_text("Bia")
    expect(customer.get_by_text("Bia · A person from our team")).to_be_visible()
    expect(customer.get_by_text("Automated assistant")).to_have_count(0)
    expect(customer.locator(".typing")).to_be_hidden()


def test_who_stops_writing_without_sending_is_shown_no_more(customer: Page, sign_in: SignIn) -> None:
    agent = taken(sign_in())
    agent.locator("#reply").press_sequentially("hm")
    expect(customer.get_by_text("Bia is writing")).to_be_visible()
    customer.get_by_label("Write a message").press_sequentially("hm")
    expect(agent.get_by_text("The customer is writing")).to_be_visible()
    expect(customer.locator(".typing")).to_be_hidden(timeout=_STOPS)
    expect(agent.get_by_text("The customer is writing")).to_have_count(0, timeout=_STOPS)


def test_a_channel_without_such_a_sign_shows_none(sign_in: SignIn, desk: RunningDesk) -> None:
    chat(desk, "I want to talk to a person")
    agent = taken(sign_in())
    told: list[str] = []
    agent.on("request", lambda request: told.append(request.url))
    agent.locator("#reply").press_sequentially("hello")
    expect(agent.locator("#reply")).to_have_value("hello")
    assert [url for url in told if url.endswith("/typing")] == []
    expect(agent.locator("#customer-writing")).to_have_count(0)
