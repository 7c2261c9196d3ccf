"""What marketing writes is what customers say: every option and every statement hears itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers import Expectation
from bot.questions.attributes import load_attributes
from bot.questions.catalogue import Catalogue, load_questions
from bot.understanding.extract import extract
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


def test_every_statement_volunteers_its_own_fact_and_no_other(catalogue: Catalogue) -> None:
    wrong = [
        (attribute, language, phrase)
        for attribute, values in catalogue.phrases().items()
        for by_language in values.values()
        for language, phrases in by_language.items()
        for phrase in phrases
        if set(volunteered(phrase.format(value="3"), catalogue.expectations(), catalogue.phrases(), language))
        != {attribute}
    ]
    assert wrong == []
