"""Phrases and what the engine has learned are weighed together."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer, Choice, Expectation, Tells
from bot.understanding.statement_judgement import LEAST_LIKELY, Candidate, Ruled, terms
from bot.understanding.statement_judgement import SIGNS as WEIGHED
from bot.understanding.statement_sureness import Signs
from bot.understanding.volunteered import volunteered

SIGNS = Signs(0.25, 0.5, 0.5, False, True, True, False, False, False, False, 0.3)
PHRASES = {
    "home": {
        "yes": {"en": ("I work & home", "my office is my kitchen")},
        "no": {"en": ("I commute & office",)},
    },
    "pets": {"yes": {"en": ("I have a dog",)}},
    "size": {"*": {"en": ("we are {value} & house",)}},
}
EXPECTATIONS = [
    Expectation("question.home", "home", "choice", (Choice("yes", {}), Choice("no", {}))),
    Expectation("question.pets", "pets", "yes_no"),
    Expectation("question.size", "size", "number", minimum=1, maximum=12),
]


def chance(value: str, ruled: Ruled | None, spoken: tuple[str, float]) -> float:
    return Candidate("home", Answer("value", value), ruled, spoken).chance


def heard(text: str, **tells: tuple[str, float]) -> dict[str, object]:
    return {name: one.value for name, one in volunteered(text, EXPECTATIONS, PHRASES, "en", tells).items()}


def test_weights_are_of_both_ears_and_then_of_signs_in_their_order() -> None:
    of_ears = ("spoken_for", "spoken_for_another", "is_ruled", "is_alone", "is_taken")
    of_words = tuple(one.name for one in fields(Signs) if one.name in WEIGHED)
    assert (*of_ears, *of_words) == WEIGHED


def test_each_sign_is_weighed_by_its_own_weight() -> None:
    for name in WEIGHED[WEIGHED.index("phrases") :]:
        plain = replace(SIGNS, **{name: 0.0})
        before, after = (
            terms(Candidate("home", Answer("value", "yes"), Ruled(one, True, False), ("yes", 0.5)))
            for one in (plain, replace(plain, **{name: 1.0}))
        )
        assert [sign for sign, old, new in zip(WEIGHED, before, after, strict=True) if old != new] == [name]


def test_what_both_hear_is_likelier_than_what_one_hears() -> None:
    both = chance("yes", Ruled(SIGNS, True, False), ("yes", 0.5))
    assert both > chance("yes", None, ("yes", 0.5))
    assert both > chance("yes", Ruled(SIGNS, True, False), ("no", 0.5))
    assert both > chance("yes", Ruled(SIGNS, True, True), ("yes", 0.5))


@given(st.floats(-2, 2), st.floats(0, 1))
def test_the_plainer_the_engine_speaks_for_it_the_likelier(score: float, more: float) -> None:
    ruled = Ruled(SIGNS, True, False)
    assert 0 <= chance("yes", ruled, ("yes", score)) <= chance("yes", ruled, ("yes", score + more)) <= 1


def test_the_engine_speaks_for_whatever_value_of_an_open_attribute() -> None:
    assert chance("4", Ruled(SIGNS, True, False), ("", 0.8)) >= LEAST_LIKELY


def test_a_phrase_in_words_that_the_engine_knows_to_tell_nothing_is_not_heard() -> None:
    said = "the work I am told to finish is at my uncle's, far from home, you see"
    assert heard(said, home=("yes", -1.0)) == {}
    assert heard("I do nearly all of my work at home", home=("yes", 0.6)) == {"home": "yes"}


def test_a_phrase_as_it_is_written_counts_sooner_but_not_against_all_that_the_engine_learned() -> None:
    phrase, part = (Ruled(SIGNS, True, False, is_phrase) for is_phrase in (True, False))
    doubtful = next(
        score / 10 for score in range(10, -11, -1) if chance("yes", part, ("yes", score / 10)) < LEAST_LIKELY
    )
    assert chance("yes", phrase, ("yes", doubtful)) == 1
    least = replace(SIGNS, phrases=0.0, share=0.0, is_denied=1.0)
    assert chance("yes", Ruled(least, True, False, True), ("no", 1.0)) < LEAST_LIKELY


def test_what_no_phrase_hears_counts_where_the_engine_is_sure() -> None:
    found = volunteered("bed to desk is my commute", EXPECTATIONS, PHRASES, "en", {"home": ("yes", 1.0)})
    assert (found["home"].value, found["home"].span) == ("yes", "bed to desk is my commute")
    assert heard("bed to desk is my commute", home=("yes", 0.0)) == {}
    assert heard("bed to desk is my commute") == {}


@pytest.mark.parametrize("said", ["by e-mail", "on the 15th", "in the morning of the second day", "call me"])
def test_a_fragment_that_no_phrase_hears_answers_whatever_was_asked(said: str) -> None:
    assert heard(said, home=("yes", 1.0)) == {}


def test_a_yes_that_the_engine_hears_is_as_the_question_holds_it() -> None:
    assert heard("my dogs bark all day long", pets=("yes", 1.0)) == {"pets": True}


def test_a_value_that_the_question_does_not_offer_is_none() -> None:
    assert heard("anything at all", home=("sometimes", 1.0), pets=("maybe", 1.0), unknown=("yes", 1.0)) == {}


def test_a_number_is_told_by_phrases_alone_and_the_engine_says_whether_it_counts() -> None:
    said = "we are four in this lovely old house and we share the garden as well"
    assert heard(said, size=("", 0.8)) == {"size": 4}
    assert heard(said, size=("", -1.0)) == {}
    assert heard("this house is rather full", size=("", 1.0)) == {}


def test_a_message_that_is_marketings_own_phrase_always_counts() -> None:
    assert heard("my office is my kitchen", home=("no", 1.0)) == {"home": "yes"}


def test_an_attribute_without_examples_is_heard_by_its_phrases() -> None:
    assert heard("I have a dog", home=("yes", -1.0)) == {"pets": True}


@pytest.mark.parametrize("sign", ["has_other", "is_denied", "is_asked"])
def test_what_speaks_against_a_phrase_makes_it_less_likely(sign: str) -> None:
    against = replace(SIGNS, **{sign: True})
    spoken = ("yes", 0.0)
    assert chance("yes", Ruled(against, True, False), spoken) < chance(
        "yes", Ruled(SIGNS, True, False), spoken
    )


@given(
    st.text(max_size=60),
    st.dictionaries(
        st.sampled_from(["home", "pets", "size", "else"]), st.tuples(st.text(max_size=4), st.floats())
    ),
)
def test_whatever_the_engine_says_only_offered_values_are_heard(text: str, tells: Tells) -> None:
    for name, answer in volunteered(text, EXPECTATIONS, PHRASES, "en", tells).items():
        assert answer.value in {"home": ("yes", "no"), "pets": (True, False), "size": range(1, 13)}[name]
