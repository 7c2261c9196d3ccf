"""Two values said as alternatives or as a range: 'two or three', '20 to 30', 'entre las 3 y las 5'."""

from __future__ import annotations

from bot.understanding.message import Message, word_set
from bot.understanding.numbers import Number, number_at
from bot.understanding.stretches import MINUTES

_OR = word_set("or o ou u to a ate hasta through till")
_ARTICLES = {"en": word_set("a"), "es": frozenset[str](), "pt": word_set("o a")}
_AND = word_set("and y e")
_BETWEEN = word_set("between entre from de desde")
_CLOCK = word_set("am pm h hs hrs p a")
_MONEY = word_set("pesos peso reais real dollars bucks euros dolares conto contos")
_LEADS = word_set("a as las la los os o at the maybe perhaps tal vez quiza quizas talvez")


def is_one_of_two(message: Message, first: int, after: int, language: str) -> bool:
    """Whether a number stands before or behind these words as the other end of a range."""
    return _before(message, first, language) or _behind(message, after, language)


def _before(message: Message, first: int, language: str) -> bool:
    at = first - 1
    while at >= 0 and message.word(at) in _LEADS and message.word(at - 1) in _OR | _AND:
        at -= 1
    if at < 0:
        return False
    word, other = message.word(at), at - 1
    between = message.between(at, at + 1).strip()
    if between == "," and at + 1 == first and _rises(message, at, first, language):
        return True
    if between in ("-", "–", "/") and word.isdecimal():
        return at + 1 == first
    is_range = _is_or(message, at, language) or (word in _AND and _has_between(message, other))
    return is_range and other >= 0 and _is_number(message, other, language)


def _is_or(message: Message, at: int, language: str) -> bool:
    """Behind a comma 'a' and 'o' are articles: 'not a 10, a 6', 'um 6, o 5g'."""
    is_article = message.word(at) in _ARTICLES[language] and at > 0 and "," in message.between(at - 1, at)
    return message.word(at) in _OR and not is_article


def _behind(message: Message, after: int, language: str) -> bool:
    if not _is_or(message, after, language):
        is_next = after < len(message.words) and _rises(message, after - 1, after, language)
        between = message.between(after - 1, after).strip() if is_next else ""
        return _dashed(message, after) or between == ","
    at = after + 1
    while message.word(at) in _LEADS:
        at += 1
    if message.word(after) in ("or", "o", "ou") and message.word(at) in MINUTES and len(message.word(at)) > 2:
        return True
    number = number_at(message, at, language) if at < len(message.words) else None
    return number is not None and not number.is_article and not _is_something_else(message, after, number)


def _rises(message: Message, before: int, first: int, language: str) -> bool:
    """'Two, three days', '130, 135': the second is a little more than the first."""
    one, two = number_at(message, before, language), number_at(message, first, language)
    if one is None or two is None or one.is_article or two.is_article or one.after != first:
        return False
    if message.word(two.after) in ("no", "nao"):
        return False
    is_denied = message.word(before - 1) in ("not", "no", "nao", "n")
    return not is_denied and one.value < two.value <= 2 * one.value


def _dashed(message: Message, after: int) -> bool:
    """'20-30', but no '20-30-40'."""
    if not 0 < after < len(message.words) or not message.word(after).isdecimal():
        return False
    between = message.between(after - 1, after).strip(" $€£")
    return between in ("-", "–") and message.word(after - 1).isdecimal()


def _is_something_else(message: Message, after: int, number: Number) -> bool:
    """'Four lines at 200 pesos', '4 people to 7.30pm': a unit is behind the first, another behind the second."""
    is_to = message.word(after) in ("a", "to")
    first, second = message.word(after - 1), message.word(number.after)
    has_unit = first.isalpha() and number_at(message, after - 1, "en") is None and len(first) > 3
    end = message.words[number.after - 1].end
    has_currency = message.ahead_of(number.first).rstrip().endswith(("$", "€", "£"))
    is_clock = message.text[end : end + 1] == ":" or second in _CLOCK
    return is_to and has_unit and (has_currency or is_clock or (second in _MONEY and first not in _MONEY))


def _is_number(message: Message, at: int, language: str) -> bool:
    """Whether the word at this place ends a number."""
    return number_at(message, at, language) is not None


def _has_between(message: Message, at: int) -> bool:
    return any(message.word(index) in _BETWEEN for index in range(max(0, at - 3), at + 1))
