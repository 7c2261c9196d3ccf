import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Option
from bot.store.transcript import Cursor, Line
from bot.web.stream import Look, Teller


def line(position: int, conversation: str = "c1", direction: str = "out", **values: Any) -> Line:
    made: dict[str, Any] = {
        "id": f"{conversation}m{position}",
        "conversation_id": conversation,
        "position": position,
        "direction": direction,
        "kind": "say",
        "text": "a\nb",
        "payload": None,
        "options": (),
        "provider_id": None,
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Line(**{**made, **values})


def told(teller: Teller, look: Look) -> list[tuple[str, str | None, dict[str, Any]]]:
    found = []
    for block in b"".join(teller.tell(look)).decode().split("\n\n")[:-1]:
        fields = dict(part.split(": ", 1) for part in block.split("\n"))
        found.append((fields["event"], fields.get("id"), json.loads(fields["data"])))
    return found


def names(teller: Teller, look: Look) -> list[str]:
    return [name for name, _, _ in told(teller, look)]


def test_a_message_carries_the_cursor_behind_it() -> None:
    events = told(Teller("v", Cursor({})), Look(lines=(line(0), line(1))))
    assert [event_id for name, event_id, _ in events if name == "message"] == ["c1:0", "c1:1"]


def test_options_are_told_as_title_and_payload() -> None:
    events = told(Teller("v", Cursor({})), Look(lines=(line(0, options=(Option("x", "X", "/choose{}"),)),)))
    assert events[0][2]["options"] == [{"title": "X", "payload": "/choose{}"}]


def test_a_customers_own_message_comes_back_under_the_id_their_browser_gave() -> None:
    events = told(Teller("v", Cursor({})), Look(lines=(line(0, direction="in", provider_id="v:abc"),)))
    assert events[0][2]["client_id"] == "abc"


def test_how_things_stand_is_told_once_and_again_when_it_changes() -> None:
    teller, waiting = Teller("v", Cursor({})), datetime.now(UTC)
    assert names(teller, Look()) == ["typing", "conversation"]
    assert names(teller, Look()) == []
    assert names(teller, Look(waiting_since=waiting, is_open=True)) == ["typing", "conversation", "profile"]
    assert names(teller, Look(waiting_since=waiting, is_open=True)) == []
    assert names(teller, Look(is_open=True)) == ["typing"]


def test_a_person_who_writes_is_named_and_the_bot_is_not() -> None:
    teller = Teller("v", Cursor({}))
    told(teller, Look(is_open=True, agent="Bia"))
    (event,) = told(teller, Look(is_open=True, agent="Bia", agent_writing="Bia"))
    assert event == ("typing", None, {"is_typing": True, "who": "Bia"})
    (event,) = told(teller, Look(is_open=True, waiting_since=datetime.now(UTC)))[:1]
    assert event == ("typing", None, {"is_typing": True, "who": None})


def test_a_customer_who_waits_hears_once_that_we_have_their_message() -> None:
    teller, since = Teller("v", Cursor({})), datetime.now(UTC) - timedelta(seconds=5)
    assert "notice" in names(teller, Look(waiting_since=since))
    assert "notice" not in names(teller, Look(waiting_since=since))


def test_a_customer_who_does_not_wait_long_hears_nothing() -> None:
    assert "notice" not in names(Teller("v", Cursor({})), Look(waiting_since=datetime.now(UTC)))


def test_the_profile_may_have_changed_when_the_bot_spoke_or_the_person_became_known() -> None:
    teller = Teller("v", Cursor({}))
    told(teller, Look(person_id="p1"))
    assert "profile" in names(teller, Look(person_id="p1", lines=(line(0),)))
    assert "profile" not in names(teller, Look(person_id="p1", lines=(line(1, direction="in"),)))
    assert "profile" in names(teller, Look(person_id="p2"))


conversations = st.sampled_from(["c1", "c2", "c3"])
positions = st.integers(min_value=0, max_value=9)


@given(st.dictionaries(conversations, positions))
def test_a_cursor_reads_back_what_it_writes(read: dict[str, int]) -> None:
    assert Cursor.read(str(Cursor(read))).positions == read


@given(st.text(max_size=60))
def test_any_text_is_read_as_some_cursor(text: str) -> None:
    assert all(position >= 0 for position in Cursor.read(text).positions.values())


@given(st.lists(st.tuples(conversations, positions), max_size=12))
def test_a_cursor_never_goes_back(seen: list[tuple[str, int]]) -> None:
    cursor = Cursor({})
    for conversation, position in seen:
        after = cursor.after(line(position, conversation))
        assert all(after.positions.get(key, -1) >= old for key, old in cursor.positions.items())
        cursor = after


def test_a_cursor_keeps_the_newest_conversations_only() -> None:
    cursor = Cursor({}).after_all(line(0, f"c{number}") for number in range(6))
    assert list(cursor.positions) == ["c3", "c4", "c5"]
