"""Kill -9 of the app and of the engine at any moment: every message that was taken is answered exactly once."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store.schema import asks, events, messages, new_id
from bot.store.session import Database
from bot.web.callers import Signatures
from tests.product import SECRET
from tests.system import System, running_system

pytestmark = pytest.mark.system

SCRIPT = ("hello", "my bill", "yes, clear", "rather not say", "travel pass", "europe", "5", "goodbye")
KILLS = 4


@pytest.fixture(scope="module")
def system(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("crashes")
    shutil.copy(sqlite_template, folder / "dripline.db")
    with running_system(f"sqlite:///{folder / 'dripline.db'}", folder) as system:
        yield system


def settled(system: System, seconds: float = 180) -> Database:
    """The database, once nothing in it waits for an answer."""
    database = Database(system.database_url)
    deadline = time.monotonic() + seconds
    waiting = select(messages.c.id).where(messages.c.direction == "in", messages.c.answered_at.is_(None))
    while time.monotonic() < deadline:
        with database.reading() as connection:
            if connection.execute(waiting).first() is None:
                return database
        time.sleep(0.5)
    raise AssertionError(f"messages still wait: {system.log('app')[-2000:]}")


def check_answered_once(database: Database, expected: set[str]) -> None:
    with database.reading() as connection:
        came = connection.execute(select(messages).where(messages.c.direction == "in")).all()
        turns = Counter(connection.execute(select(events.c.message_id)).scalars())
        replied = set(connection.execute(select(messages.c.in_reply_to)).scalars())
        asked = Counter(connection.execute(select(asks.c.conversation_id)).scalars())
    kept = Counter(row.provider_id for row in came)
    assert expected <= kept.keys()
    assert set(kept.values()) == {1}
    assert all(turns[row.id] == 1 for row in came)
    assert all(row.id in replied for row in came)
    assert max(asked.values(), default=0) <= 1


def test_the_app_is_killed_at_random_moments(system: System) -> None:
    """Customers talk on, sending again what got no answer; some write in a chat and only wait."""
    rng = random.Random(7)
    taken: set[str] = set()
    is_over = False

    def customer(number: int) -> None:
        sender = f"customer:crash-{number}"
        for turn in range(200):
            if is_over and turn % len(SCRIPT) == 0:
                return
            words = SCRIPT[turn % len(SCRIPT)]
            assert system.rest(sender, words, f"{turn}"), words
            taken.add(f"{sender}:{turn}")

    def visitor(_: int) -> None:
        signatures = Signatures(SECRET)
        token = signatures.new_visitor()
        while not is_over:
            message_id = new_id()
            if system.chat(token, rng.choice(("hello", "thanks", "are you a bot", "goodbye")), message_id):
                taken.add(f"{signatures.visitor(token)}:{message_id}")
            time.sleep(0.2)

    with ThreadPoolExecutor(6) as pool:
        talking = [pool.submit(customer, number) for number in range(4)]
        talking += [pool.submit(visitor, number) for number in range(2)]
        for _ in range(KILLS):
            time.sleep(rng.uniform(0.1, 1.5))
            system.kill_app()
            system.start_app()
        is_over = True
        for one in talking:
            one.result()
    check_answered_once(settled(system), taken)
    assert len(taken) > 4 * len(SCRIPT)


def test_the_engine_is_killed_while_it_thinks(system: System) -> None:
    """What comes while it is away waits, and is understood when it is back."""
    signatures = Signatures(SECRET)
    tokens = [signatures.new_visitor() for _ in range(6)]
    taken = set()
    for number, token in enumerate(tokens * 3):
        message_id = new_id()
        assert system.chat(token, "travel pass" if number < len(tokens) else "europe", message_id)
        taken.add(f"{signatures.visitor(token)}:{message_id}")
        if number == 3:
            system.kill_engine()
    time.sleep(5)
    system.start_engine()
    database = settled(system)
    check_answered_once(database, taken)
    with database.reading() as connection:
        turns = connection.execute(
            select(events.c.data, messages.c.provider_id).join(messages, messages.c.id == events.c.message_id)
        )
        intents = [turn.data["intent"] for turn in turns if turn.provider_id in taken]
    assert all(intents), "a message was answered without the engine"


def test_both_are_killed_and_started_again(system: System) -> None:
    token = Signatures(SECRET).new_visitor()
    taken = {f"{Signatures(SECRET).visitor(token)}:{message_id}" for message_id in [new_id()]}
    [provider_id] = taken
    assert system.chat(token, "my bill", provider_id.split(":")[1])
    system.kill_app()
    system.kill_engine()
    system.start_app()
    system.start_engine()
    check_answered_once(settled(system), taken)
