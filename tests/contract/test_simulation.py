"""The simulation notices each promise that is broken, and finds none broken in a short run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.simulate.counts import Outcome, count
from bot.simulate.delivery import Log
from bot.simulate.plan import Plan
from bot.simulate.run import simulate
from bot.store import schema
from bot.store.facts import save_fact
from bot.store.merges import merge
from bot.store.people import add_identifier, create_person
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.people_builders import (
    NOW,
    conversation,
    fact,
    full_conversation,
    later,
    message,
    row,
)

Break = Callable[[Connection, str, str], None]


@pytest.fixture
def counted(sqlite_url: str) -> Callable[..., Outcome]:
    """What is counted after somebody's conversation, in which all was well, and what a test adds to it."""

    def run(break_it: Break | None = None, log: Log | None = None) -> Outcome:
        database = Database(sqlite_url)
        with database.transaction() as connection:
            person, identifier = person_in(connection)
            talk = good_conversation(connection, person, identifier)
            if break_it:
                break_it(connection, person, talk)
        outcome = count(database, log or Log(), sessions=1, kills=0, seconds=1.0)
        database.close()
        return outcome

    return run


def person_in(connection: Connection) -> tuple[str, str]:
    person = create_person(connection, NOW)
    evidence = {"evidence": "test", "now": NOW}
    return person, add_identifier(connection, person, "web_token", new_id(), **evidence)


def good_conversation(connection: Connection, person: str, identifier: str) -> str:
    talk = full_conversation(connection, person, identifier, "works_from_home")
    connection.execute(schema.messages.update().values(answered_at=NOW))
    connection.execute(schema.asks.update().values(settled_at=NOW))
    return talk


def at(minutes: float) -> str:
    """An id of that moment."""
    return new_id(later(minutes).timestamp())


def asked_at(
    connection: Connection, person: str, talk: str, minutes: float, status: str, **more: object
) -> None:
    row(
        connection,
        schema.asks,
        id=at(minutes),
        person_id=person,
        conversation_id=talk,
        attribute="plays_games",
        question="plays_games",
        status=status,
        is_active=False,
        asked_at=later(minutes),
        settled_at=later(minutes + 1),
        **more,
    )


def talks(connection: Connection, person: str, number: int) -> list[str]:
    identifier = add_identifier(connection, person, "web_token", new_id(), evidence="test", now=NOW)
    return [conversation(connection, person, identifier) for _ in range(number)]


def two_questions(connection: Connection, person: str, talk: str) -> None:
    for position, question in enumerate(("one", "another"), 10):
        message(connection, talk, position, "?", direction="out", kind="question", question=question)


def asked_twice(connection: Connection, person: str, talk: str) -> None:
    for minutes, other in zip((1, 5), talks(connection, person, 2), strict=True):
        asked_at(connection, person, other, minutes, "declined")


def asked_though_ignored_twice(connection: Connection, person: str, talk: str) -> None:
    for minutes, other in zip((1, 5, 9), talks(connection, person, 3), strict=True):
        asked_at(connection, person, other, minutes, "ignored")


def asked_what_was_known(connection: Connection, person: str, talk: str) -> None:
    save_fact(connection, person, fact("plays_games", "yes", "imported", 0, id=at(0)))
    asked_at(connection, person, talks(connection, person, 1)[0], 5, "declined")


def answered_twice(connection: Connection, person: str, talk: str) -> None:
    for _ in range(2):
        data = {"events": []}
        row(
            connection,
            schema.events,
            conversation_id=talk,
            message_id="m",
            kind="turn",
            data=data,
            recorded_at=NOW,
        )


def unanswered(connection: Connection, person: str, talk: str) -> None:
    message(connection, talk, 10, "hello?")


def answered_with_nothing(connection: Connection, person: str, talk: str) -> None:
    message(connection, talk, 10, "hello?", answered_at=NOW)


def without_benefit(connection: Connection, person: str, talk: str) -> None:
    connection.execute(schema.benefits.delete())


def benefit_in_a_later_turn(connection: Connection, person: str, talk: str) -> None:
    connection.execute(schema.benefits.update().values(granted_at=later(9)))


@pytest.mark.parametrize(
    ("break_it", "name"),
    [
        (two_questions, "conversations with two questions"),
        (asked_twice, "facts asked twice"),
        (asked_though_ignored_twice, "facts asked twice"),
        (asked_what_was_known, "facts asked twice"),
        (answered_twice, "messages answered twice"),
        (unanswered, "messages lost"),
        (answered_with_nothing, "messages lost"),
        (without_benefit, "answers without their benefit"),
        (benefit_in_a_later_turn, "answers without their benefit"),
    ],
)
def test_each_broken_promise_is_counted(counted: Callable[..., Outcome], break_it: Break, name: str) -> None:
    outcome = counted(break_it)
    assert {name: number for name, number in outcome.broken.items() if number} == {name: 1}


def test_a_message_that_was_taken_and_is_gone_is_lost(counted: Callable[..., Outcome]) -> None:
    log = Log()
    log.accept("somebody", "somebody:1")
    assert counted(log=log).broken["messages lost"] == 1


def test_what_somebody_had_erased_is_not_lost(counted: Callable[..., Outcome]) -> None:
    log = Log(forgotten={"somebody"})
    log.accept("somebody", "somebody:1")
    assert counted(log=log).is_good


def test_where_all_is_well_nothing_is_counted(counted: Callable[..., Outcome]) -> None:
    assert counted().is_good


def ignored_once(connection: Connection, person: str, talk: str) -> None:
    for minutes, other in zip((1, 5), talks(connection, person, 2), strict=True):
        asked_at(connection, person, other, minutes, "ignored")


def expired(connection: Connection, person: str, talk: str) -> None:
    first, second = talks(connection, person, 2)
    asked_at(connection, person, first, 1, "declined", expires_at=NOW + timedelta(minutes=3))
    asked_at(connection, person, second, 5, "declined")


def two_who_became_one(connection: Connection, person: str, talk: str) -> None:
    """Each was asked before anybody could know."""
    other, _ = person_in(connection)
    asked_at(connection, person, talks(connection, person, 1)[0], 1, "declined")
    asked_at(connection, other, talks(connection, other, 1)[0], 5, "declined")
    merge(connection, person, other, "the same", later(9))


@pytest.mark.parametrize("allowed", [ignored_once, expired, two_who_became_one])
def test_what_is_allowed_is_not_counted(counted: Callable[..., Outcome], allowed: Break) -> None:
    assert counted(allowed).is_good


@pytest.mark.system
async def test_a_short_run_with_everything_going_wrong_breaks_nothing(tmp_path: Path) -> None:
    plan = Plan(conversations=30, concurrency=8, workers=2, has_chaos=True, folder=tmp_path)
    outcome = await simulate(plan)
    assert outcome.is_good, (outcome.broken, outcome.problems)
    assert outcome.totals["messages in"] > 30
