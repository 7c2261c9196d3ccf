"""How many people a customer speaks of: 'just me', 'my wife and I', 'two adults and a child'."""

from __future__ import annotations

from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import phrases, word_set
from bot.understanding.numbers import numbers
from bot.understanding.units import UNITS, unit_of

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
_ADULTS = word_set(
    "grown adult adults adulto adultos adulta adultas grownup grownups men women man woman hombres mujeres "
    "homens mulheres mayores"
)
_CHILDREN = word_set(
    "child children kid kids baby babies infant infants toddler toddlers nino ninos nina ninas bebe "
    "bebes menor menores "
    "crianca criancas nene nenes peques pequeno pequenos bebes teen teens teenagers"
)
_SHORT = 6


def heads(hearing: Hearing) -> Heard | None:
    """None where no people are asked for, or where a plain number says it."""
    if unit_of(hearing.expectation.slot) is not UNITS["people"]:
        return None
    return _by_age(hearing) or (_by_words(hearing) if hearing.is_waited else None)


def _by_age(hearing: Hearing) -> Heard | None:
    """Adults and children are added up; a child is 'a child'."""
    message = hearing.message
    found = [
        one for one in numbers(message, hearing.language) if message.word(one.after) in _ADULTS | _CHILDREN
    ]
    kinds = {message.word(one.after) in _ADULTS for one in found}
    if len(kinds) < 2:
        return None
    return hearing.heard(int(sum(one.value for one in found)), found[0].first, found[-1].after + 1)


def _by_words(hearing: Hearing) -> Heard | None:
    message = hearing.message
    if len(message.words) > _SHORT:
        return None
    said = [one for one in numbers(message, hearing.language) if not one.is_article and one.value > 0]
    if len(said) == 1 and (message.flat.startswith(tuple(f" {one} " for one in _WITH_ME))):
        return hearing.heard(int(said[0].value) + 1, 0, said[0].after, 0.9)
    if said:
        return None
    for _, first, _ in message.find(phrases(_TWO)):
        is_plural = any(word.folded in _PLURAL_COMPANY for word in message.words)
        return None if is_plural else hearing.heard(2, first, len(message.words), 0.9)
    for _, first, after in message.find(phrases(_ALONE)):
        is_whole = after - first == len(message.words) or after - first > 1
        return hearing.heard(1, first, after, 0.9) if is_whole else None
    return None
