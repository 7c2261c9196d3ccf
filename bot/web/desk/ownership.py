"""Taking, giving back, passing on, putting off. Every method blocks and is one transaction."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.people import Member
from bot.store import desk
from bot.web.desk.room import Room


class Ownership(Room):
    def take(self, staff: Member, item_id: str) -> str:
        """Returns the conversation to open. Raises TakenByAnother, NotAtDesk, NoNumber."""
        content = self._services.content
        with self._database.transaction() as connection:
            language = content.company.default_language
            return desk.take(connection, item_id, staff, content.version, language, self._clock())

    def call(self, staff: Member, person_id: str) -> str:
        content = self._services.content
        with self._database.transaction() as connection:
            language = content.company.default_language
            return desk.call_customer(connection, person_id, staff, content.version, language, self._clock())

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

    def put_off(self, item_id: str, minutes: int) -> None:
        with self._database.transaction() as connection:
            desk.put_off(connection, item_id, self._clock() + timedelta(minutes=minutes))

    def be_present(self, staff: Member, *, is_away: bool) -> None:
        with self._database.transaction() as connection:
            desk.be_present(connection, staff, self._clock(), is_away=is_away)
