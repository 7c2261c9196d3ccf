"""Buttons and replies as they travel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Option, Reply, choice_payload, is_one_of_several, read_choice


@given(st.text(), st.text(), st.booleans())
def test_a_button_comes_back_as_it_was_sent(at: str, value: str, several: bool) -> None:
    assert read_choice(choice_payload(at, value, several=several)) == (at, value)


@given(st.booleans())
def test_a_button_tells_whether_others_may_be_chosen_with_it(several: bool) -> None:
    assert is_one_of_several(Option("a", "A", choice_payload("f.s", "a", several=several))) is several


@given(st.text())
def test_any_other_payload_is_chosen_alone(text: str) -> None:
    assert not is_one_of_several(Option("a", "A", text))


@given(st.text())
def test_no_text_breaks_the_reading_of_a_button(text: str) -> None:
    assert read_choice(text) is None or text.startswith("/choose{")
    assert read_choice("/choose{" + text) is None or "at" in text


def test_a_reply_has_rasas_shape_and_ours_below_custom() -> None:
    reply = Reply(
        "question", "Do you travel?", (Option("yes", "Yes", "/x"),), None, None, "travels_abroad", id="7"
    )
    assert reply.as_rasa() == {
        "text": "Do you travel?",
        "buttons": [{"title": "Yes", "payload": "/x"}],
        "custom": {
            "dripline": {
                "id": "7",
                "kind": "question",
                "flow": None,
                "step": None,
                "question": "travels_abroad",
            }
        },
    }
