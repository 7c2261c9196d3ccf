"""Whether what a phrase says is said as a fact: of the speaker's own, now, neither supposed nor taken back."""

from __future__ import annotations

from bot.understanding.message import word_set
from bot.understanding.refusals import has
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_items import (
    ANY_VALUE,
    Element,
    Statement,
)
from bot.understanding.statement_match import LOOSE, ME, REACH, SHORT, Match
from bot.understanding.statement_words import (
    COMPARED,
    COURTESY_IF,
    CHILDREN,
    DENIALS,
    DROPS_I,
    GROWN,
    HELPERS,
    LIGHT,
    MEANT,
    MINE,
    NOUN_BEFORE,
    NOWADAYS,
    ONCE,
    ONE_TIME,
    OF_THEM,
    OTHERS,
    PAST,
    REQUESTED,
    SAYS,
    STOPS,
    SUPPOSED,
    TOMORROW,
    US,
    WHEN_SOMETHING,
    WISHED,
)

_PLANS = MEANT - word_set("can able let need quiero quero voy vamos vou")
_TO = word_set(
    "to with a con para com call phone ring dial facetime text calling phoning ringing see visit visiting"
    " llamo hablo marco ligo falo telefono ver visito visitar visitando"
)
_ARE = word_set("es esta e fue foi seria cansa sao son")
_TURNED = word_set(
    "is e es gusta gustan gosto curto hago faco do am mio mia comigo"
    " my for like thing suits uso use quero quiero"
    " want need preciso necesito"
)
"""After a denial: 'video games, not for me'."""
_ENDS_PAST = ((), ("but",), ("now",), ("i",), ("we",))
_OF = ("de", "do", "da", "dos", "das", "que", "del", "no", "nao")
_FIRST_PERSON = ("o", "os", "oy", "ou", "me", "ndo", "ei", "i")
_YOU = word_set("you your usted ustedes voces voce")


def holds(statement: Statement, clause: Clause, match: Match) -> bool | None:
    """True: stated. False: its opposite is. None: neither; it is supposed, past, of others, or not how often."""
    if clause.is_supposed or clause.is_no_fact or not _is_own(statement, clause, match):
        return None
    own = match.own
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
    if any(clause.words[at] in CHILDREN for at in own) and not statement.is_denied and any(word in GROWN for word in foreign):
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
    return any(
        word in PAST and at not in own and not _is_by_then(words, at)
        for at, word in enumerate(words)
    )


def _is_by_then(words: tuple[str, ...], at: int) -> bool:
    after = words[at + 1 : at + 2]
    return (words[at] == "before" and after not in _ENDS_PAST) or (words[at] == "antes" and after[:1] != () and after[0] in _OF)


def _is_once(clause: Clause, foreign: list[str]) -> bool:
    is_one_day = any(word in ONCE for word in foreign) and not has(clause.said, NOWADAYS)
    return is_one_day or has(clause.said, TOMORROW) or any(pair in ONE_TIME for pair in _pairs(foreign))


def _pairs(words: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]


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
        and ("," not in said.text[said.words[match.after - 1].end : said.words[at].start] or at == len(words) - 2)
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


def _is_about_speaker(statement: Statement, clause: Clause, match: Match) -> bool:
    """Somebody speaks of themselves, or asks us for it, and nobody else is named. A place needs no speaker, and
    neither do Spanish and Portuguese, where the verb says who.
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
    return is_unnamed or clause.words[0] in DROPS_I or any(word in US or word in MINE for word in clause.words)


def _is_object(clause: Clause, at: int, match: Match) -> bool:
    """The friends in 'I call friends abroad', 'me and my friends play': not those who do it without me."""
    near = clause.words[max(0, at - 3) : at]
    is_with_me = clause.words[:1] in (("me",), ("i",)) and at <= SHORT
    return is_with_me or (at > match.first and any(word in _TO for word in near))


def _is_own(statement: Statement, clause: Clause, match: Match) -> bool:
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
