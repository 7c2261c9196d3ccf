"""The parameters as they were sent."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.form import Form, UnusableWebhook

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_every_value_is_kept_as_it_was_sent(pairs: list[tuple[str, str]]) -> None:
    form = Form(urlencode(pairs).encode())
    assert sorted((name, value) for name in form for value in form.getlist(name)) == sorted(pairs)


@given(st.binary(max_size=200))
def test_any_body_is_some_form(body: bytes) -> None:
    form = Form(body)
    assert all(form.getlist(name) for name in form)


def test_reading_trims_but_signing_does_not() -> None:
    form = Form(b"Body=++hi+&Empty=")
    assert (form.get("Body"), form.getlist("Body")) == ("hi", ["  hi "])
    assert (form.get("Empty"), form.getlist("Empty")) == ("", [""])


def test_the_first_name_with_a_value_counts() -> None:
    assert Form(b"MessageSid=+&SmsSid=SM1").get("MessageSid", "SmsSid") == "SM1"


def test_what_is_needed_and_missing_is_named() -> None:
    with pytest.raises(UnusableWebhook, match="From"):
        Form(b"From=+&To=1").needed("From")


@pytest.mark.parametrize(
    ("sent", "number"), [("3", 3), ("", 0), ("-1", 0), ("many", 0), ("³", 0), ("1e3", 0)]
)
def test_a_count_that_is_no_number_is_none(sent: str, number: int) -> None:
    assert Form(urlencode({"NumMedia": sent}).encode()).number("NumMedia") == number
