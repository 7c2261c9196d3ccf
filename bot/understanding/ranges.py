"""Two values said as alternatives or as a range: 'two or three', '20 to 30', 'entre las 3 y las 5'."""

from __future__ import annotations

from bot.understanding.message import Message, word_set
from bot.understanding.numbers import number_at

_OR = word_set("or o ou u to a ate hasta through till")
_AND = word_set("and y e")
_BETWEEN = word_set("between entre from de desde")
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
    between = message.text[message.words[at].end : message.words[at + 1].start].strip()
    if between in ("-", "–", "/") and word.isdecimal():
        return at + 1 == first
    is_range = word in _OR or (word in _AND and _has_between(message, other))
    return is_range and other >= 0 and _is_number(message, other, language)


def _behind(message: Message, after: int, language: str) -> bool:
    if message.word(after) not in _OR:
        return False
    at = after + 1
    while message.word(at) in _LEADS:
        at += 1
    number = number_at(message, at, language) if at < len(message.words) else None
    return number is not None and not number.is_article


def _is_number(message: Message, at: int, language: str) -> bool:
    """Whether the word at this place ends a number."""
    return number_at(message, at, language) is not None


def _has_between(message: Message, at: int) -> bool:
    return any(message.word(index) in _BETWEEN for index in range(max(0, at - 3), at + 1))
