"""A code by SMS makes a web visitor the customer whose number it is: over the web, on both databases, under race."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from bot.channels.webchat import visitor_address
from bot.messages import Address
from bot.people.facts import Fact
from bot.store.codes import ATTEMPTS, Codes, TooManyCodes, forget_old_codes, prove_number
from bot.store.facts import current_facts, save_fact
from bot.store.people import add_identifier, ensure_person, find_by_identifier
from bot.store.schema import codes, conversations, deliveries
from bot.store.session import Database
from bot.web.app import create_app
from tests.scripted import ScriptedServices, scripted

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
NUMBER = "+5511987654321"
CODES = Codes("a secret of the tests")
ROUTE, CHECK = "/webchat/codes", "/webchat/codes/check"


def issue(database: Database, visitor: str = "v1", number: str = NUMBER, now: datetime = NOW) -> str:
    with database.transaction() as connection:
        return CODES.issue(connection, visitor, number, now)


def check(
    database: Database, code: str, visitor: str = "v1", number: str = NUMBER, now: datetime = NOW
) -> bool:
    with database.transaction() as connection:
        return CODES.check(connection, visitor, number, code, now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_is_right_once_for_its_visitor_and_number(database: Database) -> None:
    code = issue(database)
    assert len(code) == 6 and code.isdigit()
    assert not check(database, code, visitor="v2")
    assert not check(database, code, number="+5511987654322")
    assert check(database, code)
    assert not check(database, code)


def test_a_code_that_many_send_at_once_is_right_once(database: Database) -> None:
    code = issue(database)
    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(lambda _: check(database, code), range(5))) == 1


def test_guessing_at_once_gets_no_more_tries_than_guessing_in_turn(database: Database) -> None:
    code = issue(database)
    guesses = [wrong(code)] * 20
    with ThreadPoolExecutor(10) as pool:
        assert not any(pool.map(lambda guess: check(database, guess), guesses))
    with database.reading() as connection:
        assert connection.execute(select(codes.c.attempts)).scalar_one() == ATTEMPTS
    assert not check(database, code)


def test_a_code_is_too_old_after_ten_minutes(database: Database) -> None:
    code = issue(database)
    assert not check(database, code, now=NOW + timedelta(minutes=10))


def test_a_new_code_ends_the_one_before(database: Database) -> None:
    first = issue(database)
    second = issue(database, now=NOW + timedelta(minutes=1))
    assert first == second or not check(database, first, now=NOW + timedelta(minutes=1))
    assert check(database, second, now=NOW + timedelta(minutes=1))


def test_a_number_gets_few_codes_whoever_asks_and_at_whatever_rate(database: Database) -> None:
    def ask(number: int) -> bool:
        try:
            issue(database, f"v{number}")
        except TooManyCodes as error:
            return error.seconds != 3600
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(12))) == 3
    assert issue(database, "v99", now=NOW + timedelta(hours=1, seconds=1))


def test_a_visitor_gets_few_codes_for_whatever_numbers(database: Database) -> None:
    for number in range(3):
        issue(database, number=f"+551198765430{number}")
    with pytest.raises(TooManyCodes):
        issue(database, number="+5511987654309")


def test_everybody_together_gets_so_many(database: Database) -> None:
    few = replace(CODES, of_all=((timedelta(hours=1), 2),))
    with database.transaction() as connection:
        for number in range(2):
            few.issue(connection, f"v{number}", f"+551198765430{number}", NOW)
        with pytest.raises(TooManyCodes):
            few.issue(connection, "v3", "+5511987654303", NOW)


def test_neither_code_nor_number_nor_visitor_is_kept_but_hashes(database: Database) -> None:
    issue(database)
    with database.reading() as connection:
        [row] = connection.execute(select(codes)).all()
    assert len(row.digest) == 64
    kept = repr(row)
    assert NUMBER not in kept and "'v1'" not in kept
    with database.transaction() as connection:
        assert forget_old_codes(connection, NOW + timedelta(days=3)) == 1


def visitor_person(database: Database, visitor: str = "v1") -> Any:
    with database.transaction() as connection:
        return ensure_person(connection, visitor_address(visitor), NOW)


def test_the_anonymous_visitor_becomes_the_customer_and_brings_what_they_said(database: Database) -> None:
    visitor = visitor_person(database)
    with database.transaction() as connection:
        ana = ensure_person(connection, Address("phone", NUMBER), NOW)
        save_fact(connection, ana.person_id, Fact("plan", "monte", "imported", NOW))
        save_fact(connection, visitor.person_id, Fact("travels_abroad", "often", "asked", NOW))
        assert (
            prove_number(connection, visitor.identifier_id, visitor.person_id, NUMBER, NOW) == ana.person_id
        )
        known = find_by_identifier(connection, "web_token", "v1")
        assert known is not None and known.is_verified and known.person_id == ana.person_id
        assert find_by_identifier(connection, "phone", NUMBER).is_verified  # type: ignore[union-attr]
        assert {fact.attribute for fact in current_facts(connection, ana.person_id, NOW)} == {
            "plan",
            "travels_abroad",
        }


def test_a_number_that_nobody_has_becomes_the_visitors(database: Database) -> None:
    visitor = visitor_person(database)
    with database.transaction() as connection:
        assert (
            prove_number(connection, visitor.identifier_id, visitor.person_id, NUMBER, NOW)
            == visitor.person_id
        )
        assert find_by_identifier(connection, "phone", NUMBER).person_id == visitor.person_id  # type: ignore[union-attr]


def test_a_number_known_on_whatsapp_is_the_same_person(database: Database) -> None:
    visitor = visitor_person(database)
    with database.transaction() as connection:
        ana = ensure_person(connection, Address("whatsapp", NUMBER, is_verified=True), NOW)
        assert (
            prove_number(connection, visitor.identifier_id, visitor.person_id, NUMBER, NOW) == ana.person_id
        )


# Over the web.


@pytest.fixture
def services(database: Database) -> ScriptedServices:
    made = scripted(database)
    made.content.text = lambda key, language, **values: f"{key} {language} {values['code']}"
    return made


@pytest.fixture
def web(services: ScriptedServices) -> Iterator[TestClient]:
    app = create_app(services)
    with TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 5000)) as client:
        yield client


def visitor_of(web: TestClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {web.post('/webchat/sessions').json()['token']}"}


def sent(services: ScriptedServices) -> list[Any]:
    with services.database.reading() as connection:
        return list(connection.execute(select(deliveries).order_by(deliveries.c.id)))


def test_the_chat_goes_on_as_the_customer(web: TestClient, services: ScriptedServices) -> None:
    with services.database.transaction() as connection:
        ana = ensure_person(connection, Address("phone", NUMBER), NOW)
    who = visitor_of(web)
    web.post("/webchat/messages", json={"id": uuid.uuid4().hex, "text": "hello"}, headers=who)
    asked = web.post(ROUTE, json={"phone": "(11) 98765-4321"}, headers=who)
    assert (asked.status_code, asked.json()) == (202, {"ends_with": "4321", "expires_in": 600})
    [delivery] = sent(services)
    assert (delivery.channel, delivery.recipient, delivery.purpose) == ("sms", NUMBER, "service")
    assert delivery.person_id != ana.person_id
    code = delivery.body.split()[-1]
    assert web.post(CHECK, json={"phone": NUMBER, "code": wrong(code)}, headers=who).status_code == 400
    checked = web.post(CHECK, json={"phone": NUMBER, "code": f"{code[:3]} {code[3:]}"}, headers=who)
    assert (checked.status_code, checked.json()) == (200, {"is_verified": True})
    with services.database.reading() as connection:
        talk = connection.execute(select(conversations)).one()
    assert (talk.person_id, talk.closed_at) == (ana.person_id, None)


def test_the_answer_does_not_tell_whether_a_number_is_known(
    web: TestClient, services: ScriptedServices
) -> None:
    with services.database.transaction() as connection:
        ensure_person(connection, Address("phone", NUMBER), NOW)
    known = web.post(ROUTE, json={"phone": NUMBER}, headers=visitor_of(web))
    unknown = web.post(ROUTE, json={"phone": "+5511987650000"}, headers=visitor_of(web))
    assert known.status_code == unknown.status_code == 202
    assert known.json().keys() == unknown.json().keys()


def test_who_is_somebody_else_already_stays_so(web: TestClient, services: ScriptedServices) -> None:
    who = visitor_of(web)
    web.post("/webchat/messages", json={"id": uuid.uuid4().hex, "text": "hello"}, headers=who)
    with services.database.transaction() as connection:
        ensure_person(connection, Address("phone", NUMBER), NOW)
        person_id = connection.execute(select(conversations.c.person_id)).scalar_one()
        add_identifier(
            connection, person_id, "email", "bia@example.com", evidence="said", now=NOW, verified_at=NOW
        )
    web.post(ROUTE, json={"phone": NUMBER}, headers=who)
    code = sent(services)[-1].body.split()[-1]
    assert web.post(CHECK, json={"phone": NUMBER, "code": code}, headers=who).status_code == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [({"phone": "12"}, 422), ({"phone": "not a number"}, 422), ({}, 422), ({"phone": NUMBER, "x": 1}, 422)],
)
def test_what_is_no_number_is_refused(
    web: TestClient, services: ScriptedServices, body: Any, status: int
) -> None:
    assert web.post(ROUTE, json=body, headers=visitor_of(web)).status_code == status
    assert sent(services) == []


def test_without_a_visitor_no_code_is_sent_or_checked(web: TestClient) -> None:
    assert web.post(ROUTE, json={"phone": NUMBER}).status_code == 401
    assert web.post(CHECK, json={"phone": NUMBER, "code": "123456"}).status_code == 401


def test_too_many_codes_say_when_to_come_back(web: TestClient, services: ScriptedServices) -> None:
    who = visitor_of(web)
    answers = [web.post(ROUTE, json={"phone": NUMBER}, headers=who) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert len(sent(services)) == 3


def test_without_a_way_to_send_the_visitor_is_told(database: Database) -> None:
    with TestClient(
        create_app(scripted(database, is_demo=False)), base_url="http://127.0.0.1:8000"
    ) as client:
        assert client.post(ROUTE, json={"phone": NUMBER}, headers=visitor_of(client)).status_code == 503


def test_a_dead_code_leaves_the_words_that_were_sent(web: TestClient, services: ScriptedServices) -> None:
    web.post(ROUTE, json={"phone": NUMBER}, headers=visitor_of(web))
    with services.database.transaction() as connection:
        connection.execute(update(deliveries).values(state="delivered"))
        forget_old_codes(connection, datetime.now(UTC) + timedelta(minutes=11))
    assert sent(services)[0].body == ""
