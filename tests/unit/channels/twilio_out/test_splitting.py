"""Long texts are split where a reader would pause, and lose nothing but blanks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.segments import segments_of
from bot.channels.twilio.splitting import split_text


def within(longest: int):  # type: ignore[no-untyped-def]
    return lambda text: len(text) <= longest


@pytest.mark.parametrize(
    ("text", "longest", "parts"),
    [
        ("Short.", 20, ("Short.",)),
        ("One sentence here. Another one.", 22, ("One sentence here.", "Another one.")),
        ("A question? Yes! And so it goes on", 20, ("A question? Yes!", "And so it goes on")),
        ('He said "come." She came.', 17, ('He said "come."', "She came.")),
        ("First part.\n\nSecond part. Third.", 26, ("First part.", "Second part. Third.")),
        ("no sentence ends in here at all", 12, ("no sentence", "ends in here", "at all")),
        ("aaaaaaaaaaaaaaa", 6, ("aaaaaa", "aaaaaa", "aaa")),
        ("Choose:\n1. Europe\n2. Africa", 18, ("Choose:\n1. Europe", "2. Africa")),
        ("x👩\u200d👩\u200d👧", 4, ("x", "👩\u200d👩\u200d", "👧")),
        ("   ", 5, ()),
    ],
)
def test_a_text_is_cut_at_paragraphs_then_sentences_then_words(
    text: str, longest: int, parts: tuple[str, ...]
) -> None:
    assert split_text(text, within(longest)) == parts


@given(st.text(max_size=300), st.integers(1, 60))
def test_every_part_fits_and_no_character_but_blanks_is_lost(text: str, longest: int) -> None:
    parts = split_text(text, within(longest))
    assert all(0 < len(part) <= longest for part in parts)
    assert re.sub(r"\s+", "", "".join(parts)) == re.sub(r"\s+", "", text)


@given(st.text(alphabet="abc ã€😀.\n", max_size=600), st.integers(1, 3))
def test_parts_of_an_sms_fit_the_segments_they_may_take(text: str, most: int) -> None:
    parts = split_text(text, lambda part: segments_of(part).count <= most)
    assert all(segments_of(part).count <= most for part in parts)
