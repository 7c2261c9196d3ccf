"""The demo page: play one of the company's customers, and watch what is known about them change."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.people.facts import Fact
from bot.store.conversations import close_conversation
from bot.store.demo_reads import DemoCustomer, Panel, demo_customers, open_conversations, panel
from bot.store.people import find_by_identifier
from bot.web.refusals import Refused
from bot.web.state import State, Visitor, WebState
from bot.web.webchat import become
from bot.web.wording import Wording

router = APIRouter(prefix="/demo", include_in_schema=False)

_ABOUT = ("segment", "plan", "city")
_CUSTOMERS_FILE = "customers.csv"


class DemoSession(BaseModel):
    """Whom to play; none is a new visitor. `token` of an earlier session goes on with it where it can."""

    model_config = ConfigDict(extra="forbid", strict=True)

    customer: str | None = Field(None, max_length=200)
    token: str | None = Field(None, max_length=500)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one origin, e.g. 'from the customer file · 3 May 2026'."""

    origin: str
    is_new: bool
    facts: list[Fact]


@router.post("/sessions")
async def play(request: Request, body: DemoSession, state: State) -> dict[str, str]:
    """A visitor token that is verified as the customer."""
    state.rate_limit.check(request)
    if body.customer is None:
        return {"token": _kept_visitor(state, body.token) or state.signatures.new_visitor()}
    person_id = await run_sync(_person_of, state, body.customer)
    if person_id is None:
        hint = "Import the demo customers again: dripline import customers content/customers.csv"
        raise Refused(404, "Nobody is known by this id any more.", hint)
    if body.token and await run_sync(_played_with, state, body.token) == person_id:
        return {"token": body.token}
    token = state.signatures.new_visitor()
    await run_sync(become, state, state.signatures.visitor(token), person_id, "picked on the demo page")
    return {"token": token}


@router.get("/profile")
async def profile(state: State, visitor: Visitor) -> HTMLResponse:
    """The panel as a piece of HTML."""
    known = await run_sync(_panel, state, visitor)
    words = Wording(state.services.content, state.services.content.company.default_language)
    groups = _by_origin(known, words) if known else []
    return state.pages.response("profile.html", panel=known, words=words, groups=groups)


@router.post("/conversations/end", status_code=204)
async def end_conversation(state: State, visitor: Visitor) -> Response:
    """End the open conversation, as half an hour of silence would."""
    await run_sync(_end, state, visitor)
    state.broker.publish(visitor)
    return Response(status_code=204)


async def demo_page(state: WebState) -> HTMLResponse:
    content = state.services.content
    found = await run_sync(_customers, state)
    abouts = await run_sync(_abouts, state.services.settings.content / _CUSTOMERS_FILE)
    words = Wording(content, content.company.default_language)
    customers = [_card(customer, words, abouts.get(customer.external, "")) for customer in found]
    return state.pages.response("demo.html", company=content.company, customers=customers)


def _card(customer: DemoCustomer, words: Wording, about: str) -> dict[str, Any]:
    name = str(customer.facts.get("name") or customer.external)
    known = [words.value(fact, customer.facts[fact]) for fact in _ABOUT if fact in customer.facts]
    parts = name.split()
    return {
        "external": customer.external,
        "name": name,
        "initials": "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper(),
        "about": about or " · ".join(known) or "nothing known yet",
        "language": customer.language or "",
    }


def _abouts(path: Path) -> dict[str, str]:
    """One line about each demo customer, by external id, from the `about` column of the customers' file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row.get("external_id", ""): row.get("about") or "" for row in csv.DictReader(file)}


def _by_origin(known: Panel, words: Wording) -> list[FactGroup]:
    """Facts that came together, newest first; what this conversation taught is new."""
    groups: list[FactGroup] = []
    current = known.conversation.id if known.conversation is not None else None
    for fact in sorted(known.facts, key=lambda fact: fact.recorded_at, reverse=True):
        origin = f"{words.source(fact.source)} · {words.when(fact.recorded_at)}"
        is_new = current is not None and fact.conversation_id == current
        if not groups or (groups[-1].origin, groups[-1].is_new) != (origin, is_new):
            groups.append(FactGroup(origin, is_new, []))
        groups[-1].facts.append(fact)
    return groups


def _customers(state: WebState) -> tuple[DemoCustomer, ...]:
    with state.services.database.reading() as connection:
        return demo_customers(connection)


def _person_of(state: WebState, external: str) -> str | None:
    with state.services.database.reading() as connection:
        known = find_by_identifier(connection, "external", external)
        return known.person_id if known else None


def _kept_visitor(state: WebState, token: str | None) -> str | None:
    try:
        return token if token and state.signatures.visitor(token) else None
    except Refused:
        return None


def _played_with(state: WebState, token: str) -> str | None:
    """The person that the token's visitor is verified as."""
    if _kept_visitor(state, token) is None:
        return None
    with state.services.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", state.signatures.visitor(token))
        return known.person_id if known and known.is_verified else None


def _panel(state: WebState, visitor: str) -> Panel | None:
    now = datetime.now(UTC)
    with state.services.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        if known is None:
            return None
        return panel(connection, known.person_id, known.identifier_id, is_verified=known.is_verified, now=now)


def _end(state: WebState, visitor: str) -> None:
    with state.services.database.transaction() as connection:
        known = find_by_identifier(connection, "web_token", visitor)
        for conversation_id in open_conversations(connection, known.identifier_id) if known else ():
            close_conversation(connection, conversation_id, "ended on the demo page", datetime.now(UTC))
