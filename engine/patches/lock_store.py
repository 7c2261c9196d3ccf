"""A second message of the same conversation waits for the first in steps of 20 ms, not of a whole second."""

from __future__ import annotations

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore

_STEP_SECONDS = 0.02


class PromptLockStore(InMemoryLockStore):
    async def _acquire_lock(
        self, conversation_id: str, ticket: int, wait_time_in_seconds: float
    ) -> TicketLock:
        return await super()._acquire_lock(conversation_id, ticket, min(wait_time_in_seconds, _STEP_SECONDS))
