"""What is erased is nowhere any more, and is not asked again."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select

from bot.errors import UnknownPerson
from bot.messages import Address
from bot.store import schema
from bot.store.audit import audit
from bot.store.erasure import ERASED, erase_fact, erase_person
from bot.store.facts import current_facts, fact_history, save_fact
from bot.store.merges import merge, unmerge, verify_visitor
from bot.store.people import add_identifier, create_person, ensure_person
from bot.store.profile import as_json, profile
from bot.store.session import Database
from bot.store.suppressions import suppressed_attributes
from tests.contract.people_builders import NOW, SECRET, conversation, fact, full_conversation, later

KEPT = {"suppressions", "audit_lines", "content_versions"}


def _everything(connection: Connection) -> dict[str, str]:
    """Every table that has rows, as text."""
    rows = {
        table.name: connection.execute(select(table)).mappings().all()
        for table in schema.metadata.sorted_tables
    }
    return {name: str([dict(row) for row in found]) for name, found in rows.items() if found}


def _customer(connection: Connection) -> tuple[str, str]:
    """A known customer with a web conversation. Returns the person and the conversation."""
    person = create_person(connection, NOW, "pt")
    add_identifier(connection, person, "email", "ana@example.com", evidence="import", now=NOW)
    visitor = ensure_person(connection, Address("web_token", "ana's browser"), NOW)
    talk = full_conversation(connection, visitor.person_id, visitor.identifier_id, "works_from_home")
    answer = profile(connection, visitor.person_id)["conversations"][0]["messages"][2]["id"]
    given = fact("works_from_home", "at home", conversation_id=talk, message_id=answer)
    save_fact(connection, visitor.person_id, fact("works_from_home", "never", "imported", -5))
    save_fact(connection, visitor.person_id, given)
    save_fact(connection, person, fact("lines", "seventy-seven", "imported"))
    verify_visitor(connection, visitor.identifier_id, person, "signed link for ana@example.com", NOW)
    audit(connection, "desk", "looked", person, "ana@example.com", NOW)
    return person, talk


def test_an_erased_person_leaves_only_hashes_and_one_line_without_personal_data(database: Database) -> None:
    with database.transaction() as connection:
        person, talk = _customer(connection)
    with database.transaction() as connection:
        erased = erase_person(connection, person, SECRET, later(9), actor="ana herself")
    assert erased.conversation_ids == (talk,)
    assert erased.counts["facts"] == 3 and erased.counts["messages"] == 5
    with database.reading() as connection:
        left = _everything(connection)
        lines = connection.execute(select(schema.audit_lines)).all()
    assert left.keys() == KEPT
    for word in ("ana@example.com", "browser", "at home", "works_from_home", "seventy-seven", "yes"):
        assert all(word not in text for text in left.values()), word
    assert [(line.actor, line.action) for line in lines] == [("ana herself", "erase_person")]


def test_others_are_left_as_they_are(database: Database) -> None:
    with database.transaction() as connection:
        bia = ensure_person(connection, Address("web_token", "bia"), NOW)
        full_conversation(connection, bia.person_id, bia.identifier_id, "works_from_home")
        save_fact(connection, bia.person_id, fact("works_from_home", "yes"))
        before = as_json(profile(connection, bia.person_id))
        person, _ = _customer(connection)
        erase_fact(connection, person, "works_from_home", SECRET, NOW)
        erase_person(connection, person, SECRET, NOW)
        assert as_json(profile(connection, bia.person_id)) == before


def test_an_erased_person_who_comes_back_is_not_asked_again(database: Database) -> None:
    asked = ["works_from_home", "lines", "travels"]
    with database.transaction() as connection:
        person, _ = _customer(connection)
        assert suppressed_attributes(connection, person, asked, SECRET) == frozenset()
        erase_person(connection, person, SECRET, later(9))
        back = ensure_person(connection, Address("web_token", "ana's browser"), later(10))
        other = ensure_person(connection, Address("web_token", "somebody"), later(10))
        assert suppressed_attributes(connection, back.person_id, asked, SECRET) == {
            "works_from_home",
            "lines",
        }
        assert suppressed_attributes(connection, back.person_id, asked, "another secret") == frozenset()
        assert suppressed_attributes(connection, other.person_id, asked, SECRET) == frozenset()
        assert suppressed_attributes(connection, back.person_id, [], SECRET) == frozenset()


def test_erasing_twice_says_that_nobody_is_known(database: Database) -> None:
    with database.transaction() as connection:
        person, _ = _customer(connection)
        erase_person(connection, person, SECRET, NOW)
        with pytest.raises(UnknownPerson):
            erase_person(connection, person, SECRET, NOW)


def test_erasing_reaches_everybody_merged_in_at_any_depth(database: Database) -> None:
    with database.transaction() as connection:
        one, two, three = (create_person(connection, NOW) for _ in range(3))
        for number, person in enumerate((one, two, three)):
            add_identifier(connection, person, "external", f"card {number}", evidence="import", now=NOW)
            save_fact(connection, person, fact("lines", number, minutes=number))
        merge(connection, two, one, "", NOW)
        merge(connection, three, two, "", NOW)
        erase_person(connection, one, SECRET, NOW)
        assert _everything(connection).keys() == {"suppressions", "audit_lines"}


@pytest.mark.parametrize("who", ["visitor", "kept"])
def test_rows_that_crossed_in_an_unmerge_do_not_stand_in_the_way(database: Database, who: str) -> None:
    with database.transaction() as connection:
        visitor = ensure_person(connection, Address("web_token", "v"), NOW)
        full_conversation(connection, visitor.person_id, visitor.identifier_id, "lines")
        kept = create_person(connection, NOW)
        merge_id = merge(connection, kept, visitor.person_id, "", NOW)
        full_conversation(connection, kept, visitor.identifier_id, "travels")
        unmerge(connection, merge_id, NOW)
        erase_person(connection, visitor.person_id if who == "visitor" else kept, SECRET, NOW)
        erase_person(connection, kept if who == "visitor" else visitor.person_id, SECRET, NOW)
        assert _everything(connection).keys() == KEPT


def test_an_erased_fact_is_gone_from_profile_ledger_and_messages(database: Database) -> None:
    with database.transaction() as connection:
        person, talk = _customer(connection)
    with database.transaction() as connection:
        erased = erase_fact(connection, person, "works_from_home", SECRET, later(9))
    assert erased.conversation_ids == (talk,)
    with database.reading() as connection:
        assert fact_history(connection, person, "works_from_home") == ()
        assert [f.attribute for f in current_facts(connection, person, NOW)] == ["lines"]
        held = profile(connection, person)
        left = _everything(connection)
    texts = [message["text"] for message in held["conversations"][0]["messages"]]
    assert texts == ["hello", "Do you?", ERASED, ERASED, ERASED]
    assert held["conversations"][0]["state"] == {}
    assert held["benefits"][0]["text"] == ERASED and held["benefits"][0]["grant"] == "bonus"
    assert held["treatments"] == []
    assert held["asks"][0]["status"] == "answered"
    assert all("at home" not in text and '"yes"' not in text for text in left.values())


def test_an_erased_fact_is_not_asked_again(database: Database) -> None:
    with database.transaction() as connection:
        person, _ = _customer(connection)
        erase_fact(connection, person, "works_from_home", SECRET, NOW)
        erase_fact(connection, person, "works_from_home", SECRET, NOW)
        asked = ["works_from_home", "lines"]
        assert suppressed_attributes(connection, person, asked, SECRET) == {"works_from_home"}


def test_an_open_conversation_keeps_its_state_and_is_named_to_its_owner(database: Database) -> None:
    with database.transaction() as connection:
        person, talk = _customer(connection)
        (identifier,) = (i for i in profile(connection, person)["identifiers"] if i["kind"] == "web_token")
        open_talk = conversation(connection, person, identifier["id"], closed_at=None)
        erased = erase_fact(connection, person, "works_from_home", SECRET, NOW)
        assert erased.conversation_ids == (talk, open_talk)
        states = {c["id"]: c["state"] for c in profile(connection, person)["conversations"]}
        assert states[talk] == {} and states[open_talk] != {}


def test_a_merge_can_still_be_undone_after_a_fact_was_erased(database: Database) -> None:
    with database.transaction() as connection:
        kept, merged = create_person(connection, NOW), create_person(connection, NOW)
        save_fact(connection, kept, fact("lines", 1))
        save_fact(connection, merged, fact("lines", 2, minutes=1))
        save_fact(connection, merged, fact("travels", "often"))
        merge_id = merge(connection, kept, merged, "", later(2))
        erase_fact(connection, kept, "lines", SECRET, later(3))
        unmerge(connection, merge_id, later(4))
        assert current_facts(connection, kept, later(5)) == ()
        assert [f.attribute for f in current_facts(connection, merged, later(5))] == ["travels"]
