"""Twilio's webhooks: only what Twilio signed, each message once, nothing lost, whatever the engine does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import update

from bot.errors import EngineUnavailable
from bot.messages import Address, InboundMessage
from bot.metrics import REGISTRY
from bot.store import schema
from bot.store.deliveries import enqueue_text
from bot.turn import Dialogue
from tests.twilio import (
    ANA,
    MESSAGES,
    OLD_TOKEN,
    PUBLIC,
    STATUS,
    VOICE,
    TwilioSide,
    new_sid,
    signature,
    sms,
    twilio_side,
    whatsapp,
)

BO = "+5521987650001"
"""Somebody else's number."""


@pytest.fixture
def twilio(database_url: str) -> Iterator[TwilioSide]:
    with twilio_side(database_url, twilio_auth_token_secondary=OLD_TOKEN) as side:
        yield side


@pytest.fixture
def small(sqlite_url: str) -> Iterator[TwilioSide]:
    """For what does not depend on the database."""
    with twilio_side(sqlite_url, twilio_auth_token_secondary=OLD_TOKEN) as side:
        yield side


def counted(name: str) -> float:
    return REGISTRY.get_sample_value(f"dripline_{name}_total") or 0.0


# --- Only what Twilio signed ---


@pytest.mark.parametrize("path", [MESSAGES, STATUS, VOICE])
@pytest.mark.parametrize("sign", ["", "forged", "ÿ" * 28])
def test_what_twilio_did_not_sign_is_refused_counted_and_not_stored(
    small: TwilioSide, path: str, sign: str
) -> None:
    before = counted("twilio_forged")
    answer = small.post(path, sms(Body="hello", CallSid=new_sid("CA")), sign=sign.encode("latin-1"))  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert all(answer.json()[key] for key in ("error", "hint"))
    assert small.product.rows(schema.messages) == []
    assert small.product.rows(schema.persons) == []
    assert counted("twilio_forged") == before + 1


def test_a_request_without_the_header_is_refused(small: TwilioSide) -> None:
    assert small.web.post(MESSAGES, data=sms(Body="hello")).status_code == 403


@pytest.mark.parametrize(
    "change",
    [{"Body": "hello "}, {"Body": ""}, {"From": BO}, {"Extra": ""}, {"MessageSid": new_sid()}],
    ids=lambda change: next(iter(change)),
)
def test_a_parameter_that_was_changed_or_added_breaks_the_signature(
    small: TwilioSide, change: dict[str, str]
) -> None:
    parameters = sms(Body="hello")
    signed = signature(MESSAGES, parameters)
    assert small.post(MESSAGES, {**parameters, **change}, sign=signed).status_code == 403


def test_a_parameter_that_was_left_out_breaks_the_signature(small: TwilioSide) -> None:
    parameters = sms(Body="hello")
    signed = signature(MESSAGES, parameters)
    del parameters["NumSegments"]
    assert small.post(MESSAGES, parameters, sign=signed).status_code == 403


def test_blanks_around_values_and_empty_ones_are_signed_as_they_are(small: TwilioSide) -> None:
    assert small.post(MESSAGES, sms(Body="  hello  ", FromCity="", FromState=" ")).status_code == 200


def test_both_tokens_are_valid_while_one_is_rotated(small: TwilioSide) -> None:
    parameters = sms(Body="hello")
    assert (
        small.post(MESSAGES, parameters, sign=signature(MESSAGES, parameters, OLD_TOKEN)).status_code == 200
    )
    assert small.post(MESSAGES, parameters, sign=signature(MESSAGES, parameters, "other")).status_code == 403


def test_without_a_token_nothing_is_signed(sqlite_url: str) -> None:
    with twilio_side(sqlite_url, twilio_auth_token="") as side:
        parameters = sms(Body="hello")
        assert side.post(MESSAGES, parameters, sign=signature(MESSAGES, parameters, "")).status_code == 403


def test_the_query_is_signed_too(small: TwilioSide) -> None:
    path = f"{STATUS}?delivery=0a1b&x=%20y"
    parameters = {"MessageSid": new_sid(), "MessageStatus": "sent"}
    assert small.post(path, parameters).status_code == 200
    assert (
        small.post(path.replace("0a1b", "0a1c"), parameters, sign=signature(path, parameters)).status_code
        == 403
    )


def test_the_signature_is_over_the_public_address_whatever_host_was_asked(small: TwilioSide) -> None:
    parameters = sms(Body="hello")
    answer = small.post(MESSAGES, parameters, Host="internal:8000", X_Forwarded_Host="evil.example")
    assert answer.status_code == 200
    forged = signature(MESSAGES, parameters, public_url="https://evil.example")
    assert small.post(MESSAGES, parameters, sign=forged, X_Forwarded_Host="evil.example").status_code == 403


def test_a_trusted_proxy_says_which_address_was_asked(sqlite_url: str) -> None:
    with twilio_side(sqlite_url, trusted_proxies=("10.0.0.0/8",)) as side:
        parameters = sms(Body="hello")
        signed = signature(MESSAGES, parameters, public_url="https://other.example.com")
        told = {"X_Forwarded_Host": "other.example.com", "X_Forwarded_Proto": "https"}
        assert side.post(MESSAGES, parameters, sign=signed, **told).status_code == 200
        assert side.post(MESSAGES, parameters, sign=signed).status_code == 403


def test_a_public_address_with_a_path_is_signed_with_it(sqlite_url: str) -> None:
    with twilio_side(sqlite_url, public_url=f"{PUBLIC}/dripline/") as side:
        parameters = sms(Body="hello")
        signed = signature(MESSAGES, parameters, public_url=f"{PUBLIC}/dripline")
        assert side.post(MESSAGES, parameters, sign=signed).status_code == 200


# --- Each message once, nothing lost ---


def test_a_message_delivered_again_makes_no_second_turn(twilio: TwilioSide) -> None:
    parameters = sms(Body="hello")
    for _ in range(3):
        assert twilio.say(parameters).status_code == 200
    (message,) = twilio.heard()
    assert len(twilio.replies_to(message.id)) == len(twilio.product.rows(schema.messages, direction="out"))


def test_one_delivery_under_two_ids_is_one_message(twilio: TwilioSide) -> None:
    for _ in range(2):
        answer = twilio.say(
            sms(Body="hello"), I_Twilio_Idempotency_Token="11111111-2222-3333-4444-555555555555"
        )
        assert answer.status_code == 200
    assert len(twilio.heard()) == 1


def test_the_same_text_twice_is_two_messages(twilio: TwilioSide) -> None:
    for _ in range(2):
        twilio.say(sms(Body="hello"))
    assert len(twilio.heard()) == 2


@pytest.mark.parametrize("by", ["id", "token"])
def test_twenty_at_once_make_one_turn(twilio: TwilioSide, by: str) -> None:
    parameters = sms(Body="hello")

    def deliver(_: int) -> int:
        sent = parameters if by == "id" else sms(Body="hello")
        return int(twilio.post(MESSAGES, sent, I_Twilio_Idempotency_Token="the same").status_code)

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(deliver, range(20))) == {200}
    twilio.settle()
    (message,) = twilio.heard()
    assert len(twilio.replies_to(message.id)) == len(twilio.product.rows(schema.messages, direction="out"))
    assert len(twilio.events("received")) == 1


def test_what_a_worker_left_half_way_is_answered_by_the_next(twilio: TwilioSide) -> None:
    """The first worker received and acknowledged, and died before it answered anything."""
    dead = twilio.product.again()
    address = Address("phone", ANA, is_verified=True)
    sid = new_sid()
    received = dead.services.dialogue.receive(InboundMessage(sid, "sms", address, "hello"))
    dead.close()
    twilio.product.clock.pass_(minutes=2)
    twilio.say(sms(Body="hello", MessageSid=sid))
    (message,) = twilio.heard()
    assert message.id == received.message_id
    assert twilio.replies_to(message.id)


def test_the_next_delivery_does_not_wait_for_a_turn_under_way(twilio: TwilioSide) -> None:
    """Acknowledging does not depend on the engine, which here never answers."""
    never = asyncio.Event()
    _engine_of(twilio).send = lambda *_: never.wait()
    for _ in range(3):
        assert twilio.post(MESSAGES, sms(Body="hello")).status_code == 200
    assert len(twilio.heard()) == 3
    assert all(row.answered_at is None for row in twilio.heard())
    twilio.web.portal.call(never.set)  # type: ignore[union-attr]


def test_a_burst_is_acknowledged_while_the_engine_is_down_and_answered_once_it_is_back(
    twilio: TwilioSide,
) -> None:
    engine = _engine_of(twilio)
    works, engine.send = engine.send, _down
    sent = [sms(Body="hello", From=f"+55119{80000000 + number % 100}") for number in range(500)]
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda one: twilio.post(MESSAGES, one).status_code, sent))
    assert statuses == [200] * 500
    assert sorted(row.provider_id for row in twilio.heard()) == sorted(one["MessageSid"] for one in sent)
    engine.send = works
    twilio.product.clock.pass_(minutes=2)
    _work_until_answered(twilio)
    turns = [row.message_id for row in twilio.product.rows(schema.events, kind="turn")]
    assert sorted(turns) == sorted(row.id for row in twilio.heard())


def _work_until_answered(twilio: TwilioSide, seconds: float = 120) -> None:
    """Requests answer in the background too, so that a look may find nothing to take though much is under way."""
    give_up = time.monotonic() + seconds
    while twilio.product.rows(schema.messages, direction="in", answered_at=None):
        assert time.monotonic() < give_up, "a message was not answered"
        twilio.web.portal.call(twilio.product.services.worker.answer_waiting)  # type: ignore[union-attr]
        twilio.product.clock.pass_(seconds=5)


def _engine_of(twilio: TwilioSide) -> Any:
    dialogue = twilio.product.services.dialogue
    assert isinstance(dialogue, Dialogue)
    return dialogue._engine


async def _down(*_: str) -> None:
    raise EngineUnavailable(url="http://127.0.0.1:5005", problem="stopped")


# --- Who it is ---


def test_sms_and_whatsapp_of_one_number_are_one_person(twilio: TwilioSide) -> None:
    twilio.say(sms(Body="hello"))
    twilio.say(whatsapp(Body="hello"))
    assert len(twilio.product.rows(schema.persons)) == 1
    kinds = {row.kind: row.verified_at is not None for row in twilio.product.rows(schema.identifiers)}
    assert kinds == {"phone": True, "whatsapp": True}


def test_a_customer_imported_with_a_phone_number_is_known_on_whatsapp(twilio: TwilioSide) -> None:
    person = twilio.product.know(Address("phone", ANA), {"plan": "basic"})
    twilio.say(whatsapp(Body="hello"))
    assert {row.person_id for row in twilio.product.rows(schema.conversations)} == {person}


def test_a_shared_place_answers_a_question_for_a_place(twilio: TwilioSide) -> None:
    twilio.say(whatsapp(Body="hello"))
    (talk,) = twilio.product.rows(schema.conversations)
    with twilio.product.database.transaction() as connection:
        state = {**talk.state, "asking": "coverage_spot"}
        connection.execute(update(schema.conversations).values(state=state))
    twilio.say(whatsapp(Body="", Latitude="-23.5", Longitude="-46.6", Address="Av. Paulista, 1578"))
    assert twilio.product.facts(talk.person_id)["coverage_spot"] == "Av. Paulista, 1578"


def test_an_edit_under_the_id_of_its_message_is_no_duplicate(twilio: TwilioSide) -> None:
    first = whatsapp(Body="hello")
    twilio.say(first)
    edited = {**first, "Body": "I need a travel pass", "EventType": "EDITED"}
    for _ in range(2):
        twilio.say(edited, I_Twilio_Idempotency_Token="edit-1")
    assert [row.text for row in twilio.heard()] == ["hello", "I need a travel pass"]


# --- Statuses ---


def test_a_status_of_a_message_that_is_not_ours_is_acknowledged(small: TwilioSide) -> None:
    answer = small.post(STATUS, {"MessageSid": new_sid(), "MessageStatus": "delivered"})
    assert (answer.status_code, answer.text.endswith("<Response></Response>")) == (200, True)
    assert small.post(STATUS, {"MessageStatus": "delivered"}).status_code == 422
    assert small.post(STATUS, {"MessageSid": new_sid()}).status_code == 422


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        (["queued", "sent", "delivered", "read"], "read"),
        (["read", "delivered", "sent", "queued"], "read"),
        (["delivered", "delivered", "sent"], "delivered"),
        (["sent", "failed", "delivered"], "delivered"),
        (["delivered", "failed"], "delivered"),
        (["a word that nobody knows"], "sending"),
    ],
)
def test_a_status_never_goes_back(twilio: TwilioSide, reports: list[str], state: str) -> None:
    delivery = _delivery(twilio)
    sid = new_sid()
    for report in reports:
        answer = twilio.post(f"{STATUS}?delivery={delivery}", {"MessageSid": sid, "MessageStatus": report})
        assert answer.status_code == 200
    (row,) = twilio.product.rows(schema.deliveries, id=delivery)
    assert row.state == state


def test_a_failure_is_kept_with_what_it_means(twilio: TwilioSide) -> None:
    delivery = _delivery(twilio)
    report = {"MessageSid": new_sid(), "MessageStatus": "undelivered", "ErrorCode": "30005"}
    twilio.post(f"{STATUS}?delivery={delivery}", report)
    (row,) = twilio.product.rows(schema.deliveries, id=delivery)
    assert (row.state, row.error_code) == ("undelivered", 30005)
    assert row.error_meaning


def _delivery(twilio: TwilioSide) -> str:
    """A message of ours that is being sent, and whose provider id is not known yet."""
    now = twilio.product.clock()
    person = twilio.product.know(Address("phone", BO), {})
    with twilio.product.database.transaction() as connection:
        delivery_id = enqueue_text(
            connection, person_id=person, channel="sms", recipient=BO, body="hi", purpose="service", now=now
        )
        connection.execute(update(schema.deliveries).values(state="sending"))
    return delivery_id
