"""What follows when the provider was called, or asked: sent, to be tried again, unknown, or never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Row, update

from bot.jobs.before_sending import Gate
from bot.jobs.delivery_reports import DeliveryReports, OnOutcome
from bot.outgoing import Consequence, NotSent, Receipt
from bot.store import outbox
from bot.store.blocked_addresses import block
from bot.store.deliveries import set_state
from bot.store.schema import messages
from bot.store.session import Database

log = structlog.get_logger(__name__)

ATTEMPTS = 20
LONGEST_WAIT = timedelta(minutes=5)
ASK_AFTER, SURE_AFTER, ASK_AGAIN = timedelta(seconds=5), timedelta(seconds=60), timedelta(seconds=30)
GIVE_UP_ASKING = timedelta(hours=24)


class Outcomes:
    """Each method is one transaction, and blocks."""

    def __init__(
        self,
        database: Database,
        gate: Gate,
        reports: DeliveryReports,
        clock: Callable[[], datetime],
        on_outcome: OnOutcome = lambda _channel, _outcome: None,
    ) -> None:
        self._on_outcome = on_outcome
        self._database = database
        self._gate = gate
        self._reports = reports
        self._clock = clock

    def sent(self, row: Row[Any], receipt: Receipt) -> None:
        with self._database.transaction() as connection:
            self._reports.record_in(connection, receipt, row.id)
            if row.message_id is not None:
                connection.execute(
                    update(messages)
                    .where(messages.c.id == row.message_id, messages.c.sent_at.is_(None))
                    .values(sent_at=self._clock())
                )

    def unknown(self, row: Row[Any], reason: str) -> None:
        """A report that came meanwhile has settled it already."""
        now = self._clock()
        self._on_outcome(row.channel, "unknown")
        log.warning("delivery_unknown", delivery_id=row.id, channel=row.channel, reason=reason)
        with self._database.transaction() as connection:
            set_state(
                connection,
                row.id,
                "unknown",
                now,
                only=["sending"],
                error_meaning=reason,
                next_attempt_at=now + ASK_AFTER,
            )

    def not_sent(self, row: Row[Any], error: NotSent) -> None:
        now, meaning = self._clock(), error.meaning
        told = {"error_code": error.code, "error_meaning": meaning.text}
        log.warning(
            "delivery_refused", delivery_id=row.id, channel=row.channel, code=error.code, reason=meaning.text
        )
        with self._database.transaction() as connection:
            if wait := self._wait(row, error):
                self._on_outcome(row.channel, "tried again")
                set_state(
                    connection, row.id, "queued", now, only=["sending"], next_attempt_at=now + wait, **told
                )
                return
            set_state(connection, row.id, "failed", now, only=["sending"], **told)
            self._on_outcome(row.channel, "failed")
            if error.code is not None and meaning.consequence in (
                Consequence.REFUSED,
                Consequence.UNREACHABLE,
            ):
                block(connection, row, error.code, meaning, now)

    def _wait(self, row: Row[Any], error: NotSent) -> timedelta | None:
        """Until the next attempt; None when there is none."""
        if row.attempts >= ATTEMPTS:
            return None
        match error.meaning.consequence:
            case Consequence.LATER:
                waiting = timedelta(seconds=max(error.retry_after or 0.0, 2.0**row.attempts))
                return min(waiting, LONGEST_WAIT)
            case Consequence.MEND:
                return LONGEST_WAIT
            case Consequence.TEMPLATE if not self._gate.is_approved(row.content_sid):
                return timedelta(microseconds=1)
            case _:
                return None

    def not_found(self, row: Row[Any]) -> None:
        """Queued again only when it had time to appear; until then it is asked about once more."""
        now = self._clock()
        with self._database.transaction() as connection:
            if now - row.attempted_at < SURE_AFTER:
                outbox.put_off(connection, row.id, row.attempted_at + SURE_AFTER, now)
            elif row.attempts >= ATTEMPTS:
                reason = "It was tried too often."
                set_state(connection, row.id, "failed", now, only=["unknown"], error_meaning=reason)
            else:
                set_state(connection, row.id, "queued", now, only=["unknown"], next_attempt_at=now)

    def still_unknown(self, row: Row[Any]) -> None:
        now = self._clock()
        with self._database.transaction() as connection:
            if now - row.attempted_at < GIVE_UP_ASKING:
                outbox.put_off(connection, row.id, now + ASK_AGAIN, now)
            else:
                reason = "It may have been sent; the provider did not say for a day. It is not sent again."
                set_state(connection, row.id, "failed", now, only=["unknown"], error_meaning=reason)
