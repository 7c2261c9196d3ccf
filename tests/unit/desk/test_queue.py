from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.queue import QueueItem, ordered

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
CHAT = QueueItem("conversation:1", "chat", "1", "p1", "Ana", "webchat", NOW - timedelta(minutes=2))
CALL = replace(CHAT, id="conversation:2", kind="call", channel="phone", since=NOW)


def ids(*items: QueueItem, staff_id: str = "") -> list[str]:
    return [one.item.id for one in ordered(items, NOW, staff_id)]


def test_whoever_is_on_the_line_comes_before_whoever_writes() -> None:
    assert ids(CHAT, CALL) == [CALL.id, CHAT.id]


def test_a_chat_that_waits_long_enough_comes_before_a_call_that_just_rang() -> None:
    long_ago = replace(CHAT, since=NOW - timedelta(minutes=30))
    assert ids(CALL, long_ago) == [long_ago.id, CALL.id]


def test_of_equals_whoever_waits_longest_comes_first() -> None:
    case = replace(CHAT, kind="case", since=NOW - timedelta(days=300))
    older = replace(case, id="case:9", since=NOW - timedelta(days=400))
    assert ids(case, older) == [older.id, case.id]


def test_each_reason_is_told() -> None:
    item = replace(
        CHAT,
        tier="most_valuable",
        satisfaction=1,
        desk_priority=9,
        because="valued_and_leaving",
        has_open_case=True,
    )
    (ranked,) = ordered([item], NOW)
    assert ranked.reasons == (
        "waits 2 min",
        "valued and leaving",
        "most valuable",
        "was not happy last time",
        "has an open case",
    )


def test_what_was_passed_to_me_is_first_for_me_alone() -> None:
    passed = replace(CHAT, id="case:1", kind="case", meant_for="me", note="as agreed")
    assert ids(CALL, passed, staff_id="me")[0] == passed.id
    assert ids(CALL, passed, staff_id="other")[0] == CALL.id


@given(
    st.lists(st.integers(0, 10_000), unique=True, max_size=20),
    st.sampled_from(["call", "chat", "follow_up", "case"]),
)
def test_waiting_longer_never_puts_anybody_back(minutes: list[int], kind: str) -> None:
    items = [
        replace(CHAT, id=f"{kind}:{one}", kind=kind, since=NOW - timedelta(minutes=one))  # type: ignore[arg-type]
        for one in minutes
    ]
    assert ids(*items) == [f"{kind}:{one}" for one in sorted(minutes, reverse=True)]
