"""The desk's promises on both databases: one taker, the bot silent, nothing clicked twice, the same as in the chat."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.desk.errors import (
    NotYours,
    ScriptMoved,
    TakenByAnother,
    TooManyTries,
    WrapUpIncomplete,
    WrapUpNeeded,
)
from bot.desk.guidance import FILE, load_guidance
from bot.dialogue.content import load_content, version_of
from bot.messages import InboundMessage
from bot.store import schema
from bot.store.conversations import close_conversation
from bot.store.erasure import erase_person
from bot.store.profile import profile
from bot.store.schema import new_id
from bot.store.script_report import script_report
from bot.store.wrap_ups import Promise, WrapUp
from tests.contract.desk_builders import BIA, LEO, NUMBER, PROVEN, SOFIA, DeskAtWork
from tests.product import ANA, CONTENT, SECRET, Product

KNOWN = {
    "name": "Ana Ribeiro",
    "city": "São Paulo",
    "plan": "prado",
    "monthly_charge": 41,
    "previous_charge": 41,
    "bill_change_reason": "none",
}
_versions: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def _each_version_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(files: Any) -> Any:
        version = version_of(files)
        if version not in _versions:
            _versions[version] = load_content(files)
        return _versions[version]

    monkeypatch.setattr("bot.store.content.load_content", loaded)


@pytest.fixture
def work(database_url: str) -> Iterator[DeskAtWork]:
    product = Product(database_url)
    yield DeskAtWork(product)
    product.close()


def at_once(*deeds: Any) -> list[Any]:
    """Each deed's result or error, all begun together."""

    def tried(deed: Any) -> Any:
        try:
            return deed()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(tried, deeds))


# --- who has it


def test_of_two_agents_at_once_one_gets_it_and_the_other_sees_who(work: DeskAtWork) -> None:
    for _ in range(5):
        item = f"conversation:{work.ring()}"
        took = at_once(*(partial(work.desk.ownership.take, who, item) for who in (BIA, LEO)))
        lost = [one for one in took if isinstance(one, TakenByAnother)]
        assert len(lost) == 1
        assert lost[0].name in (BIA.name, LEO.name)


def test_taking_twice_is_taking_once(work: DeskAtWork) -> None:
    item = f"conversation:{work.ring()}"
    assert work.desk.ownership.take(BIA, item) == work.desk.ownership.take(BIA, item)


def test_a_human_takes_over_while_the_bot_is_thinking(work: DeskAtWork) -> None:
    product = work.product
    said = product.say("I want a travel pass", ANA)
    received = product.services.dialogue.receive(InboundMessage(new_id(), "rest", ANA, "Europe"))
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.desk.reply(BIA, said.conversation_id, new_id(), "I have it now, Ana.")
    asyncio.run(product.services.dialogue.answer(said.conversation_id))
    assert product.rows(schema.messages, in_reply_to=received.message_id) == []
    assert product.rows(schema.messages, id=received.message_id)[0].answered_at is not None


def test_only_whoever_has_it_answers(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    with pytest.raises(NotYours, match="Bia Costa has it"):
        work.desk.reply(LEO, conversation_id, new_id(), "Hello")
    with pytest.raises(NotYours):
        work.choose(conversation_id, "travel_pass", at="menu", staff=LEO)
    with pytest.raises(NotYours):
        work.desk.workspace(LEO, conversation_id)
    assert work.desk.workspace(SOFIA, conversation_id) is not None


def test_a_reply_is_sent_once_however_often_it_is_asked_for(work: DeskAtWork) -> None:
    said = work.product.say("I want to talk to a person", ANA)
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    at_once(*[lambda: work.desk.reply(BIA, said.conversation_id, "reply-0001", "Hello Ana")] * 4)
    assert len(work.product.rows(schema.messages, text="Hello Ana")) == 1


def test_passed_on_it_comes_first_for_the_colleague(work: DeskAtWork) -> None:
    other, conversation_id = work.ring(ANA), work.answered()
    work.desk.ownership.give_back(BIA, conversation_id, LEO.id, "speaks Spanish", None)
    first = work.waiting(LEO)[0]
    assert first["conversation_id"] == conversation_id
    assert first["reasons"][0] == "passed to you: speaks Spanish"
    assert {one["conversation_id"] for one in work.waiting(LEO)} == {other, conversation_id}


def test_put_off_it_comes_back_later(work: DeskAtWork) -> None:
    conversation_id = work.ring()
    work.desk.ownership.put_off(BIA, f"conversation:{conversation_id}", 30)
    assert work.waiting() == []
    work.product.clock.pass_(minutes=31)
    assert [one["conversation_id"] for one in work.waiting()] == [conversation_id]


# --- the script


def test_a_click_counts_once_however_often_it_arrives(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")

    def click() -> Any:
        return work.step(conversation_id, "choose", at="travel_pass.where", value="europe", id="click-0001")

    at_once(*[click] * 4)
    assert len(work.product.rows(schema.desk_messages, client_id="click-0001")) == 1
    script = work.desk.scripts.script(conversation_id)
    assert script is not None
    assert script["pending"]["at"] == "travel_pass.days"
    assert click()["script"]["pending"]["at"] == "travel_pass.days"


def test_a_page_that_is_behind_is_told_where_the_script_stands(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    before = work.desk.scripts.script(conversation_id)
    assert before is not None
    work.choose(conversation_id, "travel_pass", at="menu")
    with pytest.raises(ScriptMoved):
        work.choose(conversation_id, "bill_question", at="menu", seen=before["version"])


def test_the_script_is_the_same_after_a_reload(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    told = work.choose(conversation_id, "travel_pass", at="menu")["script"]
    assert work.desk.scripts.script(conversation_id) == told


def test_typed_words_that_are_no_answer_change_nothing_and_lead_to_other_flows(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    told = work.step(conversation_id, "say", text="actually it is about my bill")
    assert not told["understood"]
    assert [one["value"] for one in told["suggestions"]] == ["bill_question"]
    script = work.desk.scripts.script(conversation_id)
    assert script is not None
    assert script["pending"]["at"] == "travel_pass.where"


def test_everything_that_was_typed_is_taken_and_can_be_corrected(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    told = work.step(conversation_id, "say", text="they go to Spain for 12 days")["script"]
    assert [(one["at"], one["value"]) for one in told["answered"]] == [
        ("travel_pass.where", "Europe"),
        ("travel_pass.days", "12"),
    ]
    told = work.step(conversation_id, "correct", at="travel_pass.days", value="3")["script"]
    assert "3 days" in told["pending"]["text"]
    assert work.step(conversation_id, "back")["script"]["pending"]["at"] == "travel_pass.days"


def test_each_key_says_what_it_leads_to(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    pending = work.choose(conversation_id, "travel_pass", at="menu")["script"]["pending"]
    assert {key["leads_to"] for key in pending["keys"]} == {"And for how many days?"}
    assert pending["agent"].startswith("Ask before naming a price")


def test_a_language_is_switched_in_mid_script(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    told = work.step(conversation_id, "language", at="language", value="pt")["script"]
    assert told["language"] == "pt"
    assert told["pending"]["text"].startswith("Que delícia")


def test_the_same_answers_at_the_desk_and_in_the_chat_lead_to_the_same(work: DeskAtWork) -> None:
    product = work.product
    known = {**KNOWN, "travels_abroad": "often"}
    chatting = product.know(ANA, known)
    calling = product.know(PROVEN, known)
    product.say("I want a travel pass", ANA)
    for text in ("Europe", "12 days"):
        said = product.say(text, ANA)
    said = product.press(said.option("yes"), ANA)
    asked = said.question
    assert asked is not None
    said = product.press(asked.options[0], ANA)
    conversation_id = work.answered(PROVEN)
    work.choose(conversation_id, "travel_pass", at="menu")
    work.choose(conversation_id, "europe")
    work.step(conversation_id, "say", text="12 days")
    told = work.choose(conversation_id, "yes")["script"]
    assert told["pending"]["question"] == asked.question
    told = work.choose(conversation_id, asked.options[0].value)["script"]
    assert told["lines"][0]["text"] == said.replies[0].text
    assert told["lines"][0]["kind"] == "benefit"
    assert _sources(product, chatting) == _sources(product, calling)
    for table in (schema.asks, schema.benefits, schema.treatment_uses, schema.follow_ups):
        assert _shape(product, table, chatting) == _shape(product, table, calling)
    chat = [one.question for one in product.rows(schema.decisions, conversation_id=said.conversation_id)]
    assert chat == [one.question for one in product.rows(schema.decisions, conversation_id=conversation_id)]
    assert _history(product, said.conversation_id) == _history(product, conversation_id)


def _sources(product: Product, person_id: str) -> dict[str, tuple[Any, str]]:
    return {row.attribute: (row.value, row.source) for row in product.rows(schema.facts, person_id=person_id)}


def _shape(product: Product, table: Any, person_id: str) -> Counter[Any]:
    """All but the channel: a follow-up comes where the customer was, on the phone or in the chat."""
    told = ("attribute", "status", "grant", "text", "treatment", "flow", "reason")
    names = [name for name in told if name in table.c]
    return Counter(
        tuple(getattr(row, name) for name in names) for row in product.rows(table, person_id=person_id)
    )


def _history(product: Product, conversation_id: str) -> list[Any]:
    turns = product.rows(schema.events, conversation_id=conversation_id, kind="turn")
    lines = [line for turn in turns for line in turn.data["events"]]
    return [
        (line["kind"], line.get("slot"), line.get("value"))
        for line in lines
        if line.get("slot") != "pass_number"
    ]


def test_what_the_bot_asked_the_agent_does_not_ask_again(work: DeskAtWork) -> None:
    product = work.product
    product.know(ANA, KNOWN)
    for text in ("I want a travel pass", "Europe", "12 days"):
        said = product.say(text, ANA)
    said = product.press(said.option("yes"), ANA)
    assert said.question is not None
    product.say("I want to talk to a person", ANA)
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.choose(said.conversation_id, "travel_pass", at="menu")
    work.choose(said.conversation_id, "asia")
    work.step(said.conversation_id, "say", text="3 days")
    assert work.choose(said.conversation_id, "yes")["script"]["pending"] is None
    asked = [row for row in product.rows(schema.asks, conversation_id=said.conversation_id) if row.asked_at]
    assert len(asked) == 1


def test_handed_back_the_bot_goes_on_where_the_flow_stands(work: DeskAtWork) -> None:
    product = work.product
    said = product.say("I want a travel pass", ANA)
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.choose(said.conversation_id, "europe")
    work.desk.scripts.release(BIA, said.conversation_id, new_id())
    assert "14 days" in product.say("14 days", ANA).text
    assert product.rows(schema.conversations, id=said.conversation_id)[0].owner == "bot"


def test_what_an_agent_chose_is_not_shown_as_the_customers_words(work: DeskAtWork) -> None:
    said = work.product.say("I want a travel pass", ANA)
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.choose(said.conversation_id, "europe")
    rows = work.product.rows(schema.messages, conversation_id=said.conversation_id, direction="in")
    assert [row.text for row in rows if row.channel == "rest"] == ["I want a travel pass"]


# --- the customer


def test_nobody_unverified_hears_or_sees_what_is_known(work: DeskAtWork) -> None:
    work.product.know(NUMBER, KNOWN)
    conversation_id = work.answered()
    told = work.desk.workspace(BIA, conversation_id)
    assert told is not None
    assert all(one["value"] is None for one in told["card"]["facts"])
    assert "Ana" not in told["opening"]


def test_two_right_answers_verify_and_three_wrong_tries_end_it(work: DeskAtWork) -> None:
    work.product.know(NUMBER, KNOWN)
    conversation_id = work.answered()
    assert not work.desk.customers.verify(BIA, conversation_id, {"city": "sao paulo", "plan": "monte"})
    assert work.desk.customers.verify(
        BIA, conversation_id, {"city": "sao paulo", "monthly_charge": "41 dollars"}
    )
    told = work.desk.workspace(BIA, conversation_id)
    assert told is not None and told["card"]["is_verified"]
    assert "Ana" in told["opening"]


def test_guessing_is_stopped(work: DeskAtWork) -> None:
    work.product.know(NUMBER, KNOWN)
    conversation_id = work.answered()
    for _ in range(3):
        assert not work.desk.customers.verify(BIA, conversation_id, {"city": "Rio", "plan": "monte"})
    with pytest.raises(TooManyTries):
        work.desk.customers.verify(BIA, conversation_id, {"city": "São Paulo", "plan": "prado"})


def test_a_customer_is_found_by_number_and_by_a_misspelt_name(work: DeskAtWork) -> None:
    person_id = work.product.know(NUMBER, KNOWN)
    work.product.know(ANA, {"name": "Anabela Ribas"})
    for typed in ("(11) 99123-0001", "+5511991230001"):
        found = work.desk.customers.find(typed)["people"]
        assert [(one["person_id"], one["is_exact"]) for one in found] == [(person_id, True)]
    for typed in ("ana ribeiro", "Ribeiro, Ana", "ana ribero", "rib"):
        found = work.desk.customers.find(typed)["people"]
        assert person_id in [one["person_id"] for one in found], typed
    assert found[0]["hint"] and "991230001" not in str(found)
    assert work.desk.customers.find("zacharias")["people"] == []


def test_an_erased_customer_is_found_by_no_name(work: DeskAtWork) -> None:
    person_id = work.product.know(NUMBER, KNOWN)
    work.answered()
    with work.product.database.transaction() as connection:
        erase_person(connection, person_id, SECRET, work.product.clock())
    assert work.desk.customers.find("ana ribeiro")["people"] == []
    for table in (schema.search_names, schema.name_words, schema.name_pieces, schema.desk_messages):
        assert work.product.rows(table) == []


def test_what_is_noted_supersedes_and_is_never_asked(work: DeskAtWork) -> None:
    person_id = work.product.know(PROVEN, KNOWN)
    conversation_id = work.answered(PROVEN)
    work.desk.customers.note(BIA, conversation_id, "city", "Recife")
    work.desk.customers.note(BIA, conversation_id, "works_from_home", "yes")
    history = work.desk.customers.history(conversation_id, "city")
    assert [(one["value"], one["source"]) for one in history] == [
        ("Recife", "agent"),
        ("São Paulo", "imported"),
    ]
    asks = work.product.rows(schema.asks, person_id=person_id, attribute="works_from_home")
    assert [row.status for row in asks] == ["volunteered"]


def test_every_view_is_audited_once_a_visit(work: DeskAtWork) -> None:
    person_id = work.product.know(NUMBER, KNOWN)
    conversation_id = work.answered()
    for _ in range(3):
        work.desk.workspace(BIA, conversation_id)
    lines = work.product.rows(schema.audit_lines, person_id=person_id, action="view_profile")
    assert [line.actor for line in lines] == ["staff:staff-bia"]


# --- the end


def test_every_change_by_an_agent_leaves_a_line(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.desk.ownership.give_back(BIA, conversation_id, None, "", None)
    work.desk.ownership.take(LEO, f"conversation:{conversation_id}")
    work.desk.scripts.release(LEO, conversation_id, new_id())
    kinds = ("take", "give_back")
    lines = [(row.actor, row.action) for row in work.product.rows(schema.audit_lines) if row.action in kinds]
    assert lines == [
        ("staff:staff-bia", "take"),
        ("staff:staff-bia", "give_back"),
        ("staff:staff-leo", "take"),
        ("staff:staff-leo", "give_back"),
    ]


def test_an_export_tells_what_agents_did_and_how_it_ended(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.desk.wrap_up(BIA, conversation_id, WrapUp("informed", 4))
    (row,) = work.product.rows(schema.conversations, id=conversation_id)
    with work.product.database.reading() as connection:
        (told,) = profile(connection, row.person_id)["conversations"]
    assert [one["disposition"] for one in told["wrap_ups"]] == ["informed"]
    assert told["wrap_ups"][0]["staff_name"] == "Bia Costa"
    assert told["desk_messages"][0]["staff_name"] == "Bia Costa"
    assert "client_id" not in told["desk_messages"][0]


def test_a_wrap_up_has_what_its_disposition_needs(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    with pytest.raises(WrapUpIncomplete, match="satisfaction"):
        work.desk.wrap_up(BIA, conversation_id, WrapUp("solved"))
    with pytest.raises(WrapUpIncomplete, match="disposition"):
        work.desk.wrap_up(BIA, conversation_id, WrapUp("whatever"))


def test_a_wrap_up_ends_the_call_keeps_the_satisfaction_and_the_promise(work: DeskAtWork) -> None:
    person_id = work.product.know(PROVEN, KNOWN)
    conversation_id = work.answered(PROVEN)
    promise = Promise("phone", work.product.clock() + timedelta(hours=1), "look at the bill")
    ended = WrapUp("promised", 4, promise)
    for _ in range(2):
        work.desk.wrap_up(BIA, conversation_id, ended)
    assert work.product.facts(person_id)["last_satisfaction"] == 4
    assert len(work.product.rows(schema.follow_ups, reason="look at the bill")) == 1
    assert work.product.rows(schema.conversations, id=conversation_id)[0].closed_at is not None
    assert work.waiting() == []
    work.product.clock.pass_(hours=2)
    due = work.waiting()[0]
    assert (due["kind"], due["reasons"][-1]) == ("follow_up", "look at the bill")
    assert work.desk.ownership.take(LEO, due["id"]) != conversation_id
    assert work.waiting() == []


def test_a_call_that_ended_by_itself_still_gets_its_wrap_up(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    with work.product.database.transaction() as connection:
        close_conversation(connection, conversation_id, "the call ended", work.product.clock())
    (left,) = work.mine()
    assert (left["conversation_id"], left["reasons"]) == (conversation_id, ["ended"])
    with pytest.raises(NotYours, match="Bia Costa had it"):
        work.desk.wrap_up(LEO, conversation_id, WrapUp("informed"))
    work.desk.wrap_up(BIA, conversation_id, WrapUp("informed"))
    assert work.mine() == []


def test_what_a_flow_wants_wrapped_up_is_not_given_to_the_bot_before(work: DeskAtWork) -> None:
    said = work.product.say("I want to talk to a person", ANA)
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.step(said.conversation_id, "choose", at="menu", value="report_problem")
    with pytest.raises(WrapUpNeeded, match="wrap-up"):
        work.desk.scripts.release(BIA, said.conversation_id, new_id())
    assert work.product.rows(schema.conversations, id=said.conversation_id)[0].owner == "agent"
    work.desk.ownership.give_back(BIA, said.conversation_id, LEO.id, "second line", None)
    work.desk.ownership.take(LEO, f"conversation:{said.conversation_id}")
    work.desk.wrap_up(LEO, said.conversation_id, WrapUp("informed"))
    assert work.product.rows(schema.conversations, id=said.conversation_id)[0].owner == "bot"


def test_a_call_that_ended_without_the_wrap_up_it_needs_comes_before_the_next(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.step(conversation_id, "choose", at="menu", value="report_problem")
    with work.product.database.transaction() as connection:
        close_conversation(connection, conversation_id, "the call ended", work.product.clock())
    said = work.product.say("I want to talk to a person", ANA)
    with pytest.raises(WrapUpNeeded, match="Your call that ended"):
        work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
    work.desk.wrap_up(BIA, conversation_id, WrapUp("informed"))
    work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")


def test_a_caller_who_hangs_up_while_passed_on_is_wrapped_up_by_who_had_them(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.step(conversation_id, "choose", at="menu", value="report_problem")
    work.desk.ownership.give_back(BIA, conversation_id, None, "please go on", None)
    assert not work.mine()
    work.hang_up(conversation_id)
    assert [one["id"] for one in work.mine()] == [f"conversation:{conversation_id}"]
    work.desk.wrap_up(BIA, conversation_id, WrapUp("informed"))
    assert not work.mine()


def test_a_chat_that_comes_back_to_the_desk_is_wrapped_up_anew(work: DeskAtWork) -> None:
    said = work.product.say("I want to talk to a person", ANA)
    for disposition in ("informed", "sold", "sold"):
        if disposition == "informed" or work.waiting():
            work.desk.ownership.take(BIA, f"conversation:{said.conversation_id}")
        work.desk.wrap_up(BIA, said.conversation_id, WrapUp(disposition))
        if disposition == "informed":
            work.product.say("I want to talk to a person", ANA)
    (kept,) = work.product.rows(schema.wrap_ups, conversation_id=said.conversation_id)
    assert kept.disposition == "sold"
    ends = work.product.rows(schema.events, conversation_id=said.conversation_id, kind="wrap_up")
    assert [one.data["disposition"] for one in ends] == ["informed", "sold"]


def test_a_solved_case_asks_the_customer_to_confirm(work: DeskAtWork) -> None:
    person_id = work.product.know(PROVEN, KNOWN)
    conversation_id = work.answered(PROVEN)
    work.desk.wrap_up(BIA, conversation_id, WrapUp("not_solved", case="opened", note="no signal"))
    work.product.clock.pass_(days=2)
    assert [one["kind"] for one in work.waiting()] == ["case"]
    again = work.desk.ownership.take(BIA, work.waiting()[0]["id"])
    work.desk.wrap_up(BIA, again, WrapUp("solved", 5, case="solved"))
    assert work.waiting() == []
    assert work.product.rows(schema.cases, person_id=person_id)[0].status == "open"
    reasons = [row.reason for row in work.product.rows(schema.follow_ups, person_id=person_id)]
    assert any("ask whether it is solved" in reason for reason in reasons)


def test_the_report_says_where_callers_hesitate(work: DeskAtWork) -> None:
    for staff, caller in ((BIA, NUMBER), (LEO, ANA)):
        conversation_id = work.answered(caller, staff)
        work.choose(conversation_id, "travel_pass", at="menu", staff=staff)
        work.choose(conversation_id, "europe", staff=staff)
    with work.product.database.reading() as connection:
        (where,) = script_report(connection, "travel_pass")
    assert (where.step, where.times, where.agents, where.people) == ("where", 2, 2, 2)
    assert (where.seconds, where.answers) == (2.5, (("europe", 2),))


def test_the_report_says_where_callers_hang_up(work: DeskAtWork) -> None:
    unanswered = work.ring(ANA)
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    work.choose(conversation_id, "europe")
    for one in (unanswered, conversation_id):
        work.hang_up(one)
    with work.product.database.reading() as connection:
        told = {one.step: (one.times, one.hung_up) for one in script_report(connection, "travel_pass")}
    assert told == {"where": (1, 0), "days": (0, 1)}


def test_the_report_tells_what_was_understood_and_what_was_done_instead(work: DeskAtWork) -> None:
    conversation_id = work.answered()
    work.choose(conversation_id, "travel_pass", at="menu")
    work.step(conversation_id, "say", text="to Europe")
    work.step(conversation_id, "back")
    work.choose(conversation_id, "asia")
    work.step(conversation_id, "say", text="12 days")
    work.step(conversation_id, "back")
    work.choose(conversation_id, "bill_question", at="menu")
    with work.product.database.reading() as connection:
        told = {one.step: dict(one.answers) for one in script_report(connection, "travel_pass")}
    assert told["where"] == {"europe": 1, "asia": 1}
    assert told["days"] == {"(back)": 1, "12": 1, "(another subject)": 1}


def test_the_demo_companys_guidance_is_in_its_three_languages() -> None:
    guidance = load_guidance({FILE: (CONTENT / FILE).read_text("utf-8")})
    for one in (*guidance.replies, *guidance.dispositions):
        assert set(one.title) == {"en", "es", "pt"}
