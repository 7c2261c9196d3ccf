"""A desk over the whole product in the test's own process, with its clock."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.desk.people import Member
from bot.messages import Address
from bot.store import schema
from bot.store.calls import Calls, Script
from bot.store.desk_turns import Click
from bot.store.schema import new_id
from bot.web.desk.scripts import Step
from bot.web.desk.service import Desk
from tests.product import Product

BIA = Member("staff-bia", "Bia Costa")
LEO = Member("staff-leo", "Leo Marques")
SOFIA = Member("staff-sofia", "Sofia Lima", is_supervisor=True)
NUMBER = Address("phone", "+5511991230001")
PROVEN = Address("phone", "+5511991230001", is_verified=True)


class DeskAtWork:
    def __init__(self, product: Product) -> None:
        self.product = product
        self.desk = Desk(product.services, product.clock)

    def ring(self, caller: Address = NUMBER) -> str:
        """A call comes in. Returns its conversation."""
        return self._calls.begin(new_id(), caller, {}).conversation_id

    def hang_up(self, conversation_id: str) -> None:
        """The caller ends a call."""
        [row] = self.product.rows(schema.messages, conversation_id=conversation_id, kind="call")
        assert self._calls.end(row.provider_id, {})

    @property
    def _calls(self) -> Calls:
        content = self.product.services.content
        script = Script(content.version, frozenset(content.pack.flows), "welcome", "en")
        return Calls(self.product.database, lambda: script, self.product.clock)

    def answered(self, caller: Address = NUMBER, staff: Member = BIA) -> str:
        """A call that an agent took and began."""
        conversation_id = self.ring(caller)
        self.desk.ownership.take(staff, f"conversation:{conversation_id}")
        self.step(conversation_id, "start", at="menu", value="welcome", staff=staff)
        return conversation_id

    def step(
        self,
        conversation_id: str,
        kind: str,
        *,
        staff: Member = BIA,
        id: str = "",
        seen: Any = None,
        **deed: str,
    ) -> dict[str, Any]:
        click = Click(id or new_id(), staff, seen, 2.5)
        return self.desk.scripts.step(conversation_id, click, Step(kind, **deed))

    def choose(self, conversation_id: str, value: str, at: str = "", **more: Any) -> dict[str, Any]:
        """Press the key with this value, of what is waited for or of the menu."""
        script = self.desk.scripts.script(conversation_id)
        assert script is not None
        pending = script["pending"]
        return self.step(
            conversation_id, "choose", at=at or (pending["at"] if pending else "menu"), value=value, **more
        )

    def waiting(self, staff: Member = BIA) -> list[dict[str, Any]]:
        return self._told(staff, "waiting")

    def mine(self, staff: Member = BIA) -> list[dict[str, Any]]:
        return self._told(staff, "mine")

    def _told(self, staff: Member, part: str) -> list[dict[str, Any]]:
        board = self.desk.board
        told: list[dict[str, Any]] = board.told_to(asyncio.run(board.look(is_fresh=True)), staff)[part]
        return told
