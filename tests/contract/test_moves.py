"""One conversation goes from the web chat to the phone, and a call finds it: nothing is asked or told twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.messages import Address
from bot.simulate.people import NO_GAP, content_with
from bot.simulate.plan import Plan
from bot.store import schema
from bot.store.calls import Calls, Script
from bot.store.moves import moved_from, offer_move
from bot.store.people import add_identifier, find_by_identifier
from bot.store.transcript import latest_lines
from tests.contract.desk_builders import BIA, DeskAtWork
from tests.product import SECRET, Product, Said

VISITOR = Address("web_token", "visitor-1")
NUMBER = "+12125550102"
PHONE = Address("whatsapp", NUMBER, is_verified=True)
SMS = Address("phone", NUMBER, is_verified=True)


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    made = Product(database_url)
    yield made
    made.close()


def begin_travel_pass(product: Product, who: Address = VISITOR) -> Said:
    """In the middle of a flow: the place is known, the days are asked for."""
    product.say("I need a travel pass", who, "webchat")
    asked = product.say("I'm going to Portugal", who, "webchat")
    assert "days" in asked.text
    return asked


def code_for(product: Product, conversation_id: str) -> str:
    # Real ids carry the real time, the product's clock another; a code is looked for by both.
    with product.database.transaction() as connection:
        return offer_move(connection, conversation_id, SECRET, product.clock())


def send(product: Product, code: str, who: Address = PHONE, channel: Any = "whatsapp") -> Said:
    return product.say(f"Let's go on here: {code}", who, channel)


def owner_of(product: Product, conversation_id: str) -> Any:
    [row] = product.rows(schema.conversations, id=conversation_id)
    return row


def test_the_flow_goes_on_at_its_step_on_the_phone(product: Product) -> None:
    talk = begin_travel_pass(product)
    moved = send(product, code_for(product, talk.conversation_id))
    assert moved.conversation_id == talk.conversation_id
    assert moved.replies[0].text.startswith("Here we are.")
    assert "days" in moved.replies[-1].text and "Where are you off to" not in moved.text
    priced = product.say("10 days", PHONE, "whatsapp")
    assert priced.conversation_id == talk.conversation_id
    assert "For 10 days it comes to $30" in priced.text


def test_the_one_question_is_asked_once_wherever_the_conversation_goes(product: Product) -> None:
    person = product.know(Address("external", "1002"), {"name": "Marcus", "segment": "personal"})
    with product.database.transaction() as connection:
        add_identifier(
            connection,
            person,
            "phone",
            NUMBER,
            evidence="test",
            now=product.clock(),
            verified_at=product.clock(),
        )
    talk = begin_travel_pass(product)
    product.say("10 days", VISITOR, "webchat")
    asked = product.say("yes please", VISITOR, "webchat")
    moved = send(product, code_for(product, talk.conversation_id))
    before = [row for row in product.rows(schema.asks) if row.asked_at]
    assert len(before) == (1 if asked.question else 0)
    if asked.question:
        assert moved.question and moved.question.question == asked.question.question
        product.press(moved.question.options[0], PHONE, "whatsapp")
    product.say("I need a travel pass", PHONE, "whatsapp")
    assert len([row for row in product.rows(schema.asks) if row.asked_at]) == len(before)


def test_the_visitor_and_the_number_become_one_but_the_browser_is_shown_no_profile(product: Product) -> None:
    ana = product.know(PHONE, {"name": "Ana"})
    talk = begin_travel_pass(product)
    send(product, code_for(product, talk.conversation_id))
    assert owner_of(product, talk.conversation_id).person_id == ana
    with product.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", VISITOR.value)
    assert known is not None and known.person_id == ana and not known.is_verified


def test_a_known_visitor_brings_who_they_are_to_a_new_number(product: Product) -> None:
    visitor = Address("web_token", "visitor-2", is_verified=True)
    ana = product.know(visitor, {"name": "Ana"})
    with product.database.transaction() as connection:
        add_identifier(connection, ana, "external", "1001", evidence="test", now=product.clock())
    talk = begin_travel_pass(product, visitor)
    send(product, code_for(product, talk.conversation_id))
    assert owner_of(product, talk.conversation_id).person_id == ana
    with product.database.reading() as connection:
        assert find_by_identifier(connection, "whatsapp", NUMBER).person_id == ana  # type: ignore[union-attr]


def test_a_conversation_of_another_customer_stays_where_it_is(product: Product) -> None:
    visitor = Address("web_token", "visitor-3", is_verified=True)
    for who, name, external in ((visitor, "Bia", "1"), (PHONE, "Ana", "2")):
        person = product.know(who, {"name": name})
        with product.database.transaction() as connection:
            add_identifier(connection, person, "external", external, evidence="test", now=product.clock())
    talk = begin_travel_pass(product, visitor)
    refused = send(product, code_for(product, talk.conversation_id))
    assert refused.conversation_id != talk.conversation_id
    assert "couldn't bring that conversation" in refused.text and "Bia" not in refused.text
    assert owner_of(product, talk.conversation_id).channel == "webchat"


def test_a_code_works_once_and_not_for_long(product: Product) -> None:
    talk = begin_travel_pass(product)
    code = code_for(product, talk.conversation_id)
    product.clock.pass_(minutes=16)
    assert "couldn't bring" in send(product, code).text
    fresh = code_for(product, talk.conversation_id)
    assert send(product, fresh.lower()).conversation_id == talk.conversation_id
    again = send(product, fresh, SMS, "sms")
    assert again.conversation_id != talk.conversation_id and "couldn't bring" in again.text


def test_a_code_that_nobody_was_given_moves_nothing(product: Product) -> None:
    begin_travel_pass(product)
    assert "couldn't bring" in send(product, "go-2222-2222").text


def test_a_code_sent_many_times_at_once_moves_the_conversation_once(product: Product) -> None:
    talk = begin_travel_pass(product)
    code = code_for(product, talk.conversation_id)
    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(lambda _: send(product, code), range(6)))
    assert {one.conversation_id for one in said} == {talk.conversation_id}
    assert all(one.text.startswith("Here we are.") for one in said)
    assert len(product.rows(schema.events, kind="moved")) == 1


def test_what_was_open_on_the_phone_makes_room(product: Product) -> None:
    earlier = product.say("hi", PHONE, "whatsapp")
    talk = begin_travel_pass(product)
    moved = send(product, code_for(product, talk.conversation_id))
    assert moved.conversation_id == talk.conversation_id
    assert owner_of(product, earlier.conversation_id).close_reason == "another conversation moved here"


def test_the_browser_still_shows_what_was_said_there(product: Product) -> None:
    talk = begin_travel_pass(product)
    send(product, code_for(product, talk.conversation_id))
    with product.database.reading() as connection:
        known = find_by_identifier(connection, "web_token", VISITOR.value)
        assert known is not None
        lines = latest_lines(connection, known.identifier_id)
        assert moved_from(connection, known.identifier_id) == {talk.conversation_id: "whatsapp"}
    assert "I'm going to Portugal" in [line.text for line in lines]
    assert not any("Here we are." in line.text for line in lines)


def test_the_code_itself_is_kept_as_a_hash(product: Product) -> None:
    talk = begin_travel_pass(product)
    code = code_for(product, talk.conversation_id)
    [offer] = product.rows(schema.events, kind="move_offered")
    assert code.split("-", 1)[1] not in repr(offer) and code.replace("-", "")[2:] not in repr(offer)


def test_a_call_by_the_same_number_goes_on_where_the_conversation_was(product: Product) -> None:
    talk = begin_travel_pass(product)
    send(product, code_for(product, talk.conversation_id))
    content = product.services.content
    script = Script(content.version, frozenset(content.pack.flows), "welcome", "en")
    calls = Calls(product.database, lambda: script, product.clock)
    answered = calls.begin("CA1", Address("phone", NUMBER), {})
    assert (answered.flow, answered.reason) == ("travel_pass", "under way on another channel")
    call, running = owner_of(product, answered.conversation_id), owner_of(product, talk.conversation_id)
    assert (
        call.state == {**running.state, "goes_on_with": [talk.conversation_id]} and running.closed_at is None
    )
    assert call.content_version == running.content_version
    with product.database.reading() as connection:
        query = select(schema.events.c.data).where(schema.events.c.kind == "call")
        assert connection.execute(query).scalar_one()["goes_on_from"] == talk.conversation_id


CALLER = Address("phone", NUMBER, is_verified=True)


def under_way_on_whatsapp(product: Product, work: DeskAtWork) -> tuple[str, str]:
    """(the chat, the call): the chat waits for a number of days, the call goes on there."""
    chat = begin_travel_pass_on_whatsapp(product)
    product.clock.pass_(minutes=2)
    call = work.ring(CALLER)
    work.desk.ownership.take(BIA, f"conversation:{call}")
    return chat, call


def begin_travel_pass_on_whatsapp(product: Product) -> str:
    product.say("I need a travel pass", PHONE, "whatsapp")
    return product.say("I'm going to Portugal", PHONE, "whatsapp").conversation_id


def test_the_chat_goes_on_where_the_call_ended(product: Product) -> None:
    work = DeskAtWork(product)
    chat, call = under_way_on_whatsapp(product, work)
    script = work.step(call, "say", text="12 days")["script"]
    assert "12 days" in script["pending"]["text"]
    work.hang_up(call)
    said = product.say("yes please", PHONE, "whatsapp")
    assert said.conversation_id == chat
    assert not any("how many days" in reply.text.lower() for reply in said.replies)
    assert "pass" in said.text.lower()


def test_what_the_customer_wrote_during_the_call_stands(product: Product) -> None:
    work = DeskAtWork(product)
    chat, call = under_way_on_whatsapp(product, work)
    work.step(call, "say", text="12 days")
    product.clock.pass_(minutes=1)
    product.say("5 days", PHONE, "whatsapp")
    state = owner_of(product, chat).state
    work.hang_up(call)
    assert owner_of(product, chat).state == {**state, "goes_on_with": [call]}


@pytest.fixture
def eager(database_url: str, tmp_path: Path) -> Iterator[Product]:
    """A company that would ask in every conversation, however soon after the last."""
    made = Product(database_url, content=content_with(Plan(folder=tmp_path), NO_GAP))
    yield made
    made.close()


def asked_in(product: Product) -> list[str]:
    return [row.conversation_id for row in product.rows(schema.asks) if row.asked_at]


def test_what_the_agent_asked_the_chat_does_not_ask_again(eager: Product) -> None:
    work = DeskAtWork(eager)
    _, call = under_way_on_whatsapp(eager, work)
    work.step(call, "say", text="12 days")
    script = work.choose(call, "yes")["script"]
    assert script["pending"]["at"].startswith("question.")
    work.choose(call, "declined")
    work.hang_up(call)
    for text in ("I need a travel pass", "Japan", "3 days", "yes"):
        eager.say(text, PHONE, "whatsapp")
    assert asked_in(eager) == [call]
    eager.clock.pass_(days=3)
    for text in ("I need a travel pass", "Japan", "3 days", "yes"):
        eager.say(text, PHONE, "whatsapp")
    assert len(asked_in(eager)) == 2


def test_what_the_chat_asked_the_agent_does_not_ask_again(eager: Product) -> None:
    work = DeskAtWork(eager)
    chat = begin_travel_pass_on_whatsapp(eager)
    eager.say("12 days", PHONE, "whatsapp")
    assert eager.say("yes", PHONE, "whatsapp").question is not None
    call = work.ring(CALLER)
    work.desk.ownership.take(BIA, f"conversation:{call}")
    for value in ("declined", "travel_pass", "asia"):
        work.choose(call, value, at="menu" if value == "travel_pass" else "")
    work.step(call, "say", text="3 days")
    assert work.choose(call, "yes")["script"]["pending"] is None
    assert asked_in(eager) == [chat]
