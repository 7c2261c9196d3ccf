from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.messages import Address
from bot.people.facts import Fact
from bot.store.facts import save_fact
from bot.store.people import ensure_person
from bot.store.session import Database
from tests.e2e.browser import RunningWeb, free_port, running_browser, watch, watched_page
from tests.e2e.desk_app import RunningDesk, SignIn, running_desk
from tests.scripted import scripted


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One per module: while it runs it keeps an event loop, beside which no asynchronous test can run."""
    with running_browser() as found:
        yield found


@pytest.fixture
def web(sqlite_url: str) -> Iterator[RunningWeb]:
    """The demo with one customer."""
    database, port = Database(sqlite_url), free_port()
    services = scripted(
        database,
        public_url=f"http://127.0.0.1:{port}",
    )
    with database.transaction() as connection:
        now = datetime.now(UTC)
        grace = ensure_person(connection, Address("external", "1003", is_verified=True), now, "en").person_id
        save_fact(connection, grace, Fact("name", "Grace Okafor", "imported", now))
    running = RunningWeb(services, port)
    yield running
    running.stop()
    database.close()


@pytest.fixture
def page(browser: Browser, web: RunningWeb) -> Iterator[Page]:
    with watched_page(browser) as opened:
        yield opened


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[RunningDesk]:
    with running_desk(sqlite_url) as running:
        yield running


@pytest.fixture
def sign_in(browser: Browser, desk: RunningDesk) -> Iterator[SignIn]:
    """Opens the desk as somebody; a test fails when its browser reports an error."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(who: str = "bia", width: int = 1280, height: int = 900, scheme: Any = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="en-US", color_scheme=scheme
        )
        contexts.append(context)
        context.add_cookies([{"name": "dripline_staff", "value": desk.session(who)[0], "url": desk.url}])
        page = context.new_page()
        watch(page, problems)
        page.goto(f"{desk.url}/desk")
        expect(page.locator("#queue h3").first).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
