"""Where a statement phrase stands in a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.countries import country_at
from bot.understanding.message import word_set
from bot.understanding.numbers import number_at
from bot.understanding.people_count import people_at
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_items import (
    COUNTRY,
    PEOPLE,
    RANGE,
    VALUE,
    Element,
    Item,
    OneOf,
    Statement,
)
from bot.understanding.statement_places import places_at
from bot.understanding.statement_words import (
    DENIALS,
    HELPERS,
    LIGHT,
    MINE,
    NAMED_ANYWAY,
    NOT_BETWEEN,
    OTHERS,
    SAYS,
    SUPPOSED,
)
from bot.understanding.statements import Statements

_GAP, _UNKNOWN = 5, 2
"""Words that may stand between two of the phrase's, and how many of them may be of any kind."""
REACH = 3
"""Words before a statement in which a denial or a helping verb counts."""
SHORT = 3
ME = word_set("i we yo eu nosotros nosotras gente")
_ABOUT = word_set(
    "about around like almost nearly over roughly maybe exactly precisely como unos unas casi aprox"
    " aproximadamente alrededor ya mas tipo cerca uns umas quase mais menos ja bem some only day dia days"
    " approx"
)
"""May stand between a phrase and its number."""
_COPULAS = word_set("is are has es está é tem tiene fica")
_ONE_OF_THEM = word_set("one a an un una uno um uma")
"""No number at the end of a phrase: 'the October one'."""
LOOSE = word_set(
    "always also even really usually mostly often never ever just only still ya siempre tambien casi nunca"
    " solo sempre tambem quase so ja got lol honestly actually personally basically sinceramente la verdad"
)


@dataclass(frozen=True, slots=True)
class Match:
    """The words from `first` to before `after`, `between` those that the phrase does not have.

    `count` is how many elements of the phrase were said. `hole` are the words in its hole, `number` what they count.
    """

    first: int
    after: int
    between: tuple[int, ...] = ()
    count: int = 0
    hole: tuple[int, int] = (0, 0)
    number: float | None = None

    @property
    def own(self) -> frozenset[int]:
        """The places of the phrase's own words."""
        return frozenset(range(self.first, self.after)) - frozenset(self.between)


def places(statement: Statement, clause: Clause, statements: Statements) -> Iterator[Match]:
    """Every place where the phrase's words stand in their order."""
    if statement.is_loose:
        yield from _anywhere(statement, clause, statements)
        return
    for at, word in enumerate(clause.words):
        if statement.opening is None or statements.meant_by(word) in statement.opening:
            yield from _follow(statement, statement.items, clause, Match(at, at), statements)


def _anywhere(statement: Statement, clause: Clause, statements: Statements) -> Iterator[Match]:
    """Each item wherever it is said; no word tells two. The first way to place them all counts."""
    ways: list[list[Match]] = []
    for item in statement.items:
        found = [
            one
            for at, word in enumerate(clause.words)
            if _may_begin(item, statements.meant_by(word), word)
            for one in _follow(statement, (item,), clause, Match(at, at), statements)
        ]
        if not found:
            return
        ways.append(found)
    for placed in _placed(ways, ()):
        own = {at for one in placed for at in one.own}
        hole = next((one for one in placed if one.hole != (0, 0)), Match(0, 0))
        first, after = min(own), max(own) + 1
        between = tuple(at for at in range(first, after) if at not in own)
        if hole.hole[1] not in own and any(end > hole.hole[1] for end in _ends(ways, hole)):
            continue
        telling = sum(any(clause.words[at] not in NAMED_ANYWAY for at in one.own) for one in placed)
        yield Match(first, after, between, telling, hole.hole, hole.number)
        return


def _ends(ways: list[list[Match]], hole: Match) -> list[int]:
    """Where the place might have ended that begins with the hole."""
    return [
        one.hole[1] for found in ways for one in found if one.hole[0] == hole.hole[0] and one.hole != (0, 0)
    ]


def _placed(ways: list[list[Match]], placed: tuple[Match, ...]) -> Iterator[tuple[Match, ...]]:
    if not ways:
        yield placed
        return
    taken = {at for one in placed for at in one.own}
    for one in ways[0]:
        if taken.isdisjoint(one.own):
            yield from _placed(ways[1:], (*placed, one))


def _follow(
    statement: Statement, items: tuple[Item, ...], clause: Clause, match: Match, statements: Statements
) -> Iterator[Match]:
    if not items:
        yield match
        return
    item, rest = items[0], items[1:]
    if not isinstance(item, Element):
        for sequence in _sequences(item, clause, match, statements):
            yield from _follow(statement, (*sequence, *rest), clause, match, statements)
        return
    unknown, at = 0, match.after
    for start in range(at, min(at + _GAP, len(clause.words)) if match.count else at + 1):
        for found in _here(item, clause, start, statements, is_last=not rest):
            hole, number = (found.hole, found.number) if item.hole else (match.hole, match.number)
            between = (*match.between, *range(at, start))
            step = Match(match.first, found.after, between, match.count + 1, hole, number)
            yield from _follow(statement, rest, clause, step, statements)
        word = clause.words[start]
        if (
            word in ME
            or word in statement.small_words
            or word in DENIALS[clause.language]
            or (word in MINE and not _starts_other(clause, start))
        ):
            continue
        if _blocks(word, clause.language):
            return
        is_about = item.hole == RANGE and word in _ABOUT
        unknown += not is_about and word not in LIGHT[clause.language] and word not in LOOSE
        if unknown > (0 if _is_copula(item) or item.hole in (PEOPLE, RANGE) else _UNKNOWN):
            return


def _may_begin(item: Item, meant: str, word: str) -> bool:
    if isinstance(item, Element):
        return bool(item.hole) or meant in item.forms.all or word in item.forms.all
    return "" in item.by_first or meant in item.by_first or word in item.by_first


def _sequences(
    item: OneOf, clause: Clause, match: Match, statements: Statements
) -> tuple[tuple[Element, ...], ...]:
    """Those that can be said from here; at a phrase's beginning the first word tells."""
    if match.count or match.after >= len(clause.words):
        return item.sequences
    word = clause.words[match.after]
    first = item.by_first.get(statements.meant_by(word), ())
    return (*first, *item.by_first.get("", ())) if "" in item.by_first else first


def _is_copula(element: Element) -> bool:
    """'my phone number is new' is not about the phone."""
    return bool(element.words & _COPULAS)


def _starts_other(clause: Clause, at: int) -> bool:
    return at + 1 < len(clause.words) and clause.words[at + 1] in OTHERS


def _blocks(word: str, language: str) -> bool:
    if word in ("so", "e", "mas", "o", "este", "esta"):
        return (word, language) in {
            ("so", "en"),
            ("e", "pt"),
            ("mas", "pt"),
            ("o", "es"),
            ("este", "es"),
            ("esta", "es"),
        }
    return word in NOT_BETWEEN or word in OTHERS or word in SAYS or word in SUPPOSED


def _here(
    element: Element, clause: Clause, at: int, statements: Statements, *, is_last: bool
) -> Iterator[Match]:
    """The element at this very word."""
    if not element.hole:
        if _is_form(element, clause, at, statements):
            yield Match(at, at + 1)
        return
    if element.hole == PEOPLE:
        group = people_at(clause.said, at, clause.language)
        if group is not None and _is_me_alone(clause, at, group.after):
            return
        is_with = _is_with(clause, at)
        if group is not None and (group.has_me or is_with):
            is_others = is_with and not ME.intersection(clause.words[at : group.after])
            people = group.count + 1 if is_others else group.with_me
            yield Match(at, group.after, hole=(at, group.after), number=float(people))
        return
    if element.hole == COUNTRY:
        after = country_at(clause.words, at, clause.language)
        if after is not None:
            yield Match(at, after)
        return
    number = number_at(clause.said, at, clause.language)
    if number is not None and number.is_article and number_at(clause.said, number.after, clause.language):
        return
    if element.hole == VALUE:
        if number is not None and not number.is_article and not _has_unit(clause, number.after):
            yield Match(at, number.after, hole=(at, number.after), number=number.value)
            return
        for end in places_at(clause, at, is_last=is_last):
            yield Match(at, end, hole=(at, end))
        return
    is_other_word = is_last and clause.words[at] in _ONE_OF_THEM
    if number is not None and element.low <= number.value <= element.high and not is_other_word:
        yield Match(at, number.after)


def _is_me_alone(clause: Clause, at: int, after: int) -> bool:
    """'Solo me encuentran', 'nobody living with me', 'eu, papai e mamãe': no list of people, or not all of it."""
    words, said = clause.words, clause.said
    if after != at + 1:
        return False
    is_object = words[at] == "me" and (clause.language != "en" or words[max(0, at - 1)] == "with")
    is_listed = words[at] in ME and after < len(words) and "," in said.between(at, after)
    return is_object or is_listed


def _has_unit(clause: Clause, after: int) -> bool:
    """'4G' counts nothing."""
    end = clause.said.words[after - 1].end
    return clause.said.text[end : end + 1].isalpha() or clause.words[after - 1][-1:] == "g"


def _is_with(clause: Clause, at: int) -> bool:
    """'I live with two friends' counts them and me; 'we are two friends' and 'we live with him' do not
    tell."""
    return not {"we", "vivimos", "moramos"} & set(clause.words[:at]) and any(
        word in ("with", "con", "com") for word in clause.words[max(0, at - 2) : at + 1]
    )


def _is_form(element: Element, clause: Clause, at: int, statements: Statements) -> bool:
    """Accents may be left out; one put on a last vowel makes another word: 'trabajó' is not 'trabajo'."""
    word, typed, forms = clause.words[at], clause.typed[at], element.forms
    if word not in forms.all:
        word = statements.meant_by(word)
        if word not in forms.all:
            return False
    elif typed[-1] != word[-1] and len(word) > SHORT and typed not in element.words:
        return False
    if word in forms.said:
        return True
    before = clause.words[max(0, at - REACH) : at]
    return any(one in HELPERS for one in before) if word in forms.helped else "gente" in before
