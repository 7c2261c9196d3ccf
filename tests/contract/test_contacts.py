"""The ledger of contacts under race, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.messages import Address
from bot.people.consent import Consent
from bot.people.contact_pressure import ContactPolicy, Verdict
from bot.people.facts import Fact
from bot.people.quiet_hours import Hours
from bot.store.contacts import ContactLedger, add_contact, contacts_of, release
from bot.store.facts import save_fact
from bot.store.merges import merge
from bot.store.people import ensure_person, save_consent
from bot.store.schema import contacts
from bot.store.session import Database

MONDAY_NOON = datetime(2026, 3, 2, 15, tzinfo=UTC)  # in São Paulo
MONDAY_NIGHT = datetime(2026, 3, 3, 2, tzinfo=UTC)
ANA = Address("phone", "+5511987654321", is_verified=True)
POLICY = ContactPolicy(per_day=2, per_week=5, minimum_gap=timedelta(0))


def ledger(policy: ContactPolicy = POLICY) -> ContactLedger:
    return ContactLedger(lambda: policy)


def person(database: Database, address: Address = ANA) -> str:
    with database.transaction() as connection:
        return ensure_person(connection, address, MONDAY_NOON).person_id


def reserve(
    database: Database, who: str, reference: str, now: datetime = MONDAY_NOON, policy: ContactPolicy = POLICY
) -> Verdict:
    with database.transaction() as connection:
        return ledger(policy).reserve(connection, who, "sms", "follow_up", now, reference)


def test_however_many_reserve_at_once_no_cap_is_passed(database: Database) -> None:
    people = [person(database, Address("phone", f"+551198765432{n}", is_verified=True)) for n in range(3)]
    wanted = [(who, f"{who}:{number}") for number in range(10) for who in people]
    with ThreadPoolExecutor(10) as pool:
        verdicts = list(pool.map(lambda one: reserve(database, *one), wanted))
    assert sum(verdict.allowed for verdict in verdicts) == 3 * POLICY.per_day
    with database.reading() as connection:
        rows = connection.execute(select(contacts.c.person_id)).scalars().all()
    assert {who: rows.count(who) for who in people} == dict.fromkeys(people, POLICY.per_day)


def test_the_same_contact_reserved_by_many_is_one_contact(database: Database) -> None:
    who = person(database)
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: reserve(database, who, "follow_up:1"), range(8)))
    assert all(verdict.allowed for verdict in verdicts)
    with database.reading() as connection:
        assert len(contacts_of(connection, who, MONDAY_NOON - timedelta(days=1))) == 1


def test_a_contact_that_did_not_take_place_makes_room(database: Database) -> None:
    who, one = person(database), ContactPolicy(per_day=1, minimum_gap=timedelta(0))
    assert reserve(database, who, "a", policy=one).allowed
    assert not reserve(database, who, "b", policy=one).allowed
    with database.transaction() as connection:
        release(connection, "a")
    assert reserve(database, who, "b", policy=one).allowed


def test_calls_and_answers_count_over_all_channels_and_answers_are_never_held(database: Database) -> None:
    who = person(database)
    with database.transaction() as connection:
        for number, channel in enumerate(("phone", "webchat")):
            add_contact(connection, who, channel, "service", MONDAY_NOON, f"conversation:{number}")
        assert not ledger().may_contact(connection, who, "sms", "follow_up", MONDAY_NOON).allowed
        assert ledger().may_contact(connection, who, "sms", "service", MONDAY_NIGHT).allowed


def test_a_merge_brings_the_contacts_together(database: Database) -> None:
    ana, other = person(database), person(database, Address("email", "ana@example.com"))
    assert reserve(database, ana, "a").allowed and reserve(database, other, "b").allowed
    with database.transaction() as connection:
        merge(connection, ana, other, "same person", MONDAY_NOON)
    assert not reserve(database, ana, "c").allowed


def test_by_night_it_waits_for_the_morning_of_the_customers_own_clock(database: Database) -> None:
    verdict = reserve(database, person(database), "a", MONDAY_NIGHT)
    assert not verdict.allowed
    assert verdict.not_before == datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_the_web_chat_has_no_night(database: Database) -> None:
    who = person(database)
    with database.reading() as connection:
        assert ledger().may_contact(connection, who, "webchat", "follow_up", MONDAY_NIGHT).allowed


@pytest.mark.parametrize(
    ("attribute", "value", "opens"),
    [
        ("contact_time", "evening", datetime(2026, 3, 2, 21, tzinfo=UTC)),
        ("timezone", "Pacific/Auckland", datetime(2026, 3, 2, 20, tzinfo=UTC)),
    ],
)
def test_the_profile_says_when_and_where(
    database: Database, attribute: str, value: str, opens: datetime
) -> None:
    who = person(database)
    policy = ContactPolicy(
        preferred_hours={"evening": Hours(opens.time().replace(hour=18), opens.time().replace(hour=21))}
    )
    with database.transaction() as connection:
        save_fact(connection, who, Fact(attribute, value, "asked", MONDAY_NOON))
        verdict = ledger(policy).may_contact(connection, who, "sms", "follow_up", MONDAY_NOON)
    assert (verdict.allowed, verdict.not_before) == (False, opens)


def test_a_full_ledger_and_the_night_are_waited_for_together(database: Database) -> None:
    who, policy = person(database), ContactPolicy(per_day=1, minimum_gap=timedelta(0))
    evening = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    assert reserve(database, who, "a", evening, policy).allowed
    assert reserve(database, who, "b", evening, policy).not_before == evening + timedelta(days=1)


@pytest.mark.parametrize(
    ("scope", "is_given", "reason"), [("messages", False, "no messages"), ("marketing", True, "")]
)
def test_the_persons_own_word_comes_first(
    database: Database, scope: str, is_given: bool, reason: str
) -> None:
    who = person(database)
    with database.transaction() as connection:
        save_consent(connection, who, Consent(scope, is_given, "said so", MONDAY_NOON, "sms"))
        verdict = ledger().may_contact(connection, who, "sms", "marketing", MONDAY_NOON)
    assert verdict.allowed is is_given
    assert reason in verdict.reason
    assert verdict.allowed or verdict.not_before is None


def test_what_was_reserved_may_leave_but_not_by_night_and_not_when_refused_since(database: Database) -> None:
    who, policy = person(database), ContactPolicy(per_day=1)
    assert reserve(database, who, "a", policy=policy).allowed
    with database.transaction() as connection:
        limits = ledger(policy)
        assert not limits.may_contact(connection, who, "sms", "follow_up", MONDAY_NOON).allowed
        assert limits.may_send(connection, who, "sms", "follow_up", MONDAY_NOON).allowed
        assert not limits.may_send(connection, who, "sms", "follow_up", MONDAY_NIGHT).allowed
        save_consent(connection, who, Consent("messages", False, "STOP", MONDAY_NOON, "sms"))
        assert not limits.may_send(connection, who, "sms", "follow_up", MONDAY_NOON).allowed
