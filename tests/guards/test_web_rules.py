"""Rules of the house for whatever the web serves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from bot.store.session import Database
from bot.web import codes, demo, health, moves, pages, phone, rest, twilio, webchat
from bot.web.app import create_app
from bot.web.desk import ROUTERS as DESK
from bot.web.desk.access import staff_session
from bot.web.staff import ROUTERS as STAFF
from bot.web.staff.access import May, signed_in, visiting
from bot.web.state import _visitor
from bot.web.twilio import twilio_signature
from tests.scripted import scripted

ROOT = Path(__file__).parents[2]
WEB = ROOT / "bot" / "web"
ROUTERS = (
    webchat.router,
    codes.router,
    moves.router,
    twilio.router,
    demo.router,
    phone.router,
    pages.router,
    health.router,
    *DESK,
    *STAFF,
)
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
CHANGING = [route for route in ROUTES if route.methods & {"POST", "PUT", "PATCH", "DELETE"}]
# These hand out a token; each has its own test. Rasa's REST channel, a plain route, checks a key and loopback itself.
PROVE_OTHERWISE = {"/webchat/sessions", "/demo/sessions"}
# Anybody may read these: pages without data, how the processes are, what a visitor may begin with.
PUBLIC = {"/", "/verify", "/healthz", "/readyz", "/metrics", "/desk/login", "/desk/join"}
PUBLIC |= {"/desk/login/openid", "/desk/login/openid/back", "/demo/phone"}
CALLERS = {_visitor, twilio_signature, staff_session, signed_in, phone.this_machine}
WITHOUT_CSRF = {_visitor, twilio_signature, phone.this_machine}
"""Proofs that no browser sends by itself, so that no other site can borrow them."""
WITH_CSRF = {staff_session, signed_in, visiting}
"""Proofs that come with a cookie. Each compares the form's token; tests/contract/test_staff_routes.py tries without."""
SOURCES = [
    path
    for folder in ("templates", "static/chat", "static/demo", "static/desk", "static/staff", "static/styles")
    for path in (WEB / folder).rglob("*")
    if path.is_file()
]


def proofs(dependant: Dependant) -> set[object]:
    return {dependant.call} | {proof for inner in dependant.dependencies for proof in proofs(inner)}


def named(route: APIRoute) -> str:
    return f"{'/'.join(sorted(route.methods))} {route.path}"


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_every_route_has_its_authentication(route: APIRoute) -> None:
    is_open = route.path in PROVE_OTHERWISE or (route.path in PUBLIC and route.methods <= {"GET", "HEAD"})
    assert is_open or proofs(route.dependant) & (CALLERS | {visiting})


@pytest.mark.parametrize("route", CHANGING, ids=named)
def test_every_state_changing_route_proves_who_calls(route: APIRoute) -> None:
    assert route.path in PROVE_OTHERWISE or proofs(route.dependant) & (CALLERS | {visiting})


@pytest.mark.parametrize("route", CHANGING, ids=named)
def test_every_state_changing_route_has_its_csrf_defence(route: APIRoute) -> None:
    """A proof that no other site can borrow, or one that comes with a token of our own page's."""
    assert route.path in PROVE_OTHERWISE or proofs(route.dependant) & (WITHOUT_CSRF | WITH_CSRF)


def test_only_signing_in_is_open_to_whoever_has_not_signed_in() -> None:
    before = {route.path for route in CHANGING if visiting in proofs(route.dependant)}
    assert before == {
        "/desk/login",
        "/desk/login/code",
        "/desk/login/demo",
        "/desk/login/passkey",
        "/desk/join",
    }


def test_the_staff_page_is_for_whoever_may_use_it() -> None:
    rooms = {
        route.path: {proof.room for proof in proofs(route.dependant) if isinstance(proof, May)}
        for route in ROUTES
        if route.path.startswith("/desk/staff")
    }
    assert rooms
    assert set(map(frozenset, rooms.values())) == {frozenset({"staff"})}


def test_these_are_all_routes_of_the_app(sqlite_url: str) -> None:
    """A route that is not listed here would escape the rules above. Rasa's REST channel has tests of its own."""
    database = Database(sqlite_url)
    served = {
        str(one.path)
        for one in iter_route_contexts(
            create_app(scripted(database, oidc_issuer="https://login.example")).routes
        )
    }
    database.close()
    rasas = {route.path for route in rest.ROUTES}
    assert served - rasas - {route.path for route in ROUTES} == {"/openapi.json", "/static"}


@pytest.mark.parametrize(
    "route", [route for router in DESK for route in router.routes], ids=lambda route: route.path
)
def test_everything_at_the_desk_needs_staff(route: APIRoute) -> None:
    assert staff_session in proofs(route.dependant)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_is_loaded_from_another_server(path: Path) -> None:
    addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text("utf-8"))
    assert [address for address in addresses if "www.w3.org" not in address] == []


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix == ".html"], ids=lambda path: path.name)
def test_no_page_has_inline_script_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|\s*safe", text)


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix == ".ts"], ids=lambda path: path.name)
def test_no_script_turns_text_into_markup(path: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text("utf-8")
    )


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    listed = set(re.findall(r'^  "([a-z0-9-]+)",$', (WEB / "static" / "build.mjs").read_text("utf-8"), re.M))
    templates = "".join(path.read_text("utf-8") for path in (WEB / "templates").rglob("*.html"))
    named = set(re.findall(r'icon\("([a-z0-9-]+)"\)', templates))
    named |= set(re.findall(r'": "([a-z0-9-]+)"[,}]', templates))
    assert named <= listed


@pytest.mark.parametrize("lock", ["package-lock.json", "tests/prism/package-lock.json"])
def test_an_npm_lock_names_no_address(lock: str) -> None:
    assert '"resolved"' not in (ROOT / lock).read_text("utf-8")
