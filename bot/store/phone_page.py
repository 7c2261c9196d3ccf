"""What the demo's phones show is the deliveries themselves."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.store.schema import deliveries
from bot.store.session import Database


class StoredPhonePage:
    """What the demo's phones show is the deliveries themselves. See bot.channels.twilio.senders.PhonePage."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def show(self, delivery_id: str, provider_sid: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery_id, deliveries.c.provider_sid.is_(None))
                .values(provider_sid=provider_sid)
            )

    def shown(self, delivery_id: str) -> str | None:
        with self._database.reading() as connection:
            found = connection.execute(
                select(deliveries.c.provider_sid).where(deliveries.c.id == delivery_id)
            ).scalar()
        return str(found) if found else None

    def state_of(self, provider_sid: str) -> str | None:
        with self._database.reading() as connection:
            found = connection.execute(
                select(deliveries.c.state).where(deliveries.c.provider_sid == provider_sid)
            ).scalar()
        return str(found) if found else None
