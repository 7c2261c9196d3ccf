"""Every route of staff and of the desk, tried without a session, and without the token of a page of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fastapi.routing import APIRoute

from bot.store.session import Database
from bot.web.desk import ROUTERS as DESK
from bot.web.staff import ROUTERS as STAFF
from tests.contract.staff_builders import Browser, Office

ROUTES = [
    (method, route.path)
    for router in (*DESK, *STAFF)
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods)
]
BEFORE_SIGNING_IN = {
    "/desk/login",
    "/desk/login/code",
    "/desk/login/demo",
    "/desk/login/passkey",
    "/desk/join",
}
BEFORE_SIGNING_IN |= {"/desk/login/openid", "/desk/login/openid/back"}
CHANGING = [(method, path) for method, path in ROUTES if method != "GET"]
PROTECTED = [(method, path) for method, path in ROUTES if path not in BEFORE_SIGNING_IN]
_PARAMETERS = ("{conversation_id}", "{attribute}", "{person_id}", "{staff_id}", "{passkey_id}")


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    database = Database(sqlite_url)
    with ExitStack() as stack:
        yield Office(database, stack)
    database.close()


@pytest.fixture
def admin(office: Office) -> Browser:
    office.member("admin")
    browser = office.browser()
    browser.sign_in()
    return browser


def filled(path: str) -> str:
    for name in _PARAMETERS:
        path = path.replace(name, "0" * 26)
    return path


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_without_a_session_nothing_is_told(office: Office, method: str, path: str) -> None:
    answer = office.browser().client.request(method, filled(path))
    assert answer.status_code == 401
    assert set(answer.json()) == {"error", "hint"}


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_without_the_token_of_our_page_nothing_changes(admin: Browser, method: str, path: str) -> None:
    for more in ({"json": {}}, {"data": {"csrf_token": "0" * 64}}, {"headers": {"X-CSRF-Token": b"\xe9"}}):
        answer = admin.client.request(method, filled(path), **more)  # type: ignore[arg-type]
        assert answer.status_code == 403, answer.text
        assert answer.json()["error"] == "This was not sent by a page of ours."


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_another_site_changes_nothing(admin: Browser, method: str, path: str) -> None:
    answer = admin.client.request(method, filled(path), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
