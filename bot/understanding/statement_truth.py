"""Whether what a phrase says is said as a fact: of the speaker's own, now, neither supposed nor taken back."""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.message import word_set
from bot.understanding.refusals import has
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_doubts import is_doubtful
from bot.understanding.statement_items import (
    ANY_VALUE,
    Statement,
)
from bot.understanding.statement_match import REACH, Match
from bot.understanding.statement_patterns import COMPARED, COURTESY_IF, REQUESTED
from bot.understanding.statement_speaker import is_own
from bot.understanding.statement_words import (
    CHILDREN,
    DENIALS,
    GROWN,
    MEANT,
    NOWADAYS,
    ONCE,
    ONE_TIME,
    PAST,
    STOPS,
    SUPPOSED,
    TOMORROW,
    WHEN_SOMETHING,
    WISHED,
)

_PLANS = MEANT - word_set("can able let need quiero quero voy vamos vou")
_TURNED = word_set(
    "is e es gusta gustan gosto curto hago faco do am mio mia comigo my for like thing suits uso use quero"
    " quiero want need preciso necesito tenho tengo temos tenemos"
)
"""After a denial: 'video games, not for me'."""
_ENDS_PAST = ((), ("but",), ("now",), ("i",), ("we",))
_OF = ("de", "do", "da", "dos", "das", "que", "del", "no", "nao")


def holds(statement: Statement, clause: Clause, match: Match) -> bool | None:
    """True: stated. False: its opposite is. None: neither; it is supposed, past, of others, or not how
    often."""
    if clause.is_supposed or clause.is_no_fact or not is_own(statement, clause, match):
        return None
    own = match.own
    if is_doubtful(statement, clause, match):
        return None
    if statement.is_loose and _is_liked_less(clause, own):
        return None
    if clause.is_wish and not any(clause.words[at] in WISHED for at in own):
        return None
    is_place = statement.value == ANY_VALUE and match.number is None
    told = own - set(range(*match.hole)) if is_place else own
    foreign = [word for at, word in enumerate(clause.words) if at not in told]
    before = clause.words[: match.first]
    if _is_supposed(clause, foreign) or _is_past(clause, own) or any(word in MEANT for word in before):
        return None
    if match.first and before[-1] in ("sin", "sem", "without"):
        return None
    if _after_if(clause, match) or any(word in STOPS for word in before if not statement.is_denied):
        return None
    if statement.is_loose and any(word in _PLANS for word in foreign):
        return None
    if not clause.often & {"daily", "weekly"} and _is_once(clause, foreign):
        return None
    if (
        any(clause.words[at] in CHILDREN for at in own)
        and not statement.is_denied
        and any(word in GROWN for word in foreign)
    ):
        return None
    is_denied = _is_denied(statement, clause, match)
    is_open = bool(clause.often & {"daily", "weekly", "monthly", "yearly", "sometimes"})
    if statement.often:
        if "never" in statement.often:
            is_never = "never" in clause.often or (is_denied and not is_open)
            return True if is_never else (True if clause.often & statement.often and not is_denied else None)
        return (
            True if clause.often & statement.often and not is_denied and "never" not in clause.often else None
        )
    is_denied = is_denied or ("never" in clause.often and not _is_never_later(clause, match))
    if not is_denied and not statement.is_denied and _is_turned(clause, match):
        return None
    if statement.is_denied:
        return True if is_denied and not (is_open and "never" not in clause.often) else None
    return not is_denied


def _is_denied(statement: Statement, clause: Clause, match: Match) -> bool:
    words = clause.words
    reach = 2 * REACH if statement.is_loose and statement.is_denied else REACH
    near = [*range(max(0, match.first - reach), match.first), *match.between]
    for at in near:
        if words[at] not in DENIALS[clause.language]:
            continue
        if at and words[at - 1] in WHEN_SOMETHING and at < match.first:
            continue
        if words[at] == "no" and clause.language == "en" and at < match.first - 1:
            continue
        return True
    return match.after < len(words) and words[match.after] in ("nao", "anymore")


def _is_supposed(clause: Clause, foreign: list[str]) -> bool:
    if clause.is_asked:
        return any(word in ("if", "unless", "whether") for word in foreign)
    is_courtesy = COURTESY_IF.search(clause.said.flat) is not None
    return any(word in SUPPOSED and not (word == "if" and is_courtesy) for word in foreign)


def _is_liked_less(clause: Clause, own: frozenset[int]) -> bool:
    """The letters in 'e-mail rather than letters' are told, and are not what is wanted."""
    found = next(clause.said.find(COMPARED[clause.language]), None)
    return found is not None and found[1] > 0 and any(at >= found[2] and at <= found[2] + 2 for at in own)


def _is_past(clause: Clause, own: frozenset[int]) -> bool:
    """'before noon' and 'antes de dormir' are no past."""
    words = clause.words
    return any(word in PAST and at not in own and not _is_by_then(words, at) for at, word in enumerate(words))


def _is_by_then(words: tuple[str, ...], at: int) -> bool:
    after = words[at + 1 : at + 2]
    return (words[at] == "before" and after not in _ENDS_PAST) or (
        words[at] == "antes" and after[:1] != () and after[0] in _OF
    )


def _is_once(clause: Clause, foreign: list[str]) -> bool:
    is_one_day = any(word in ONCE for word in foreign) and not has(clause.said, NOWADAYS)
    return is_one_day or has(clause.said, TOMORROW) or any(pair in ONE_TIME for pair in _pairs(foreign))


def _pairs(words: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(words)]


def _is_never_later(clause: Clause, match: Match) -> bool:
    """'With a teenager in the house the data never lasts': a denial well behind what was said."""
    after = clause.words[match.after + 1 :]
    return any(word in ("never", "nunca", "jamas", "jamais", "poco", "pouco", "apenas") for word in after)


def _is_turned(clause: Clause, match: Match) -> bool:
    """Whether what was said is taken back in the same breath."""
    words = clause.words
    after = words[match.after : match.after + 2]
    if after in (("is", "not"), ("are", "not"), ("nao", "e"), ("no", "es"), ("nao", "sao"), ("no", "son")):
        return True
    said = clause.said
    return any(
        words[at] in DENIALS[clause.language]
        and words[at + 1] in _TURNED
        and ("," not in said.between(match.after - 1, at) or at == len(words) - 2)
        for at in range(match.after, len(words) - 1)
    )


def _is_request(word: str) -> bool:
    """'Avísenme', 'escríbeme': asked for whatever the condition."""
    return len(word) > 5 and word.endswith(("nme", "ame", "eme"))


def _after_if(clause: Clause, match: Match) -> bool:
    """'si trabajo', 'sabe se trabalho': a 'sí' with its accent, or before a comma, is a yes."""
    if COURTESY_IF.search(clause.said.flat) and REQUESTED.search(clause.said.flat):
        return False
    if clause.language not in ("es", "pt") or any(_is_request(clause.words[at]) for at in match.own):
        return False
    wanted = "si" if clause.language == "es" else "se"
    reach = (
        range(match.first)
        if clause.language == "es"
        else (*range(min(1, match.first)), *range(max(0, match.first - 2), match.first))
    )
    return any(clause.typed[at] == wanted for at in reach)
