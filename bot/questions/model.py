"""What a question is: one fact worth asking for, why, and what each answer gives back at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Literal

from bot.answers import Answer, AnswerType, Choice, Expectation, option_name
from bot.questions.errors import UnknownAnswer
from bot.yaml_source import Position

Texts = Mapping[str, str]
"""One text by locale."""
Phrases = Mapping[str, tuple[str, ...]]
"""Several phrases by locale."""
LawfulBasis = Literal[
    "consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"
]

DECLINED = "declined"
ANY_VALUE = "*"
NOWHERE = Position("", 1, 1)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long an answer is kept. `length` is None for as long as the person is a customer."""

    text: str
    length: timedelta | None


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an answer gives, in the same turn: words always, a grant of company.yml where there is one."""

    say: Texts
    grant: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """`statements` are the phrases by which a customer tells this without being asked."""

    value: str
    title: Texts
    benefit: Benefit
    synonyms: Phrases = field(default_factory=dict)
    statements: Phrases = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question. `options` hold the answers to choose from and never the refusal, which is `declined`.

    `when` is the text of a condition over customer facts; `value` is marketing's weight.
    """

    name: str
    attribute: str
    label: Texts
    type: AnswerType
    ask: Texts
    purpose: Texts
    lawful_basis: LawfulBasis
    retention: Retention
    declined: QuestionOption
    options: tuple[QuestionOption, ...] = ()
    answered: Benefit | None = None
    answered_statements: Phrases = field(default_factory=dict)
    when: str | None = None
    value: float = 1.0
    minimum: float | None = None
    maximum: float | None = None
    where: Position = NOWHERE

    @property
    def at(self) -> str:
        """The place a button of this question names."""
        return f"question.{self.name}"

    def expectation(self) -> Expectation:
        """What is waited for; the refusal is the last choice where there are choices."""
        return self._expectation

    @cached_property
    def _expectation(self) -> Expectation:
        offered = (*self.options, self.declined) if self.options else ()
        choices = tuple(Choice(one.value, one.title, one.synonyms) for one in offered)
        return Expectation(self.at, self.attribute, self.type, choices, self.minimum, self.maximum)

    def benefit_for(self, answer: Answer) -> Benefit:
        """A don't-know is thanked as a refusal is. Raises UnknownAnswer when no option has the value."""
        if answer.kind in ("declined", "dont_know"):
            return self.declined.benefit
        value = option_name(answer.value) if isinstance(answer.value, bool) else answer.value
        for option in (*self.options, self.declined):
            if answer.kind == "value" and option.value == value:
                return option.benefit
        if answer.kind == "value" and self.answered is not None:
            return self.answered
        raise UnknownAnswer(question=self.name, answer=f"'{answer.value}' ({answer.kind})")

    def statements(self) -> Mapping[str, Phrases]:
        """The volunteered phrases by value; under ANY_VALUE those with a {value} in them."""
        found = {one.value: one.statements for one in self.options if one.statements}
        return {**found, ANY_VALUE: self.answered_statements} if self.answered_statements else found


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact that no question asks for: imported, or remembered from a flow. `options`: titles by value."""

    name: str
    label: Texts
    type: AnswerType
    purpose: Texts
    retention: Retention
    options: Mapping[str, Texts] = field(default_factory=dict)
    where: Position = NOWHERE
