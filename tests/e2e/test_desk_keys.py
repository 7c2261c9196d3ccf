"""What is typed for the entry reaches it, however late the desk is drawn, and is never taken for a shortcut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from bot.store import schema
from tests.e2e.desk_app import RunningDesk, SignIn
from tests.e2e.test_desk import asked, asks, chat, ring, rows
from tests.e2e.test_webchat import faults

pytestmark = pytest.mark.system
TAKE, OPEN, STEP = "**/desk/take", "**/desk/conversations/*", "**/desk/conversations/*/steps"
REPLY = "**/desk/conversations/*/replies"
WORDS = "going by bus, 2 people, no pets"
"""Its letters and its digit are shortcuts: give back, next, back, end, pause, correct."""


@contextmanager
def held(page: Page, url: str) -> Iterator[None]:
    """What the page asks for there is answered when the block ends."""
    routes: list[Route] = []
    is_over = False
    page.route(url, lambda route: route.continue_() if is_over else routes.append(route))
    yield
    is_over = True
    for one in routes:
        one.continue_()


def said(desk: RunningDesk, conversation_id: str) -> list[str]:
    clicks = rows(desk, schema.messages, conversation_id=conversation_id, channel="desk")
    return [row.text for row in clicks if row.text]


def on_a_call(desk: RunningDesk, page: Page) -> str:
    conversation_id = ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    expect(page.locator("#key-1")).to_be_visible()
    return conversation_id


def on_a_call_for_a_pass(desk: RunningDesk, page: Page) -> str:
    """Where the script has just asked where they travel to."""
    conversation_id = on_a_call(desk, page)
    page.locator(".choice", has_text="Un pase de viaje").click()
    expect(asks(page)).to_contain_text("¿A dónde vas?")
    return conversation_id


@contextmanager
def drawn_anew_at_the_end(page: Page) -> Iterator[None]:
    """A step was answered; what the desk reads after it comes when the block ends."""
    with page.expect_response(OPEN), held(page, OPEN):
        with page.expect_request(OPEN):
            page.keyboard.press("1")
        expect(asks(page)).to_contain_text("cuántos días")
        yield


@pytest.mark.parametrize("late", [TAKE, OPEN, STEP], ids=["taken late", "opened late", "scripted late"])
def test_what_is_typed_while_a_call_is_being_opened_is_in_the_entry(
    desk: RunningDesk, sign_in: SignIn, late: str
) -> None:
    page = sign_in()
    conversation_id = ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    with held(page, late):
        with page.expect_request(late):
            page.keyboard.press("n")
        page.keyboard.press("/")
        page.keyboard.type(WORDS[:9])
    page.keyboard.type(WORDS[9:])
    expect(page.locator("#key-1")).to_be_visible()
    expect(page.locator("#say")).to_have_value(WORDS)
    expect(page.locator("#say")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".banner")).to_have_count(0)
    assert said(desk, conversation_id) == []
    page.locator("#say").fill("travel pass")
    page.keyboard.press("Enter")
    expect(page.locator("#key-1")).to_contain_text("Un pase de viaje")


def test_what_is_typed_after_something_was_said_waits_in_the_entry(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    page = sign_in()
    conversation_id = on_a_call_for_a_pass(desk, page)
    with held(page, STEP):
        page.keyboard.press("/")
        page.keyboard.type("Europe")
        with page.expect_request(STEP):
            page.keyboard.press("Enter")
        page.keyboard.type(WORDS[:9])
    page.keyboard.type(WORDS[9:])
    expect(asks(page)).to_contain_text("cuántos días")
    expect(page.locator("#say")).to_have_value(WORDS)
    expect(page.locator("#say")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)
    assert said(desk, conversation_id) == ["Un pase de viaje", "Europe"]


def test_what_is_no_answer_can_be_said_in_other_words_at_once(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    on_a_call_for_a_pass(desk, page)
    page.keyboard.press("/")
    page.keyboard.type("qwrt zxcv")
    page.keyboard.press("Enter")
    expect(page.locator(".script-notice")).to_be_visible()
    page.keyboard.type("Europe")
    expect(page.locator("#say")).to_have_value("Europe")
    page.keyboard.press("Enter")
    expect(asks(page)).to_contain_text("cuántos días")
    page.keyboard.press("b")
    expect(asks(page)).to_contain_text("¿A dónde vas?")


def test_no_letter_is_a_shortcut_where_the_entry_is_gone_until_escape(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    page = sign_in()
    conversation_id = on_a_call(desk, page)
    page.keyboard.press("/")
    page.keyboard.type("they are ")
    asked(desk, f"/desk/conversations/{conversation_id}/give-back", {"id": "elsewhere", "to": "queue"})
    expect(page.locator("#say")).to_have_count(0)
    page.keyboard.type(WORDS)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".banner")).to_contain_text(WORDS)
    assert [one.staff_name for one in rows(desk, schema.desk_items)] == [None]
    page.keyboard.press("Escape")
    expect(page.locator(".banner")).to_have_count(0)
    expect(page.get_by_text("Waiting · 1")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#say")).to_have_value("they are ")
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    assert [one.staff_name for one in rows(desk, schema.desk_items)] == ["Bia Costa"]


def test_a_correction_that_is_typed_outlives_drawing_anew(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    on_a_call_for_a_pass(desk, page)
    with drawn_anew_at_the_end(page):
        page.keyboard.press("c")
        page.locator("#correct-input").press_sequentially("Eur")
    page.keyboard.type("ope")
    expect(page.locator("#correct-input")).to_have_value("Europe")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_correction_that_is_typed_stays_open_when_a_step_arrives(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    page = sign_in()
    on_a_call_for_a_pass(desk, page)
    page.keyboard.press("1")
    expect(asks(page)).to_contain_text("cuántos días")
    with held(page, STEP):
        page.keyboard.press("/")
        page.keyboard.type("12 days")
        with page.expect_request(STEP):
            page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        page.locator("#correct-input").press_sequentially("Eur")
    expect(asks(page)).to_contain_text("12 días")
    page.keyboard.type("ope")
    expect(page.locator("#correct-input")).to_have_value("Europe")
    expect(page.locator("#correct-input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".answered-value").first).to_have_text("Europa")
    expect(page.locator("#correct-input")).to_have_count(0)


def test_a_refused_reply_does_not_replace_what_was_typed_since(desk: RunningDesk, sign_in: SignIn) -> None:
    chat(desk, "I want to talk to a person")
    page = sign_in()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    replies: list[Route] = []
    page.route(REPLY, lambda route: replies.append(route))
    page.locator("#reply").fill("First words")
    with page.expect_request(REPLY):
        page.keyboard.press("Enter")
    page.keyboard.type("Second ")
    replies[0].fulfill(status=409, json={"error": "It is too late.", "hint": "Call instead."})
    expect(page.locator(".is-coming")).to_have_count(0)
    page.keyboard.type("words")
    expect(page.locator("#reply")).to_have_value("Second words")
    unsent = page.locator(".said", has_text="not sent")
    expect(unsent).to_contain_text("First words")
    assert faults(page) == []
    page.get_by_role("button", name="Write it again").click()
    expect(unsent).to_have_count(0)
    expect(page.locator("#reply")).to_have_value("Second words\nFirst words")
    expect(page.locator("#reply")).to_be_focused()


def test_why_a_reply_was_refused_stands_beside_its_field_on_a_phone_too(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    chat(desk, "I want to talk to a person")
    page = sign_in()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    page.set_viewport_size({"width": 390, "height": 844})
    refused = {"error": "It is too late.", "hint": "Call instead."}
    page.route(REPLY, lambda route: route.fulfill(status=409, json=refused))
    page.locator("#reply").fill("First words")
    page.keyboard.press("Enter")
    why = page.get_by_text("It was not sent. It is too late. Call instead.")
    expect(why).to_be_in_viewport()
    expect(page.locator("#reply")).to_have_value("First words")
    assert faults(page) == []
    page.unroute(REPLY)
    page.keyboard.press("Enter")
    expect(page.locator(".said.by-agent").last).to_contain_text("First words")
    expect(why).to_have_count(0)


def test_an_accent_that_is_being_composed_is_not_drawn_over(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    on_a_call_for_a_pass(desk, page)
    with drawn_anew_at_the_end(page):
        page.keyboard.press("/")
        page.keyboard.type("caf")
        keyboard = page.context.new_cdp_session(page)
        keyboard.send("Input.imeSetComposition", {"text": "´", "selectionStart": 1, "selectionEnd": 1})
        expect(page.locator("#say")).to_have_value("caf´")
        drawn = page.locator("#say").element_handle()
    page.evaluate("fetch('/healthz').then(() => new Promise(requestAnimationFrame))")
    keyboard.send("Input.insertText", {"text": "é"})
    expect(page.locator("#say")).to_have_value("café")
    expect(page.locator("#say")).to_be_focused()
    page.wait_for_function("field => !field.isConnected", arg=drawn)
    expect(page.locator("#say")).to_have_value("café")
    page.keyboard.type(" con leche")
    expect(page.locator("#say")).to_have_value("café con leche")
