"""Promises to come back, through the whole product with its real content, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.jobs.follow_ups import FollowUps
from bot.messages import Address, InboundMessage
from bot.people.contact_pressure import ContactPolicy
from bot.store import schema
from bot.store.contacts import ContactLedger
from bot.store.follow_ups import FollowUpSettled, UnknownFollowUp
from bot.store.schema import new_id
from tests.product import Product

ANA = Address("phone", "+5511987654321", is_verified=True)
POLICY = ContactPolicy(minimum_gap=timedelta(hours=4), values={"check_in": 3.0})


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    product = Product(database_url)
    yield product
    product.close()


def jobs(
    product: Product, policy: ContactPolicy = POLICY, channels: tuple[str, ...] = ("webchat", "sms")
) -> FollowUps:
    receive = product.services.dialogue.receive
    return FollowUps(product.database, receive, product.clock, ContactLedger(lambda: policy), channels)


def promise(product: Product, conversation_id: str, person_id: str, **values: Any) -> str:
    """A follow-up by SMS in a day, unless said otherwise. Returns its id."""
    follow_up_id = new_id()
    row = {"channel": "sms", "flow": "check_in", "reason": "test", "status": "planned"}
    row |= {"created_at": product.clock(), "due_at": product.clock() + timedelta(days=1), **values}
    with product.database.transaction() as connection:
        connection.execute(
            schema.follow_ups.insert().values(
                id=follow_up_id, person_id=person_id, conversation_id=conversation_id, **row
            )
        )
    return follow_up_id


def promised(product: Product, **values: Any) -> tuple[str, str]:
    """Ana wrote once, and we promised to come back. Returns the follow-up's and her id."""
    said = product.say("hello", ANA, "sms")
    product.say("goodbye", ANA, "sms")
    return promise(product, said.conversation_id, said.person_id, **values), said.person_id


def row(product: Product, follow_up_id: str) -> Any:
    [found] = product.rows(schema.follow_ups, id=follow_up_id)
    return found


def begun(product: Product) -> list[Any]:
    return [one for one in product.rows(schema.messages) if one.kind == "follow_up"]


def test_what_is_due_is_begun_once_however_many_workers_look(product: Product) -> None:
    follow_up_id, _ = promised(product)
    assert jobs(product).do_due() == 0
    product.clock.pass_(days=1)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: jobs(product).do_due(), range(6)))
    assert row(product, follow_up_id).status == "sent"
    assert len(begun(product)) == 1
    assert len(product.rows(schema.contacts, reference=f"follow_up:{follow_up_id}")) == 1


def test_an_answer_to_a_follow_up_continues_in_its_flow_even_days_later(product: Product) -> None:
    promised(product)
    product.clock.pass_(days=1)
    jobs(product).do_due()
    [message] = begun(product)
    asyncio.run(product.services.dialogue.answer(message.conversation_id))
    product.clock.pass_(days=3)
    product.services.inbox.close_silent()
    answer = product.say("all good", ANA, "sms")
    assert answer.conversation_id == message.conversation_id
    assert "glad" in answer.text.lower()
    product.clock.pass_(days=2)
    product.services.inbox.close_silent()
    assert product.say("hello", ANA, "sms").conversation_id != message.conversation_id


def test_it_is_cancelled_when_the_customer_came_back(product: Product) -> None:
    follow_up_id, _ = promised(product)
    product.clock.pass_(hours=5)
    product.say("my bill", ANA, "sms")
    jobs(product).cancel_groundless()
    assert (row(product, follow_up_id).status, row(product, follow_up_id).outcome) == (
        "cancelled",
        "the customer came back",
    )
    product.clock.pass_(days=2)
    jobs(product).do_due()
    assert begun(product) == []


def open_case(product: Product, follow_up_id: str, **values: Any) -> str:
    of = row(product, follow_up_id)
    case_id = new_id()
    given = {"number": case_id, "topic": "bill", "status": "open", "opened_at": product.clock(), **values}
    with product.database.transaction() as connection:
        connection.execute(
            schema.cases.insert().values(
                id=case_id, person_id=of.person_id, conversation_id=of.conversation_id, **given
            )
        )
    return case_id


def test_it_is_cancelled_when_its_case_was_solved_and_stays_while_it_is_open(product: Product) -> None:
    follow_up_id, _ = promised(product)
    case_id = open_case(product, follow_up_id)
    product.clock.pass_(hours=5)
    product.say("my bill", ANA, "sms")
    jobs(product).cancel_groundless()
    assert row(product, follow_up_id).status == "planned"
    with product.database.transaction() as connection:
        solved = schema.cases.update().where(schema.cases.c.id == case_id)
        connection.execute(solved.values(status="solved", solved_at=product.clock()))
    jobs(product).cancel_groundless()
    assert row(product, follow_up_id).outcome == "the case was solved"


@pytest.mark.parametrize("word", ["STOP", "no me escriban más", "não quero mais mensagens"])
def test_who_opts_out_hears_no_more_at_once_and_for_good(product: Product, word: str) -> None:
    follow_up_id, _ = promised(product)
    product.say(word, ANA, "sms")
    assert row(product, follow_up_id).status == "cancelled"
    assert "wants no" in row(product, follow_up_id).outcome
    product.clock.pass_(days=2)
    jobs(product).do_due()
    assert begun(product) == []


def test_who_opts_out_on_sms_may_still_hear_from_us_on_the_web_chat(product: Product) -> None:
    follow_up_id, _ = promised(product, channel="webchat")
    product.say("STOP", ANA, "sms")
    assert row(product, follow_up_id).status == "planned"


def test_quiet_hours_put_it_off_and_say_until_when(product: Product) -> None:
    follow_up_id, _ = promised(product, due_at=product.clock() + timedelta(hours=11))
    product.clock.pass_(hours=11)
    jobs(product).do_due()
    waits = row(product, follow_up_id)
    assert (waits.status, waits.not_before.hour, begun(product)) == ("planned", 12, [])
    assert waits.outcome == "quiet hours where they are"
    product.clock.now = waits.not_before
    jobs(product).do_due()
    assert row(product, follow_up_id).status == "sent"


def test_of_several_the_most_valuable_is_begun_and_the_others_wait(product: Product) -> None:
    lesser, person_id = promised(product, flow="travel_pass")
    better = promise(
        product, row(product, lesser).conversation_id, person_id, due_at=product.clock() + timedelta(hours=23)
    )
    product.clock.pass_(days=1)
    jobs(product).do_due()
    assert (row(product, better).status, row(product, lesser).status) == ("sent", "planned")
    assert row(product, lesser).outcome == "too soon after the last contact"


def test_a_lesser_one_lets_a_better_one_pass_that_comes_soon(product: Product) -> None:
    lesser, person_id = promised(product, flow="travel_pass")
    later = product.clock() + timedelta(days=1, hours=2)
    promise(product, row(product, lesser).conversation_id, person_id, due_at=later)
    product.clock.pass_(days=1)
    jobs(product).do_due()
    assert (row(product, lesser).not_before, begun(product)) == (later, [])


def test_workers_at_once_never_pass_the_cap(product: Product) -> None:
    first, person_id = promised(product)
    conversation_id = row(product, first).conversation_id
    for _ in range(5):
        promise(product, conversation_id, person_id)
    product.clock.pass_(days=1, minutes=1)
    policy = replace(POLICY, per_day=2, minimum_gap=timedelta(0))
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: jobs(product, policy).do_due(), range(6)))
    assert len(begun(product)) == 2


def test_nobody_is_written_to_while_a_person_talks_with_them(product: Product) -> None:
    follow_up_id, _ = promised(product)
    product.clock.pass_(days=1)
    product.say("hello", ANA, "sms")
    with product.database.transaction() as connection:
        connection.execute(schema.conversations.update().values(owner="agent"))
        connection.execute(schema.follow_ups.update().values(created_at=product.clock()))
    jobs(product).do_due()
    assert row(product, follow_up_id).outcome == "a person is talking with them"


def test_nobody_is_written_to_while_a_word_of_theirs_is_unheard(product: Product) -> None:
    said = product.say("hello", ANA, "sms")
    follow_up_id = promise(product, said.conversation_id, said.person_id, due_at=product.clock())
    other = promise(product, said.conversation_id, said.person_id, channel="webchat")
    wish = InboundMessage(new_id(), "sms", ANA, "you may strike me off that register of yours")
    received = product.services.dialogue.receive(wish)
    jobs(product).do_due()
    assert row(product, follow_up_id).outcome == "a message of theirs waits for its answer"
    assert not jobs(product).send_now(other, is_forced=True).allowed
    assert begun(product) == []
    asyncio.run(product.services.dialogue.reply_to(received))
    product.clock.pass_(hours=5)
    jobs(product).do_due()
    assert row(product, follow_up_id).status == "sent"


def test_where_the_promised_channel_cannot_reach_them_it_comes_where_it_was_promised(
    product: Product,
) -> None:
    follow_up_id, _ = promised(product, channel="whatsapp")
    product.clock.pass_(days=1)
    jobs(product).do_due()
    assert [one.channel for one in begun(product)] == ["sms"]
    assert row(product, follow_up_id).status == "sent"


def test_what_cannot_reach_them_says_so(product: Product) -> None:
    said = product.say("hello", Address("rest_sender", "x"))
    gone = promise(product, said.conversation_id, said.person_id)
    waits = promise(product, said.conversation_id, said.person_id, channel="whatsapp")
    product.clock.pass_(days=1)
    jobs(product).do_due()
    assert (row(product, gone).status, row(product, gone).outcome) == (
        "cancelled",
        "cannot be reached on sms",
    )
    assert (row(product, waits).status, row(product, waits).outcome) == ("planned", "whatsapp is not set up")


def test_staff_send_now_within_limits_or_answer_for_it_but_never_over_a_refusal(product: Product) -> None:
    follow_up_id, _ = promised(product)
    refused = jobs(product).send_now(follow_up_id)
    assert not refused.allowed and refused.not_before
    assert jobs(product).send_now(follow_up_id, is_forced=True).allowed
    with pytest.raises(FollowUpSettled):
        jobs(product).send_now(follow_up_id)
    other = promise(product, row(product, follow_up_id).conversation_id, row(product, follow_up_id).person_id)
    product.say("STOP", ANA, "sms")
    with pytest.raises(FollowUpSettled, match="wants no messages"):
        jobs(product).send_now(other, is_forced=True)


def test_staff_cancel_one_with_a_reason(product: Product) -> None:
    follow_up_id, _ = promised(product)
    jobs(product).cancel(follow_up_id, "they called us")
    assert row(product, follow_up_id).outcome == "they called us"
    with pytest.raises(UnknownFollowUp):
        jobs(product).cancel("none", "x")


def test_what_staff_answer_for_leaves_at_night_too_and_what_is_due_by_itself_waits(product: Product) -> None:
    """At the last look before sending the same holds as when it was begun."""
    ledger = ContactLedger(lambda: POLICY)

    def may_leave(person_id: str) -> bool:
        with product.database.transaction() as connection:
            return ledger.may_send(connection, person_id, "sms", "follow_up", product.clock()).allowed

    follow_up_id, person_id = promised(product)
    product.clock.pass_(hours=12)
    assert not may_leave(person_id)
    assert jobs(product).send_now(follow_up_id, is_forced=True).allowed
    assert row(product, follow_up_id).outcome == "begun by hand"
    assert may_leave(person_id)
