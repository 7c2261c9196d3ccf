from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import UNCLEAR, Answer
from bot.questions.ledger import HOLDING, AskRecord, Status, after_answer, after_ignored, bar, is_askable

NOW = datetime(2026, 3, 11, 15, tzinfo=UTC)


def record(status: Status, *, expires_in: timedelta | None = None, attribute: str = "pets") -> AskRecord:
    return AskRecord(attribute, status, expires_at=None if expires_in is None else NOW + expires_in)


@pytest.mark.parametrize("status", sorted(HOLDING))
def test_what_was_asked_or_told_is_not_asked(status: Status) -> None:
    assert not is_askable([record(status)], "pets", NOW)
    assert is_askable([record(status)], "city", NOW)


@pytest.mark.parametrize("status", sorted(HOLDING))
def test_it_may_be_asked_again_once_it_has_expired(status: Status) -> None:
    assert is_askable([record(status, expires_in=timedelta(seconds=-1))], "pets", NOW)
    assert not is_askable([record(status, expires_in=timedelta(seconds=1))], "pets", NOW)


def test_a_question_ignored_once_may_be_asked_again() -> None:
    assert is_askable([record("ignored")], "pets", NOW)
    assert after_ignored(1) == "ignored"


def test_a_question_ignored_twice_counts_as_declined() -> None:
    assert bar([record("ignored"), record("ignored")], "pets", NOW) == (
        "it was ignored twice, which counts as declined"
    )
    assert after_ignored(2) == "declined"


def test_what_was_erased_is_not_asked_again() -> None:
    assert bar([], "pets", NOW, suppressed={"pets"}) == "the customer had it erased"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer("value", "x"), "answered"),
        (Answer("declined"), "declined"),
        (Answer("dont_know"), "declined"),
        (UNCLEAR, None),
    ],
)
def test_an_answer_settles_a_question_unless_it_is_unclear(answer: Answer, status: Status | None) -> None:
    assert after_answer(answer) == status


@given(st.lists(st.sampled_from(["asked", "answered", "declined", "volunteered", "ignored", "expired"])))
def test_more_history_never_makes_an_attribute_askable(statuses: list[Status]) -> None:
    records = [record(one) for one in statuses]
    if not is_askable(records, "pets", NOW):
        assert not is_askable([*records, record("expired"), record("ignored")], "pets", NOW)
