"""The desk as its routes use it. Every method that is not async blocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.desk.errors import NotYours
from bot.desk.people import Member
from bot.messages import Reply
from bot.store import desk_card, desk_turns, verifications, wrap_ups
from bot.store.deliveries import enqueue
from bot.store.desk_turns import Click
from bot.store.wrap_ups import WrapUp, save_wrap_up
from bot.web.desk.board import Board
from bot.web.desk.customers import Customers
from bot.web.desk.engine_look import EngineLook
from bot.web.desk.needs import DeskServices
from bot.web.desk.ownership import Ownership
from bot.web.desk.room import Room, utc_now
from bot.web.desk.scripts import Scripts
from bot.web.desk.words import card_words, guidance_words

_WINDOW = timedelta(hours=24)
"""WhatsApp lets us answer freely for so long after the customer's last word."""


class Desk(Room):
    """One per app."""

    def __init__(self, services: DeskServices, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(services, clock)
        self.services = services
        self.board = Board(services.database, lambda: services.content, clock)
        self.engine = EngineLook(services.engine)
        self.ownership = Ownership(services, clock)
        self.scripts = Scripts(services, clock)
        self.customers = Customers(services, clock)

    def workspace(self, staff: Member, conversation_id: str) -> dict[str, Any] | None:
        """All that the page shows of a conversation; None when there is none of this id. Raises NotYours."""
        with self._database.reading() as connection:
            row = desk_turns.conversation_of(connection, conversation_id)
            if row is None:
                return None
            _check_may_see(row, staff)
            stands = desk_turns.standing(connection, conversation_id)
        script, told = self.scripts.shown(conversation_id, stands)
        content = self._services.shelf.version(row.content_version)
        guidance = self.guidance(row.content_version)
        now = self._clock()
        with self._database.reading() as connection:
            proven = verifications.is_verified(connection, conversation_id)
            held = desk_card.card(connection, row.person_id, content, now, is_verified=proven, told=told)
            lines = desk_turns.transcript(connection, row.person_id)
            last = desk_turns.latest_word(connection, conversation_id)
            wrap_up = {
                "is_required": wrap_ups.is_required(connection, conversation_id, guidance),
                "is_done": wrap_ups.is_wrapped_up(connection, conversation_id),
            }
        self.customers.audit_view(staff, row.person_id, conversation_id)
        return {
            "conversation": _conversation(row, staff, last),
            "card": held | {"words": card_words(content, held)},
            "script": script,
            "planned_flow": stands.planned_flow or content.company.welcome_flow,
            "languages": list(content.company.languages),
            "wrap_up": wrap_up,
            "transcript": lines,
            **guidance_words(guidance, content, held, staff, row.language),
        }

    def reply(self, staff: Member, conversation_id: str, client_id: str, text: str) -> str:
        """An agent's own words, to the channel the customer writes on. Returns the message's id. Raises NotYours."""
        now, render = self._clock(), self._services.sending.render
        with self._database.transaction() as connection:
            message_id, is_new = desk_turns.store_reply(
                connection, conversation_id, Click(client_id, staff), text, now
            )
            if is_new and render is not None:
                said = [Reply("say", text, id=message_id)]
                enqueue(connection, conversation_id, None, said, render, now, author="agent")
        return message_id

    def visitor_of(self, staff: Member, conversation_id: str) -> str | None:
        """The web chat's visitor at the other end of a conversation that this agent has; None of any other."""
        with self._database.reading() as connection:
            row = desk_turns.conversation_of(connection, conversation_id)
            is_theirs = row is not None and row.owner == "agent" and row.staff_id == staff.id
            is_here = is_theirs and row.closed_at is None and row.channel == "webchat"
            return desk_turns.visitor_of(connection, conversation_id) if is_here else None

    def wrap_up(self, staff: Member, conversation_id: str, wrap_up: WrapUp) -> None:
        """Raises WrapUpIncomplete, NotYours."""
        with self._database.transaction() as connection:
            row = desk_turns.conversation_of(connection, conversation_id)
            version = row.content_version if row else self._services.content.version
            guidance = self.guidance(version)
            content = self._services.shelf.version(version)
            save_wrap_up(connection, conversation_id, wrap_up, staff, content, guidance, self._clock())


def _check_may_see(row: Any, staff: Member) -> None:
    """One's own, what waits, what has ended; a supervisor listens in on the others. Raises NotYours."""
    is_open_to_all = row.owner == "waiting" or row.closed_at is not None or row.staff_id == staff.id
    if not is_open_to_all and not staff.is_supervisor:
        raise NotYours(why=f"{row.staff_name or 'the bot'} has it")


def _conversation(row: Any, staff: Member, last: datetime | None) -> dict[str, Any]:
    window = (last + _WINDOW).isoformat() if last and row.channel == "whatsapp" else None
    return {
        "id": row.id,
        "channel": row.channel,
        "language": row.language,
        "owner": row.owner,
        "owner_name": row.staff_name,
        "is_mine": row.owner == "agent" and row.staff_id == staff.id,
        "is_open": row.closed_at is None,
        "opened_at": row.opened_at.isoformat(),
        "position": row.next_position,
        "window_until": window,
    }
