"""Who is behind an address, and what is known about them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.errors import UnknownPerson
from bot.messages import Address
from bot.people.consent import Consent, is_refused
from bot.store.facts import current_facts, fact_history, save_fact
from bot.store.people import (
    IdentifierTaken,
    add_identifier,
    consents_of,
    create_person,
    ensure_person,
    find_by_identifier,
    identifiers_of,
    is_anonymous,
    person_reference,
    save_consent,
)
from bot.store.schema import facts, identifiers, persons
from bot.store.session import Database
from tests.contract.people_builders import NOW, fact, later

VISITOR = Address("web_token", "visitor-1")


def test_an_unseen_address_gets_an_anonymous_person_and_keeps_it(database: Database) -> None:
    with database.transaction() as connection:
        first = ensure_person(connection, VISITOR, NOW, "pt")
        again = ensure_person(connection, VISITOR, later(1), "en")
        assert first == again
        assert not first.is_verified
        assert is_anonymous(connection, first.person_id)
        assert connection.execute(select(persons.c.language)).scalar_one() == "pt"


def test_a_verified_address_verifies_its_identifier_for_good(database: Database) -> None:
    address = Address("external", "1001")
    with database.transaction() as connection:
        assert not ensure_person(connection, address, NOW).is_verified
        assert ensure_person(connection, replace(address, is_verified=True), NOW).is_verified
        assert ensure_person(connection, address, NOW).is_verified
        assert identifiers_of(connection, person_reference(connection, "external:1001"))[0].verified_at == NOW


def test_one_address_is_one_person_however_many_write_from_it_at_once(database: Database) -> None:
    def write(_: int) -> str:
        with database.transaction() as connection:
            return ensure_person(connection, VISITOR, NOW).person_id

    with ThreadPoolExecutor(8) as pool:
        people = set(pool.map(write, range(40)))
    with database.reading() as connection:
        assert people == set(connection.execute(select(persons.c.id)).scalars())
    assert len(people) == 1


def test_a_person_is_meant_by_identifier_or_id(database: Database) -> None:
    with database.transaction() as connection:
        person = create_person(connection, NOW)
        add_identifier(connection, person, "email", "ana@example.com", evidence="import", now=NOW)
        add_identifier(connection, person, "phone", "+5511987654321", evidence="import", now=NOW)
        assert person_reference(connection, "email:ANA@example.com") == person
        assert person_reference(connection, "phone:(11) 8765-4321", "BR") == person
        assert person_reference(connection, person) == person


@pytest.mark.parametrize(
    "reference", ["nobody", "email:nobody@example.com", "email:", "phone:1", "", "a:b", "external:x"]
)
def test_a_reference_to_nobody_says_how_to_name_somebody(database: Database, reference: str) -> None:
    with database.reading() as connection, pytest.raises(UnknownPerson, match="external:1001"):
        person_reference(connection, reference)


def test_an_identifier_belongs_to_one_person(database: Database) -> None:
    with database.transaction() as connection:
        ana, bia = create_person(connection, NOW), create_person(connection, NOW)
        given = add_identifier(connection, ana, "external", "1", evidence="import", now=NOW)
        assert add_identifier(connection, ana, "external", "1", evidence="link", now=NOW) == given
        with pytest.raises(IdentifierTaken, match="belongs to another person"):
            add_identifier(connection, bia, "external", "1", evidence="import", now=NOW)


def test_adding_an_identifier_with_proof_verifies_the_one_there_is(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        add_identifier(connection, ana, "email", "a@b.co", evidence="import", now=NOW)
        add_identifier(connection, ana, "email", "a@b.co", evidence="link", now=NOW, verified_at=later(1))
        found = find_by_identifier(connection, "email", "a@b.co")
        assert found is not None and found.is_verified
        assert identifiers_of(connection, ana)[0].evidence == "import; link"


def test_a_correction_supersedes_and_keeps_the_old_value(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        save_fact(connection, ana, fact("lines", 2))
        saved = save_fact(
            connection, ana, fact("lines", 3, "volunteered", 1, conversation_id="c", message_id="m")
        )
        assert current_facts(connection, ana, later(2)) == (saved,)
        old, new = fact_history(connection, ana, "lines")
        assert (old.value, old.superseded_at) == (2, later(1))
        assert new == saved


def test_the_same_value_from_the_same_source_changes_nothing(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        first = save_fact(connection, ana, fact("lines", 2))
        assert save_fact(connection, ana, fact("lines", 2, minutes=5)) == first
        assert save_fact(connection, ana, fact("lines", True, minutes=6)) != first
        assert len(fact_history(connection, ana)) == 2


def test_an_expired_fact_is_not_known_any_more_and_can_be_learnt_again(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        save_fact(connection, ana, fact("lines", 2, expires_at=later(10)))
        assert current_facts(connection, ana, later(9))
        assert current_facts(connection, ana, later(10)) == ()
        save_fact(connection, ana, fact("lines", 2, minutes=11))
        assert len(current_facts(connection, ana, later(12))) == 1


@pytest.mark.parametrize("value", ["sí ☕", 20, 20.5, True, False, ["a"], {"a": None}, None, ""])
def test_a_value_comes_back_as_it_was(database: Database, value: object) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        save_fact(connection, ana, fact("anything", value))
    with database.reading() as connection:
        (known,) = current_facts(connection, ana, NOW)
        assert known.value == value and type(known.value) is type(value)


def test_an_attribute_has_one_current_value_however_many_save_it_at_once(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)

    def save(number: int) -> None:
        with database.transaction() as connection:
            save_fact(connection, ana, fact("lines", number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(40)))
    with database.reading() as connection:
        assert len(current_facts(connection, ana, NOW)) == 1
        assert len(fact_history(connection, ana)) == 40
        open_ends = select(func.count()).select_from(facts).where(facts.c.superseded_at.is_(None))
        assert connection.execute(open_ends).scalar_one() == 1


def test_a_word_taken_back_is_kept_beside_the_word_given(database: Database) -> None:
    with database.transaction() as connection:
        ana = create_person(connection, NOW)
        save_consent(connection, ana, Consent("messages", True, "ticked a box", NOW))
        save_consent(connection, ana, Consent("messages", False, "wrote STOP", later(1), "sms"))
        words = consents_of(connection, ana)
    assert [word.is_given for word in words] == [True, False]
    assert is_refused(words, "messages", "sms") and not is_refused(words, "messages", "webchat")


def test_nothing_stays_behind_when_a_transaction_fails(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as connection:
        ensure_person(connection, VISITOR, NOW)
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(identifiers)).scalar_one() == 0
