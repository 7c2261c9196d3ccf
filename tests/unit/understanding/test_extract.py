from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import FORMS, UNCLEAR, Choice, Expectation
from bot.understanding.extract import extract
from bot.understanding.refusals import correction

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
WHERE = Expectation(
    "travel_pass.where", "destination", "choice", (Choice("europe", {"en": "Europe"}, {"en": ("spain",)}),)
)
DAYS = Expectation("travel_pass.days", "days", "number", minimum=1, maximum=60)
WHEN = Expectation("travel_pass.when", "start", "date")
PEOPLE = Expectation("travel_pass.people", "people", "number", minimum=1)
PHONE = Expectation("travel_pass.phone", "phone", "phone")
TOLD = Expectation("travel_pass.told", "details", "text")
HOME = Expectation("x.home", "home", "choice", (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"})))
ACCEPTS = Expectation("x.accepts", "accepts", "yes_no")
MOOD = Expectation("x.mood", "mood", "satisfaction")


def heard(text: str, *expectations: Expectation, language: str = "en") -> dict[str, object]:
    found = extract(text, expectations, language, NOW)
    return {slot: a.value if a.kind == "value" else f"~{a.kind}" for slot, a in found.items()}


def test_everything_an_answer_says_is_taken() -> None:
    assert heard("Spain for 10 days, two of us, from Friday", WHERE, DAYS, PEOPLE, WHEN) == {
        "destination": "europe",
        "days": 10,
        "people": 2,
        "start": "2026-03-13",
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "somos dos personas, el viernes"),
        ("pt", "somos duas pessoas, na sexta"),
        ("en", "two of us, on Friday"),
    ],
)
def test_two_answers_in_one_breath(language: str, said: str) -> None:
    assert heard(said, PEOPLE, WHEN, language=language) == {"people": 2, "start": "2026-03-13"}


def test_an_extra_number_needs_what_it_counts() -> None:
    assert heard("Spain, 10", WHERE, DAYS) == {"destination": "europe"}


def test_an_extra_is_heard_when_the_waited_answer_is_not() -> None:
    assert heard("for 10 days", WHERE, DAYS) == {"destination": "~unclear", "days": 10}


def test_yes_and_free_text_and_moods_belong_to_what_was_asked() -> None:
    assert heard("yes, good, Spain", WHERE, ACCEPTS, HOME, TOLD, MOOD) == {"destination": "europe"}


def test_the_same_words_are_not_taken_twice() -> None:
    nights = Expectation("x.nights", "nights", "number")
    assert heard("7 days", DAYS, nights) == {"days": 7}


def test_a_phone_number_is_no_number_of_days_for_an_extra() -> None:
    assert heard("call me at 11 98765 4321", PHONE, DAYS) == {"phone": "+5511987654321"}


def test_nothing_is_heard_when_nothing_is_waited_for() -> None:
    assert extract("seven", [], "en", NOW) == {}


def test_an_unknown_language_is_listened_to_as_english() -> None:
    assert heard("seven", DAYS, language="fr") == {"days": 7}


def test_a_doubt_lowers_the_confidence() -> None:
    sure = extract("seven days", [DAYS], "en", NOW)["days"]
    unsure = extract("seven days I think", [DAYS], "en", NOW)["days"]
    assert (sure.value, unsure.value) == (7, 7)
    assert unsure.confidence < sure.confidence


def test_the_span_is_what_was_said() -> None:
    assert extract("We'd stay Meia Dúzia de dias", [DAYS], "pt", NOW)["days"].span == "Meia Dúzia de dias"


@pytest.mark.parametrize("said", ["", "   ", "\x00", "?!", "مرحبا", "🙃🙃", "a" * 100_000])
def test_what_says_nothing_is_unclear(said: str) -> None:
    assert extract(said, [DAYS], "en", NOW)["days"] == UNCLEAR


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "no, I meant three"),
        ("en", "No, three"),
        ("en", "actually, Friday"),
        ("en", "sorry, it's three"),
        ("en", "make that two"),
        ("en", "no wait, two"),
        ("es", "quise decir tres"),
        ("es", "no, son tres"),
        ("es", "en realidad somos cuatro"),
        ("es", "mejor dicho, el viernes"),
        ("es", "perdón, tres"),
        ("pt", "na verdade são três"),
        ("pt", "quis dizer sexta"),
        ("pt", "não, três"),
        ("pt", "aliás, duas"),
        ("pt", "me enganei, são dois"),
    ],
)
def test_a_correction_is_recognised(language: str, said: str) -> None:
    assert correction(said, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "no"),
        ("en", "no, thanks"),
        ("en", "no, I don't travel"),
        ("en", "what do you mean?"),
        ("en", "I mean it"),
        ("en", "three"),
        ("es", "no"),
        ("es", "no, gracias"),
        ("es", "no es justo"),
        ("es", "tres"),
        ("pt", "não"),
        ("pt", "não, obrigado"),
        ("pt", "não é da sua conta"),
        ("pt", "três"),
    ],
)
def test_an_answer_is_no_correction(language: str, said: str) -> None:
    assert not correction(said, language)


@given(
    st.integers(0, 99),
    st.sampled_from(["", ",5", ".5", ":30", "h30", " e meia", " y media", " thirty", "/13"]),
    st.sampled_from(["", " reais", " horas", " days", " pm", " da noite", "º", "%"]),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(["en", "es", "pt"]),
)
def test_no_number_whatever_follows_it_is_too_strange_to_be_heard(
    number: int, part: str, unit: str, kind: str, language: str
) -> None:
    waited = Expectation("x.it", "it", kind, (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"})))
    for said in (
        f"{number}{part}{unit}",
        f"amanhã às {number}{part}{unit}",
        f"on {number}{part}{unit} friday",
    ):
        assert set(heard(said, waited, language=language)) <= {"it"}
