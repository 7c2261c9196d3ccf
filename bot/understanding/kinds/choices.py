"""Several of the options: 'email and sms but not whatsapp', 'the first two', 'todas menos la última', 'none'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Choice
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds import choice
from bot.understanding.kinds.choices_by_number import places
from bot.understanding.message import Message, listen, phrases, word_set
from bot.understanding.naming import DECLINED, mentioned
from bot.understanding.numbers import NUMBER_WORDS

_ALL = (
    "all", "all of them", "everything", "every one", "both", "both of them", "any of them", "any", "the lot",
    "all three",
    "todo", "todos", "todas", "todos ellos", "todas ellas", "ambos", "ambas", "los dos", "las dos", "cualquiera",
    "tudo", "os dois", "as duas", "todos eles", "todas elas", "qualquer um", "qualquer uma", "os tres", "as tres",
    "los tres", "las tres",
)  # fmt: skip
_NONE = (
    "none", "none of them", "none of those", "none of the above", "neither", "nothing", "no one", "not any", "not one",
    "ninguno", "ninguna", "ninguno de ellos", "ninguna de ellas", "nada", "ni uno", "ni una", "nenhum", "nenhuma",
    "nenhum deles", "nenhuma delas", "nem um", "nem uma",
)  # fmt: skip
_FIRST = re.compile(
    r"(?<= )(?:(?P<first>first|primer[ao]s|primeir[ao]s)|(?P<last>last|ultim[ao]s)) (?P<count>\w+)"
    r"|(?<= )(?P<count2>\w+) (?:(?P<first2>primer[ao]s|primeir[ao]s)|(?P<last2>ultim[ao]s))(?= )"
)
_PARTS = re.compile(r"[,;/+&\n]|\b(?:and|or|plus|also|but|y|o|e|ou|mas|pero|tambien|tambem|mais)\b")
_FEW_WORDS = 12
_DENIALS = word_set("not no never without except nao nem sem menos excepto exceto salvo ni")


def hear(hearing: Hearing) -> Heard | None:
    """The values in the order in which they are offered; none of them is an empty list. Never an extra."""
    if not hearing.is_waited:
        return None
    offered = [one for one in hearing.expectation.choices if one.value != DECLINED]
    affirmed, denied = mentioned(hearing)
    if affirmed == {DECLINED}:
        return _heard(hearing, DECLINED)
    if by_place := _first_or_last(hearing, offered):
        return _chosen(hearing, by_place)
    if not affirmed and (numbered := places(hearing.message, len(offered))):
        return _chosen(hearing, [offered[place - 1].value for place in numbered])
    has_all = any(True for _ in hearing.message.find(phrases(_ALL)))
    if has_all and not affirmed:
        return _chosen(hearing, [one.value for one in offered if one.value not in denied])
    if affirmed and not _has_unnamed_part(hearing):
        return _chosen(hearing, [one.value for one in offered if one.value in affirmed])
    if parts := _by_parts(hearing, offered, affirmed, denied):
        return _chosen(hearing, parts, 0.85)
    is_short = len(hearing.message.words) <= _FEW_WORDS
    if is_short and any(True for _ in hearing.message.find(phrases(_NONE))):
        return _heard(hearing, [])
    return None


def _heard(hearing: Hearing, value: object, confidence: float = 1.0) -> Heard:
    text = hearing.message.text
    return heard_between(hearing.message, value, 0, len(text), confidence)


def _chosen(hearing: Hearing, values: list[str], confidence: float = 1.0) -> Heard | None:
    return _heard(hearing, values, confidence) if values else None


def _first_or_last(hearing: Hearing, offered: Sequence[Choice]) -> list[str]:
    """'The first two', 'las dos últimas'."""
    for match, _, _ in hearing.message.find(_FIRST):
        word = match["count"] or match["count2"]
        count = int(word) if word.isdecimal() else NUMBER_WORDS[hearing.language].small.get(word, 0)
        if 0 < count <= len(offered):
            is_first = match["first"] or match["first2"]
            return [one.value for one in (offered[:count] if is_first else offered[-count:])]
    return []


def _by_parts(hearing: Hearing, offered: Sequence[Choice], affirmed: set[str], denied: set[str]) -> list[str]:
    """Each part between commas and 'and' is one option: by its place, by a part of its name, misspelt."""
    found = set(affirmed)
    for part in _parts(hearing.message):
        one = choice.hear(replace(hearing, message=part))
        if one is None and not _says_nothing(part):
            return []
        if one is not None and one.answer.value != DECLINED and not _is_denial(part):
            found.add(str(one.answer.value))
    return [one.value for one in offered if one.value in found - denied]


def _parts(message: Message) -> list[Message]:
    """In the words as typed, told apart in folded letters."""
    ends = [(match.start(), match.end()) for match in _PARTS.finditer(message.folded)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(message.text)]
    found = [listen(message.text[a:b]) for a, b in zip(starts, stops, strict=True)]
    return [one for one in found if one.words]


def _has_unnamed_part(hearing: Hearing) -> bool:
    """Whether beside named options another may be meant that is misspelt: 'email and whatsap'."""
    for part in _parts(hearing.message):
        inside = replace(hearing, message=part)
        affirmed, denied = mentioned(inside)
        if not affirmed and not denied and not _is_denial(part) and choice.hear(inside) is not None:
            return True
    return False


def _is_denial(part: Message) -> bool:
    return any(word.folded in _DENIALS for word in part.words)


def _says_nothing(part: Message) -> bool:
    """Words around the options: 'please', 'I like', 'por favor'."""
    return choice.is_filler(part)
