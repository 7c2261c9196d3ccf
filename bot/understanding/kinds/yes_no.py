"""Yes or no, with the ways of saying them: 'sure', 'claro que no', 'nem pensar', 'siiii', a thumb."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bot.understanding.contrast import BUT_IN
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, fold, phrases, squeeze, undrawn, word_set
from bot.understanding.naming import named
from bot.understanding.refusals import is_only
from bot.understanding.restated import hear_restated, is_inside, theme_of
from bot.understanding.second_thoughts import later_word, second_thought
from bot.understanding.yes_no_words import (
    ALONE,
    ALONE_IN_CLAUSE,
    BEHIND,
    BESIDE,
    COURTESIES,
    DEPENDS,
    HALFWAY,
    NEVER_WITH_MORE,
    NO,
    NOT_THAT_NOT,
    OR_NOT,
    PARTLY,
    SLANG_NO,
    SLANG_YES,
    VERB_AGAIN,
    YES,
)

_MIXED = 0.6
_BY_CLAUSE = 0.9
_ALMOST_ALL = 2
_YES_SIGNS, _NO_SIGNS = "👍👌✅✔🆗", "👎❌🚫🙅"
_CARRY_ON = word_set(
    "no thanks thank i i'm we we're it it's that not never the my sorry of way doubt problem really"
)
_ALSO_A_DETERMINER = word_set("no n na")
"""'No internet' is no answer; 'nah' and 'nope' always are."""
_BUT = frozenset[str]().union(*BUT_IN.values())
_SPEAKER = word_set("eu yo")
"""'Mi esposa sí está, pero yo no'."""
_START = 3
"""A yes or no counts when it stands among the first words of a message that goes on."""
_DRAWN_OUT = {
    "noo": "no",
    "yess": "yes",
    "sii": "si",
    "siim": "sim",
    "simm": "sim",
    "naoo": "nao",
    "yeahh": "yeah",
}

Said = tuple[int, int, bool]
"""The first word of a yes or no, the one after its last, and which it is."""


def hear(hearing: Hearing) -> Heard | None:
    """True or False. Never an extra: a yes belongs to what was asked."""
    if not hearing.is_waited or _is_halfway(hearing) or DEPENDS.search(hearing.message.flat):
        return None
    again = second_thought(hearing.message, hearing.language)
    if again is not None:
        return hear(replace(hearing, message=again))
    later = later_word(hearing.message, hearing.language)
    return (hear(replace(hearing, message=later)) if later is not None else None) or _first_word(hearing)


def _first_word(hearing: Hearing) -> Heard | None:
    """A yes or no, an option or how things stand.

    'Yes, lovely, still dead' is a no; a 'no' beside what works is neither, unless it is part of it: 'no problems'.
    """
    said = hear_yes_no(hearing)
    if said is None:
        return _by_option(hearing) or hear_restated(hearing)
    told = hear_restated(hearing)
    if told is None or told.answer.value == said.answer.value:
        return said
    is_part = said.overlaps(told)
    is_outweighed = said.answer.value or fold(said.answer.span) in COURTESIES
    return told if is_part or is_outweighed else None


def _is_halfway(hearing: Hearing) -> bool:
    """'More or less' agrees to a wish, but does not say whether something works."""
    is_about_a_state = theme_of(hearing.expectation.slot) is not None
    return is_about_a_state and is_only(hearing.message, HALFWAY[hearing.language], 1)


def _by_option(hearing: Hearing) -> Heard | None:
    """What the options call a yes and a no: 'some days'."""
    heard = named(hearing)
    if heard is None or heard.answer.value not in ("yes", "no"):
        return heard
    return replace(heard, answer=replace(heard.answer, value=heard.answer.value == "yes"))


def hear_yes_no(hearing: Hearing) -> Heard | None:
    message, language = hearing.message, hearing.language
    if (sign := _sign(message)) is not None:
        return sign
    if PARTLY[language].search(message.flat):
        return None
    said = _said(message, language)
    return _at_the_start(hearing, said) or _in_a_clause(hearing, said)


def _at_the_start(hearing: Hearing, said: list[Said]) -> Heard | None:
    if not said:
        return None
    message = hearing.message
    first, after, value = min(said)
    if first >= _START or (not value and _starts_something_else(message, first, after, hearing.language)):
        return None
    is_mixed = len({one[2] for one in said}) > 1
    if is_mixed and (len(message.words) > 2 * _START or not _BUT.isdisjoint(message.folded_words)):
        return None
    return hearing.heard(value, first, after, _MIXED if is_mixed else 1.0)


def _in_a_clause(hearing: Hearing, said: list[Said]) -> Heard | None:
    """A yes or no that is a clause of its own, or ends one: 'acabo de llegar, sí', 'tô em casa sim'."""
    found = [one for one in said if _is_a_clause(hearing.message, one) or _ends_a_clause(hearing, one)]
    if len({value for _, _, value in found}) != 1:
        return None
    first, after, value = found[0]
    return hearing.heard(value, first, after, _BY_CLAUSE)


def _said(message: Message, language: str) -> list[Said]:
    """Every yes and no with its words, without those inside a longer one.

    'Claro' within 'claro que no' is not a yes, nor is 'I wouldn't' in 'wouldn't say no' a no.
    """
    listened = _shortened(message)
    found = [
        (first, after, value)
        for value in (True, False)
        for match, first, after in listened.find(_pattern(language, value))
        if match[0] not in ALONE[value]
        or (len(message.words) - (after - first) <= _ALMOST_ALL and match[0] not in NEVER_WITH_MORE)
        or (match[0] in ALONE_IN_CLAUSE and _is_a_clause(message, (first, after, value)))
    ]
    if language == "en":
        found += _verbs_again(listened)
    void = [(first, after) for one in (NOT_THAT_NOT, OR_NOT) for _, first, after in listened.find(one)]
    kept = [
        one
        for one in found
        if not any(first <= one[0] < after for first, after in void) and "?" not in message.part(*one[:2])
    ]
    return [one for one in kept if not any(is_inside(one, other) for other in found)]


def _verbs_again(message: Message) -> list[Said]:
    return [
        (first, after, value)
        for value, pattern in VERB_AGAIN.items()
        for _, first, after in message.find(pattern)
        if message.is_edge(first) and message.is_edge(after)
    ]


def _shortened(message: Message) -> Message:
    """Drawn-out words as they are written: 'yesss we're back', 'noo parce'."""
    if len(message.words) == 1:
        return Message(squeeze(message.word(0)))
    words = (undrawn(word) for word in message.folded_words)
    return Message(" ".join(_DRAWN_OUT.get(word, word) for word in words))


@cache
def _pattern(language: str, value: bool) -> re.Pattern[str]:
    table = (YES, SLANG_YES) if value else (NO, SLANG_NO)
    told = (*table[0][language], *table[1][language])
    return phrases((*told, *(squeeze(one) for one in told)))


def _is_a_clause(message: Message, said: Said) -> bool:
    """Whether a clause has nothing but it and words of courtesy."""
    first, after = message.widened(*said[:2], BESIDE)
    return (message.is_edge(first) or message.word(first) == "so") and message.is_edge(after)


def _ends_a_clause(hearing: Hearing, said: Said) -> bool:
    first, after, value = said
    is_spoken_for = hearing.message.word(first) in _SPEAKER and after == first + 2
    is_alone = after == first + 1 and (hearing.language != "es" or hearing.message.word(first - 1) == "que")
    is_behind = hearing.message.word(after - 1) in BEHIND[hearing.language][not value]
    return is_behind and (is_alone or is_spoken_for) and hearing.message.is_edge(after)


def _starts_something_else(message: Message, first: int, after: int, language: str) -> bool:
    """'no internet since yesterday' is no answer; 'no, I walk' and 'no' are."""
    if after >= len(message.words) or after - first > 1:
        return False
    if language == "en" and message.word(first) not in _ALSO_A_DETERMINER:
        return False
    between = message.between(after - 1, after)
    if between.strip() or message.word(after) in _CARRY_ON:
        return False
    return language == "en" or len(message.words) > 2 * _START + 1


def _sign(message: Message) -> Heard | None:
    for signs, value in ((_YES_SIGNS, True), (_NO_SIGNS, False)):
        at = next((i for i, letter in enumerate(message.text) if letter in signs), None)
        if at is not None and len(message.words) == 0:
            return heard_between(message, value, at, at + 1)
    return None
