from __future__ import annotations

import pytest

from bot.desk.guidance import FILE, NO_GUIDANCE, load_guidance, text_of
from bot.errors import ContentError

SMALL = """
opening: {en: "Hello{% if customer.name %} {{ customer.name }}{% endif %}"}
dispositions:
  solved: {title: {en: Solved}, needs: [satisfaction]}
required_after: [report_problem]
"""


def test_without_the_file_a_conversation_can_still_be_wrapped_up() -> None:
    assert load_guidance({}) == NO_GUIDANCE
    assert NO_GUIDANCE.disposition("done") is not None


def test_a_fact_that_may_not_be_told_is_left_out() -> None:
    opening = load_guidance({FILE: SMALL}).opening
    assert text_of(opening, "pt", "en", {"customer": {"name": "Ana"}}) == "Hello Ana"
    assert text_of(opening, "pt", "en", {"customer": {}}) == "Hello"


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (SMALL.replace("satisfaction", "praise"), "5"),
        (SMALL.replace("{title: {en: Solved}, needs: [satisfaction]}", "yes"), "4"),
    ],
)
def test_a_mistake_says_where_it_is(broken: str, where: str) -> None:
    with pytest.raises(ContentError, match=rf"{FILE}:{where}|{FILE}"):
        load_guidance({FILE: broken})
