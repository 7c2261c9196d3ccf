"""The desk in a real browser: a call by keyboard alone, two agents, a break, a reload, phone width, axe."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from sqlalchemy import create_engine, select

from bot.store import schema
from tests.e2e.desk_app import RunningDesk, SignIn
from tests.e2e.test_webchat import faults

pytestmark = pytest.mark.system


def asked(desk: RunningDesk, path: str, body: object, who: str = "bia") -> Any:
    cookie, token = desk.session(who)
    request = urllib.request.Request(
        desk.url + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Cookie": f"dripline_staff={cookie}", "X-CSRF-Token": token},
    )
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read() or b"{}")


def ring(desk: RunningDesk, customer: str = "1003") -> str:
    return str(asked(desk, "/desk/demo/calls", {"customer": customer})["conversation_id"])


def chat(desk: RunningDesk, text: str, sender: str = "a-visitor") -> list[Any]:
    said: list[Any] = asked(desk, "/webhooks/rest/webhook", {"sender": sender, "message": text})
    return said


def rows(desk: RunningDesk, table: Any, **where: Any) -> list[Any]:
    query = select(table)
    for name, value in where.items():
        query = query.where(table.c[name] == value)
    with desk.services.database.reading() as connection:
        return list(connection.execute(query).all())


def asks(page: Page) -> Any:
    return page.locator(".line-ask")


def verified(page: Page) -> None:
    page.keyboard.press("v")
    page.get_by_role("textbox", name="Customer number").fill("1003")
    page.get_by_role("textbox", name="E-mail").fill("lucia.herrera@example.com")
    page.keyboard.press("Enter")
    expect(page.locator(".verified")).to_be_attached()


def test_a_call_is_scripted_from_ringing_to_wrap_up_by_keyboard_alone(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    page = sign_in()
    conversation_id = ring(desk)
    expect(page.get_by_text("Lucía Herrera")).to_be_visible(timeout=3_000)
    page.keyboard.press("n")
    expect(page.locator(".line").first).to_have_text("Vereda, le habla Bia. ¿En qué puedo ayudar?")
    verified(page)
    expect(page.locator(".line").first).to_contain_text("Lucía")
    page.keyboard.press("/")
    page.keyboard.type("travel pass")
    page.keyboard.press("Enter")
    expect(page.locator("#key-1")).to_contain_text("Un pase de viaje")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(asks(page)).to_contain_text("¿A dónde vas?")
    page.keyboard.press("3")
    expect(asks(page)).to_contain_text("cuántos días")
    page.keyboard.press("b")
    expect(asks(page)).to_contain_text("¿A dónde vas?")
    page.keyboard.press("3")
    expect(asks(page)).to_contain_text("cuántos días")
    page.keyboard.press("/")
    page.keyboard.type("12 days")
    page.keyboard.press("Enter")
    expect(asks(page)).to_contain_text("12 días")
    page.keyboard.press("1")
    expect(page.locator(".line-question")).to_be_visible()
    page.keyboard.press("w")
    expect(page.locator(".why")).to_contain_text("Te lo pregunto")
    page.keyboard.press("1")
    expect(page.locator(".line-benefit")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Who is here")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    (ended,) = rows(desk, schema.wrap_ups, conversation_id=conversation_id)
    assert ended.disposition == "sold"
    (question,) = [row for row in rows(desk, schema.asks, conversation_id=conversation_id) if row.asked_at]
    assert question.status == "answered"
    assert len(rows(desk, schema.benefits, conversation_id=conversation_id)) == 1
    steps = [(row.flow, row.step) for row in rows(desk, schema.desk_messages) if row.step]
    assert ("travel_pass", "days") in steps


def test_of_two_agents_one_gets_the_chat_and_the_other_sees_who(desk: RunningDesk, sign_in: SignIn) -> None:
    chat(desk, "I want to talk to a person")
    bia, leo = sign_in("bia"), sign_in("leo")
    expect(leo.locator(".queue-item")).to_have_count(1, timeout=3_000)
    leo.route("**/desk/events", lambda route: route.abort())
    bia.keyboard.press("n")
    expect(bia.get_by_text("on rest", exact=True)).to_be_visible()
    leo.evaluate("document.querySelector('.queue-item')?.click()")
    if leo.locator(".banner").count() == 0:
        leo.wait_for_timeout(300)
    with desk.services.database.reading() as connection:
        owners = connection.execute(select(schema.desk_items.c.staff_name)).scalars().all()
    assert owners == ["Bia Costa"]
    assert leo.locator(".work-empty").count() == 1


def test_an_agent_writes_and_the_bot_stays_silent(desk: RunningDesk, sign_in: SignIn) -> None:
    chat(desk, "I want to talk to a person")
    page = sign_in()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    page.get_by_label("Insert a prepared reply").select_option(label="Hello, I'm a person")
    expect(page.get_by_label("Your answer to the customer")).to_have_value(
        re.compile("this is Bia from Vereda")
    )
    page.keyboard.press("Enter")
    expect(page.locator(".said.by-agent")).to_contain_text("this is Bia")
    assert chat(desk, "thank you, my bill is too high") == []
    expect(page.locator(".said.by-customer").last).to_contain_text("my bill is too high", timeout=3_000)
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.get_by_role("button", name="To the bot").click()
    expect(page.locator(".work-empty")).to_be_visible()
    assert chat(desk, "travel pass") != []


def test_what_was_read_earlier_does_not_hide_what_came_since(desk: RunningDesk, sign_in: SignIn) -> None:
    chat(desk, "I want to talk to a person")
    page = sign_in()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    page.get_by_label("Your answer to the customer").fill("This is Bia.")
    late: list[tuple[Route, APIResponse]] = []

    def first_is_late(route: Route) -> None:
        if late:
            route.continue_()
        else:
            late.append((route, route.fetch()))

    page.route("**/desk/conversations/*", first_is_late)
    page.keyboard.press("Enter")
    while not late:
        page.wait_for_timeout(20)
    chat(desk, "thank you, my bill is too high")
    expect(page.locator(".said.by-customer").last).to_contain_text("my bill is too high")
    route, read_before = late[0]
    with page.expect_response("**/desk/conversations/*"):
        route.fulfill(response=read_before)
    page.wait_for_timeout(300)
    expect(page.locator(".said.by-customer").last).to_contain_text("my bill is too high")


def test_a_reload_in_mid_script_is_on_the_same_step(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    expect(page.locator("#key-1")).to_be_visible()
    page.locator(".choice", has_text="Un pase de viaje").click()
    expect(asks(page)).to_contain_text("¿A dónde vas?")
    page.reload()
    expect(asks(page)).to_contain_text("¿A dónde vas?")


def test_nothing_is_lost_when_the_connection_drops_and_returns(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    conversation_id = ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    page.locator(".choice", has_text="Un pase de viaje").click()
    expect(asks(page)).to_contain_text("¿A dónde vas?")
    desk.stop()
    page.locator("#work").focus()
    page.keyboard.press("3")
    expect(page.locator(".banner")).to_contain_text("The connection is away")
    time.sleep(1)
    desk.start()
    expect(asks(page)).to_contain_text("cuántos días", timeout=10_000)
    expect(page.locator(".banner")).to_have_count(0, timeout=10_000)
    clicks = rows(desk, schema.messages, conversation_id=conversation_id, channel="desk")
    assert [row.text for row in clicks] == ["", "Un pase de viaje", "Europa"]


def test_nothing_typed_is_lost_while_the_store_is_away(desk: RunningDesk, sign_in: SignIn) -> None:
    chat(desk, "I want to talk to a person")
    page = sign_in()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.keyboard.press("n")
    expect(page.locator("#reply")).to_be_visible()
    database = desk.services.database
    there, database.engine = database.engine, create_engine("sqlite:////nowhere/at/all.db")
    page.locator("#reply").fill("I am looking into it.")
    page.keyboard.press("Enter")
    expect(page.locator(".banner")).to_contain_text("The store does not answer", timeout=5_000)
    expect(page.locator(".is-coming")).to_contain_text("I am looking into it.")
    page.locator("#reply").fill("And one thing more")
    database.engine = there
    expect(page.locator(".said.by-agent:not(.is-coming)")).to_contain_text("looking into it", timeout=10_000)
    expect(page.locator(".banner")).to_have_count(0, timeout=10_000)
    expect(page.locator("#reply")).to_have_value("And one thing more")
    sent = [row.text for row in rows(desk, schema.messages, direction="out") if "looking" in row.text]
    assert sent == ["I am looking into it."]


def test_a_customer_is_looked_up_and_called(desk: RunningDesk, sign_in: SignIn) -> None:
    page = sign_in()
    page.keyboard.press("s")
    page.keyboard.type("lucia herera")
    expect(page.get_by_role("option")).to_contain_text("Lucía Herrera")
    page.keyboard.press("Enter")
    expect(page.locator("#card h3")).to_have_text("Lucía Herrera")
    expect(page.locator(".unverified")).to_be_visible()
    assert "Ciudad de México" not in page.locator("#card").inner_text()
    page.get_by_role("button", name="Call this customer").click()
    expect(page.get_by_text("on the line")).to_be_visible()


def test_a_supervisor_sees_what_colleagues_have_and_an_agent_does_not(
    desk: RunningDesk, sign_in: SignIn
) -> None:
    conversation_id = ring(desk)
    asked(desk, "/desk/take", {"item": f"conversation:{conversation_id}"}, "bia")
    leo, sofia = sign_in("leo"), sign_in("sofia")
    expect(sofia.get_by_text("With colleagues")).to_be_visible()
    expect(leo.get_by_text("Nobody is waiting")).to_be_visible()
    assert leo.get_by_text("Lucía").count() == 0


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1440, 900, "light"), (1024, 768, "light"), (390, 844, "dark")]
)
def test_axe_finds_nothing(desk: RunningDesk, sign_in: SignIn, width: int, height: int, scheme: str) -> None:
    page = sign_in("bia", width, height, scheme)
    ring(desk)
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    assert faults(page) == []
    page.keyboard.press("n")
    expect(page.locator("#key-1")).to_be_visible()
    verified(page)
    page.locator(".choice", has_text="Un pase de viaje").click()
    expect(asks(page)).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("e")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_click_shows_the_next_sentence_at_once(desk: RunningDesk, sign_in: SignIn) -> None:
    """The server's part, measured loosely here; the benchmark measures it well."""
    conversation_id = ring(desk)
    asked(desk, "/desk/take", {"item": f"conversation:{conversation_id}"})
    took = []
    for number in range(10):
        kind = "choose" if number == 0 else "language"
        body = {
            "id": f"click-{number:04d}",
            "kind": kind,
            "at": "menu" if number == 0 else "language",
            "value": "travel_pass" if number == 0 else ("pt", "es")[number % 2],
        }
        started = time.perf_counter()
        asked(desk, f"/desk/conversations/{conversation_id}/steps", body)
        took.append(time.perf_counter() - started)
    assert sorted(took)[5] < 0.5
