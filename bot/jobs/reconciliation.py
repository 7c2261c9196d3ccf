"""Asks the provider, once a day, what became of messages about which no report ever came."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from anyio.to_thread import run_sync

from bot.jobs.delivery_reports import DeliveryReports
from bot.outgoing import MessageSender, ProviderSilent
from bot.store.outbox import unreported
from bot.store.session import Database

log = structlog.get_logger(__name__)

EVERY = timedelta(days=1)
REPORTS_TAKE, WORTH_ASKING = timedelta(hours=1), timedelta(days=3)
_AT_MOST = 1_000


class Reconciliation:
    """A carrier that never confirms leaves a message as sent; after three days it is not asked about any more."""

    def __init__(
        self,
        database: Database,
        sender: MessageSender,
        reports: DeliveryReports,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._sender = sender
        self._reports = reports
        self._clock = clock
        self._next_at = 0.0

    async def do_due(self) -> int:
        """Ask when a day has passed, or at the start. Returns how many messages stand otherwise than we knew."""
        if time.monotonic() < self._next_at:
            return 0
        self._next_at = time.monotonic() + EVERY.total_seconds()
        return await self.ask()

    async def ask(self) -> int:
        """Stops early, and asks again the next day, when the provider is silent."""
        changed = 0
        for sid in await run_sync(self._unreported):
            try:
                receipt = await self._sender.status(sid)
            except ProviderSilent as error:
                log.warning("reconciliation_stopped", reason=str(error))
                break
            if receipt is not None:
                changed += await run_sync(
                    self._reports.record, receipt.provider_sid, receipt.status, receipt.error_code
                )
        log.info("reconciled", changed=changed)
        return changed

    def _unreported(self) -> list[str]:
        now = self._clock()
        with self._database.reading() as connection:
            return list(unreported(connection, now - REPORTS_TAKE, now - WORTH_ASKING, _AT_MOST))
