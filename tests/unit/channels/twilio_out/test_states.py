"""A status never goes back, whatever the order in which reports come."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.errors import known_codes, meaning_of
from bot.outgoing import Consequence, later_state, reported_state

WORDS = ["accepted", "queued", "sending", "sent", "undelivered", "failed", "delivered", "read", "canceled"]


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.randoms())
def test_reports_in_any_order_and_any_number_lead_to_the_same_state(words: list[str], random: object) -> None:
    reports = [state for word in words if (state := reported_state(word))]
    mixed = [*reports, *reports]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert reduce(later_state, reports, "sending") == reduce(later_state, mixed, "sending")


@given(st.lists(st.sampled_from(WORDS), min_size=2))
def test_read_stays_read_and_delivered_stays_delivered(words: list[str]) -> None:
    state = reduce(later_state, [s for word in words if (s := reported_state(word))], "sending")
    assert (state == "read") == ("read" in words)
    assert (state == "delivered") == ("delivered" in words and "read" not in words)


@pytest.mark.parametrize("word", ["receiving", "received", "", "something new"])
def test_words_about_something_else_say_nothing(word: str) -> None:
    assert reported_state(word) is None


@pytest.mark.parametrize(
    ("code", "consequence"),
    [
        (21610, Consequence.REFUSED),
        (63014, Consequence.REFUSED),
        (21211, Consequence.UNREACHABLE),
        (21614, Consequence.UNREACHABLE),
        (63016, Consequence.TEMPLATE),
        (20429, Consequence.LATER),
        (20003, Consequence.MEND),
        (99999, Consequence.FAILED),
    ],
)
def test_an_error_has_its_consequence(code: int, consequence: Consequence) -> None:
    assert meaning_of(code).consequence is consequence


def test_each_known_error_says_what_it_means_in_a_sentence() -> None:
    for code in known_codes():
        assert meaning_of(code).text.endswith(".")


def test_an_unknown_error_says_what_twilio_said() -> None:
    assert meaning_of(12345, "The moon is full").text == "The moon is full"
