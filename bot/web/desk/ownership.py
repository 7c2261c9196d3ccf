"""Taking, giving back, passing on, putting off. Every method blocks and is one transaction."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from bot.desk.people import Member
from bot.store import desk, desk_turns, wrap_ups
from bot.store.audit import audit, by_staff
from bot.web.desk.room import Room


class Ownership(Room):
    def take(self, staff: Member, item_id: str) -> str:
        """Returns the conversation to open. Raises TakenByAnother, NotAtDesk, NoNumber, WrapUpNeeded."""
        content = self._services.content
        with self._database.transaction() as connection:
            language = content.company.default_language
            wrap_ups.check_owes_none(connection, staff, self.guidance, self._clock())
            taken = desk.take(connection, item_id, staff, content.version, language, self._clock())
            self._note(connection, staff, "take", taken)
        return taken

    def call(self, staff: Member, person_id: str) -> str:
        content = self._services.content
        with self._database.transaction() as connection:
            language = content.company.default_language
            made = desk.call_customer(connection, person_id, staff, content.version, language, self._clock())
            self._note(connection, staff, "call", made)
        return made

    def give_back(
        self, staff: Member, conversation_id: str, meant_for: str | None, note: str, minutes: int | None
    ) -> None:
        """Into the queue, for anybody or a colleague, now or later. Raises NotYours."""
        until = self._clock() + timedelta(minutes=minutes) if minutes else None
        with self._database.transaction() as connection:
            desk.give_back(
                connection,
                conversation_id,
                staff,
                meant_for=meant_for,
                note=note or None,
                snoozed_until=until,
            )
            self._note(connection, staff, "give_back", conversation_id)

    def put_off(self, staff: Member, item_id: str, minutes: int) -> None:
        now = self._clock()
        with self._database.transaction() as connection:
            desk.put_off(connection, item_id, now + timedelta(minutes=minutes))
            audit(connection, by_staff(staff.id), "put_off", None, item_id, now)

    def _note(self, connection: Connection, staff: Member, action: str, conversation_id: str) -> None:
        row = desk_turns.conversation_of(connection, conversation_id)
        audit(connection, by_staff(staff.id), action, row.person_id, conversation_id, self._clock())

    def be_present(self, staff: Member, *, is_away: bool) -> None:
        with self._database.transaction() as connection:
            desk.be_present(connection, staff, self._clock(), is_away=is_away)
