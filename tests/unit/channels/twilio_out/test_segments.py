"""SMS counts in segments, and cheap characters are taken only where nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.segments import for_sms, is_gsm7, segments_of


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "a" * 100, "GSM-7", 254, 2),
        ("€" * 81, "GSM-7", 162, 2),
        ("a" + "€" * 153, "GSM-7", 307, 3),
        ("Señor, ¿qué?", "GSM-7", 12, 1),
        ("não" + "a" * 67, "UCS-2", 70, 1),
        ("não" + "a" * 68, "UCS-2", 71, 2),
        ("ã" * 134, "UCS-2", 134, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 36, "UCS-2", 72, 2),
        ("😀" * 67, "UCS-2", 134, 3),
    ],
)
def test_segments_are_counted_as_the_networks_do(text: str, encoding: str, units: int, count: int) -> None:
    found = segments_of(text)
    assert (found.encoding, found.units, found.count) == (encoding, units, count)


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("“Hello” – it’s me…", "lossless", '"Hello" - it\'s me...'),
        ("10\u00a0GB", "lossless", "10 GB"),
        ("“Não” – está", "lossless", "“Não” – está"),
        ("Não, você está", "plain", "Nao, voce esta"),
        ("año, señor: ¿sí?", "plain", "año, señor: ¿si?"),
        ("Olá 😀", "plain", "Olá 😀"),
        ("“Hello”", "unicode", "“Hello”"),
    ],
)
def test_gsm7_is_preferred_where_no_meaning_is_lost(text: str, style: object, expected: str) -> None:
    assert for_sms(text, style) == expected  # type: ignore[arg-type]


@given(st.text())
def test_a_text_is_changed_only_when_all_of_it_becomes_gsm7(text: str) -> None:
    for style in ("lossless", "plain", "unicode"):
        written = for_sms(text, style)  # type: ignore[arg-type]
        assert written == text or is_gsm7(written)


@given(st.text(max_size=400))
def test_a_segment_never_holds_more_than_the_networks_allow(text: str) -> None:
    found = segments_of(text)
    alone, each = (160, 153) if found.encoding == "GSM-7" else (70, 67)
    assert (found.units <= alone) if found.count == 1 else found.count >= found.units / each
