"""A number that is no more than a beginning: 'twenty something', 'quinientos y pico', 'less than a week'."""

from __future__ import annotations

import re

from bot.understanding.message import Message
from bot.understanding.numbers import Number

_MORE_OR_LESS = re.compile(
    r"(?: (?:dollars|bucks|pesos|reais|euros|conto))? (?:something|odd|some(?=thing)|and (?:change|some|a "
    r"bit)|plus change|ish or more|"
    r"(?:y|con) (?:pico|picos|algo|cacho|feria|tant[oa]s|fraccion)|y pico|pico|tant[oa]s|"
    r"e (?:pouc[oa]s?|alguma coisa|tant[oa]s?|uns? quebrados?|la vai|qualquer coisa|lá vai|algo|cacetada)|pouc[oa]s|"
    r"figures?|digits?|cifras?|digitos?)(?= )"
)
_BOUND = re.compile(
    r" (?:less than|fewer than|under|more than|over|menos de|mas de|menos que|menos d|mais de|mais que|mais "
    r"d|acima de|"
    r"abaixo de|por debajo de|arriba de)(?: (?:unos|unas|uns|umas|los|las|about|the))? $"
)
_NO_BOUND = re.compile(r" (?:no|not|nunca|never|nada|nao|n|nem|ni)(?: \w+)? $")
_TIMES = re.compile(r" (?:x|times|veces|vezes) \d")


def is_rough(message: Message, number: Number) -> bool:
    """Whether what follows leaves open how many."""
    behind = message.flat_part(number.after, number.after + 4)
    before = message.flat_part(max(0, number.first - 2), number.first)
    is_factor = re.search(r"\d (?:x|veces|vezes) $", before) is not None or _TIMES.match(behind) is not None
    return _MORE_OR_LESS.match(behind) is not None or is_factor


def is_only_a_bound(message: Message, number: Number) -> bool:
    """'Less than 5' is no five, 'no more than 5' is."""
    before = message.flat_part(max(0, number.first - 5), number.first)
    bound = _BOUND.search(before)
    return bound is not None and _NO_BOUND.search(before[: bound.start() + 1]) is None
