"""Whether a statement is said of the speaker: in their own words, and of nobody else who is named."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_items import ANY_VALUE, Element, Statement
from bot.understanding.statement_match import LOOSE, ME, SHORT, Match
from bot.understanding.statement_words import (
    DENIALS,
    DROPS_I,
    HELPERS,
    LIGHT,
    MINE,
    NOUN_BEFORE,
    OF_THEM,
    OTHERS,
    SAYS,
    US,
)

_TO = word_set(
    "to with a con para com call phone ring dial facetime text calling phoning ringing see visit visiting"
    " llamo hablo marco ligo falo telefono ver visito visitar visitando"
)
_ARE = word_set("es esta e fue foi seria cansa sao son")
_FIRST_PERSON = ("o", "os", "oy", "ou", "me", "ndo", "ei", "i")
_YOU = word_set("you your usted ustedes voces voce")


def _is_about_speaker(statement: Statement, clause: Clause, match: Match) -> bool:
    """Somebody speaks of themselves, or asks us for it, and nobody else is named.

    A place needs no speaker, and neither do Spanish and Portuguese, where the verb says who.
    """
    named = OF_THEM if any(clause.words[at] in OTHERS for at in match.own) else frozenset()
    others = [
        word
        for at, word in enumerate(clause.words)
        if at not in match.own
        and word in OTHERS
        and word not in US
        and word not in named
        and word not in _YOU
        and not (word == "son" and clause.language != "en")
        and not _is_object(clause, at, match)
    ]
    before = clause.words[: match.first]
    asked = {"can", "could", "may", "will"}
    is_yours = bool(before) and before[-1] in ("you", "they") and not asked & set(clause.words)
    is_said = any(word in SAYS for at, word in enumerate(clause.words) if at not in match.own)
    if others or is_yours or is_said:
        return False
    is_unnamed = clause.language != "en" or statement.value == ANY_VALUE
    return (
        is_unnamed or clause.words[0] in DROPS_I or any(word in US or word in MINE for word in clause.words)
    )


def _is_object(clause: Clause, at: int, match: Match) -> bool:
    """The friends in 'I call friends abroad', 'me and my friends play': not those who do it without me."""
    near = clause.words[max(0, at - 4) : at]
    is_with_me = clause.words[:1] in (("me",), ("i",)) and at <= SHORT
    return is_with_me or (at > match.first and any(word in _TO for word in near))


def is_own(statement: Statement, clause: Clause, match: Match) -> bool:
    if statement.is_loose:
        return _is_about_speaker(statement, clause, match)
    before = clause.words[: match.first]
    for at, word in enumerate(before):
        if word in SAYS and (at == 0 or before[at - 1] not in ME):
            return False
    opening = statement.items[0]
    if isinstance(opening, Element) and (opening.words is MINE or opening.hole):
        return not any(word in OTHERS for word in before)
    if not statement.is_own:
        if before and before[-1] in ("you", "they"):
            return False
        return not any(word in OTHERS and word not in ("you", "usted", "ustedes", "voces") for word in before)
    if clause.language != "en":
        if _is_of_other(clause, match):
            return False
        is_noun = (
            bool(before)
            and before[-1] in NOUN_BEFORE[clause.language]
            and before[-1] not in statement.small_words
            and "gente" not in before
        )
        is_subject = match.after < len(clause.words) and clause.words[match.after] in _ARE
        return statement.is_denied or not (is_noun or is_subject)
    return _is_english_subject(statement, clause, match)


def _is_of_other(clause: Clause, match: Match) -> bool:
    """'Minha mãe não tem sinal': somebody else before a verb that is not said of oneself."""
    own = [at for at in sorted(match.own) if clause.words[at] not in DENIALS[clause.language]]
    verb = clause.words[own[0]] if own else ""
    before = set(clause.words[: own[0] if own else 0]) - {"gente", "tu", "su", "seu", "sua"}
    return bool(before & OTHERS) and verb not in ME and not verb.endswith(_FIRST_PERSON)


def _is_english_subject(statement: Statement, clause: Clause, match: Match) -> bool:
    before = clause.words[: match.first]
    for at in range(len(before) - 1, -1, -1):
        if before[at] in ("i", "we"):
            return True
        if before[at] in OTHERS:
            return any(word in ("i", "we") for word in before[:at]) and "and" in before[:at]
    if clause.after_other or before[:2] == ("do", "not"):
        return False
    known = [
        word
        for word in before
        if word in LIGHT["en"] or word in LOOSE or word in DENIALS[clause.language] or word in HELPERS
    ]
    return len(before) - len(known) <= 1 and not (before and before[-1] in NOUN_BEFORE[clause.language])
