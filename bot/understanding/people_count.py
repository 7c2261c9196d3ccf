"""How many people a list of them is: 'me, my wife and two kids' are four, 'my two sons' with whom I live make three."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.message import Message
from bot.understanding.numbers import Number, number_at
from bot.understanding.people_words import (
    COUPLE,
    GROWN,
    JOINS,
    LIGHT,
    MANY,
    ME,
    ONE,
    OWN,
    PETS,
    THIRD,
    TWO,
)


@dataclass(frozen=True, slots=True)
class Group:
    """`count` people, the speaker among them or not; `after` is the word behind the list.

    `parts` are how many of the list stand for somebody; `is_own` when one of them is 'my ...'.
    """

    count: int
    has_me: bool
    after: int
    parts: int = 1
    is_own: bool = False

    @property
    def with_me(self) -> int:
        return self.count if self.has_me else self.count + 1


@dataclass
class _List:
    """What was counted so far; `named` is the place after the last one of the list."""

    count: int = 0
    has_me: bool = False
    is_own: bool = False
    parts: int = 0
    named: int = 0
    starts_bare: bool = False

    def add(self, people: int, after: int) -> int:
        self.count, self.parts, self.named = self.count + people, self.parts + 1, after
        return after


def people_at(message: Message, first: int, language: str, *, takes_bare: bool = False) -> Group | None:
    """The list of people that begins at a word; None when nobody is named, or 'my kids' without a number.

    `takes_bare`: where people are counted 'myself plus five' and 'two and a baby' need no noun behind the number.
    """
    said, at = _List(named=first), first
    while at < len(message.words):
        word = message.word(at)
        number = number_at(message, at, language)
        after = _me_at(message, at, said)
        if after is None and number is not None and not number.is_article:
            after = _counted_at(message, number, said, language, takes_bare=takes_bare)
        elif after is None:
            after = _one_at(message, at, said) or _named_at(message, at, said)
        if after is not None:
            at = after
        elif word in MANY:
            return None
        elif word in JOINS | LIGHT | PETS and _same_list(message, at):
            said.is_own = said.is_own or word in OWN
            at += 1
        else:
            break
    return _group(said)


def _group(said: _List) -> Group | None:
    is_own = said.is_own and not said.starts_bare
    return Group(said.count, said.has_me, said.named, said.parts, is_own) if said.count else None


def _same_list(message: Message, at: int) -> bool:
    """No full stop stands between this word and the next."""
    if at + 1 >= len(message.words):
        return True
    between = message.between(at, at + 1)
    return not any(mark in between for mark in ".;!?")


def _me_at(message: Message, at: int, said: _List) -> int | None:
    word = message.word(at)
    is_alone = word in ("solo", "sola") and (said.parts > 0 or at + 1 == len(message.words))
    is_me = word in ME and word not in ("solo", "sola", "mi")
    is_me = is_me or (
        word == "mi" and at + 1 == len(message.words) and message.word(at - 1) in ("para", "y", "mas")
    )
    if not is_me and not is_alone:
        return None
    said.count, said.parts = said.count + (not said.has_me), said.parts + (not said.has_me)
    said.has_me, said.named = True, at + 1
    return at + 1


def _counted_at(
    message: Message, number: Number, said: _List, language: str, *, takes_bare: bool
) -> int | None:
    """'Two kids', 'three of my friends', '4 associates' beside 'myself', 'two' where bare numbers count."""
    if number.value != int(number.value) or not 0 < number.value < 100:
        return None
    count, behind = int(number.value), _skip(message, number.after)
    noun = message.word(behind)
    if noun in GROWN:
        said.has_me = said.has_me or not takes_bare
        return said.add(count, behind + 1 + (message.word(behind + 1) == "ups"))
    if noun in ("us", "nosotros", "nos") and message.word(behind - 1) in ("of", "de"):
        said.has_me = True
        return said.add(count, behind + 1)
    if noun in ONE | MANY or (noun in TWO and count == 2):
        return said.add(count, behind + 1)
    if noun in COUPLE:
        return said.add(2 * count, behind + 1)
    if noun in PETS:
        return behind + 1
    if not takes_bare:
        return None
    ends = number.after >= len(message.words) or not _same_list(message, number.after - 1)
    if message.word(number.after) in ("other", "more", "else", "otros", "otras", "outros", "outras"):
        return said.add(count, number.after + 1)
    is_added = number.after < len(message.words) and _is_added(message, number.after)
    behind = number.after + (noun in JOINS)
    if (is_added or noun in JOINS) and people_at(message, behind, language, takes_bare=True) is not None:
        said.starts_bare = not said.parts
        return said.add(count, number.after)
    if message.word(behind + 1) in JOINS and message.word(behind + 2) in ME:
        return said.add(count, behind + 1)
    is_joined = message.word(number.first - 1) in JOINS or _is_added(message, number.first)
    return said.add(count, number.after) if said.parts and is_joined and (ends or said.has_me) else None


def _is_added(message: Message, at: int) -> bool:
    """'Me + 4'."""
    return at > 0 and "+" in message.between(at - 1, at)


def _one_at(message: Message, at: int, said: _List) -> int | None:
    word = message.word(at)
    if word in TWO:
        return said.add(2, at + 1)
    if word in COUPLE:
        said.has_me = said.has_me or not said.parts
        return said.add(2, at + 1)
    if word in ONE and not (word == "so" and said.parts == 0):
        return said.add(1, at + 1)
    is_somebody = word in THIRD and message.word(at + 1) not in LIGHT | ONE | MANY | TWO
    return said.add(1, at + 1) if is_somebody and (said.parts or message.word(at + 1) in JOINS) else None


def _named_at(message: Message, at: int, said: _List) -> int | None:
    """'Eu, a Bia e o bebê': a name in a list that has begun."""
    if not said.parts:
        return None
    word = message.words[at]
    is_name = message.text[word.start].isupper() and not message.text[word.start : word.end].isupper()
    is_listed = said.parts and (
        message.word(at - 1) in JOINS | {"a", "o"} or "," in message.text[: word.start][-3:]
    )
    is_other = word.folded in JOINS | LIGHT | MANY | PETS | ME
    return said.add(1, at + 1) if is_name and is_listed and not is_other else None


def _skip(message: Message, at: int) -> int:
    while message.word(at) in LIGHT or message.word(at) in ("of", "de", "da", "do"):
        at += 1
    return at
