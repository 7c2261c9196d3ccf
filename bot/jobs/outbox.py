"""Sends what is queued, after the transaction that queued it: in order for each number, at the sender's pace.

"Sending" is committed before the provider is called. A call with an unknown outcome is made again only when the
provider, asked no sooner than a minute after it, does not have the message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from anyio.to_thread import run_sync
from sqlalchemy import Connection, Row, update

from bot.jobs.before_sending import Decision, Fail, Gate, Hold, Reroute, Send, Suppress
from bot.jobs.delivery_reports import DeliveryReports, OnOutcome
from bot.jobs.outcomes import Outcomes
from bot.outgoing import (
    PUSH_CHANNELS,
    MessageSender,
    NotSent,
    OutcomeUnknown,
    OutgoingMessage,
    ProviderSilent,
)
from bot.store import outbox
from bot.store.deliveries import set_state
from bot.store.schema import deliveries
from bot.store.session import Database

log = structlog.get_logger(__name__)

AT_ONCE = 32
_LOOK_AGAIN_SECONDS = 0.2
_OUTCOMES: Mapping[type, str] = {
    Hold: "held",
    Suppress: "suppressed",
    Fail: "failed",
    Reroute: "rerouted",
}
_SHORTEST_HOLD = timedelta(seconds=1)


class Outbox:
    """`rates` are messages a second by channel, over all processes. Any number of processes may send."""

    def __init__(
        self,
        database: Database,
        sender: MessageSender,
        gate: Gate,
        reports: DeliveryReports,
        clock: Callable[[], datetime],
        rates: Mapping[str, float],
        on_outcome: OnOutcome = lambda _channel, _outcome: None,
    ) -> None:
        self._database = database
        self._sender = sender
        self._gate = gate
        self._outcomes = Outcomes(database, gate, reports, clock, on_outcome)
        self._on_outcome = on_outcome
        self._clock = clock
        self._rates = rates

    async def send_due(self) -> int:
        """Send all that may go now, each number's in order, and ask about what is unknown. Returns how many calls."""
        if not await run_sync(self._has_work):
            return 0
        await self._ask_about_unknown()
        calls, running = 0, set[asyncio.Task[None]]()
        try:
            while True:
                claimed, settled = await run_sync(self._claim, AT_ONCE - len(running))
                calls += len(claimed)
                running |= {asyncio.create_task(self._send(row)) for row in claimed}
                if running:
                    running = await _some_done(running)
                elif not settled:
                    return calls
        finally:
            for task in running:
                task.cancel()

    def _has_work(self) -> bool:
        """Looked at before anything is locked. What a worker that is gone was sending becomes unknown here."""
        with self._database.reading() as connection:
            if not outbox.has_work(connection, self._clock()):
                return False
        with self._database.transaction() as connection:
            outbox.abandon_sending(connection, self._clock())
        return True

    def _claim(self, most: int) -> tuple[list[Row[Any]], int]:
        """What leaves now, marked as sending; and how many were found that must not leave, and are settled."""
        claimed: list[Row[Any]] = []
        settled = 0
        for channel in PUSH_CHANNELS:
            with self._database.transaction() as connection:
                now = self._clock()
                slots = outbox.free_slots(connection, channel, self._rates[channel], now)
                for row in outbox.due(connection, channel, now, min(slots, most - len(claimed))):
                    decision = self._gate.decide(connection, row, now)
                    if isinstance(decision, Send):
                        claimed.append(self._mark(connection, row, decision, now))
                    else:
                        _settle(connection, row, decision, now)
                        self._on_outcome(row.channel, _OUTCOMES[type(decision)])
                        settled += 1
        return claimed, settled

    def _mark(self, connection: Connection, row: Row[Any], decision: Send, now: datetime) -> Row[Any]:
        changes: dict[str, Any] = {"sender": row.sender or self._sender.sender_for(row.channel)}
        if part := decision.instead:
            variables = dict(part.content_variables) if part.content_variables else None
            changes |= {
                "body": part.body,
                "content_sid": part.content_sid,
                "content_variables": variables,
            }
        for delivery_id in decision.folded:
            reason = "Said by the template that was sent instead."
            set_state(connection, delivery_id, "suppressed", now, only=["queued"], error_meaning=reason)
        return outbox.mark_sending(connection, row.id, now, **changes)

    async def _send(self, row: Row[Any]) -> None:
        try:
            receipt = await self._sender.send(_message(row))
        except NotSent as error:
            await run_sync(self._outcomes.not_sent, row, error)
        except OutcomeUnknown as error:
            await run_sync(self._outcomes.unknown, row, str(error))
        else:
            await run_sync(self._outcomes.sent, row, receipt)

    async def _ask_about_unknown(self) -> None:
        for row, claimed in await run_sync(self._claim_unknown):
            try:
                receipt = await self._sender.find(_message(row), row.attempted_at, claimed)
            except ProviderSilent:
                await run_sync(self._outcomes.still_unknown, row)
            else:
                await (
                    run_sync(self._outcomes.sent, row, receipt)
                    if receipt
                    else run_sync(self._outcomes.not_found, row)
                )

    def _claim_unknown(self) -> list[tuple[Row[Any], frozenset[str]]]:
        with self._database.transaction() as connection:
            found = outbox.claim_unknown(connection, self._clock(), AT_ONCE)
            return [(row, outbox.claimed_sids(connection, row)) for row in found]


async def _some_done(running: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait a little for calls to end. Returns those still running; one that broke off leaves its row as sending."""
    done, still_running = await asyncio.wait(
        running, timeout=_LOOK_AGAIN_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for task in done:
        if error := task.exception():
            log.error("sending_broke_off", exc_info=error)
    return still_running


def _settle(connection: Connection, row: Row[Any], decision: Decision, now: datetime) -> None:
    """Write down why a delivery does not leave now."""
    match decision:
        case Hold(until, reason):
            until = max(until, now + _SHORTEST_HOLD)
            outbox.put_off(connection, row.id, until, now, held_until=until, error_meaning=reason)
        case Suppress(reason):
            set_state(connection, row.id, "suppressed", now, only=["queued"], error_meaning=reason)
        case Fail(reason, code):
            set_state(
                connection, row.id, "failed", now, only=["queued"], error_code=code, error_meaning=reason
            )
        case Reroute(channel, recipient, reason):
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == row.id)
                .values(
                    channel=channel,
                    recipient=recipient,
                    sender=None,
                    content_sid=None,
                    content_variables=None,
                    error_meaning=reason,
                    updated_at=now,
                )
            )
    log.info("delivery_not_sent", delivery_id=row.id, channel=row.channel, why=type(decision).__name__)


def _message(row: Row[Any]) -> OutgoingMessage:
    return OutgoingMessage(
        row.id, row.channel, row.recipient, row.sender, row.body, row.content_sid, row.content_variables
    )
