"""Two people become one and, un-merged, are byte for byte who they were."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.errors import UnknownPerson
from bot.messages import Address
from bot.store import schema
from bot.store.facts import current_facts, save_fact
from bot.store.merges import (
    AlreadyMerged,
    LaterMerge,
    MergeUndone,
    SelfMerge,
    UnknownIdentifier,
    UnknownMerge,
    VisitorIsSomeoneElse,
    merge,
    unmerge,
    verify_visitor,
)
from bot.store.people import add_identifier, create_person, current_person, ensure_person, person_reference
from bot.store.profile import as_json, profile
from bot.store.schema import new_id
from bot.store.session import Database
from tests.contract.people_builders import NOW, ask, conversation, fact, full_conversation, later

ATTRIBUTES = ["lines", "works_from_home", "travels"]
_facts = st.lists(
    st.tuples(
        st.sampled_from(ATTRIBUTES), st.integers(0, 3), st.integers(0, 60), st.sampled_from([None, 90, 300])
    ),
    max_size=6,
)
_asks = st.dictionaries(
    st.sampled_from(ATTRIBUTES), st.sampled_from(["asked", "answered", "declined", "volunteered"]), max_size=3
)
_person = st.fixed_dictionaries({"facts": _facts, "asks": _asks, "talks": st.integers(0, 2)})
_each_example_has_its_own_people = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _make(connection: Connection, made_of: dict[str, Any]) -> str:
    person = create_person(connection, NOW)
    identifier = add_identifier(connection, person, "external", new_id(), evidence="import", now=NOW)
    for attribute, value, minutes, expires in made_of["facts"]:
        until = later(expires) if expires else None
        save_fact(connection, person, fact(attribute, value, "asked", minutes, expires_at=until))
    for attribute, status in made_of["asks"].items():
        talk = conversation(connection, person, identifier) if status != "volunteered" else None
        ask(connection, person, talk, attribute, status=status)
    for number in range(made_of["talks"]):
        full_conversation(connection, person, identifier, f"question {number}")
    return person


def _held(connection: Connection, *people: str) -> list[str]:
    return [as_json(profile(connection, person)) for person in people]


@given(kept=_person, merged=_person)
@_each_example_has_its_own_people
def test_unmerging_gives_byte_equal_profiles(database: Database, kept: Any, merged: Any) -> None:
    with database.transaction() as connection:
        ana, visitor = _make(connection, kept), _make(connection, merged)
        before = _held(connection, ana, visitor)
    with database.transaction() as connection:
        merge_id = merge(connection, ana, visitor, "said so", later(100))
    with database.transaction() as connection:
        unmerge(connection, merge_id, later(101))
    with database.reading() as connection:
        assert _held(connection, ana, visitor) == before


@given(people=st.lists(_person, min_size=3, max_size=4))
@_each_example_has_its_own_people
def test_merges_undone_in_reverse_give_everybody_back(database: Database, people: list[Any]) -> None:
    with database.transaction() as connection:
        everybody = [_make(connection, made_of) for made_of in people]
        before = _held(connection, *everybody)
        undo = [
            merge(connection, everybody[number + 1], everybody[number], "said so", later(100 + number))
            for number in range(len(everybody) - 1)
        ]
        assert {current_person(connection, person) for person in everybody} == {everybody[-1]}
        for merge_id in reversed(undo):
            unmerge(connection, merge_id, later(200))
        assert _held(connection, *everybody) == before


@given(kept=_person, merged=_person, new=_facts)
@_each_example_has_its_own_people
def test_what_came_after_the_merge_stays_with_the_kept(
    database: Database, kept: Any, merged: Any, new: list[Any]
) -> None:
    with database.transaction() as connection:
        ana, visitor = _make(connection, kept), _make(connection, merged)
        (before,) = _held(connection, visitor)
        merge_id = merge(connection, ana, visitor, "said so", later(100))
        for attribute, value, minutes, _ in new:
            save_fact(connection, ana, fact(attribute, value, "volunteered", 110 + minutes))
        unmerge(connection, merge_id, later(200))
        assert _held(connection, visitor) == [before]
        said = {(attribute, value) for attribute, value, _, _ in new}
        known = {f.attribute: f for f in current_facts(connection, ana, later(150))}
        for attribute in {attribute for attribute, _ in said}:
            assert known[attribute].source == "volunteered"
            assert (attribute, known[attribute].value) in said


def test_after_a_merge_the_kept_person_has_everything(database: Database) -> None:
    with database.transaction() as connection:
        ana, visitor = (
            create_person(connection, NOW),
            ensure_person(connection, Address("web_token", "v"), NOW),
        )
        full_conversation(connection, visitor.person_id, visitor.identifier_id, "lines")
        save_fact(connection, visitor.person_id, fact("lines", 2))
        before = profile(connection, visitor.person_id)
        merge_id = merge(connection, ana, visitor.person_id, "signed link", NOW)
        now = profile(connection, ana)
        for kind in before.keys() - {"person", "merges"}:
            assert now[kind] == before[kind] != []
        assert [m["id"] for m in now["merges"]] == [merge_id]
        assert profile(connection, visitor.person_id)["person"]["merged_into"] == ana
        assert (
            person_reference(connection, "web_token:v")
            == person_reference(connection, visitor.person_id)
            == ana
        )


def test_of_two_values_the_newer_one_that_is_valid_stays_current(database: Database) -> None:
    with database.transaction() as connection:
        ana, visitor = create_person(connection, NOW), create_person(connection, NOW)
        save_fact(connection, ana, fact("lines", 2, minutes=1))
        save_fact(connection, visitor, fact("lines", 3, minutes=2))
        save_fact(connection, ana, fact("travels", "often", minutes=1))
        save_fact(connection, visitor, fact("travels", "never", minutes=2, expires_at=later(3)))
        merge(connection, ana, visitor, "said so", later(10))
        known = {f.attribute: f.value for f in current_facts(connection, ana, later(10))}
        assert known == {"lines": 3, "travels": "often"}


@pytest.mark.parametrize(
    ("ours", "theirs", "active"), [("asked", "answered", 1), ("declined", "asked", 0), ("asked", "asked", 0)]
)
def test_of_two_asks_the_answered_or_else_the_older_stays_active(
    database: Database, ours: str, theirs: str, active: int
) -> None:
    with database.transaction() as connection:
        people = [ensure_person(connection, Address("web_token", str(n)), NOW) for n in range(2)]
        asked = [
            ask(
                connection,
                known.person_id,
                conversation(connection, known.person_id, known.identifier_id),
                "lines",
                status=status,
            )
            for known, status in zip(people, (ours, theirs), strict=True)
        ]
        merge(connection, people[0].person_id, people[1].person_id, "said so", NOW)
        is_active = select(schema.asks.c.id).where(schema.asks.c.is_active)
        assert connection.execute(is_active).scalars().all() == [asked[active]]


def test_a_conversation_begun_after_the_merge_ends_when_its_identifier_is_given_back(
    database: Database,
) -> None:
    with database.transaction() as connection:
        ana, visitor = (
            create_person(connection, NOW),
            ensure_person(connection, Address("web_token", "v"), NOW),
        )
        merge_id = merge(connection, ana, visitor.person_id, "said so", NOW)
        conversation(connection, ana, visitor.identifier_id, closed_at=None)
        unmerge(connection, merge_id, later(5))
        (talk,) = profile(connection, ana)["conversations"]
        assert talk["close_reason"] == "unmerged"
        assert profile(connection, visitor.person_id)["conversations"] == []


def test_a_merge_that_makes_no_sense_is_refused_with_what_to_do(database: Database) -> None:
    with database.transaction() as connection:
        ana, bia, caio = (create_person(connection, NOW) for _ in range(3))
        with pytest.raises(SelfMerge, match="two different people"):
            merge(connection, ana, ana, "", NOW)
        with pytest.raises(UnknownPerson):
            merge(connection, ana, "nobody", "", NOW)
        merge(connection, ana, bia, "", NOW)
        with pytest.raises(AlreadyMerged, match=f"Name {ana} instead"):
            merge(connection, ana, bia, "", NOW)
        with pytest.raises(AlreadyMerged):
            merge(connection, bia, caio, "", NOW)


def test_an_undoing_that_makes_no_sense_is_refused_with_what_to_do(database: Database) -> None:
    with database.transaction() as connection:
        ana, bia, caio = (create_person(connection, NOW) for _ in range(3))
        first = merge(connection, ana, bia, "", NOW)
        second = merge(connection, ana, caio, "", later(1))
        with pytest.raises(LaterMerge, match=second):
            unmerge(connection, first, later(2))
        unmerge(connection, second, later(2))
        third = merge(connection, caio, ana, "", later(3))
        with pytest.raises(LaterMerge, match=third):
            unmerge(connection, first, later(4))
        with pytest.raises(MergeUndone):
            unmerge(connection, second, later(4))
        with pytest.raises(UnknownMerge):
            unmerge(connection, "none", later(4))


def test_a_visitor_who_proves_who_they_are_becomes_the_known_person(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        add_identifier(connection, ana, "external", "1001", evidence="import", now=NOW)
        visitor = ensure_person(connection, Address("web_token", "v"), NOW)
        before = _held(connection, ana, visitor.person_id)
        merge_id = verify_visitor(connection, visitor.identifier_id, ana, "signed link", later(1))
        known = ensure_person(connection, Address("web_token", "v"), later(2))
        assert (known.person_id, known.is_verified) == (ana, True)
        assert verify_visitor(connection, visitor.identifier_id, ana, "signed link", later(3)) is None
        assert merge_id is not None
        unmerge(connection, merge_id, later(4))
        assert _held(connection, ana, visitor.person_id) == before


def test_a_link_for_somebody_merged_since_leads_to_who_they_are_now(database: Database) -> None:
    with database.transaction() as connection:
        ana, old = create_person(connection, NOW), create_person(connection, NOW)
        merge(connection, ana, old, "", NOW)
        visitor = ensure_person(connection, Address("web_token", "v"), NOW)
        verify_visitor(connection, visitor.identifier_id, old, "signed link", NOW)
        assert person_reference(connection, "web_token:v") == ana


def test_a_visitor_who_is_somebody_else_already_is_not_handed_over(database: Database) -> None:
    with database.transaction() as connection:
        ana, bia = create_person(connection, NOW), create_person(connection, NOW)
        visitor = ensure_person(connection, Address("web_token", "v"), NOW)
        verify_visitor(connection, visitor.identifier_id, ana, "signed link", NOW)
        with pytest.raises(VisitorIsSomeoneElse, match="staff"):
            verify_visitor(connection, visitor.identifier_id, bia, "signed link", NOW)
        with pytest.raises(UnknownIdentifier):
            verify_visitor(connection, "none", bia, "signed link", NOW)


def test_merges_that_cross_neither_deadlock_nor_lose_anybody(database: Database) -> None:
    with database.transaction() as connection:
        people = [
            _make(connection, {"facts": [("lines", n, n, None)], "asks": {}, "talks": 1}) for n in range(6)
        ]

    def cross(pair: tuple[str, str]) -> bool:
        with database.transaction() as connection:
            try:
                merge(connection, *pair, "said so", NOW)
            except AlreadyMerged:
                return False
            return True

    pairs = [(one, other) for one in people for other in people if one != other]
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(cross, pairs))
    with database.reading() as connection:
        assert len({current_person(connection, person) for person in people}) == len(people) - sum(done)
        assert sum(done) == len(people) - 1


def test_a_visitor_who_writes_while_they_are_merged_is_not_split(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        visitors = [ensure_person(connection, Address("web_token", f"v{n}"), NOW) for n in range(10)]

    def write(number: int) -> None:
        with database.transaction() as connection:
            known = ensure_person(connection, Address("web_token", f"v{number}"), NOW)
            conversation(connection, known.person_id, known.identifier_id)

    def prove(number: int) -> None:
        with database.transaction() as connection:
            verify_visitor(connection, visitors[number].identifier_id, ana, "signed link", NOW)

    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(do, n) for n in range(10) for do in (write, prove, write)]
        for job in jobs:
            job.result()
    with database.reading() as connection:
        assert len(profile(connection, ana)["conversations"]) == 20


def test_opening_a_signed_link_twice_at_once_is_opening_it_once(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)

    def open_link(number: int) -> None:
        with database.transaction() as connection:
            known = ensure_person(connection, Address("web_token", f"v{number % 5}"), NOW)
            if known.person_id != ana:
                verify_visitor(connection, known.identifier_id, ana, "signed link", NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_link, range(20)))
    with database.reading() as connection:
        assert len(profile(connection, ana)["identifiers"]) == 5
