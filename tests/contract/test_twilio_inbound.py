"""Everything that Twilio may deliver: kept, acknowledged with an empty answer, and answered sensibly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.messages import choice_payload
from bot.store import schema
from tests.twilio import TwilioSide, sms, twilio_side, whatsapp

CASES = yaml.safe_load((Path(__file__).parent / "twilio_inbound.yml").read_text("utf-8"))


@pytest.fixture
def twilio(sqlite_url: str) -> Iterator[TwilioSide]:
    with twilio_side(sqlite_url) as side:
        yield side


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "_"))
def test_what_twilio_delivers(twilio: TwilioSide, case: dict[str, Any]) -> None:
    make = whatsapp if case.get("whatsapp") else sms
    for text in case.get("after", ()):
        twilio.say(make(Body=text))
    before = twilio.heard()
    sent = {name: value * case.get("repeat", 1) for name, value in case["sent"].items()}
    answer = twilio.say(make(**sent))
    assert answer.status_code == case.get("refused", 200)
    if "refused" in case:
        assert all(answer.json()[key] for key in ("error", "hint"))
    else:
        assert answer.text.endswith("<Response></Response>")
        assert answer.headers["content-type"].startswith("text/xml")
    if case.get("ignored") or case.get("refused"):
        assert twilio.heard() == before
        return
    message = twilio.heard()[-1]
    assert len(twilio.heard()) == len(before) + 1
    _is_kept(twilio, message, case)
    _is_answered(twilio, message, case, before)


def _is_kept(twilio: TwilioSide, message: Any, case: dict[str, Any]) -> None:
    kept = dict(case["kept"])
    if (length := kept.pop("length", None)) is not None:
        assert len(message.text) == length
        assert len(twilio.events("received", message_id=message.id)[0]["whole_text"]) > length
    if payload := kept.get("payload"):
        kept["payload"] = choice_payload(*payload.split("="))
    assert {name: getattr(message, name) for name in kept} == kept
    beside = twilio.events("received", message_id=message.id)[0]
    expected = case.get("beside", {})
    assert {name: beside.get(name) for name in expected} == expected
    if address := case.get("address"):
        assert twilio.product.rows(schema.identifiers, kind="phone", value=address)


def _is_answered(twilio: TwilioSide, message: Any, case: dict[str, Any], before: list[Any]) -> None:
    replies = twilio.replies_to(message.id)
    assert message.answered_at is not None
    text = "\n".join(reply.text for reply in replies)
    if case.get("any"):
        return
    if chosen := case.get("chooses"):
        offered = [one.options for one in twilio.replies_to(before[-1].id) if one.options][-1]
        assert ("option_named", offered[chosen - 1][0]) in _notes(twilio, message)
        assert ("flow_started", offered[chosen - 1][0]) in _notes(twilio, message)
    elif "hears" in case:
        assert case["hears"].lower() in text.lower()
    else:
        assert not replies


def _notes(twilio: TwilioSide, message: Any) -> list[tuple[str, Any]]:
    turn = twilio.events("turn", message_id=message.id)[0]
    return [(event["kind"], event.get("value") or event.get("flow")) for event in turn["events"]]
