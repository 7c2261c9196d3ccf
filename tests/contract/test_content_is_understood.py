"""What marketing writes is what customers say: every option and every statement hears itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers import Expectation
from bot.questions.attributes import load_attributes
from bot.questions.catalogue import Catalogue, load_questions
from bot.understanding.extract import extract
from bot.understanding.statement_reading import examples_of, problem_in
from bot.understanding.volunteered import volunteered

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGES = ("en", "es", "pt")
NOW = datetime(2026, 3, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {path.relative_to(CONTENT).as_posix(): path.read_text("utf-8") for path in CONTENT.rglob("*.yml")}


@pytest.fixture(scope="module")
def catalogue(files: dict[str, str]) -> Catalogue:
    return load_questions(files, LANGUAGES)


def test_the_attributes_of_the_company_are_declared_without_a_mistake(
    files: dict[str, str], catalogue: Catalogue
) -> None:
    assert load_attributes(files, LANGUAGES, asked={one.attribute for one in catalogue})


def test_every_option_is_heard_by_its_title_and_synonyms(catalogue: Catalogue) -> None:
    assert list(_misheard(catalogue)) == []


def _misheard(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    for expectation in catalogue.expectations():
        for choice in expectation.choices:
            for language in LANGUAGES:
                for said in (choice.titles[language], *choice.synonyms.get(language, ())):
                    if _heard(said, expectation, language) != choice.value:
                        yield expectation.at, language, said


def _heard(said: str, expectation: Expectation, language: str) -> object:
    answer = extract(said, [expectation], language, NOW)[expectation.slot]
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    return answer.value if answer.kind == "value" else answer.kind


FILL = {
    "en": {"people": "my wife and me", "daily": "every day", "weekly": "every week", "monthly": "every month",
           "yearly": "once a year", "often": "a lot", "sometimes": "sometimes", "never": "never"},
    "es": {"people": "mi esposa y yo", "daily": "todos los días", "weekly": "cada semana", "monthly": "cada mes",
           "yearly": "una vez al año", "often": "mucho", "sometimes": "a veces", "never": "nunca"},
    "pt": {"people": "minha esposa e eu", "daily": "todo dia", "weekly": "toda semana", "monthly": "todo mês",
           "yearly": "uma vez por ano", "often": "muito", "sometimes": "às vezes", "never": "nunca"},
}  # fmt: skip


def test_every_statement_volunteers_its_own_fact(catalogue: Catalogue) -> None:
    assert list(_not_volunteered(catalogue)) == []


def _not_volunteered(catalogue: Catalogue) -> Iterator[tuple[str, str, str, object]]:
    """Each reading of each phrase in order that does not tell what it stands for."""
    expectations, phrases = catalogue.expectations(), catalogue.phrases()
    types = {one.slot: one.type for one in expectations}
    for attribute, values in phrases.items():
        for value, by_language in values.items():
            for language, said in by_language.items():
                fill = {**FILL[language], "value": "3" if types[attribute] == "number" else "Soho"}
                ordered = [phrase for phrase in said if " & " not in phrase]
                for example in {one for phrase in ordered for one in examples_of(phrase, fill)}:
                    told = volunteered(example, expectations, phrases, language).get(attribute)
                    if told is None or (value != "*" and told.value not in (value, value == "yes")):
                        yield attribute, language, example, told and told.value


def test_no_phrase_is_written_wrong(catalogue: Catalogue) -> None:
    phrases = (
        phrase
        for values in catalogue.phrases().values()
        for by_language in values.values()
        for said in by_language.values()
        for phrase in said
    )
    assert [(phrase, problem) for phrase in phrases if (problem := problem_in(phrase))] == []
