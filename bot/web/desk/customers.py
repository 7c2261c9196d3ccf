"""Customers as the desk finds, shows, verifies and corrects them. Every method blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import FORMS, Choice, Expectation
from bot.desk.errors import NoSuchValue
from bot.desk.people import Member
from bot.dialogue.content import Content
from bot.flows.choosing import chosen
from bot.questions.model import Question
from bot.store import desk, desk_card, desk_notes, desk_search, desk_turns, verifications
from bot.store.audit import audit, by_staff
from bot.understanding.extract import extract
from bot.web.desk.needs import DeskServices
from bot.web.desk.room import Room, utc_now
from bot.web.desk.words import card_words, choices_of

_VIEW_AGAIN = timedelta(minutes=10)


class Customers(Room):
    def __init__(self, services: DeskServices, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(services, clock)
        self._viewed: dict[tuple[str, str], datetime] = {}

    def find(self, typed: str) -> dict[str, Any]:
        region = self._services.content.company.region
        with self._database.reading() as connection:
            found, has_more = desk_search.find_people(connection, typed, region, self._clock())
            at_desk = desk_turns.open_at_desk(connection, [one.person_id for one in found])
        people = [asdict(one) | {"conversation_id": at_desk.get(one.person_id)} for one in found]
        return {"people": people, "has_more": has_more}

    def person(self, staff: Member, person_id: str) -> dict[str, Any]:
        """The card outside a conversation: nobody is verified there."""
        content, now = self._services.content, self._clock()
        with self._database.reading() as connection:
            held = desk_card.card(connection, person_id, content, now, is_verified=False)
        self.audit_view(staff, person_id, "searched")
        return {"card": held | {"words": card_words(content, held)}}

    def verify(self, staff: Member, conversation_id: str, said: Mapping[str, str]) -> bool:
        """Raises TooManyTries, NotYours."""
        with self._database.transaction() as connection:
            desk.check_yours(connection, conversation_id, staff)
            return verifications.verify(connection, conversation_id, said, staff, self._clock())

    def note(self, staff: Member, conversation_id: str, attribute: str, said: str) -> None:
        """Keep what a customer told. Raises NotYours, NoSuchValue."""
        now = self._clock()
        with self._database.transaction() as connection:
            desk.check_yours(connection, conversation_id, staff)
            row = desk_turns.conversation_of(connection, conversation_id)
            assert row is not None
            content = self._services.shelf.version(row.content_version)
            value = value_of(content, attribute, said, row.language, now)
            desk_notes.note_fact(
                connection, row.person_id, attribute, value, content, staff, conversation_id, now
            )

    def history(self, conversation_id: str, attribute: str) -> list[dict[str, Any]]:
        """Nothing of somebody who is not verified."""
        with self._database.reading() as connection:
            row = desk_turns.conversation_of(connection, conversation_id)
            if row is None or not verifications.is_verified(connection, conversation_id):
                return []
            return desk_card.history_of(connection, row.person_id, attribute)

    def audit_view(self, staff: Member, person_id: str, detail: str) -> None:
        """One line a visit, not one a refresh."""
        now, key = self._clock(), (staff.id, person_id)
        if key in self._viewed and now - self._viewed[key] < _VIEW_AGAIN:
            return
        with self._database.transaction() as connection:
            audit(connection, by_staff(staff.id), "view_profile", person_id, detail, now)
        self._viewed[key] = now


def value_of(content: Content, attribute: str, said: str, language: str, now: datetime) -> Any:
    """What was typed or chosen as a value of the attribute. Raises NoSuchValue."""
    expectation = _expectation(content, attribute)
    if expectation is not None and FORMS[expectation.type].holds == "several":
        if (several := chosen(said, expectation)).value is not None:
            return several.value
    elif any(one["value"] == said for one in choices_of(content, attribute)):
        return said
    if expectation is None:
        raise NoSuchValue(said=said, attribute=attribute)
    local = now.astimezone(ZoneInfo(content.company.timezone))
    answer = extract(said, (expectation,), language, local, content.company.region).get(expectation.slot)
    if answer is None or answer.kind != "value":
        raise NoSuchValue(said=said, attribute=attribute)
    return answer.value


def _expectation(content: Content, attribute: str) -> Expectation | None:
    described = content.described(attribute)
    if isinstance(described, Question):
        return described.expectation()
    if described is None:
        return None
    choices = tuple(Choice(value, titles) for value, titles in described.options.items())
    return Expectation("fact", attribute, described.type, choices)
