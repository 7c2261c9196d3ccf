"""What makes it doubtful that a statement is a fact of its writer, though its words are all there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bot.understanding.countries import country_at
from bot.understanding.message import word_set
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_items import Statement, elements_of
from bot.understanding.statement_match import LOOSE, ME, Match
from bot.understanding.statement_words import CHILDREN, DENIALS, HELPERS, LIGHT, MINE, US

_CHILDRENS = tuple((word,) for word in ("s", "bundle", "plan", "pack", "package", "filter"))
_HAS_BEEN = word_set("have has been am is are get gets getting got be being i'm already")
_LIVES = word_set(
    "live lives living vive viven vivem mora moram esta estan estao study estudia estudiam estuda"
)
_THERE = word_set("there away abroad overseas alla lejos fora exterior extranjero")
_IN = word_set("in en em no na nos nas los")
_NO_PAST = word_set("sou vou estou dou tou ou outro acabou acaban acabam graban")
_ENDINGS_PAST: Mapping[str, tuple[str, ...]] = {
    "es": ("ó", "aron", "ieron", "aba", "aban"),
    "pt": ("ou", "aram", "eram", "avam", "ava", "iram"),
}
_WITH, _WITH_ME = word_set("with con com"), word_set("conmigo comigo cmg")
_LIKES = word_set("gosto gusta tengo tenho uso prefiero prefiro me")
_NEEDED = word_set(
    "want wants need have has got get like use own go do does any much really even quiero necesito tengo"
    " hay tenemos uso gusta gustan me hace falta quero preciso tenho temos gosto curto costumo nada de such"
    " as thing exactly bother receive recibir receber ser be play played playing tiene tem vengan venham"
)
"""May stand between a no and what is denied."""


def is_doubtful(statement: Statement, clause: Clause, match: Match) -> bool:
    return (
        _is_bygone(statement, clause, match)
        or _is_child_away(clause, match)
        or _is_of_children(clause, match)
        or _is_without_me(statement, clause, match)
        or (statement.is_loose and _has_happened(clause))
        or (statement.is_loose and statement.is_denied and _denies_something_else(clause, match))
    )


def _is_bygone(statement: Statement, clause: Clause, match: Match) -> bool:
    """'My wages landed late': a form of 'land' that the phrase does not have, without 'have' or 'been'."""
    if clause.language != "en" or statement.is_denied or "never" in clause.often:
        return False
    literal = {word for element in elements_of(statement.items) for word in element.words}
    return any(
        len(word) > 4
        and word.endswith("ed")
        and word not in literal
        and not _HAS_BEEN & set(clause.words[max(0, at - 3) : at])
        for at, word in ((at, clause.words[at]) for at in match.own)
    )


def _has_happened(clause: Clause) -> bool:
    """'Chegou mensagem', 'avisavam': what somebody did once, or used to do."""
    endings = _ENDINGS_PAST.get(clause.language)
    if endings is None or any(word in US or word in MINE or word in _LIKES for word in clause.words):
        return False
    return any(
        len(typed) > 4
        and typed.endswith(endings)
        and typed not in _NO_PAST
        and word not in DENIALS[clause.language]
        for word, typed in zip(clause.words, clause.typed, strict=True)
    )


def _is_child_away(clause: Clause, match: Match) -> bool:
    """A child who lives elsewhere is none at home."""
    child = next((at for at in match.own if clause.words[at] in CHILDREN), None)
    if child is None:
        return False
    after = range(child + 1, len(clause.words))
    lives = next((at for at in after if clause.words[at] in _LIVES), None)
    if lives is None:
        return False
    return any(
        clause.words[at] in _THERE
        or (clause.words[at - 1] in _IN and country_at(clause.words, at, clause.language) is not None)
        for at in range(lives + 1, min(lives + 4, len(clause.words)))
    )


def _is_without_me(statement: Statement, clause: Clause, match: Match) -> bool:
    """'I live with 3 people', 'moram 3 comigo': whoever is counted, the speaker comes on top."""
    first, after = match.hole
    if match.number is None or statement.has_people or statement.small_words & _WITH:
        return False
    is_behind_with = first > 0 and clause.words[first - 1] in _WITH
    behind = clause.words[after : after + 6]
    with_me = [*pairwise(("", *behind))]
    return is_behind_with or any(
        pair == ("with", "me") or (pair[1] in _WITH_ME and pair[0] != "contando") for pair in with_me
    )


def _is_of_children(clause: Clause, match: Match) -> bool:
    """'The children's plan' tells of no child; 'my daughter's phone' does."""
    words = clause.words
    return any(
        words[at] in CHILDREN
        and words[at + 1 : at + 2] in _CHILDRENS
        and not MINE & set(words[max(0, at - 3) : at])
        for at in match.own
    )


def _denies_something_else(clause: Clause, match: Match) -> bool:
    """'The internet is not working here' says no to working, not to the internet."""
    words, language = clause.words, clause.language
    for at, word in enumerate(words):
        if word not in DENIALS[language]:
            continue
        if at >= match.after:
            return False
        for behind in range(at + 1, len(words)):
            if behind in match.own or words[behind] in DENIALS[language]:
                return False
            passed = LIGHT[language] | LOOSE | HELPERS | MINE | ME | _NEEDED
            if words[behind] not in passed:
                break
        else:
            return False
    return True
