"""An amount of money: 'R$ 89,90', '20 bucks', 'veinte euros', 'vinte reais e cinquenta centavos'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.contrast import ends_clause, favoured
from bot.understanding.days import days
from bot.understanding.denial import is_denied
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import whole
from bot.understanding.message import Message, phrases, word_set
from bot.understanding.numbers import NUMBER_WORDS, Number, half_after, number_at, numbers
from bot.understanding.ranges import is_one_of_two
from bot.understanding.rough import is_rough
from bot.understanding.units import unit_word

_MONEY = word_set(
    "real reais euro euros dollar dollars dolar dolares bucks buck peso pesos pesitos pound pounds libra"
    " libras brl usd eur mxn ars cop clp gbp conto contos pila pilas pavos plata soles guaranies quid varos"
    " varo mangos mango pratas prata dolarzinhos euritos dolaritos realzinhos realitos"
)
_THOUSANDS = word_set("lucas luca")
"""Money by the thousand."""
_CENTS = word_set("cent cents c centavo centavos centimo centimos pence")
_COINS: Mapping[str, float] = {
    "tenner": 10, "tenners": 10, "fiver": 5, "fivers": 5, "twenny": 20, "benjamin": 100, "centao": 100, "cenzinho": 100,
    "dezao": 10, "dezinho": 10, "vintao": 20, "vintinho": 20, "trintao": 30, "trintinha": 30, "quarentao": 40,
    "quarentinha": 40, "cinquentao": 50, "cinquentinha": 50, "sessentao": 60, "sessentinha": 60, "setentao": 70,
    "setentinha": 70, "oitentao": 80, "oitentinha": 80, "noventao": 90, "noventinha": 90, "milao": 1000,
    "diecito": 10, "veintito": 20, "cincuentita": 50, "cientito": 100, "cienton": 100, "cenzao": 100,
}  # fmt: skip
_NOTHING: Mapping[str, tuple[str, ...]] = {
    "en": (
        "nothing",
        "nothing at all",
        "zero",
        "free",
        "for free",
        "not a cent",
        "not a dime",
        "zilch",
        "nada",
    ),
    "es": ("nada", "cero", "gratis", "de balde", "ni un peso", "ni un centavo", "absolutamente nada"),
    "pt": (
        "nada",
        "zero",
        "gratis",
        "de graca",
        "nenhum centavo",
        "nem um centavo",
        "nem um real",
        "nadinha",
    ),
}
_JOINS = frozenset({"and", "n", "con", "y", "e", "com"})
_EITHER = frozenset({"or", "o", "ou", "to", "a", "ate", "hasta"})
_WE_ARE = word_set("somos seremos")
_NO_UNITS = word_set("m g gb h")
"""Letters that may stand for a unit, or for millions."""
_BEFORE_CURRENCY = word_set("de of us u.s american canadian")
_YEARLY = re.compile(
    r" (?:\w+ )?(?:a year|per year|yearly|annually|al ano|por ano|anual(?:es|mente)?|anuais|ao ano) "
)
_TWICE = re.compile(r" (?:\w+ )?(?:twice|two times|2 times|dos veces|duas vezes|2 vezes|2 veces) ")
_ALMOST = word_set("casi quase almost nearly")
_BEFORE = re.compile(r"(?:r\$|us\$|mx\$|\$|€|£|\b(?:rs|brl|usd|eur|mxn))\s*$")
_AFTER = re.compile(r"\s*(?:r\$|us\$|\$|€|£)")
_LIKE_FOR = word_set("me u you")
_LONGEST = 18
_SHORT, _CHOSEN, _PERHAPS = 3, 0.8, 0.65
"""Words of a message that says 'nothing' and nothing else."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount in the words from `first` to before `after`."""

    value: float
    first: int
    after: int


def hear(hearing: Hearing) -> Heard | None:
    """The amount without its currency. An extra needs the currency to be named."""
    named = [one for one in _named(hearing) if not _is_not_a_penny(hearing, one)]
    if not hearing.is_waited or len(hearing.message.words) > _LONGEST:
        return _only(named, hearing)
    bare = _bare(hearing)
    beside = [
        one for one in bare if not any(one.first < two.after and two.first < one.after for two in named)
    ]
    meant = _meant(sorted([*named, *beside], key=lambda one: one.first), hearing)
    if meant is not None or named:
        return meant or _only(named, hearing)
    return _only(bare, hearing, confidence=0.9) or _coin(hearing) or _nothing(hearing)


def _meant(sums: list[_Sum], hearing: Hearing) -> Heard | None:
    """Of several amounts the one that its clause tells to be now, wished for or the sum."""
    if len({one.value for one in sums}) < 2:
        return None
    spans = [(one.first, one.after) for one in sums]
    at = favoured(hearing.message, spans, hearing.language, hearing.expectation.slot)
    return None if at is None else _only([sums[at]], hearing, _CHOSEN, is_chosen=True)


def _is_not_a_penny(hearing: Hearing, one: _Sum) -> bool:
    """'Not a penny over 35', 'ni un peso más de 350', 'nem um real a mais'."""
    return one.value <= 1 and hearing.message.word(one.first - 1) in ("not", "ni", "nem")


def _named(hearing: Hearing) -> Iterator[_Sum]:
    """A number joined to the one before is named with it: 'between 20 and 30 dollars' are two."""
    message, taken = hearing.message, 0
    said = list(numbers(message, hearing.language))
    for before, number in zip([None, *said], said, strict=False):
        if number.first < taken or is_rough(message, number):
            continue
        if message.word(number.after) in _CENTS:
            is_more = before is not None and taken <= before.first and _is_joined(message, before, number)
            whole_part, first = (before.value, before.first) if before and is_more else (0.0, number.first)
            yield _Sum(whole_part + number.value / 100, first, number.after + 1)
        elif (after := _after_currency(message, number)) is not None:
            if before is not None and taken <= before.first and _is_joined(message, before, number):
                yield _Sum(before.value, before.first, before.after)
            cents, taken = _cents(hearing, after)
            factor = (
                1000
                if message.word(after - 1) in _THOUSANDS
                else 10**6
                if _is_million(message, number)
                else 1
            )
            yield _Sum(number.value * factor + cents, number.first, taken)


def _is_joined(message: Message, before: Number, number: Number) -> bool:
    return number.first - before.after == 1 and message.word(before.after) in _JOINS | _EITHER


def _after_currency(message: Message, number: Number) -> int | None:
    """The word after the amount and its currency, or None when none is named."""
    start, end = message.span(number.first, number.after)
    if _BEFORE.search(message.folded[:start]) or _AFTER.match(message.folded[end:]):
        return number.after + (message.word(number.after) in _MONEY)
    at = number.after + 1 if message.word(number.after) in _BEFORE_CURRENCY else number.after
    return at + 1 if message.word(at) in _MONEY or message.word(at) in _THOUSANDS else None


def _cents(hearing: Hearing, at: int) -> tuple[float, int]:
    """'... and fifty cents', '... and a half', '45 dollars 50', and where it ends."""
    message, words = hearing.message, NUMBER_WORDS[hearing.language]
    if message.word(at - 1) in _MONEY and (half := half_after(message, at, words))[0]:
        return half
    first = at + 1 if message.word(at) in _JOINS else at
    cents = number_at(message, first, hearing.language) if first < len(message.words) else None
    if cents is None or "," in message.between(at - 1, at):
        return 0.0, at
    if message.word(cents.after) in _CENTS:
        return cents.value / 100, cents.after + 1
    is_last = message.word(at - 1) in _MONEY and ends_clause(message, cents.after)
    return (cents.value / 100, cents.after) if is_last and _are_cents(cents.value) else (0.0, at)


def _are_cents(value: float) -> bool:
    return 10 <= value < 100 and value == int(value)


def _bare(hearing: Hearing) -> list[_Sum]:
    """Numbers without a currency; two that are read as one, 'nineteen ninety-nine', 'vinte e cinquenta', are one."""
    message = hearing.message
    said = [
        one
        for one in numbers(message, hearing.language)
        if not one.is_article
        and not is_rough(message, one)
        and not _counts_no_money(message, one, hearing)
        and not is_denied(message, one.first, one.after, hearing.language)
    ]
    if len(said) == 2 and (price := _price(message, hearing.language, *said)) is not None:
        return [_Sum(price, said[0].first, said[1].after)]
    return [
        _Sum(one.value * (10**6 if _is_million(message, one) else 1), one.first, one.after) for one in said
    ]


def _counts_no_money(message: Message, number: Number, hearing: Hearing) -> bool:
    """'The both of us', 'works 4 me', 'it came on the 12th'."""
    words = NUMBER_WORDS[hearing.language]
    is_word = message.word(number.first) in ("2", "4") and message.word(number.after) in _LIKE_FOR
    if is_word or (message.word(number.first) in words.fixed and number.value):
        return True
    named = unit_word(message, number.after)
    if message.word(number.first - 1) in _WE_ARE or (named is not None and named[0] not in _NO_UNITS):
        return True
    start, end = message.span(number.first, number.after)
    if re.fullmatch(r"\d{7,}", message.part(number.first, number.after)):
        return True
    found = days(message, hearing.language, hearing.now.date(), hearing.region, is_waited=False)
    return any(one.start < end and start < one.end for one in found)


def _is_million(message: Message, number: Number) -> bool:
    """'1.25m', '2 mi'."""
    if message.word(number.after) not in ("m", "mm", "mi"):
        return False
    between = message.between(number.after - 1, number.after)
    return not between or message.word(number.after) == "mi"


def _price(message: Message, language: str, units: Number, cents: Number) -> float | None:
    """'One fifty' is 150, 'nineteen ninety-nine' 19.99, 'vinte e cinquenta' 20.50; 'between 20 and 30' is none."""
    if not _are_cents(cents.value) or message.word(units.first - 1) in ("between", "entre", "de", "from"):
        return None
    joined = message.word(units.after) if cents.first - units.after == 1 else ""
    if joined in ("e", "com", "con"):
        return units.value + cents.value / 100
    is_spelt = not message.word(units.first)[0].isdecimal() and not message.word(cents.first)[0].isdecimal()
    if cents.first != units.after or not is_spelt:
        return None
    return (
        units.value * 100 + cents.value
        if units.value < 10 and language == "en"
        else units.value + cents.value / 100
    )


def _coin(hearing: Hearing) -> Heard | None:
    """'A tenner', 'centão'."""
    for at, word in enumerate(hearing.message.words):
        if word.folded in _COINS:
            before = number_at(hearing.message, at - 1, hearing.language) if at else None
            return hearing.heard(
                whole((before.value if before else 1) * _COINS[word.folded]), at, at + 1, 0.8
            )
    return None


def _nothing(hearing: Hearing) -> Heard | None:
    low = hearing.expectation.minimum
    if len(hearing.message.words) > _SHORT or (low is not None and low > 0):
        return None
    for _, first, after in hearing.message.find(phrases(_NOTHING[hearing.language])):
        if hearing.message.word(first - 1) in _ALMOST:
            return None
        return hearing.heard(0, first, after, 0.9)
    return None


def _only(
    found: list[_Sum], hearing: Hearing, confidence: float = 1.0, *, is_chosen: bool = False
) -> Heard | None:
    low, high = hearing.expectation.minimum, hearing.expectation.maximum
    fitting = [
        one for one in found
        if (low is None or one.value >= low) and (high is None or one.value <= high)
        and not is_denied(hearing.message, one.first, one.after, hearing.language)
    ]  # fmt: skip
    if len({round(one.value, 2) for one in fitting}) != 1:
        return None
    one, words = fitting[0], hearing.message.words
    if not is_chosen and is_one_of_two(hearing.message, one.first, one.after, hearing.language):
        return None
    behind = f" {' '.join(word.folded for word in words[one.after : one.after + 4])} "
    if _TWICE.match(behind):
        return None
    confidence = min(confidence, _PERHAPS) if _YEARLY.match(behind) else confidence
    start = _BEFORE.search(hearing.message.folded[: words[one.first].start])
    begin = start.start() if start else words[one.first].start
    return heard_between(
        hearing.message, whole(round(one.value, 2)), begin, words[one.after - 1].end, confidence
    )
