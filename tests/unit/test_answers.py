from typing import get_args

import pytest

from bot.answers import FORMS, AnswerType, Expectation, limits, well_formed
from bot.understanding.extract import KINDS


def test_every_type_has_a_form_and_a_kind_that_hears_it() -> None:
    assert set(FORMS) == set(get_args(AnswerType)) == set(KINDS)


@pytest.mark.parametrize("type_", sorted(FORMS))
def test_the_example_of_a_type_is_one_of_its_values(type_: AnswerType) -> None:
    assert well_formed(type_, FORMS[type_].example) is not None


@pytest.mark.parametrize(
    ("type_", "given", "held"),
    [
        ("yes_no", "yes", True),
        ("yes_no", "perhaps", None),
        ("duration", "90", 90),
        ("number", "1e400", None),
        ("amount", "19.5", 19.5),
        ("choices", "a,b", ["a", "b"]),
        ("choices", ["b", "b"], ["b"]),
        ("choices", "", []),
        ("text", "  ", None),
    ],
)
def test_a_value_is_held_as_its_type_holds_it(type_: AnswerType, given: object, held: object) -> None:
    assert well_formed(type_, given) == held


def test_what_asks_may_narrow_the_limits_of_a_type() -> None:
    assert limits(Expectation("x", "x", "scale")) == (0, 10)
    assert limits(Expectation("x", "x", "scale", minimum=1, maximum=5)) == (1, 5)
