"""What a yes or no is asked about is known by the slot's name, and nothing is heard where that says nothing."""

import re

import pytest

from bot.understanding.restated import THEMES, theme_of
from bot.understanding.themes.agreeing import AGREEING
from bot.understanding.themes.belonging import CAR, CHILDREN
from bot.understanding.themes.content import CONTENT
from bot.understanding.themes.having import HAVING
from bot.understanding.themes.home import HOME
from bot.understanding.themes.keeping import KEEPING
from bot.understanding.themes.theme import Theme
from bot.understanding.themes.travelling import TRAVELLING
from bot.understanding.themes.urgency import URGENCY
from bot.understanding.themes.wanting import CALLING, WANTING
from bot.understanding.themes.working import WORKING


@pytest.mark.parametrize(
    ("slot", "theme"),
    [
        ("is_it_solved", WORKING),
        ("works_now", WORKING),
        ("works_from_home", None),
        ("at_home", HOME),
        ("has_router", HAVING),
        ("has_open_case", None),
        ("has_problem", None),
        ("wants_a_person", WANTING),
        ("wants_call", CALLING),
        ("is_urgent", URGENCY),
        ("keeps_number", KEEPING),
        ("travels_soon", TRAVELLING),
        ("has_children", CHILDREN),
        ("has_car", CAR),
        ("accepts_terms", AGREEING),
        ("is_it_clear", CONTENT),
        ("confirmed", None),
        ("phone_was_stolen", None),
    ],
)
def test_the_words_of_a_slot_say_what_is_asked(slot: str, theme: Theme | None) -> None:
    assert theme_of(slot) is theme


def test_no_repeated_words_can_be_read_in_two_ways() -> None:
    """Else a long message of such words takes longer with every word: ' a' and ' tudo' beside ' tudo a'."""
    rows = [
        row for theme in THEMES for told in (theme.yes, theme.no) for many in told.values() for row in many
    ]
    repeated = [match[1].split("|") for row in rows for match in re.finditer(r"\(\?:([^()]*)\)[*+]", row)]
    assert not [
        one
        for words in repeated
        for one in words
        if words.count(one) > 1 or any(one[:at] in words and one[at:] in words for at in range(1, len(one)))
    ]
