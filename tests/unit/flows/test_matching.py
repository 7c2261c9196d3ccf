from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.matching import Pattern, PatternError

PATTERNS = [
    r"^\d{5}(-\d{4})?$",
    r"(?i)^rasa\b",
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}",
    r"a|bc|d*e",
    r"^(ab)+?c{2,3}$",
    r"[A-Za-z_]\w*",
    r"\Bx\B",
    r"(a?){3}$",
    r"^$",
    r"(?m)^b$",
    r"[^ab]",
    r".\.",
    r"(?:x|y){0,2}z",
]


@pytest.mark.parametrize("source", PATTERNS)
@given(text=st.text("ab cdexyz019-@.\nRrASsé_", max_size=12))
def test_a_pattern_is_found_where_python_finds_it(source: str, text: str) -> None:
    assert Pattern(source).found_in(text) == (re.search(source, text) is not None)


@pytest.mark.parametrize("source", ["(a+)+$", "(a|a)*$", "(.*)*x", "a?" * 50 + "a" * 50, "(a*)*(a*)*b"])
def test_no_pattern_hangs(source: str) -> None:
    before = time.process_time()
    Pattern(source).found_in("a" * 1000 + "!")
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "source",
    [
        "(",
        "[",
        "*a",
        "(?=a)",
        "(?<!a)b",
        r"(a)\1",
        "((a{99}){99}){99}",
        "(){99999999}",
        "(?i:a)",
        "(" * 500 + ")" * 500,
    ],
)
def test_what_cannot_be_matched_safely_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        Pattern(source)
