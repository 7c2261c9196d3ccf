"""What the statement phrases of a catalogue hear in a message, before anybody asks how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers import Answer, Expectation
from bot.understanding.kinds.number import whole
from bot.understanding.message import word_set
from bot.understanding.statement_clauses import Clause, clauses_of, questions_in, whole_sentences
from bot.understanding.statement_items import ANY_VALUE, Statement
from bot.understanding.statement_match import Match, places
from bot.understanding.statement_sureness import Heard
from bot.understanding.statement_truth import holds
from bot.understanding.statement_words import CHILDREN, DENIALS
from bot.understanding.statements import Statements

CONFIDENCE = 0.95
_LEADING = word_set(
    "en in at on around near inside by no na nos nas em por the el la los las o a do da del al down along"
    " ao aos perto cerca ali alla next close"
)
"""Before a place, no part of it."""
_TRAILING = word_set("the a an el la los las o os as de do da del e y and en em in at no na")
"""Behind a place, the beginning of what is said of it: 'en la calle Olmos la señal es mala'."""


@dataclass(frozen=True, slots=True)
class Told:
    """`weight` is how much of a phrase was said: the more particular one wins."""

    answer: Answer
    weight: tuple[int, int]
    heard: Heard

    @property
    def attribute(self) -> str:
        return self.heard.statement.attribute

    @property
    def clause(self) -> Clause:
        return self.heard.clause

    @property
    def words(self) -> frozenset[int]:
        """Its places in the clause."""
        return self.heard.match.own

    @property
    def is_opening(self) -> bool:
        """Whether a phrase in order begins the clause: 'could you keep posting the bill' asks nothing."""
        return 0 in self.words and not self.heard.statement.is_loose


def told_in(
    text: str, wanted: Mapping[str, Expectation], statements: Statements, language: str
) -> list[Told]:
    """Everything that any phrase of a wanted attribute hears: by clause, in questions, over whole sentences."""
    clauses = tuple(clauses_of(text, language))
    told = [
        *_heard_in(clauses, wanted, statements, lambda statement, _: not statement.has_people),
        *_granted(text, wanted, statements, language),
    ]
    told += _over_clauses(text, clauses, wanted, statements, {one.attribute for one in told}, language)
    return told


def _heard_in(
    clauses: Iterable[Clause],
    wanted: Mapping[str, Expectation],
    statements: Statements,
    may_tell: Callable[[Statement, Clause], bool],
    *,
    is_whole: bool = False,
) -> Iterator[Told]:
    for clause in clauses:
        for statement in statements.with_words(clause.words):
            expectation = wanted.get(statement.attribute)
            if expectation is None or not may_tell(statement, clause):
                continue
            if found := _told(statement, clause, expectation, statements, is_whole=is_whole):
                yield found


def _granted(
    text: str, wanted: Mapping[str, Expectation], statements: Statements, language: str
) -> Iterator[Told]:
    """What a question takes for granted, and requests without their mark that begin with a phrase."""

    def is_granted(statement: Statement) -> bool:
        return statement.is_possessed and not statement.is_denied and not statement.is_loose

    asked = questions_in(text, language)
    for one in _heard_in(asked, wanted, statements, lambda one, _: is_granted(one) or "?" not in text):
        if is_granted(one.heard.statement) or one.is_opening:
            yield one


def _over_clauses(
    text: str,
    clauses: Sequence[Clause],
    wanted: Mapping[str, Expectation],
    statements: Statements,
    known: Container[str],
    language: str,
) -> Iterator[Told]:
    """What is said over a whole sentence: lists of people, phrases that no clause has told, and how a place goes on."""
    heard = {clause.text for clause in clauses}

    def may_tell(statement: Statement, clause: Clause) -> bool:
        if statement.has_people:
            return True
        is_new = clause.text.rstrip(".! ") not in heard and clause.text not in heard
        is_said = clause.is_plain or statement.is_denied
        is_open = statement.attribute not in known or wanted[statement.attribute].type == "place"
        return is_new and is_said and is_open and not clause.asks_how

    return _heard_in(whole_sentences(text, language), wanted, statements, may_tell, is_whole=True)


def _told(
    statement: Statement,
    clause: Clause,
    expectation: Expectation,
    statements: Statements,
    *,
    is_whole: bool = False,
) -> Told | None:
    found = [
        Told(
            answer,
            (match.count + bool(statement.often), match.hole[1] - match.hole[0]),
            Heard(statement, clause, match, is_whole),
        )
        for match in places(statement, clause, statements)
        if (answer := _answer(statement, clause, match, expectation, statements)) is not None
    ]
    return max(found, key=lambda one: one.weight, default=None)


def _answer(
    statement: Statement, clause: Clause, match: Match, expectation: Expectation, statements: Statements
) -> Answer | None:
    holding = holds(statement, clause, match)
    if holding is None:
        return None
    if statement.value == ANY_VALUE:
        answer = _in_hole(clause, match, expectation) if holding else None
        return replace(answer, span=clause.text) if answer is not None else None
    value = statement.value if holding else _opposite(statement, expectation, clause, statements)
    return None if value is None else Answer("value", typed(value, expectation), CONFIDENCE, clause.text)


def _opposite(
    statement: Statement, expectation: Expectation, clause: Clause, statements: Statements
) -> str | None:
    """A denied yes is a no, where nothing is left open: 'not every day' and 'my son does not' are no no."""
    has_no = expectation.type == "yes_no" or any(one.value == "no" for one in expectation.choices)
    is_open = clause.often - {"never"}
    is_yes = statement.value == "yes" and statement.attribute in statements.opposites
    if statement.is_possessed or _is_of_child(clause):
        return None
    return "no" if is_yes and has_no and not is_open and not statement.is_denied else None


def _is_of_child(clause: Clause) -> bool:
    """'My son does not stop': somebody before the no."""
    denied = [at for at, word in enumerate(clause.words) if word in DENIALS[clause.language]]
    return bool(denied) and any(word in CHILDREN for word in clause.words[: denied[0]])


def typed(value: str, expectation: Expectation) -> str | bool:
    return value == "yes" if expectation.type == "yes_no" else value


def _in_hole(clause: Clause, match: Match, expectation: Expectation) -> Answer | None:
    """The number, the people counted or the place that stands where the phrase leaves a hole."""
    first, after = match.hole
    if expectation.type == "place" and match.number is None:
        while first < after and clause.words[first] in _LEADING:
            first += 1
        while first < after and clause.words[after - 1] in _TRAILING:
            after -= 1
        return Answer("value", clause.said.part(first, after), CONFIDENCE) if first < after else None
    if expectation.type != "number":
        return None
    value = match.number
    low, high = expectation.minimum, expectation.maximum
    if value is None or (low is not None and value < low) or (high is not None and value > high):
        return None
    return Answer("value", whole(value), CONFIDENCE)
