"""The demo's two phones in a real browser, with everything behind them: webhook, worker, outbox, statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.browser import watched_page
from tests.e2e.demo_app import running_demo

pytestmark = pytest.mark.system
ARRIVES = 20_000
"""Milliseconds until what is sent must have arrived; it takes about two seconds."""


@pytest.fixture
def phones(browser: Browser, sqlite_url: str, tmp_path: Path) -> Iterator[Page]:
    with running_demo(sqlite_url, tmp_path) as url, watched_page(browser) as page:
        page.set_default_timeout(ARRIVES)
        page.goto(f"{url}/demo/phone")
        page.get_by_label("Customer").select_option(label="Marcus Bell")
        yield page


def phone(page: Page, channel: str) -> Locator:
    return page.get_by_role("region", name=channel, exact=True)


def say(page: Page, channel: str, text: str) -> None:
    page.get_by_label(f"Write by {channel}").fill(text)
    page.keyboard.press("Enter")


def arrives(place: Locator, words: str | re.Pattern[str]) -> Locator:
    row = place.locator(".theirs", has_text=words).last
    expect(row).to_be_visible(timeout=ARRIVES)
    return row


def test_no_page_of_the_demo_is_longer_than_the_window(phones: Page) -> None:
    for width, height in ((1440, 900), (1024, 768), (390, 800)):
        phones.set_viewport_size({"width": width, "height": height})
        for page in ("/demo/phone", "/"):
            phones.goto(urljoin(phones.url, page))
            expect(phones.locator("main")).to_be_visible()
            beyond = phones.evaluate("document.documentElement.scrollHeight - window.innerHeight")
            assert beyond <= 0, (page, width)


def test_a_customer_is_known_on_whatsapp_and_answers_with_a_tap(phones: Page) -> None:
    whatsapp = phone(phones, "WhatsApp")
    say(phones, "WhatsApp", "I need a travel pass")
    asked = arrives(whatsapp, "Where are you off to?")
    expect(asked).to_contain_text("read", timeout=ARRIVES)
    asked.get_by_text("Choose").click()
    asked.get_by_role("button", name="Europe").click()
    arrives(whatsapp, "how many days")


def test_on_sms_options_are_numbers(phones: Page) -> None:
    sms = phone(phones, "SMS")
    say(phones, "SMS", "I need a travel pass")
    asked = arrives(sms, re.compile(r"\d\. Europe"))
    expect(asked).to_contain_text("delivered", timeout=ARRIVES)
    number = re.search(r"(\d)\. Europe", asked.inner_text())
    assert number
    say(phones, "SMS", number[1])
    arrives(sms, "how many days")


def test_what_is_sent_to_a_phone_in_airplane_mode_arrives_when_it_is_back(phones: Page) -> None:
    whatsapp = phone(phones, "WhatsApp")
    airplane = whatsapp.get_by_role("switch")
    say(phones, "WhatsApp", "hi")
    arrives(whatsapp, "What can I do for you?")
    airplane.click()
    expect(airplane).to_be_checked()
    say(phones, "WhatsApp", "I need a travel pass")
    expect(whatsapp.locator(".mine").last).to_contain_text("waits for airplane mode to end")
    airplane.click()
    arrives(whatsapp, "Where are you off to?")


def test_a_promised_follow_up_arrives_when_its_day_is_made_to_come(phones: Page) -> None:
    whatsapp = phone(phones, "WhatsApp")
    phones.get_by_label("Customer").select_option(label="Somebody new")
    say(phones, "WhatsApp", "my internet is down")
    arrives(whatsapp, "Tell me what happened")
    say(phones, "WhatsApp", "it has been down since Monday")
    rating = arrives(whatsapp, "how satisfied")
    rating.get_by_text("Choose").click()
    rating.get_by_role("button", name="Neutral").click()
    planned = phones.get_by_role("listitem").filter(has_text="Send it now").first
    planned.get_by_role("button", name="Send it now").click()
    asked = arrives(whatsapp, "I promised to come back about what you reported")
    asked.get_by_role("button", name="Yes, it's solved").click()
    expect(whatsapp.locator(".mine").last).to_contain_text("Yes, it's solved")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_cut_off_and_everything_can_be_named(phones: Page, width: int) -> None:
    phones.set_viewport_size({"width": width, "height": 844})
    phones.get_by_role("main").wait_for()
    assert phones.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if width < 900:
        phones.get_by_role("button", name="SMS", exact=True).click()
        expect(phone(phones, "SMS")).to_be_visible()
        expect(phone(phones, "WhatsApp")).to_be_hidden()


def test_a_visitor_proves_who_they_are_by_sms_and_takes_the_conversation_to_whatsapp(phones: Page) -> None:
    """On the web a visitor nobody knows, on the phone Marcus: one conversation, and nothing is asked twice."""
    chat = phones.context.new_page()
    chat.set_default_timeout(ARRIVES)
    chat.goto(phones.url.removesuffix("demo/phone"))
    for words, answer in (
        ("I need a travel pass", "Where are you off to?"),
        ("I'm going to Portugal", "how many days"),
    ):
        chat.get_by_role("textbox", name="Write a message").fill(words)
        chat.keyboard.press("Enter")
        expect(chat.locator("dripline-chat .theirs").filter(has_text=answer)).to_be_visible(timeout=ARRIVES)
    more = chat.get_by_role("button", name="More", exact=True)
    more.click()
    chat.get_by_role("button", name="I’m a customer already").click()
    chat.get_by_label("Your phone number").fill("+1 212 555 0102")
    chat.get_by_role("button", name="Send me a code").click()
    sent = arrives(phone(phones, "SMS"), re.compile(r"\d{6} is your Vereda code")).inner_text()
    code = re.search(r"\d{6}", sent)
    assert code
    wrong = str((int(code[0]) + 1) % 10**6).zfill(6)
    for guess, told in ((wrong, "That is not the code"), (code[0], "now we know who you are")):
        chat.get_by_label("The code we sent").fill(guess)
        chat.get_by_role("button", name="Confirm").click()
        expect(chat.get_by_text(told)).to_be_visible()
    expect(chat.locator("#profile")).to_contain_text("Marcus Bell")
    more.click()
    expect(chat.get_by_role("button", name="I’m a customer already")).to_have_count(0)
    chat.get_by_role("button", name="Continue on WhatsApp").click()
    message = chat.locator("dripline-chat .to-send").inner_text()
    say(phones, "WhatsApp", message)
    whatsapp = phone(phones, "WhatsApp")
    arrives(whatsapp, "We go on where we were")
    arrives(whatsapp, "how many days")
    say(phones, "WhatsApp", "10 days")
    arrives(whatsapp, "For 10 days it comes to")
    expect(whatsapp.get_by_text("Where are you off to?")).to_have_count(0)
    chat.keyboard.press("Escape")
    expect(chat.get_by_text("This conversation continues on WhatsApp.")).to_be_visible(timeout=ARRIVES)
