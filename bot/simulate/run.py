"""One simulation from an empty database to its counts."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import aiohttp

from bot.dialogue.content import Content, load_content
from bot.settings import Settings
from bot.simulate.behaviour import Customer, Phrasebook
from bot.simulate.counts import Outcome, count, unanswered
from bot.simulate.delivery import CALM, CHAOS, Delivery, Log
from bot.simulate.people import NO_GAP, add_customers, content_with, prepare_database
from bot.simulate.plan import API_KEY, SECRET, Plan, Stage
from bot.simulate.sessions import Browser, Person, System, converse
from bot.simulate.stand_in import training_phrases
from bot.simulate.workers import Progress, Workers
from bot.store.content import read_files
from bot.store.session import Database
from bot.web.callers import Signatures

_SECONDS_BETWEEN_KILLS = 6.0
_SECONDS_TO_SETTLE = 120.0
_SETTLED_PAUSE = 2.5


async def simulate(plan: Plan, on_progress: Progress = lambda _what, _number: None) -> Outcome:
    started = time.monotonic()
    database = prepare_database(plan)
    folder = content_with(plan, NO_GAP)
    content = load_content(read_files(folder))
    people = add_customers(database, plan, content)
    phrases = training_phrases(plan.training)
    workers = Workers(settings_of(plan, folder), phrases, plan.workers, fresh_logs(plan.folder))
    signatures = Signatures(SECRET)
    persons = [Person(external, person_id, signatures.link_for(person_id)) for external, person_id in people]
    try:
        await workers.start()
        company = _Company(plan, workers, persons, Phrasebook(phrases, statements(content)), signatures)
        log = await company.open(on_progress)
        await _settle(database)
    finally:
        workers.stop()
    outcome = count(database, log, plan.conversations, workers.kills, time.monotonic() - started)
    database.close()
    return outcome


class _Company:
    """The day's customers: as many conversations at once as planned, over two channels."""

    def __init__(
        self,
        plan: Plan,
        workers: Workers,
        persons: list[Person],
        book: Phrasebook,
        signatures: Signatures,
    ) -> None:
        self._plan = plan
        self._workers = workers
        self._persons = persons
        self._book = book
        self._signatures = signatures
        self._rng = Random(plan.seed)  # noqa: S311
        self._log = Log()

    async def open(self, on_progress: Progress) -> Log:
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=60)
        async with aiohttp.ClientSession(
            timeout=timeout, connector=aiohttp.TCPConnector(limit=0, force_close=False)
        ) as http:
            chances = CHAOS if self._plan.has_chaos else CALM
            delivery = Delivery(http, self._workers, chances, self._rng, self._log)
            chaos = asyncio.create_task(self._kill(on_progress)) if self._plan.has_chaos else None
            numbers = iter(range(self._plan.conversations))
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(self._plan.concurrency):
                        group.create_task(self._one_after_another(delivery, numbers, on_progress))
                await delivery.settle()
            finally:
                if chaos is not None:
                    chaos.cancel()
                    with suppress(asyncio.CancelledError):
                        await chaos
        return self._log

    async def _kill(self, on_progress: Progress) -> None:
        await self._workers.kill_now_and_then(self._rng, _SECONDS_BETWEEN_KILLS, on_progress)

    async def _one_after_another(self, delivery: Delivery, numbers: object, on_progress: Progress) -> None:
        for number in numbers:  # type: ignore[attr-defined]
            await self._conversation(delivery, number)
            self._log.counts["done"] += 1
            on_progress("conversations", self._log.counts["done"])

    async def _conversation(self, delivery: Delivery, number: int) -> None:
        rng = Random(f"{self._plan.seed}:{number}")  # noqa: S311
        person = rng.choice(self._persons)
        home = rng.randrange(len(self._workers.ports))
        if number % 2:
            await self._over_rest(delivery, rng, person, home)
        else:
            await self._in_a_browser(delivery, rng, person, home)

    async def _over_rest(self, delivery: Delivery, rng: Random, person: Person, home: int) -> None:
        has_key = rng.random() < 0.8
        sender = f"customer:{person.external}" if has_key else f"visitor-{rng.getrandbits(64):x}"
        who = person.external if has_key else sender
        await self._talk(System(delivery, rng, who, sender, home, has_key=has_key), rng, who)

    async def _in_a_browser(self, delivery: Delivery, rng: Random, person: Person, home: int) -> None:
        token = self._signatures.new_visitor()
        visitor = self._signatures.visitor(token)
        becomes_at = rng.choices(("first", "between", "never"), (60, 15, 25))[0]
        who = person.external if becomes_at != "never" else visitor
        browser = Browser(delivery, rng, who, token, visitor, home)
        try:
            if becomes_at == "first":
                await browser.becomes(person)
            await self._talk(browser, rng, who)
            if becomes_at == "between":
                await browser.becomes(person)
                await self._talk(browser, rng, who)
        finally:
            await browser.close()

    async def _talk(self, client: Browser | System, rng: Random, who: str) -> None:
        last = await converse(client, Customer(rng, self._book))
        if last is None:
            self._log.in_vain[who] += 1
        elif last.forgets:
            self._log.forgotten.add(who)


async def _settle(database: Database) -> None:
    """Until every message has its answer, or for as long as anybody would wait."""
    deadline = time.monotonic() + _SECONDS_TO_SETTLE
    while await asyncio.to_thread(unanswered, database) and time.monotonic() < deadline:
        await asyncio.sleep(_SETTLED_PAUSE)


def settings_of(stage: Stage, content: Path) -> Settings:
    """Of a worker."""
    return Settings(_env_file=None).model_copy(
        update={
            "database_url": stage.url,
            "content": content,
            "secret_key": SECRET,
            "api_keys": (API_KEY,),
            "rate_limit": "1000000/minute",
            "log_level": "warning",
            "log_format": "text",
        }
    )


def statements(content: Content) -> list[str]:
    """Sentences that volunteer a fact."""
    return [
        phrase
        for question in content.catalogue
        for by_language in question.statements().values()
        for phrases in by_language.values()
        for phrase in phrases
        if "{value}" not in phrase
    ]


def fresh_logs(folder: Path) -> Path:
    """The folder, without the logs of an earlier run."""
    for leftover in folder.glob("worker-*.log"):
        leftover.unlink()
    return folder
