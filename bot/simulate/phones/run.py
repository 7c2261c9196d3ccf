"""One simulation on phones, from an empty database to its counts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import aiohttp

from bot.dialogue.content import load_content
from bot.settings import Settings
from bot.simulate.behaviour import Phrasebook
from bot.simulate.counts import Outcome
from bot.simulate.delivery import Log
from bot.simulate.people import NO_GAP, content_with, prepare_database
from bot.simulate.phones.counts import count, waiting
from bot.simulate.phones.customer import Carrier, Handset, Writer
from bot.simulate.phones.people import add_phones, promise, serve_waiting
from bot.simulate.phones.plan import ACCOUNT, OURS, PUBLIC_URL, TOKEN, PhonePlan
from bot.simulate.phones.provider import Provider, running_provider
from bot.simulate.run import fresh_logs, settings_of, statements
from bot.simulate.stand_in import training_phrases
from bot.simulate.workers import Progress, Workers
from bot.store.content import read_files
from bot.store.session import Database

_SECONDS_BETWEEN_KILLS = 8.0
_SECONDS_TO_SETTLE = 420.0
_SECONDS_BETWEEN_LOOKS = 2.0
_LOOKS = 2
_AT_ONCE = 0.15
_PROMISED = 0.15
# Only the caps limit contacts: the simulation runs at any hour.
_OPEN_ALL_DAY = {
    "hours:": '  hours: "00:00-23:59"\n',
    "quiet_on_holidays:": "  quiet_on_holidays: false\n",
    "quiet_weekdays:": "  quiet_weekdays: []\n",
}


async def simulate_phones(plan: PhonePlan, on_progress: Progress = lambda _what, _number: None) -> Outcome:
    started = time.monotonic()
    database, folder = prepare_database(plan), content_with(plan, {**NO_GAP, **_OPEN_ALL_DAY})
    content = load_content(read_files(folder))
    rng, phrases = Random(plan.seed), training_phrases(plan.training)  # noqa: S311
    workers: list[Workers] = []
    provider = Provider(rng, plan.chances.failure, lambda: workers[0].url(rng.randrange(plan.workers)))
    async with running_provider(provider):
        settings = _settings(settings_of(plan, folder), provider.url)
        workers.append(Workers(settings, phrases, plan.workers, fresh_logs(plan.folder)))
        try:
            numbers = add_phones(database, plan, content)
            await workers[0].start()
            street = Street(
                plan, database, workers[0], provider, Phrasebook(phrases, statements(content)), numbers
            )
            log = await street.open(on_progress)
            await _settle(database)
        finally:
            workers[0].stop()
    policy = content.company.contact
    outcome = count(database, log, provider, policy, workers[0].kills, time.monotonic() - started)
    database.close()
    return outcome


class Street:
    """Everybody with a phone, so many at once."""

    def __init__(
        self,
        plan: PhonePlan,
        database: Database,
        workers: Workers,
        provider: Provider,
        book: Phrasebook,
        numbers: list[str],
    ) -> None:
        self._plan = plan
        self._database = database
        self._workers = workers
        self._book = book
        self._rng = provider.rng
        self._worker_url = provider.worker_url
        self._handsets = {number: Handset(number) for number in numbers}
        self._log = Log()
        provider.on_message = self._deliver

    async def open(self, on_progress: Progress) -> Log:
        timeout = aiohttp.ClientTimeout(total=30, sock_connect=5)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
            carrier = Carrier(self._plan, http, self._worker_url, self._rng, self._log)
            beside = [asyncio.create_task(self._serve())]
            if self._plan.has_chaos:
                kills = self._workers.kill_now_and_then(self._rng, _SECONDS_BETWEEN_KILLS, on_progress)
                beside.append(asyncio.create_task(kills))
            try:
                await self._everybody(carrier, on_progress)
                await carrier.settle()
            finally:
                for task in beside:
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
        return self._log

    async def _everybody(self, carrier: Carrier, on_progress: Progress) -> None:
        places, left = iter(self._shifts()), iter(range(self._plan.messages))
        async with asyncio.TaskGroup() as group:
            for _ in range(self._plan.concurrency):
                group.create_task(self._one_after_another(carrier, places, left, on_progress))

    def _shifts(self) -> Iterator[Handset]:
        """Who talks next; nobody at two places at once."""
        while True:
            order = list(self._handsets.values())
            self._rng.shuffle(order)
            yield from order

    async def _one_after_another(
        self, carrier: Carrier, places: Iterator[Handset], left: Iterator[int], on_progress: Progress
    ) -> None:
        for handset in places:
            async with handset.hand:
                is_more = await self._talk(carrier, handset, left, on_progress)
            if not is_more:
                return

    async def _talk(
        self, carrier: Carrier, handset: Handset, left: Iterator[int], on_progress: Progress
    ) -> bool:
        """A few messages of one person. False when there are none left for anybody."""
        writer = Writer(Random(f"{self._plan.seed}:{handset.number}:{self._rng.random()}"), self._book)  # noqa: S311
        for _ in range(self._rng.randint(4, 9)):
            number = next(left, None)
            if number is None:
                return False
            await self._say(carrier, handset, writer, number)
            self._log.counts["said"] += 1
            on_progress("messages", self._log.counts["said"])
        if self._rng.random() < _PROMISED:
            await asyncio.to_thread(promise, self._database, self._plan, handset.number)
        return True

    async def _say(self, carrier: Carrier, handset: Handset, writer: Writer, number: int) -> None:
        """One message; sometimes the next is written before the answer, and overtakes it."""
        handset.came.clear()
        name, text = f"message {number}", writer.next(handset.read)
        if self._rng.random() < _AT_ONCE:
            carrier.bring_meanwhile(handset.number, name, text)
        else:
            await carrier.bring(handset.number, name, text)
            await handset.wait()

    def _deliver(self, address: str, body: str) -> None:
        if handset := self._handsets.get(address.rpartition(":")[2]):
            handset.take(body)

    async def _serve(self) -> None:
        """Agents take whoever waits for a person, so that customers come back to the bot."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            self._log.counts["served"] += await asyncio.to_thread(serve_waiting, self._database)


async def _settle(database: Database) -> None:
    """Until nothing waits, twice in a row: what has an unknown outcome is asked about for a minute."""
    deadline, quiet = time.monotonic() + _SECONDS_TO_SETTLE, 0
    while quiet < _LOOKS and time.monotonic() < deadline:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        quiet = 0 if await asyncio.to_thread(waiting, database) else quiet + 1


def _settings(base: Settings, provider_url: str) -> Settings:
    return base.model_copy(
        update={
            "is_demo": False,
            "public_url": PUBLIC_URL,
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": TOKEN,
            "twilio_api_url": provider_url,
            "twilio_whatsapp_from": OURS,
            "twilio_sms_from": OURS,
            "whatsapp_per_second": 1000.0,
            "sms_per_second": 1000.0,
        }
    )
