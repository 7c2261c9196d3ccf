"""Messages that say about the same are one group; what only sounds alike is not."""

from __future__ import annotations

from bot.reviewing.groups import MOST_WORDINGS, Likeness, Redacted, grouped

PHRASES = {
    "i want to cancel my plan": "cancel_service",
    "i want to change my plan": "plan_advice",
    "my internet is not working": "report_problem",
    "is my bill right": "bill_question",
    "i want to know what you can do": "help",
    "i want to travel with my phone": "travel_pass",
    "i want to stop now": "stop",
}
LIKENESS = Likeness(PHRASES)


def said(text: str, person: str = "a", language: str = "en", chosen: str | None = None) -> Redacted:
    return Redacted(text, language, person, "not understood", "nlu_fallback", chosen)


def test_the_most_frequent_come_first_and_alike_ones_together() -> None:
    messages = [said("my bill is odd"), *(said("the internet is gone", str(one)) for one in range(3))]
    messages.append(said("internet gone", "z"))
    first, second = grouped(messages, LIKENESS)
    assert dict(first.wordings) == {"the internet is gone": 3, "internet gone": 1}
    assert (first.messages, first.customers) == (4, 4)
    assert list(second.wordings) == ["my bill is odd"]


def test_a_rare_word_tells_more_than_many_frequent_ones() -> None:
    found = grouped([said("I want to cancel my plan"), said("I want to change my plan")], LIKENESS)
    assert [group.suggested for group in found] == ["cancel_service", "plan_advice"]


def test_what_customers_chose_next_is_suggested_before_what_sounds_alike() -> None:
    (group,) = grouped([said("is my bill right, really", chosen="plan_advice")], LIKENESS)
    assert group.suggested == "plan_advice"


def test_languages_are_not_mixed() -> None:
    assert len(grouped([said("plan plan"), said("plan plan", language="es")], LIKENESS)) == 2


def test_spelling_of_the_same_words_counts_as_one_wording() -> None:
    (group,) = grouped([said("My bill!"), said("my bill"), said("MY BILL")], LIKENESS)
    assert list(group.wordings.values()) == [3]


def test_no_group_has_more_wordings_than_are_shown() -> None:
    many = [
        said(f"my internet is not working {word}")
        for word in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
    ]
    found = grouped(many, LIKENESS)
    assert sum(group.messages for group in found) == len(many)
    assert max(len(group.wordings) for group in found) == MOST_WORDINGS
