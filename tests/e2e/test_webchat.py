"""The chat component in a real browser, against the real web over a scripted bot."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import RunningWeb, serving

pytestmark = pytest.mark.system

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def say(page: Page, text: str) -> None:
    page.get_by_label("Write a message").fill(text)
    page.keyboard.press("Enter")


def bubbles(page: Page) -> list[str]:
    return page.locator(".bubble p").all_inner_texts()


def greeted(page: Page, web: RunningWeb, path: str = "/") -> None:
    page.goto(web.url + path)
    page.get_by_role("button", name="Say hello").click()
    expect(page.get_by_role("button", name="My bill")).to_be_enabled()


def embedding(web: RunningWeb, attributes: str) -> str:
    """A page that embeds the chat as docs/embed.md says."""
    return f"""<!doctype html><html lang="en"><title>Shop</title><main><h1>Our shop</h1></main>
      <script src="{web.url}/static/dripline-chat.js" defer></script>
      <dripline-chat {attributes}></dripline-chat></html>"""


def embed(page: Page, web: RunningWeb, attributes: str = "") -> None:
    address = f"{web.url}/shop"
    page.route(
        address, lambda route: route.fulfill(content_type="text/html", body=embedding(web, attributes))
    )
    page.goto(address)


def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, shadow trees included."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def test_an_option_is_chosen_by_its_button_and_then_no_longer_offered(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    page.get_by_role("button", name="My bill").click()
    expect(page.locator(".kind-benefit")).to_contain_text("You chose bill")
    expect(page.get_by_role("button", name="My bill (chosen)")).to_be_disabled()
    expect(page.get_by_role("button", name="A travel pass")).to_be_disabled()
    expect(page.get_by_label("Write a message")).to_be_focused()


def test_a_reload_shows_the_same_conversation(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    before = bubbles(page)
    page.reload()
    expect(page.locator(".bubble p")).to_have_text(before)
    expect(page.get_by_role("button", name="My bill")).to_be_enabled()


def test_nothing_is_lost_or_repeated_over_a_restart(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    web.stop()
    say(page, "are you there?")
    expect(page.get_by_text("No connection. Reconnecting…")).to_be_visible()
    web.start()
    expect(page.locator(".bubble p").last).to_have_text("You said: are you there?", timeout=20_000)
    expect(page.get_by_text("No connection. Reconnecting…")).to_have_count(0, timeout=20_000)
    texts = bubbles(page)
    assert len(texts) == len(set(texts)) == 5
    page.reload()
    expect(page.locator(".bubble p")).to_have_text(texts)


def test_what_could_not_be_sent_says_so_and_can_be_sent_again(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    refuse = "**/webchat/messages"
    page.route(refuse, lambda route: route.fulfill(status=403, json={"error": "no", "hint": "no"}))
    say(page, "hold on")
    expect(page.get_by_text("Not sent.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Not sent.")).to_be_visible()
    page.unroute(refuse)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".bubble p").last).to_have_text("You said: hold on")
    assert bubbles(page).count("hold on") == 1


def test_a_customer_who_waits_is_told_that_their_message_is_kept(page: Page, web: RunningWeb) -> None:
    web.services.dialogue.is_down = True
    page.goto(web.url)
    page.get_by_role("button", name="Say hello").click()
    expect(page.get_by_label("Vera is writing")).to_be_visible()
    expect(page.get_by_text("We have your message.")).to_be_visible(timeout=8_000)
    web.services.dialogue.is_down = False
    say(page, "still there?")
    expect(page.locator(".bubble p").last).to_have_text("You said: still there?")
    expect(page.get_by_text("We have your message.")).to_have_count(0)
    expect(page.get_by_label("Vera is writing")).to_be_hidden()


def test_two_tabs_show_the_same_once(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    other = page.context.new_page()
    other.goto(web.url)
    expect(other.locator(".bubble p")).to_have_count(3)
    say(other, "from the other tab")
    expect(page.locator(".bubble p").last).to_have_text("You said: from the other tab")
    assert bubbles(page) == bubbles(other)


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)>", "{{ 7*7 }}", "'; drop table messages; --", "مرحبا 👩‍👩‍👧", "a\nb"],
)
def test_what_a_customer_writes_is_shown_as_text(page: Page, web: RunningWeb, text: str) -> None:
    greeted(page, web)
    say(page, text)
    expect(page.locator(".bubble p").last).to_have_text(f"You said: {text}", use_inner_text=True)
    assert page.locator(".bubble img").count() == 0


def test_right_to_left_text_runs_from_the_right(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    say(page, "مرحبا، كيف الحال؟")
    mine = page.locator(".mine p").last
    assert mine.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_a_long_answer_is_read_from_its_beginning(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    say(page, "long " * 700)
    answer = page.locator(".bubble p").last
    expect(answer).to_contain_text("You said: long")
    log = page.get_by_role("log")
    question = page.locator(".row.mine").last
    page.wait_for_timeout(300)
    assert question.bounding_box()["y"] - log.bounding_box()["y"] >= 0


def test_a_whole_conversation_needs_no_mouse(page: Page, web: RunningWeb) -> None:
    embed(page, web, 'language="en"')
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open the chat")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Write a message")).to_be_focused()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="My bill")).to_be_enabled()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="My bill")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".kind-benefit")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open the chat")).to_be_focused()


def test_new_messages_are_counted_while_the_chat_is_closed(page: Page, web: RunningWeb) -> None:
    web.services.dialogue.delay = 0.7
    embed(page, web, "open")
    say(page, "hello")
    page.get_by_role("button", name="Close the chat").click()
    expect(page.get_by_role("button", name="Open the chat, 2 new messages")).to_be_visible()
    page.get_by_role("button", name="Open the chat").click()
    page.get_by_role("button", name="Close the chat").click()
    expect(page.get_by_role("button", name="Open the chat", exact=True)).to_be_visible()


def test_another_site_that_is_allowed_embeds_the_chat(page: Page, web: RunningWeb) -> None:
    with serving(embedding(web, 'open title="Ask us"')) as port:
        web.allow(f"http://shop.localhost:{port}")
        page.goto(f"http://shop.localhost:{port}")
        expect(page.get_by_role("heading", name="Ask us")).to_be_visible()
        say(page, "hello")
        expect(page.get_by_role("button", name="My bill")).to_be_visible()


def test_another_site_that_is_not_allowed_does_not(page: Page, web: RunningWeb) -> None:
    with serving(embedding(web, "open")) as port:
        page.goto(f"http://shop.localhost:{port}")
        expect(page.get_by_text("The chat cannot be reached right now.")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "label"), [("es", "Escribe un mensaje"), ("pt", "Escreva uma mensagem")]
)
def test_the_chats_own_words_come_in_the_language_of_the_page(
    page: Page, web: RunningWeb, language: str, label: str
) -> None:
    embed(page, web, f'open language="{language}"')
    expect(page.get_by_label(label)).to_be_visible()


def test_the_demo_plays_a_customer_and_starts_another_conversation(page: Page, web: RunningWeb) -> None:
    page.goto(web.url)
    expect(page.locator("#profile")).to_contain_text("Nothing yet")
    page.get_by_role("button", name="Grace Okafor").click()
    expect(page.locator("#profile")).to_contain_text("Known and verified")
    expect(page.locator("#profile")).to_contain_text("Grace Okafor")
    say(page, "hello")
    expect(page.locator("#profile")).to_contain_text("conversation open")
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("This conversation has ended.")).to_be_visible()
    expect(page.get_by_role("button", name="My bill")).to_be_disabled()
    say(page, "hello again")
    expect(page.locator(".divider")).to_have_text("New conversation")
    page.reload()
    expect(page.locator("#playing")).to_have_text("Grace Okafor")
    expect(page.locator(".bubble p")).to_have_count(6)


def test_a_signed_link_is_taken_with_one_press(page: Page, web: RunningWeb) -> None:
    from bot.store.people import find_by_identifier
    from bot.web.callers import signed_link

    with web.services.database.reading() as connection:
        grace = find_by_identifier(connection, "external", "1003")
    assert grace is not None
    page.goto(signed_link(web.url, web.services.settings.secret_key, grace.person_id))
    page.get_by_role("button", name="Yes, this is me").click()
    expect(page.get_by_role("button", name="Say hello")).to_be_visible()
    page.goto(f"{web.url}/verify?link=forged")
    page.get_by_role("button", name="Yes, this is me").click()
    expect(page.get_by_role("alert")).to_contain_text("Open it again from the message")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_every_width_and_scheme_is_accessible_and_fits(
    browser: Browser, web: RunningWeb, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce", locale="en-US"
    )
    page = context.new_page()
    greeted(page, web)
    say(page, "a rather long word: " + "x" * 300)
    expect(page.locator(".bubble p").last).to_contain_text("You said")
    for view in ("chat", "knows", "customers") if width < 1180 else ("chat",):
        if width < 1180:
            page.locator(f".demo-tabs [data-view={view}]").click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
    context.close()


def test_turning_off_motion_is_respected(browser: Browser, web: RunningWeb) -> None:
    context = browser.new_context(reduced_motion="reduce", locale="en-US")
    page = context.new_page()
    greeted(page, web)
    assert page.locator(".row").last.evaluate("element => getComputedStyle(element).animationName") == "none"
    context.close()


def test_the_server_stops_while_chats_are_open(page: Page, web: RunningWeb) -> None:
    greeted(page, web)
    started = time.monotonic()
    web.stop()
    assert time.monotonic() - started < 5
    web.start()


def test_the_events_of_a_visitor_are_named(page: Page, web: RunningWeb) -> None:
    """What docs/embed.md promises to an embedding page."""
    embed(page, web, "open")
    page.evaluate("""() => {
        window.heard = [];
        const chat = document.querySelector('dripline-chat');
        chat.addEventListener('dripline-profile', event => window.heard.push(event.type));
    }""")
    say(page, "hello")
    expect(page.get_by_role("button", name="My bill")).to_be_visible()
    page.wait_for_function("window.heard.length > 0")
    assert "dripline-profile" in json.dumps(page.evaluate("window.heard"))
