"""How many people a customer speaks of: 'just me', 'my wife and I', 'two adults and a child'."""

from __future__ import annotations

import re

from bot.understanding.days import days
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import phrases, word_set
from bot.understanding.numbers import number_at, numbers
from bot.understanding.units import UNITS, unit_of, unit_word

_ALONE = (
    "just me", "only me", "me only", "just myself", "only myself", "by myself", "on my own", "me alone", "myself", "me",
    "solo yo", "solamente yo", "yo solo", "yo sola", "nada mas yo", "nomas yo", "yo nada mas", "unicamente yo", "yo",
    "so eu", "somente eu", "apenas eu", "eu sozinho", "eu sozinha", "eu so", "eu mesmo", "eu mesma", "eu",
)  # fmt: skip
_TWO = (
    "me and my", "my wife and i", "my husband and i", "my partner and i", "myself and my", "my wife and me",
    "my husband and me", "my girlfriend and i", "my boyfriend and i", "mi esposa y yo", "mi esposo y yo",
    "mi pareja y yo",
    "mi novia y yo", "mi novio y yo", "mi marido y yo", "mi mujer y yo", "yo y mi", "eu e minha", "eu e meu",
    "minha esposa e eu",
    "meu marido e eu", "minha mulher e eu", "eu e a minha", "eu e o meu", "minha namorada e eu", "meu namorado e eu",
)  # fmt: skip
_PLURAL_COMPANY = word_set(
    "friends kids children parents sons daughters hijos hijas amigos padres filhos filhas pais family familia"
)
_WITH_ME = (
    "me and",
    "myself and",
    "me plus",
    "myself plus",
    "i and",
    "yo y",
    "yo mas",
    "eu e mais",
    "eu mais",
    "eu e",
)
_SEATED = re.compile(
    r"(?<= )(?:(?:table|party|group|team|family|mesa|grupo|reserva|equipo|time|familia) (?:of|de)|for|para|pra)"
    r"(?: just)?(?= )"
)
_NO_HEADS = word_set("am pm a p h hs hrs st nd rd th of de o'clock")
_ADULTS = word_set(
    "grown adult adults adulto adultos adulta adultas grownup grownups men women man woman hombres mujeres "
    "homens mulheres mayores"
)
_CHILDREN = word_set(
    "child children kid kids baby babies infant infants toddler toddlers nino ninos nina ninas bebe "
    "bebes menor menores "
    "crianca criancas nene nenes peques pequeno pequenos bebes teen teens teenagers"
)
_SHORT = 8
_I = word_set("i me yo eu")
_AND = word_set("and y e plus mas mais")


def heads(hearing: Hearing) -> Heard | None:
    """None where no people are asked for, or where a plain number says it."""
    if unit_of(hearing.expectation.slot) is not UNITS["people"]:
        return None
    return _by_age(hearing) or _by_words(hearing) or _seated(hearing)


def _seated(hearing: Hearing) -> Heard | None:
    """'A table for five', 'party of ten', 'mesa para cuatro'; not 'for 5 days' nor 'for 7pm'."""
    message = hearing.message
    for _, _, after in message.find(_SEATED):
        one = number_at(message, after, hearing.language) if after < len(message.words) else None
        if (
            one is None
            or one.is_article
            or unit_word(message, one.after) is not None
            or one.value != int(one.value)
        ):
            continue
        end = message.words[one.after - 1].end
        start = message.words[one.first].start
        said_days = days(message, hearing.language, hearing.now.date(), hearing.region, is_waited=False)
        is_day = any(day.start < end and start < day.end for day in said_days)
        is_clock = message.text[end : end + 1] in (":", "/", "-") or message.word(one.after) in _NO_HEADS
        if not is_day and not is_clock and "." not in message.text[start:end]:
            return hearing.heard(int(one.value), one.first, one.after, 0.9)
    return None


def _by_age(hearing: Hearing) -> Heard | None:
    """Adults and children are added up; a child is 'a child'."""
    message = hearing.message
    found = [
        one for one in numbers(message, hearing.language) if message.word(one.after) in _ADULTS | _CHILDREN
    ]
    kinds = {message.word(one.after) in _ADULTS for one in found}
    is_one_list = len(found) > 1 and all(
        message.word(one.after + 1) in _AND or one is found[-1] or next_one.first == one.after + 1
        for one, next_one in zip(found, [*found[1:], found[-1]], strict=True)
    )
    if len(kinds) < 2 and not is_one_list:
        return None
    return hearing.heard(int(sum(one.value for one in found)), found[0].first, found[-1].after + 1)


def _two(hearing: Hearing) -> Heard | None:
    """'Me and my wife'; not 'me and my kids'."""
    message = hearing.message
    if any(word.folded in _PLURAL_COMPANY or word.folded.isdecimal() for word in message.words):
        return None
    for match, first, after in message.find(phrases(_TWO)):
        ends = after if match[0].split()[-1] in _I else after + 1
        return hearing.heard(2, first, min(ends, len(message.words)), 0.9)
    return None


def _by_words(hearing: Hearing) -> Heard | None:
    message = hearing.message
    if not hearing.is_waited:
        return _two(hearing)
    if len(message.words) > _SHORT:
        return None
    said = [one for one in numbers(message, hearing.language) if not one.is_article and one.value > 0]
    if len(said) == 1:
        for _, first, after in message.find(phrases(_WITH_ME)):
            if after == said[0].first:
                return hearing.heard(int(said[0].value) + 1, first, said[0].after, 0.9)
    if said:
        return None
    if (two := _two(hearing)) is not None:
        return two
    for _, first, after in message.find(phrases(_ALONE)):
        is_whole = after - first == len(message.words) or after - first > 1
        return hearing.heard(1, first, after, 0.9) if is_whole else None
    return None
