"""An amount of money: 'R$ 89,90', '20 bucks', 'veinte euros', 'vinte reais e cinquenta centavos'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds.number import LONGEST, whole
from bot.understanding.message import Message, word_set
from bot.understanding.numbers import Number, number_at, numbers

_MONEY = word_set(
    "real reais euro euros dollar dollars dolar dolares bucks buck peso pesos pound pounds libra libras brl usd eur "
    "mxn ars cop clp gbp conto contos pila pilas pavos plata soles guaranies"
)
_CENTS = word_set("cent cents centavo centavos centimo centimos pence")
_JOINS = frozenset({"and", "con", "y", "e", "com"})
_EITHER = frozenset({"or", "o", "ou", "to", "a"})
_BEFORE = re.compile(r"(?:r\$|us\$|\$|€|£|\b(?:rs|brl|usd|eur))\s*$")
_AFTER = re.compile(r"\s*(?:r\$|\$|€|£)")


def hear(hearing: Hearing) -> Heard | None:
    """The amount without its currency. An extra needs the currency to be named."""
    named = list(_named(hearing))
    if named or not hearing.is_waited:
        return _only(named, hearing)
    if len(hearing.message.words) > LONGEST:
        return None
    bare = [n for n in numbers(hearing.message, hearing.language) if not n.is_article]
    return _only([(n.value, n.first, n.after) for n in bare], hearing, confidence=0.9)


def _named(hearing: Hearing) -> Iterator[tuple[float, int, int]]:
    """A number joined to the one before is named with it: 'between 20 and 30 dollars' are two."""
    message, taken = hearing.message, 0
    said = list(numbers(message, hearing.language))
    for before, number in zip([None, *said], said, strict=False):
        if number.first >= taken and (after := _after_currency(message, number)) is not None:
            if before is not None and taken <= before.first and _is_joined(message, before, number):
                yield before.value, before.first, before.after
            cents, taken = _cents(message, after, hearing.language)
            yield number.value + cents, number.first, taken


def _is_joined(message: Message, before: Number, number: Number) -> bool:
    return number.first - before.after == 1 and message.word(before.after) in _JOINS | _EITHER


def _after_currency(message: Message, number: Number) -> int | None:
    """The word after the amount and its currency, or None when none is named."""
    start, end = message.words[number.first].start, message.words[number.after - 1].end
    if _BEFORE.search(message.folded[:start]) or _AFTER.match(message.folded[end:]):
        return number.after
    at = number.after + 1 if message.word(number.after) in ("de", "of") else number.after
    return at + 1 if message.word(at) in _MONEY else None


def _cents(message: Message, at: int, language: str) -> tuple[float, int]:
    """'... and fifty cents', and where it ends."""
    first = at + 1 if message.word(at) in _JOINS else at
    cents = number_at(message, first, language) if first < len(message.words) else None
    if cents is None or message.word(cents.after) not in _CENTS:
        return 0.0, at
    return cents.value / 100, cents.after + 1


def _only(found: list[tuple[float, int, int]], hearing: Hearing, confidence: float = 1.0) -> Heard | None:
    low, high = hearing.expectation.minimum, hearing.expectation.maximum
    fitting = [one for one in found if (low is None or one[0] >= low) and (high is None or one[0] <= high)]
    if len({round(value, 2) for value, _, _ in fitting}) != 1:
        return None
    value, first, after = fitting[0]
    words = hearing.message.words
    start = _BEFORE.search(hearing.message.folded[: words[first].start])
    begin = start.start() if start else words[first].start
    return heard_between(hearing.message, whole(round(value, 2)), begin, words[after - 1].end, confidence)
