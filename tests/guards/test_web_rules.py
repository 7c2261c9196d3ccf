"""Rules of the house for whatever the web serves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from bot.web import codes, demo, health, pages, twilio, webchat
from bot.web.desk import ROUTERS as DESK
from bot.web.desk.access import staff_session
from bot.web.state import _visitor
from bot.web.twilio import twilio_signature

ROOT = Path(__file__).parents[2]
WEB = ROOT / "bot" / "web"
ROUTERS = (
    webchat.router,
    codes.router,
    twilio.router,
    demo.router,
    pages.router,
    health.router,
    *DESK,
)
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
CHANGING = [route for route in ROUTES if route.methods & {"POST", "PUT", "PATCH", "DELETE"}]
# These hand out a token; each has its own test. Rasa's REST channel, a plain route, checks a key and loopback itself.
PROVE_OTHERWISE = {"/webchat/sessions", "/demo/sessions"}
SOURCES = [
    path
    for folder in ("templates", "static/chat", "static/demo", "static/desk", "static/styles")
    for path in (WEB / folder).rglob("*")
    if path.is_file()
]


def proofs(dependant: Dependant) -> set[object]:
    return {dependant.call} | {proof for inner in dependant.dependencies for proof in proofs(inner)}


@pytest.mark.parametrize("route", CHANGING, ids=lambda route: route.path)
def test_every_state_changing_route_proves_who_calls(route: APIRoute) -> None:
    assert route.path in PROVE_OTHERWISE or proofs(route.dependant) & {
        _visitor,
        twilio_signature,
        staff_session,
    }


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


def test_the_npm_lock_names_no_address() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")
