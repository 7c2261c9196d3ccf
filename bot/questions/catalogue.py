"""The catalogue: every question marketing may ask, read from content/questions/*.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast, get_args

from bot.answers import FORMS, AnswerType, Expectation
from bot.questions.errors import QuestionErrors
from bot.questions.model import (
    DECLINED,
    Benefit,
    LawfulBasis,
    Phrases,
    Question,
    QuestionOption,
)
from bot.questions.reading import Reader, did_you_mean, in_folder, read_file
from bot.questions.words import WORDS, Words, statements_of, words_of
from bot.yaml_source import LocatedDict

QUESTION_KEYS = (
    "attribute", "label", "type", "ask", "purpose", "lawful_basis", "retention", "options", "answered",
    "declined", "when", "value", "minimum", "maximum",
)  # fmt: skip
OPTION_KEYS = ("title", "synonyms", "statements", "benefit")
TYPES_ASKED = tuple(name for name, form in FORMS.items() if not form.is_contact)
DECLINED_TITLE: Mapping[str, str] = {
    "en": "Rather not say",
    "es": "Prefiero no decir",
    "pt": "Prefiro não dizer",
}


@dataclass(frozen=True)
class Catalogue:
    """Every question by name; an attribute has one question at most."""

    questions: Mapping[str, Question]

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions.values())

    def __len__(self) -> int:
        return len(self.questions)

    def get(self, name: str) -> Question | None:
        return self.questions.get(name)

    def of_attribute(self, attribute: str) -> Question | None:
        return next((one for one in self if one.attribute == attribute), None)

    def expectations(self) -> tuple[Expectation, ...]:
        return tuple(one.expectation() for one in self)

    def phrases(self) -> Mapping[str, Mapping[str, Phrases]]:
        """What volunteers each attribute: attribute -> value -> language -> phrases."""
        return self._phrases

    @cached_property
    def _phrases(self) -> Mapping[str, Mapping[str, Phrases]]:
        return {one.attribute: one.statements() for one in self if one.statements()}


def load_questions(files: Mapping[str, str], languages: Sequence[str]) -> Catalogue:
    """`files` are texts by their name under content/. Raises QuestionErrors with every mistake in them."""
    reader = Reader(languages)
    questions: dict[str, Question] = {}
    contents = [read_file(files[name], name, reader) for name in in_folder(files, "questions")]
    words = {name: found for content in contents for name, found in words_of(content, reader).items()}
    for content in contents:
        for one in _questions_of(content, words, reader):
            _add(one, questions, reader)
    if reader.mistakes:
        raise QuestionErrors(reader.mistakes)
    return Catalogue(questions)


def _add(question: Question, questions: dict[str, Question], reader: Reader) -> None:
    if other := questions.get(question.name):
        reader.wrong(question.where, f"there is a question '{question.name}' at {other.where} already")
    if other := Catalogue(questions).of_attribute(question.attribute):
        problem = f"'{question.attribute}' is asked by the question '{other.name}' already; keep one of them"
        reader.wrong(question.where, problem)
    questions[question.name] = question


def _questions_of(content: LocatedDict | None, words: Words, reader: Reader) -> Iterator[Question]:
    if content is not None:
        reader.keys(content, ("questions", WORDS), "a file of questions")
    for name, body in reader.entries(content, "questions", "question"):
        yield _question(name, body, words, reader)


def _question(name: str, body: LocatedDict, words: Words, reader: Reader) -> Question:
    reader.keys(body, QUESTION_KEYS, f"the question '{name}'")
    kind = reader.one_of(body, "type", TYPES_ASKED, "say what kind of answer it takes")
    options = [_option(value, own, words, reader) for value, own in reader.entries(body, "options", "option")]
    answered, statements = _answered(body, words, reader)
    _check_answers(name, kind, body, options, answered, reader)
    when = body.get("when")
    return Question(
        name=name,
        attribute=str(body.get("attribute") or name)
        if reader.needs(body, "attribute", "name the fact")
        else name,
        label=reader.texts(body, "label", "say how the fact is called when read back to the customer"),
        type=cast(AnswerType, kind or "text"),
        ask=reader.texts(body, "ask", "give the words of the question"),
        purpose=reader.texts(body, "purpose", "without a purpose there is no question"),
        lawful_basis=cast(
            LawfulBasis,
            reader.one_of(body, "lawful_basis", get_args(LawfulBasis), "say what allows keeping the answer"),
        ),
        retention=reader.retention(body),
        declined=_declined(body, options, reader),
        options=tuple(one for one in options if one.value != DECLINED),
        answered=answered,
        answered_statements=statements,
        when=None if when is None else str(when),
        value=reader.number(body, "value", 1.0) or 0.0,
        minimum=reader.number(body, "minimum"),
        maximum=reader.number(body, "maximum"),
        where=body.position,
    )


def _check_answers(
    name: str,
    kind: str | None,
    body: LocatedDict,
    options: Sequence[QuestionOption],
    answered: Benefit | None,
    reader: Reader,
) -> None:
    """Every answer that can be given has a benefit."""
    values = {one.value for one in options}
    if kind in ("choice", "choices") and len(values - {DECLINED}) < 2:
        reader.wrong(
            body.where("options"), f"the question '{name}' needs at least two options to choose from"
        )
    elif kind == "yes_no" and (unfit := values - {"yes", "no", DECLINED}):
        allowed = ("yes", "no", DECLINED)
        for value in sorted(unfit):
            where = cast(LocatedDict, body["options"]).where(value)
            reader.wrong(where, f"a yes_no question has no option '{value}'.{did_you_mean(value, allowed)}")
    if kind == "yes_no" and answered is None:
        for value in sorted({"yes", "no"} - values):
            reader.wrong(body.where("options"), f"the answer '{value}' has no benefit; add it to 'options'")
    if kind not in (None, "choice", "yes_no") and answered is None:
        reader.wrong(
            body.where("answered"), f"'answered' is missing: say what an answer to '{name}' gives back"
        )


def _option(value: str, body: LocatedDict, words: Words, reader: Reader) -> QuestionOption:
    reader.keys(body, OPTION_KEYS, f"the option '{value}'")
    is_refusal = value == DECLINED
    title = (
        reader.texts(body, "title", "say what the button reads") if "title" in body or not is_refusal else {}
    )
    return QuestionOption(
        value=value,
        title={**DECLINED_TITLE, **title} if is_refusal else title,
        benefit=_benefit(body, f"the answer '{value}'", reader),
        synonyms=reader.phrases(body, "synonyms"),
        statements=statements_of(body, words, reader),
    )


def _declined(body: LocatedDict, options: Sequence[QuestionOption], reader: Reader) -> QuestionOption:
    """Under `options`, or beside `answered` where there is nothing to choose from."""
    for one in options:
        if one.value == DECLINED:
            return one
    if (own := reader.mapping(body, DECLINED)) is not None:
        return _option(DECLINED, own, {}, reader)
    reader.wrong(
        body.where("options"), "'declined' is missing: 'rather not say' is an answer and has a benefit too"
    )
    return QuestionOption(DECLINED, DECLINED_TITLE, Benefit({}))


def _answered(body: LocatedDict, words: Words, reader: Reader) -> tuple[Benefit | None, Phrases]:
    found = reader.mapping(body, "answered")
    if found is None:
        return None, {}
    reader.keys(found, ("benefit", "statements"), "'answered'")
    return _benefit(found, "'answered'", reader), statements_of(found, words, reader)


def _benefit(body: LocatedDict, what: str, reader: Reader) -> Benefit:
    if not reader.needs(body, "benefit", f"{what} gives nothing back"):
        return Benefit({})
    found = reader.mapping(body, "benefit")
    if found is None:
        return Benefit({})
    reader.keys(found, ("say", "grant"), "'benefit'")
    grant = found.get("grant")
    return Benefit(
        reader.texts(found, "say", "the customer hears what the answer gave"), str(grant) if grant else None
    )
