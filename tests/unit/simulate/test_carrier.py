"""The carrier of the simulation on phones ends when nothing is on its way any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from bot.simulate.delivery import Log
from bot.simulate.phones.customer import Carrier
from bot.simulate.phones.plan import PhonePlan


class Webhook:
    """Takes everything at once."""

    @asynccontextmanager
    async def post(self, url: str, **_: Any) -> AsyncIterator[SimpleNamespace]:
        yield SimpleNamespace(status=200)


@pytest.mark.timeout(20)
async def test_what_ended_just_now_does_not_keep_it_waiting(tmp_path: Path) -> None:
    plan = PhonePlan(has_chaos=False, folder=tmp_path)
    log = Log()
    carrier = Carrier(plan, Webhook(), lambda: "http://worker", Random(1), log)  # type: ignore[arg-type]
    carrier.bring_meanwhile("+5511987654321", "message 1", "hello")
    [coming] = asyncio.all_tasks() - {asyncio.current_task()}
    while not coming.done():
        await asyncio.sleep(0)
    await carrier.settle()
    assert [len(ids) for ids in log.accepted.values()] == [1]
