"""Follow-ups that are due become turns of ours: the same path as a message, so nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, select, update

from bot.messages import Address, InboundMessage, choice_payload
from bot.people.consent import is_refused
from bot.store.people import consents_of
from bot.store.schema import conversations, follow_ups, identifiers
from bot.store.session import Database

_AT_ONCE = 100


class FollowUps:
    """`receive` takes a message as a channel would; `channels` are those that can reach a customer today."""

    def __init__(
        self,
        database: Database,
        receive: Callable[[InboundMessage], object],
        clock: Callable[[], datetime],
        channels: Sequence[str] = ("webchat",),
    ) -> None:
        self._database = database
        self._receive = receive
        self._clock = clock
        self._channels = channels

    def do_due(self) -> int:
        """Begin what is due. A crash between receiving and marking is harmless: the message is a duplicate then."""
        with self._database.reading() as connection:
            due = connection.execute(
                select(follow_ups)
                .where(
                    follow_ups.c.status == "planned",
                    follow_ups.c.due_at <= self._clock(),
                    follow_ups.c.channel.in_(self._channels),
                )
                .order_by(follow_ups.c.due_at)
                .limit(_AT_ONCE)
            ).all()
            planned = [(row, self._message(connection, row)) for row in due]
        for row, message in planned:
            if message is not None:
                self._receive(message)
            self._mark(row.id, "sent" if message else "cancelled")
        return len(planned)

    def _message(self, connection: Connection, row: Row[tuple[object, ...]]) -> InboundMessage | None:
        """The turn to begin; None for who opted out or cannot be reached on this channel any more."""
        if is_refused(consents_of(connection, row.person_id), "marketing", row.channel):
            return None
        address = connection.execute(
            select(identifiers.c.kind, identifiers.c.value)
            .join(conversations, conversations.c.identifier_id == identifiers.c.id)
            .where(identifiers.c.person_id == row.person_id, conversations.c.channel == row.channel)
            .order_by(conversations.c.id.desc())
            .limit(1)
        ).first()
        if address is None:
            return None
        return InboundMessage(
            provider_id=f"follow_up:{row.id}",
            channel=row.channel,
            address=Address(address.kind, address.value),
            text="",
            payload=choice_payload("menu", row.flow),
            is_ours=True,
        )

    def _mark(self, follow_up_id: str, status: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                update(follow_ups)
                .where(follow_ups.c.id == follow_up_id, follow_ups.c.status == "planned")
                .values(status=status)
            )
