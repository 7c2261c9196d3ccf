"""The product's promises, each with a try to break it: at once, twice, by two browsers, with hostile words."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text, update

from bot.channels.text import UnusableText, checked_text
from bot.dialogue.content import load_content, version_of
from bot.errors import EngineFailed, EngineUnavailable
from bot.messages import Address, choice_payload
from bot.simulate.asked_twice import asked_twice
from bot.store import schema
from bot.store.merges import merge, verify_visitor
from bot.store.people import add_identifier
from bot.store.schema import new_id
from tests.product import ANA, CONTENT, Product, Said

# A customer whose bill has nothing to explain, so that the question comes after two messages.
KNOWN = {"name": "Ana Ribeiro", "monthly_charge": 41, "previous_charge": 41, "bill_change_reason": "none"}
SETTLED = ("asked", "answered", "declined", "volunteered")


@pytest.fixture(autouse=True)
def _each_version_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.content.load_content", _loaded)


_versions: dict[str, Any] = {}


def _loaded(files: Any) -> Any:
    version = version_of(files)
    if version not in _versions:
        _versions[version] = load_content(files)
    return _versions[version]


@pytest.fixture(scope="module")
def without_gap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo content, in which the next question may come at once in the next conversation."""
    folder = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("content") / "content"))
    company = folder / "company.yml"
    company.write_text(company.read_text().replace("minimum_gap: 12 hours", "minimum_gap: 0 hours"))
    return folder


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    product = Product(database_url)
    yield product
    product.close()


@pytest.fixture
def eager(database_url: str, without_gap: Path) -> Iterator[Product]:
    product = Product(database_url, content=without_gap)
    yield product
    product.close()


def browser(name: str = "") -> Address:
    return Address("web_token", name or new_id())


def to_the_moment(product: Product, who: Address = ANA, channel: Any = "rest") -> Said:
    """As far as the message after which the question may come."""
    return product.say("my bill", who, channel)


def to_the_question(product: Product, who: Address = ANA, channel: Any = "rest") -> Said:
    return product.press(to_the_moment(product, who, channel).option("yes"), who, channel)


def verified(product: Product, person_id: str) -> Address:
    """A new browser whose visitor has opened the customer's link."""
    visitor = browser()
    product.say("hello", visitor, "webchat")
    verify(product, visitor, person_id)
    return visitor


def verify(product: Product, visitor: Address, person_id: str) -> None:
    with product.database.transaction() as connection:
        identifier = connection.execute(
            select(schema.identifiers.c.id).where(schema.identifiers.c.value == visitor.value)
        ).scalar_one()
        verify_visitor(connection, identifier, person_id, "signed link", product.clock())


def attribute_of(product: Product, said: Said) -> str:
    question = product.services.content.catalogue.get(str(said.question and said.question.question))
    assert question is not None
    return question.attribute


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]


def check_invariants(product: Product) -> None:
    """What holds whatever was said."""
    asks = product.rows(schema.asks)
    asked = [row for row in asks if row.asked_at]
    assert max(Counter(row.conversation_id for row in asked).values(), default=0) <= 1
    active = Counter((row.person_id, row.attribute) for row in asks if row.is_active)
    assert max(active.values(), default=0) <= 1
    benefits = Counter(row.ask_id for row in product.rows(schema.benefits))
    for row in asked:
        assert benefits[row.id] <= 1
        if row.status == "answered":
            assert benefits[row.id] == 1
    messages = product.rows(schema.messages)
    replied = {row.in_reply_to for row in messages if row.direction == "out"}
    owners = {row.id: row.owner for row in product.rows(schema.conversations)}
    for row in messages:
        if row.direction == "in":
            assert row.answered_at is not None
            assert row.id in replied or owners[row.conversation_id] != "bot"


# One new question per conversation.


def test_a_conversation_has_one_new_question(product: Product) -> None:
    product.know(ANA, KNOWN)
    first = to_the_question(product)
    assert first.question is not None
    product.press(first.question.options[0])
    assert to_the_question(product).question is None
    check_invariants(product)


def test_two_messages_of_one_conversation_at_once_bring_one_question(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    option = to_the_moment(eager).option("yes")
    with ExitStack() as stack:
        others = [eager.again() for _ in range(3)]
        for other in others:
            stack.callback(other.close)
        said = at_once([lambda one=one: one.press(option) for one in others])  # type: ignore[misc]
    assert len(eager.asks(person)) == 1
    assert sum(one.question is not None for one in said) >= 1
    check_invariants(eager)


def test_the_next_question_waits_for_the_minimum_gap(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    asked = to_the_question(product)
    product.press(asked.question.options[0])  # type: ignore[union-attr]
    product.say("goodbye")
    assert to_the_question(product).question is None
    product.say("goodbye")
    product.clock.pass_(hours=13)
    assert to_the_question(product).question is not None
    assert len(product.asks(person)) == 2


# Never twice.


def test_conversations_at_once_never_ask_the_same(eager: Product) -> None:
    """Six browsers of one customer reach the moment together, in processes of their own."""
    person = eager.know(ANA, KNOWN)
    with ExitStack() as stack:
        works = []
        for _ in range(6):
            other, who = eager.again(), verified(eager, person)
            stack.callback(other.close)
            option = to_the_moment(other, who, "webchat").option("yes")
            works.append(lambda other=other, who=who, option=option: other.press(option, who, "webchat"))
        at_once(works)
    attributes = [attribute for attribute, _ in eager.asks(person)]
    assert len(attributes) == len(set(attributes)) >= 1
    check_invariants(eager)


def test_a_cleared_browser_is_not_asked_what_was_asked_before(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    for _ in range(4):
        who = verified(eager, person)
        if question := to_the_question(eager, who, "webchat").question:
            eager.press(question.options[0], who, "webchat")
        eager.say("goodbye", who, "webchat")
    attributes = [attribute for attribute, _ in eager.asks(person)]
    assert len(attributes) == len(set(attributes)) == 4


def test_what_an_anonymous_visitor_answered_is_not_asked_of_the_customer_they_prove_to_be(
    eager: Product,
) -> None:
    person = eager.know(ANA, KNOWN)
    visitor = browser()
    asked = eager.press(eager.say("travel pass", visitor, "webchat").option("europe"), visitor, "webchat")
    for answer in ("8", "no"):
        asked = eager.say(answer, visitor, "webchat")
    assert asked.question is not None and asked.question.question is not None
    eager.press(asked.question.options[0], visitor, "webchat")
    verify(eager, visitor, person)
    attribute = attribute_of(eager, asked)
    assert attribute in eager.facts(person)
    for _ in range(3):
        to_the_question(eager)
        eager.say("goodbye")
    assert Counter(name for name, _ in eager.asks(person))[attribute] == 1
    check_invariants(eager)


def test_an_answer_counts_though_the_customer_had_answered_it_before_in_another_browser(
    eager: Product,
) -> None:
    """Both were asked before anybody could know that they are one."""
    person = eager.know(ANA, KNOWN)
    other = eager.know(Address("external", "other", is_verified=True), KNOWN)
    visitor = browser()
    eager.say("hello", visitor, "webchat")
    verify(eager, visitor, other)
    first = to_the_question(eager)
    second = to_the_question(eager, visitor, "webchat")
    assert first.question and second.question and first.question.question == second.question.question
    eager.press(first.question.options[0])
    with eager.database.transaction() as connection:
        merge(connection, person, other, "they are one", eager.clock())
    said = eager.press(second.question.options[1], visitor, "webchat")
    assert "benefit" in said.kinds
    attribute = attribute_of(eager, first)
    assert eager.facts(person)[attribute] == second.question.options[1].value
    check_invariants(eager)


def test_a_question_ignored_once_may_come_again_and_ignored_twice_counts_as_declined(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    for _ in range(12):
        to_the_question(eager)
        eager.say("goodbye")
    by_attribute: dict[str, list[str]] = {}
    for attribute, status in eager.asks(person):
        by_attribute.setdefault(attribute, []).append(status)
    assert any(statuses == ["ignored", "declined"] for statuses in by_attribute.values())
    assert all(statuses in (["ignored"], ["ignored", "declined"]) for statuses in by_attribute.values()), (
        by_attribute
    )


def test_what_is_known_already_is_not_asked(eager: Product) -> None:
    everything = {question.attribute: "yes" for question in eager.services.content.catalogue}
    person = eager.know(ANA, KNOWN | everything)
    assert to_the_question(eager).question is None
    assert eager.asks(person) == []


def test_an_expired_answer_may_be_asked_again(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    first = to_the_question(eager)
    assert first.question is not None
    eager.press(first.question.options[0])
    eager.clock.pass_(days=365 * 6)
    for _ in range(20):
        if (again := to_the_question(eager).question) is None:
            break
        eager.press(again.options[0])
        eager.say("goodbye")
    attribute = attribute_of(eager, first)
    assert Counter(name for name, _ in eager.asks(person))[attribute] == 2
    check_invariants(eager)


# The benefit in the same turn.


def test_every_answer_to_every_question_is_rewarded_in_its_turn(eager: Product) -> None:
    catalogue = eager.services.content.catalogue
    never_asked = []
    for question in catalogue:
        known = {other.attribute: "yes" for other in catalogue if other is not question}
        values = [option.value for option in question.options] + ["declined"]
        for value in values:
            who = Address("external", new_id(), is_verified=True)
            person = eager.know(who, KNOWN | known)
            asked = to_the_question(eager, who)
            if asked.question is None:
                never_asked.append(question.name)
                break
            said = eager.press(asked.option(value), who)
            assert said.kinds[0] == "benefit", (question.name, value)
            [benefit] = eager.rows(schema.benefits, person_id=person)
            assert benefit.message_id == said.message_id
    assert len(never_asked) < len(catalogue) / 2, never_asked
    check_invariants(eager)


def test_a_benefit_is_not_given_twice_for_one_answer(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    question = to_the_question(product).question
    assert question is not None
    for _ in range(3):
        product.press(question.options[0])
    assert len(product.rows(schema.benefits, person_id=person)) == 1


# Answered once.


def test_a_duplicate_delivered_twenty_times_at_once_makes_one_turn(product: Product) -> None:
    product.know(ANA, KNOWN)
    with ExitStack() as stack:
        others = [product.again() for _ in range(4)]
        for other in others:
            stack.callback(other.close)
        said = at_once([lambda one=one: one.say("my bill", id="one") for one in others * 5])  # type: ignore[misc]
    assert len({tuple(reply.id for reply in one.replies) for one in said}) == 1
    assert len(product.rows(schema.messages, direction="in")) == 1
    assert len(product.rows(schema.events)) == 1
    check_invariants(product)


def test_many_messages_at_once_are_all_answered_in_their_order(product: Product) -> None:
    product.know(ANA, KNOWN)
    with ExitStack() as stack:
        others = [product.again() for _ in range(3)]
        for other in others:
            stack.callback(other.close)
        at_once([lambda one=one, n=n: one.say(f"hello {n}") for n, one in enumerate(others * 4)])  # type: ignore[misc]
    rows = sorted(product.rows(schema.messages), key=lambda row: row.position)
    assert [row.position for row in rows] == list(range(len(rows)))
    came = [row.id for row in rows if row.direction == "in"]
    answered = list(dict.fromkeys(row.in_reply_to for row in rows if row.direction == "out"))
    assert answered == came
    check_invariants(product)


# A conversation that a person owns.


def test_a_conversation_that_a_person_owns_never_hears_the_bot(product: Product) -> None:
    product.know(ANA, KNOWN)
    said = product.say("hello")
    with product.database.transaction() as connection:
        connection.execute(update(schema.conversations).values(owner="agent"))
    for words in ("my bill", "goodbye", "are you a bot", "forget me"):
        after = product.say(words)
        assert after.replies == ()
        assert after.conversation_id == said.conversation_id
    assert all(row.answered_at for row in product.rows(schema.messages, direction="in"))


def test_who_waits_for_a_person_hears_so_once_and_may_go_back(product: Product) -> None:
    product.know(ANA, KNOWN)
    product.say("hello")
    with product.database.transaction() as connection:
        connection.execute(update(schema.conversations).values(owner="waiting"))
    told = product.say("hello?")
    assert told.kinds == ["handoff"]
    assert product.say("anybody?").replies == ()
    assert product.press(told.option("bot")).kinds == ["ask"]


# Nobody unverified is told anything.


def test_an_unverified_sender_is_told_nothing_of_the_profile(product: Product) -> None:
    person = product.know(ANA, KNOWN | {"city": "Tegucigalpa", "works_from_home": "yes"})
    phone = Address("phone", "+5511999998888")
    with product.database.transaction() as connection:
        add_identifier(connection, person, phone.kind, phone.value, evidence="typed in", now=product.clock())
    heard = "".join(
        product.say(words, phone, "sms").text
        for words in ("hello", "what do you know about me", "my bill", "that's wrong", "forget that")
    )
    for secret in ("Ana", "41", "Tegucigalpa", "home"):
        assert secret not in heard
    assert product.facts(person)["city"] == "Tegucigalpa"


def test_an_unverified_sender_is_not_asked_what_the_company_knows(eager: Product) -> None:
    everything = {question.attribute: "yes" for question in eager.services.content.catalogue}
    person = eager.know(ANA, KNOWN | everything)
    phone = Address("phone", "+5511999998888")
    with eager.database.transaction() as connection:
        add_identifier(connection, person, phone.kind, phone.value, evidence="typed in", now=eager.clock())
    said = eager.press(eager.say("travel pass", phone, "sms").option("europe"), phone, "sms")
    for words in ("8", "no"):
        said = eager.say(words, phone, "sms")
    assert said.question is None


# The content that a conversation started with.


def test_a_conversation_stays_on_its_version_while_the_content_changes(
    database_url: str, without_gap: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(without_gap, tmp_path / "changing"))
    product = Product(database_url, content=folder)
    product.know(ANA, KNOWN)
    to_the_moment(product)
    bills = folder / "flows" / "bill_question.yml"
    words = "If the next one looks odd, send me a word before you pay it."
    bills.write_text(bills.read_text().replace(words, "These are the new words."))
    assert product.services.shelf.reload_if_changed()
    assert words in product.say("yes, clear").text
    bob = Address("external", "bob", is_verified=True)
    product.know(bob, KNOWN)
    assert "These are the new words." in to_the_question(product, bob).text
    product.close()


def test_a_mistake_in_the_content_keeps_the_last_good_version_serving(
    database_url: str, without_gap: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(without_gap, tmp_path / "broken"))
    product = Product(database_url, content=folder)
    product.know(ANA, KNOWN)
    (folder / "flows" / "bill_question.yml").write_text("flows:\n  bill_question:\n    steps: [{collect: 1")
    assert not product.services.shelf.reload_if_changed()
    assert product.services.shelf.mistake is not None
    assert to_the_question(product).question is not None
    product.say("goodbye")
    product.clock.pass_(hours=13)
    restarted = product.again()
    assert to_the_question(restarted).question is not None
    product.close()
    restarted.close()


# The customer rules their data.


def test_an_erased_fact_is_not_asked_again(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    question = to_the_question(eager).question
    assert question is not None
    eager.press(question.options[0])
    eager.press(eager.say("forget that").option("yes"))
    attribute = str(question.question)
    assert attribute not in eager.facts(person)
    asked = []
    for _ in range(6):
        eager.say("goodbye")
        if again := to_the_question(eager).question:
            asked.append(again.question)
    assert asked and question.question not in asked


def test_forget_me_erases_everything_but_hashes(product: Product) -> None:
    person = product.know(ANA, KNOWN | {"city": "Tegucigalpa"})
    question = to_the_question(product).question
    assert question is not None
    product.press(question.options[0])
    product.say("my secret is marzipan")
    product.press(product.say("forget me").option("yes"))
    run_worker(product)
    assert product.rows(schema.messages), "the farewell is still to be delivered"
    product.clock.pass_(seconds=11)
    run_worker(product)
    everything = dump(product)
    for secret in ("marzipan", "Tegucigalpa", "Ana", person):
        assert not [line for line in everything if secret in line and "audit_lines" not in line], secret
    again = product.say("what do you know about me")
    assert again.person_id != person


def test_who_was_forgotten_is_not_asked_the_same_again(eager: Product) -> None:
    eager.know(ANA, KNOWN)
    question = to_the_question(eager).question
    assert question is not None
    eager.press(question.options[0])
    eager.press(eager.say("forget me").option("yes"))
    eager.clock.pass_(seconds=11)
    run_worker(eager)
    eager.know(ANA, KNOWN)
    asked = []
    for _ in range(6):
        if again := to_the_question(eager).question:
            asked.append(again.question)
        eager.say("goodbye")
    assert asked and question.question not in asked


def test_a_change_of_mind_forgets_nothing(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    product.say("hello")
    product.press(product.say("forget me").option("no"))
    product.clock.pass_(hours=1)
    run_worker(product)
    assert product.facts(person) == KNOWN


def test_a_correction_supersedes_and_keeps_what_was_there(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    product.say("hello")
    product.press(product.say("that's wrong").option("name"))
    product.say("Bob Smith")
    assert product.facts(person)["name"] == "Bob Smith"
    rows = [row for row in product.rows(schema.facts, person_id=person) if row.attribute == "name"]
    assert sorted((row.value, row.superseded_at is None) for row in rows) == [
        ("Ana Ribeiro", False),
        ("Bob Smith", True),
    ]


# Bad input.


def test_a_stale_button_changes_nothing_and_says_so(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    old = product.say("travel pass").option("europe")
    product.say("goodbye")
    product.say("hello")
    before = product.facts(person)
    said = product.press(old)
    assert said.replies and said.kinds[0] == "say"
    assert product.facts(person) == before
    check_invariants(product)


def test_a_late_answer_to_an_open_question_is_still_an_answer(eager: Product) -> None:
    person = eager.know(ANA, KNOWN)
    question = to_the_question(eager).question
    assert question is not None
    eager.say("goodbye")
    said = eager.press(question.options[0])
    assert "benefit" in said.kinds
    attribute = str(question.question)
    assert eager.facts(person)[attribute] == question.options[0].value
    check_invariants(eager)


@pytest.mark.parametrize(
    "payload",
    [
        choice_payload("nowhere.at_all", "1"),
        choice_payload("menu", "no_such_flow"),
        choice_payload("question.no_such_question", "yes"),
        choice_payload("question.streams_video", "no such value"),
        choice_payload("travel_pass.days", "many"),
        choice_payload("travel_pass.days", "1e400"),
        choice_payload("confirm", "yes"),
        choice_payload("fact", "name"),
        choice_payload("handoff", "bot"),
        '/choose{"at": 1, "value": []}',
        "/choose{",
        "/choose",
        "/restart",
        "/no_such_intent",
        "/",
        "//",
        '/SetSlots(name="x")',
    ],
)
def test_an_unknown_payload_gets_a_sensible_reply(product: Product, payload: str) -> None:
    person = product.know(ANA, KNOWN)
    for _ in range(2):
        said = product.say("pressed", payload=payload)
        assert said.replies
        product.say("travel pass")
    assert product.facts(person) == KNOWN
    assert not any("failed" in str(row.data) for row in product.rows(schema.events))
    check_invariants(product)


HOSTILE = [
    "'; drop table persons; --",
    "{{ 7*7 }} {% for i in (1..9) %}{{ customer.name }}{% endfor %}",
    "مرحبا، كم الفاتورة؟",
    "👋🏽👨‍👩‍👧‍👦",
    "x" * 4000,
    "\u202e\u2066abc\u2069 \u200b\ufeff",
    "%s %d {0} {slots} \\x00 \\u0000",
    "<script>alert(1)</script>",
    "null",
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(product: Product, words: str) -> None:
    """At the start, as an answer to a step, to the question, to a text, and to a confirmation."""
    person, bob = product.know(ANA, KNOWN), Address("external", "bob", is_verified=True)
    product.know(bob, KNOWN)
    said = [product.say(words)]
    to_the_moment(product)
    said.append(product.say(words))
    product.say("never mind")
    assert to_the_question(product, bob).question is not None
    said.append(product.say(words, bob))
    product.press(product.say("that's wrong").option("name"))
    said.append(product.say(words))
    product.say("forget me")
    said.append(product.say(words))
    said.append(product.say("what do you know about me"))
    assert all(one.replies for one in said)
    assert not any("49" in one.text for one in said)
    kept = [row.text for row in product.rows(schema.messages, direction="in")]
    assert kept.count(words) == 5
    assert not any("failed" in str(row.data) for row in product.rows(schema.events))
    assert product.rows(schema.persons, id=person)
    check_invariants(product)


def test_null_characters_are_refused_before_anything_is_stored() -> None:
    with pytest.raises(UnusableText):
        checked_text("a\0b", 4000)


def test_a_message_to_a_closed_conversation_opens_a_new_one(product: Product) -> None:
    product.know(ANA, KNOWN)
    first = product.say("hello")
    product.say("goodbye")
    second = product.say("hello")
    assert second.conversation_id != first.conversation_id
    assert second.person_id == first.person_id
    assert second.replies


# The engine fails.


def test_a_message_waits_for_an_engine_that_is_away_and_is_then_answered(product: Product) -> None:
    product.know(ANA, KNOWN)
    product.say("hello")
    send = product.services.engine.send

    async def away(*_: str) -> None:
        raise EngineUnavailable(url="x", problem="away")

    product.services.engine.send = away  # type: ignore[method-assign]
    with pytest.raises(EngineUnavailable):
        product.say("my bill", id="waits")
    for _ in range(10):
        product.clock.pass_(seconds=5)
        run_worker(product)
    product.services.engine.send = send  # type: ignore[method-assign]
    product.clock.pass_(seconds=5)
    run_worker(product)
    said = product.say("my bill", id="waits")
    assert "Does that clear it up?" in said.text
    check_invariants(product)


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_message_that_the_engine_cannot_deal_with_is_answered_without_it(
    product: Product, is_refused: bool
) -> None:
    product.know(ANA, KNOWN)
    product.say("hello")

    async def fails(*_: str) -> None:
        if is_refused:
            raise EngineFailed(url="x", problem="HTTP 500")

    product.services.engine.send = fails  # type: ignore[method-assign]
    if is_refused:
        with pytest.raises(EngineFailed):
            product.say("my bill", id="poison")
    for _ in range(5):
        product.clock.pass_(seconds=5)
        run_worker(product)
    assert product.say("my bill", id="poison").replies
    check_invariants(product)


def test_a_follow_up_that_is_due_is_said_at_once(product: Product) -> None:
    person = product.know(ANA, KNOWN)
    visitor = verified(product, person)
    conversation = product.say("hello", visitor, "webchat").conversation_id
    product.say("goodbye", visitor, "webchat")
    with product.database.transaction() as connection:
        connection.execute(
            schema.follow_ups.insert().values(
                id=new_id(),
                person_id=person,
                conversation_id=conversation,
                channel="webchat",
                flow="check_in",
                reason="test",
                status="planned",
                due_at=product.clock() + timedelta(days=1),
                created_at=product.clock(),
            )
        )
    product.clock.pass_(days=2)
    run_worker(product)
    run_worker(product)
    [begun] = [row for row in product.rows(schema.messages) if row.kind == "follow_up"]
    assert begun.answered_at is not None
    assert product.rows(schema.messages, in_reply_to=begun.id)
    run_worker(product)
    check_invariants(product)


def run_worker(product: Product) -> None:
    """One look at everything that may be due."""
    for chore in product.services.worker._chores:
        chore.next_at = 0.0
    asyncio.run(product.services.worker.once())


def dump(product: Product) -> list[str]:
    """Every row of every table, as text."""
    with product.database.reading() as connection:
        return [
            f"{table.name} {tuple(row)!r}"
            for table in schema.metadata.sorted_tables
            if table.name != "content_versions"
            for row in connection.execute(text(f'select * from "{table.name}"'))
        ]


# Whatever is said, in whatever order.

_SENDERS = [ANA, Address("web_token", "first browser"), Address("web_token", "second browser")]
_WORDS = [
    "hello", "my bill", "travel pass", "i want to complain", "which plan is best for me", "cancel my line",
    "yes", "no", "i don't know", "rather not say", "2", "europe", "evening", "two of us", "on friday",
    "why do you ask", "what do you know about me", "that's wrong", "forget that", "repeat that", "go back",
    "stop", "thanks", "are you a bot", "i work from home", "hay niños en casa", "não jogo online",
    "goodbye", "speak spanish", "help", "asdf", *HOSTILE[:4],
]  # fmt: skip


_ANY_CONVERSATIONS = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class AnyConversations(RuleBasedStateMachine):
    """Three senders of one customer, on two channels, saying anything at any time."""

    database_url = ""
    content = CONTENT

    @initialize()
    def begin(self) -> None:
        self.product = Product(self.database_url, content=self.content)
        with self.product.database.transaction() as connection:
            for table in reversed(schema.metadata.sorted_tables):
                if table.name != "content_versions":
                    connection.execute(table.delete())
        self.person = self.product.know(ANA, KNOWN)
        self.last: dict[Address, Said] = {}
        self.is_verified: set[Address] = set()

    @rule(who=st.sampled_from(_SENDERS), words=st.sampled_from(_WORDS))
    def says(self, who: Address, words: str) -> None:
        self.last[who] = self.product.say(words, who, channel_of(who))

    @rule(who=st.sampled_from(_SENDERS), number=st.integers(0, 30))
    def presses(self, who: Address, number: int) -> None:
        options = [o for reply in self.last[who].replies for o in reply.options] if who in self.last else []
        if options:
            option = options[number % len(options)]
            self.last[who] = self.product.press(option, who, channel_of(who))

    @rule(who=st.sampled_from(_SENDERS), number=st.integers(0, 30))
    def presses_what_another_browser_shows(self, who: Address, number: int) -> None:
        options = [o for said in self.last.values() for reply in said.replies for o in reply.options]
        if options:
            self.last[who] = self.product.press(options[number % len(options)], who, channel_of(who))

    @rule(who=st.sampled_from(_SENDERS[1:]))
    def opens_the_link(self, who: Address) -> None:
        if who in self.last and who not in self.is_verified:
            verify(self.product, who, self.person)
            self.is_verified.add(who)

    @rule(hours=st.sampled_from([0.1, 1, 13, 24 * 800]))
    def passes(self, hours: float) -> None:
        self.product.clock.pass_(hours=hours)
        for _ in range(2):
            run_worker(self.product)

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "product"):
            check_invariants(self.product)
            assert not any("failed" in str(row.data) for row in self.product.rows(schema.events))

    def teardown(self) -> None:
        if hasattr(self, "product"):
            with self.product.database.reading() as connection:
                assert asked_twice(connection) == []
            self.product.close()


def channel_of(who: Address) -> Any:
    return "rest" if who.kind == "external" else "webchat"


def test_the_promises_hold_whatever_is_said(database_url: str, without_gap: Path) -> None:
    machine = type("Machine", (AnyConversations,), {"database_url": database_url, "content": without_gap})
    run_state_machine_as_test(machine, settings=_ANY_CONVERSATIONS)
