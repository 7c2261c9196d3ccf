from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from twilio.request_validator import RequestValidator

from bot.channels.twilio.as_twilio import SignedCaller, message_form, status_form
from bot.channels.twilio.form import Form
from bot.channels.twilio.inbound import parse_message
from bot.channels.twilio.phones import KEPT_FOR_A_PHONE_THAT_IS_OFF, ON_ITS_WAY, PhoneNetwork
from bot.channels.twilio.status import parse_status
from bot.outgoing import OnTheWay, State, later_state, reported_state
from tests.product import START

ANA, US, SID = "+5511987654321", "+15005550006", "SM" + "1" * 32


class Air:
    """One message on its way, a clock, and the reports that come of it."""

    def __init__(self, channel: str, state: State = "sent") -> None:
        self.now = START
        self.message = OnTheWay("d1", SID, channel, ANA, US, state, START)
        self.reports: list[tuple[str, Mapping[str, str]]] = []
        self.is_cut = False
        self.network = PhoneNetwork(self, self._run, self, lambda: self.now)

    async def _run(self, work: Any, *arguments: Any) -> Any:
        return work(*arguments)

    def on_the_way(self, since: datetime) -> list[OnTheWay]:
        return [self.message]

    async def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str]:
        if self.is_cut:
            raise aiohttp.ClientError
        self.reports.append((path, form))
        state = reported_state(form["MessageStatus"])
        assert state is not None
        after = later_state(self.message.state, state)
        self.message = OnTheWay("d1", SID, self.message.channel, ANA, US, after, self.now)
        return 200, ""

    async def close(self) -> None:
        return

    async def carry(self, seconds: float = 1.0) -> list[str]:
        self.now += timedelta(seconds=seconds)
        await self.network.carry()
        return [form["MessageStatus"] for _, form in self.reports]


async def test_a_message_takes_a_moment_to_arrive() -> None:
    air = Air("sms")
    assert await air.carry(ON_ITS_WAY.total_seconds() / 2) == []
    assert await air.carry() == ["delivered"]


async def test_a_whatsapp_message_is_read_while_somebody_looks_at_it() -> None:
    air = Air("whatsapp")
    assert await air.carry() == ["delivered"]
    assert await air.carry() == ["delivered"]
    air.network.look_at("whatsapp", ANA)
    assert await air.carry() == ["delivered", "read"]


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
async def test_a_phone_in_airplane_mode_gets_it_when_it_is_back(channel: str) -> None:
    air = Air(channel)
    air.network.switch(channel, ANA, is_off=True)
    assert await air.carry() == []
    air.network.switch(channel, ANA, is_off=False)
    assert await air.carry() == ["delivered"]


async def test_an_sms_is_given_up_after_a_while_and_whatsapp_waits_on() -> None:
    sms, whatsapp = Air("sms"), Air("whatsapp")
    for air in (sms, whatsapp):
        air.network.switch(air.message.channel, ANA, is_off=True)
    long = KEPT_FOR_A_PHONE_THAT_IS_OFF.total_seconds() + 1
    assert await sms.carry(long) == ["undelivered"]
    assert sms.reports[0][1]["ErrorCode"] == "30003"
    assert await whatsapp.carry(long) == []


async def test_airplane_mode_is_one_phones() -> None:
    air = Air("sms")
    air.network.switch("whatsapp", ANA, is_off=True)
    assert await air.carry() == ["delivered"]


async def test_a_webhook_that_cannot_be_reached_is_called_again() -> None:
    air = Air("sms")
    air.is_cut = True
    assert await air.carry() == []
    air.is_cut = False
    assert await air.carry() == ["delivered"]


async def test_a_report_names_the_delivery_and_can_be_read_as_twilios() -> None:
    air = Air("whatsapp")
    await air.carry()
    [(path, form)] = air.reports
    assert path == "/channels/twilio/status?delivery=d1"
    notice = parse_status(Form(urlencode(form).encode()), "d1")
    assert (notice.provider_sid, notice.status, notice.error_code) == (SID, "delivered", None)


def test_what_a_phone_posts_is_signed_over_the_public_address() -> None:
    caller = SignedCaller("http://127.0.0.1:9", "https://chat.example.com/", "the token")
    form = status_form("sms", ANA, US, SID, "delivered")
    signature = caller.headers("/channels/twilio/status?delivery=d1", form)["x-twilio-signature"]
    address = "https://chat.example.com/channels/twilio/status?delivery=d1"
    assert RequestValidator("the token").validate(address, form, signature)


@pytest.mark.parametrize("is_list", [False, True])
def test_a_tap_on_a_phone_is_read_as_the_button_it_was(is_list: bool) -> None:
    payload = '/choose{"at": "menu", "value": "travel"}'
    form = message_form("whatsapp", ANA, US, SID, "A travel pass", payload, is_list=is_list)
    message = parse_message(Form(urlencode(form).encode()), longest=100)
    assert (message.text, message.payload, message.channel) == ("A travel pass", payload, "whatsapp")
