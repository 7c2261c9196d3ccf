from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions.policy import Candidate, Decision, Moment, answer_chance, choose

NOW = datetime(2026, 3, 11, 15, tzinfo=UTC)
CALM = Moment(now=NOW, minimum_gap=timedelta(hours=12))
HOME = Candidate("works_from_home", "works_from_home", weight=3, changes=2, answer_chance=0.6)
PETS = Candidate("pets", "pets", weight=1, changes=1, answer_chance=0.6)

candidates = st.lists(
    st.builds(
        Candidate,
        question=st.text("abc", min_size=1, max_size=3),
        attribute=st.just("x"),
        weight=st.floats(0, 10),
        changes=st.integers(0, 5),
        answer_chance=st.floats(0, 1),
        bar=st.sampled_from([None, None, "it was answered already", "the customer had it erased"]),
    ),
    max_size=6,
    unique_by=lambda one: one.question,
)
moments = st.builds(
    Moment,
    now=st.just(NOW),
    need_unserved=st.booleans(),
    complaint_open=st.booleans(),
    mood_bad=st.booleans(),
    human_asked=st.booleans(),
    asked_in_this_conversation=st.booleans(),
    last_asked_at=st.none() | st.just(NOW - timedelta(hours=1)) | st.just(NOW - timedelta(days=3)),
    minimum_gap=st.just(timedelta(hours=12)),
    customer_value=st.floats(0, 3),
    times_asked_lately=st.integers(0, 8),
)


def calm(moment: Moment) -> Moment:
    return replace(CALM, customer_value=moment.customer_value, times_asked_lately=moment.times_asked_lately)


def test_the_question_that_changes_most_is_asked_and_the_runner_up_is_kept() -> None:
    decision = choose([PETS, HOME], CALM)
    assert (decision.question, decision.runner_up) == ("works_from_home", "pets")
    assert decision.reasons[0].startswith("Asked 'works_from_home' scores 3.60: 2 decisions wait for it")


def test_a_question_whose_answer_changes_nothing_is_not_asked() -> None:
    decision = choose([replace(HOME, changes=0)], CALM)
    assert decision.question is None
    assert decision.reasons == ("Nothing was asked: no answer would change anything for this customer now.",)


def test_equal_scores_go_by_name() -> None:
    twins = [replace(HOME, question=name) for name in ("b", "a", "c")]
    assert choose(twins, CALM).question == choose(twins[::-1], CALM).question == "a"


def test_somebody_asked_too_often_is_left_in_peace() -> None:
    decision = choose([PETS], replace(CALM, times_asked_lately=4))
    assert decision.question is None
    assert "not above zero" in decision.reasons[0]


@pytest.mark.parametrize(
    "veto",
    [
        {"need_unserved": True},
        {"complaint_open": True},
        {"mood_bad": True},
        {"human_asked": True},
        {"asked_in_this_conversation": True},
        {"last_asked_at": NOW - timedelta(hours=11)},
    ],
    ids=str,
)
def test_nothing_is_asked_at_a_wrong_moment(veto: dict[str, object]) -> None:
    decision = choose([HOME], replace(CALM, **veto))  # type: ignore[arg-type]
    assert (decision.question, decision.runner_up) == (None, None)
    assert decision.reasons[0].startswith("Nothing was asked: ")


def test_a_barred_question_is_left_out_with_its_reason() -> None:
    decision = choose([replace(HOME, bar="it was declined already"), PETS], CALM)
    assert decision.question == "pets"
    assert decision.reasons[-1] == "'works_from_home' is left out: it was declined already."


def test_a_decision_is_kept_as_json() -> None:
    kept = choose([HOME], CALM).as_json()
    assert kept["scores"][0]["question"] == "works_from_home"
    assert kept["scores"][0]["score"] == pytest.approx(3.6)


def test_the_chance_of_an_answer_is_learned() -> None:
    assert answer_chance(0, 0) == 0.6
    assert answer_chance(10, 0) < answer_chance(0, 0) < answer_chance(10, 10) < 1


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_chance_of_an_answer_is_a_probability(asked: int, answered: int) -> None:
    assert 0 < answer_chance(asked, min(asked, answered)) < 1


def is_vetoed(moment: Moment) -> bool:
    return (
        moment.need_unserved
        or moment.complaint_open
        or moment.mood_bad
        or moment.human_asked
        or moment.asked_in_this_conversation
        or moment.last_asked_at == NOW - timedelta(hours=1)
    )


@given(candidates, moments)
def test_what_is_asked_may_be_asked_is_worth_it_and_comes_at_a_right_moment(
    offered: list[Candidate], moment: Moment
) -> None:
    decision = choose(offered, moment)
    if decision.question is None:
        return
    asked = next(one for one in offered if one.question == decision.question)
    assert not is_vetoed(moment)
    assert asked.bar is None
    assert asked.changes > 0
    assert decision.scores[0].score > 0
    assert decision.runner_up != decision.question


@given(candidates, moments, st.floats(0, 5))
def test_more_weight_never_unseats_the_chosen_question(
    offered: list[Candidate], moment: Moment, more: float
) -> None:
    decision = choose(offered, calm(moment))
    heavier = [
        replace(one, weight=one.weight + more) if one.question == decision.question else one
        for one in offered
    ]
    assert choose(heavier, calm(moment)).question == decision.question


@given(candidates, moments)
def test_the_order_of_the_candidates_does_not_matter(offered: list[Candidate], moment: Moment) -> None:
    def heart(decision: Decision) -> tuple[object, ...]:
        return decision.question, decision.runner_up, decision.scores

    assert heart(choose(offered, moment)) == heart(choose(offered[::-1], moment))
