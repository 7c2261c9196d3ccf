"""For the demo: a call comes in without a telephone."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from fastapi import APIRouter
from sqlalchemy import select

from bot.messages import Address
from bot.store.calls import Calls, Script
from bot.store.schema import identifiers
from bot.store.session import Database
from bot.web.desk.access import Agent, TheDesk
from bot.web.desk.bodies import DemoCall
from bot.web.desk.live import changed
from bot.web.desk.refusing import done
from bot.web.desk.service import Desk
from bot.web.state import State

router = APIRouter(prefix="/desk/demo", include_in_schema=False)

_STRANGER = "+5511900000000"


@router.post("/calls", status_code=201)
async def simulate_call(body: DemoCall, staff: Agent, desk: TheDesk, state: State) -> dict[str, str]:
    """One of the demo customers rings, or somebody nobody knows."""
    conversation_id = await done(_ring, desk, body.customer)
    changed(state, conversation_id)
    return {"conversation_id": conversation_id}


def _ring(desk: Desk, customer: str | None) -> str:
    content = desk.services.content
    script = Script(
        content.version,
        frozenset(content.pack.flows),
        content.company.welcome_flow,
        content.company.default_language,
    )
    caller = Address("phone", _number_of(desk.services.database, customer))
    calls = Calls(desk.services.database, lambda: script, lambda: datetime.now(UTC))
    return calls.begin(f"demo-{secrets.token_hex(8)}", caller, {"demo": True}).conversation_id


def _number_of(database: Database, customer: str | None) -> str:
    """The phone of the customer with this external id."""
    if customer is None:
        return _STRANGER
    other = identifiers.alias()
    query = (
        select(identifiers.c.value)
        .join(other, other.c.person_id == identifiers.c.person_id)
        .where(identifiers.c.kind == "phone", other.c.kind == "external", other.c.value == customer)
    )
    with database.reading() as connection:
        return str(connection.execute(query).scalar() or _STRANGER)
