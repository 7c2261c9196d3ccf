"""What somebody with a phone writes next, and how Twilio delivers it: twice, late, after what came later."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp

from bot.channels.twilio.as_twilio import MESSAGES_PATH, SignedCaller, message_form
from bot.channels.twilio.senders import made_up_sid
from bot.simulate.behaviour import Phrasebook
from bot.simulate.delivery import Log
from bot.simulate.phones.plan import OURS, PUBLIC_URL, TOKEN, PhonePlan

_NEEDS = ("plan_advice", "bill_question", "report_problem", "travel_pass", "cancel_service", "greet")
_PATTERNS = ("repeat", "go_back", "help", "why_do_you_ask", "thanks", "what_do_you_know", "rather_not_say")
_WORDS = ("3", "two of us", "20", "on Friday", "yes", "no", "Recife", "no idea", "👋🏽", "{{ 7*7 }}")
REFUSALS, RETURNS = ("STOP", "stop please", "no me escriban", "não quero mais mensagens"), ("START",)
_OPTION = re.compile(r"^(\d)\. ", re.MULTILINE)
_SECONDS_TO_GIVE_UP = 90.0
_PATIENCE = 4.0


class Writer:
    """One person's words; only the last thing they read matters."""

    def __init__(self, rng: Random, book: Phrasebook) -> None:
        self._rng = rng
        self._book = book

    def next(self, read: str) -> str:
        rng, options = self._rng, _OPTION.findall(read)
        if options and rng.random() < 0.6:
            return str(rng.choice(options))
        roll = rng.random()
        if roll < 0.05:
            return rng.choice(REFUSALS)
        if roll < 0.08:
            return rng.choice(RETURNS)
        if roll < 0.45:
            return self._book.any_of(rng, rng.choice(_NEEDS))
        if roll < 0.6:
            return self._book.any_of(rng, rng.choice(_PATTERNS))
        return self._book.statement(rng) if roll < 0.7 else rng.choice(_WORDS)


@dataclass(slots=True)
class Handset:
    """One number, in one hand at a time. `read` is the last message that came; `came` rings at each."""

    number: str
    read: str = ""
    came: asyncio.Event = field(default_factory=asyncio.Event)
    hand: asyncio.Lock = field(default_factory=asyncio.Lock)

    def take(self, body: str) -> None:
        self.read = body
        self.came.set()

    async def wait(self) -> None:
        """Until something comes; people write on when nothing does."""
        try:
            await asyncio.wait_for(self.came.wait(), _PATIENCE)
        except TimeoutError:
            return


class Carrier:
    """Brings messages to the webhook, as often as it takes and sometimes oftener."""

    def __init__(
        self,
        plan: PhonePlan,
        http: aiohttp.ClientSession,
        worker_url: Callable[[], str],
        rng: Random,
        log: Log,
    ) -> None:
        self._plan = plan
        self._http = http
        self._worker_url = worker_url
        self._rng = rng
        self._log = log
        self._signing = SignedCaller("", PUBLIC_URL, TOKEN)
        self._late: set[asyncio.Task[None]] = set()

    async def bring(self, number: str, name: str, text: str) -> None:
        """One message, until it is taken. `name` is the same for each of its deliveries."""
        sid = made_up_sid(name)
        form = message_form(self._plan.channel, number, OURS, sid, text)
        copies = self._rng.randint(1, 2) if self._rng.random() < self._plan.chances.duplicate else 0
        self._log.counts["duplicated"] += bool(copies)
        if self._rng.random() < self._plan.chances.reordered:
            await asyncio.sleep(self._rng.uniform(0, 0.5))
        now = [self._until_taken(form), *(self._once(form) for _ in range(copies // 2))]
        if copies:
            self._later(form)
        taken, *_ = await asyncio.gather(*now)
        if taken:
            self._log.accept(number, sid)
        else:
            self._log.problems.append(f"nobody took {name} for {_SECONDS_TO_GIVE_UP:.0f} s")

    def bring_meanwhile(self, number: str, name: str, text: str) -> None:
        """The same, while the customer writes on: what comes next may overtake it."""
        self._keep(self.bring(number, name, text))

    async def settle(self) -> None:
        """Until nothing is on its way, what sets out meanwhile included."""
        # One by one, and out of the set first: gather() of tasks that have just ended returns without giving way to
        # the loop, so the callbacks that would empty the set never run.
        while self._late:
            await self._late.pop()

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    def _later(self, form: dict[str, str]) -> None:
        """A copy that comes when the conversation has gone on."""

        async def bring() -> None:
            await asyncio.sleep(self._rng.uniform(0.1, 3))
            await self._once(form)

        self._keep(bring())

    async def _until_taken(self, form: dict[str, str]) -> bool:
        deadline = asyncio.get_running_loop().time() + _SECONDS_TO_GIVE_UP
        while asyncio.get_running_loop().time() < deadline:
            if await self._once(form):
                return True
            await asyncio.sleep(0.2)
        return False

    async def _once(self, form: dict[str, str]) -> bool:
        self._log.counts["deliveries"] += 1
        url, headers = self._worker_url() + MESSAGES_PATH, self._signing.headers(MESSAGES_PATH, form)
        try:
            async with self._http.post(url, data=form, headers=headers) as answer:
                if answer.status in (400, 403, 422):
                    self._log.problems.append(f"{url}: {answer.status} {(await answer.text())[:100]}")
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
