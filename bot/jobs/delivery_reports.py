"""What the provider reports about messages, whether it calls us or we ask: late, twice, out of order or never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row, exists, select

from bot.outgoing import Consequence, Meaning, Receipt, reported_state
from bot.store.blocked_addresses import block
from bot.store.deliveries import add_replacement, record_report
from bot.store.schema import deliveries
from bot.store.session import Database

log = structlog.get_logger(__name__)

OnOutcome = Callable[[str, str], None]
"""Told the channel, and what became of a delivery on it."""
MeaningOf = Callable[[int | None, str | None], Meaning]


class DeliveryReports:
    """Records reports and what follows from them. Every report may come any number of times."""

    def __init__(
        self,
        database: Database,
        meaning_of: MeaningOf,
        clock: Callable[[], datetime],
        on_outcome: OnOutcome = lambda _channel, _outcome: None,
    ) -> None:
        self._on_outcome = on_outcome
        self._database = database
        self._meaning_of = meaning_of
        self._clock = clock

    def record(
        self,
        provider_sid: str,
        status: str,
        error_code: int | None = None,
        delivery_id: str | None = None,
        detail: str = "",
    ) -> bool:
        """Blocking. False when it changes nothing: a status never goes back, and others' messages are not ours."""
        receipt = Receipt(provider_sid, status, error_code)
        with self._database.transaction() as connection:
            return self.record_in(connection, receipt, delivery_id, detail)

    def record_in(
        self, connection: Connection, receipt: Receipt, delivery_id: str | None, detail: str = ""
    ) -> bool:
        now = self._clock()
        is_failure = reported_state(receipt.status) in ("failed", "undelivered")
        meaning = self._meaning_of(receipt.error_code, detail or None) if is_failure else None
        row = record_report(connection, receipt, meaning, now, delivery_id)
        if row is not None and (state := reported_state(receipt.status)):
            self._on_outcome(row.channel, state)
        if row is not None and meaning is not None:
            self._follow(connection, row, receipt.error_code, meaning, now)
        return row is not None

    def _follow(
        self, connection: Connection, row: Row[Any], code: int | None, meaning: Meaning, now: datetime
    ) -> None:
        log.warning(
            "delivery_failed", delivery_id=row.id, channel=row.channel, code=code, reason=meaning.text
        )
        if code is not None and meaning.consequence in (Consequence.REFUSED, Consequence.UNREACHABLE):
            block(connection, row, code, meaning, now)
        elif meaning.consequence is Consequence.TEMPLATE and not _was_replaced(connection, row, code):
            add_replacement(connection, row, now)


def _was_replaced(connection: Connection, row: Row[Any], code: int | None) -> bool:
    """A message is tried another way once; a template that fails for the same reason is not tried again."""
    if row.message_id is None:
        return True
    earlier = exists().where(
        deliveries.c.message_id == row.message_id,
        deliveries.c.error_code == code,
        deliveries.c.id != row.id,
    )
    return bool(connection.execute(select(earlier)).scalar())
