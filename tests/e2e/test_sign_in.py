"""Signing in with a real browser: the way to the desk and back, an authenticator, a session that ends, axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from bot.staff.totp import code_at, step_at
from bot.store import schema
from bot.store.staff import change_role, member
from bot.store.staff_sessions import new_link
from tests.e2e.browser import watched_page
from tests.e2e.desk_app import PASSWORD, RunningDesk, email_of, running_desk
from tests.e2e.test_webchat import faults

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Any) -> Iterator[RunningDesk]:
    path = tmp_path_factory.mktemp("sign_in") / "dripline.db"
    path.write_bytes(sqlite_template.read_bytes())
    with running_desk(f"sqlite:///{path}", "localhost") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_page(browser) as opened:
        yield opened


def sign_in(page: Page, who: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(email_of(who))
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def end_sessions(desk: RunningDesk) -> None:
    with desk.services.database.transaction() as connection:
        connection.execute(delete(schema.staff_sessions))


def test_an_agent_signs_in_works_and_signs_out(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.url}/desk")
    sign_in(page, "bia", "a wrong password")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    sign_in(page, "bia")
    expect(page.locator("#queue h3").first).to_be_visible()
    expect(page.locator(".desk-name")).to_have_text("Bia Costa")
    page.locator(".desk-menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto(f"{desk.url}/desk")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_in_the_demo_one_press_leads_to_the_desk_and_to_a_call(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.url}/desk/login")
    page.get_by_role("button", name="Sign in as a demo agent").click()
    expect(page.locator("#queue h3").first).to_be_visible()
    page.get_by_role("button", name="Simulate a call").click()
    expect(page.locator(".queue-item")).to_have_count(1, timeout=3_000)
    page.locator("#queue").focus()
    page.keyboard.press("n")
    expect(page.locator(".line").first).to_be_visible()


def test_an_open_desk_says_that_the_session_has_ended_and_leads_back(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.url}/desk")
    sign_in(page, "bia")
    expect(page.locator("#queue h3").first).to_be_visible()
    end_sessions(desk)
    expect(page.get_by_text("Your session has ended.")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Sign in again").click()
    expect(page.get_by_text("Sign in to go on where you were.")).to_be_visible()
    sign_in(page, "bia")
    page.wait_for_url(f"{desk.url}/desk")


def test_somebody_new_sets_a_password_behind_a_link(desk: RunningDesk, page: Page) -> None:
    with desk.services.database.transaction() as connection:
        link = new_link(connection, member(connection, email_of("leo")), datetime.now(UTC))
    page.goto(f"{desk.url}/desk/join?link={link}")
    expect(page.get_by_role("heading", name="Welcome, Leo Marques")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("New password").fill("four green lanterns")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk.url}/desk")


def test_an_authenticator_is_set_up_and_asked_for(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.url}/desk/account")
    sign_in(page, "sofia")
    page.get_by_role("link", name="Set it up").click()
    secret = page.locator(".house-secret").inner_text().replace(" ", "")
    assert faults(page) == []
    page.get_by_label("Code").fill(code_at(secret, step_at(datetime.now(UTC)) - 1))
    page.keyboard.press("Enter")
    expect(page.get_by_text("From now on you are asked for a code")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, "sofia")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Code").fill(code_at(secret, step_at(datetime.now(UTC))))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk$"))


def test_a_passkey_is_added_signs_in_without_a_password_and_is_removed(desk: RunningDesk, page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{desk.url}/desk/account")
    sign_in(page, "bia")
    page.get_by_label("Your password").fill("a wrong password")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey was not added.")).to_be_visible()
    devtools.send("WebAuthn.disable")
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("Your passkey signs you in from now on")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".desk-name")).to_have_text("Bia Costa")
    page.goto(f"{desk.url}/desk/account")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("That passkey opens nothing any more.")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey was not accepted.").first).to_be_visible()


@pytest.mark.parametrize(("width", "height", "scheme"), [(1440, 900, "light"), (390, 844, "dark")])
def test_axe_finds_nothing(desk: RunningDesk, browser: Browser, width: int, height: int, scheme: Any) -> None:
    with desk.services.database.transaction() as connection:
        change_role(connection, member(connection, email_of("bia")), "admin", "tests", datetime.now(UTC))
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-US", color_scheme=scheme
    )
    page = context.new_page()
    page.goto(f"{desk.url}/desk/staff")
    assert faults(page) == []
    sign_in(page, "bia")
    expect(page.get_by_role("heading", name="Who works here")).to_be_visible()
    assert faults(page) == []
    for path in ("/desk/staff/audit", "/desk/account", "/desk"):
        page.goto(desk.url + path)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
