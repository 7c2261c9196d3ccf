"""How many people a customer speaks of: 'just me', 'my wife and I', 'two adults and a child'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answers import UNCLEAR
from bot.understanding.days import days
from bot.understanding.hearing import Heard, Hearing
from bot.understanding.message import phrases, word_set
from bot.understanding.numbers import number_at, numbers
from bot.understanding.people_count import Group, people_at
from bot.understanding.people_words import GROWN, JOINS, LIGHT, MANY, ME, ONE, PEOPLE, PETS, TWO
from bot.understanding.units import UNITS, unit_of, unit_word

_ALONE = (
    "just me", "only me", "me only", "just myself", "only myself", "by myself", "on my own", "me alone", "myself", "me",
    "live alone", "living alone", "solo", "sola", "sozinho", "sozinha", "solito", "solita",
    "solo yo", "solamente yo", "yo solo", "yo sola", "nada mas yo", "nomas yo", "yo nada mas", "unicamente yo", "yo",
    "so eu", "somente eu", "apenas eu", "eu sozinho", "eu sozinha", "eu so", "eu mesmo", "eu mesma", "eu", "yo solito",
    "yo solita", "vivo solo", "vivo sola", "moro sozinho", "moro sozinha", "nadie mas", "mas ninguem", "nobody else",
    "no one else",
)  # fmt: skip
_LIVES_WITH = re.compile(
    r"(?<= )(?:(?:i|we|im|i'm) (?:live|stay|living|am|moved in)(?: \w+)? with|it's with|(?:vivo|vivimos|estoy|viajo) "
    r"(?:aqui |aca |solo )?con|(?:moro|vivo|viajo|estou) (?:aqui |so )?com)(?= )"
)
_ALL = re.compile(
    r"(?<= )(?:we are|we're|were|there are|there will be|there's|there is|there'll be|it's|makes|that's|"
    r"somos|seremos|"
    r"seriamos|estamos|vamos|iriamos|son|hay|sao|tem|ficamos|da|dao|total)(?: (?:about|like|a total of|just|"
    r"only|unos|uns|"
    r"en total|no total|so|solo|em|como))?(?= )"
)
_TOTAL = re.compile(
    r" (?:(?:of us )?(?:in total|total|altogether|all together|in all|all told|overall)|de nosotros|en total|"
    r"por todos|"
    r"no total|ao todo|no todo|of us)(?= )"
)
_SEATED = re.compile(
    r"(?<= )(?:(?:table|party|group|team|family|household|mesa|grupo|reserva|equipo|time|familia) (?:of|de)|"
    r"for|para|pra|"
    r"(?:number|amount|numero) (?:of|de) (?:people|guests|personas|pessoas)(?: \w+){0,2} (?:is|es|e))"
    r"(?: just)?(?= )"
)
_PARENT = re.compile(
    r"(?<= )(?:mom|mum|mother|dad|father|parent|madre|mama|padre|papa|mae|pai)(?: (?:solo|soltera|soltero|"
    r"solteira|solteiro))?"
    r" (?:of|de)(?= )"
)
_NO_HEADS = word_set("am pm a p h hs hrs st nd rd th of de o'clock")
_NOT_ALL = word_set("one couple some")
_SHORT, _LIKELY, _PERHAPS = 8, 0.9, 0.65


def heads(hearing: Hearing) -> Heard | None:
    """None where no people are asked for, or where a plain number says it; unclear where a list cannot be counted."""
    if unit_of(hearing.expectation.slot) is not UNITS["people"]:
        return None
    return (
        _parent_of(hearing) or _summed_up(hearing) or _listed(hearing) or _seated(hearing) or _alone(hearing)
    )


def _parent_of(hearing: Hearing) -> Heard | None:
    """'A single mum of two' makes three."""
    message = hearing.message
    for _, first, after in message.find(_PARENT):
        number = number_at(message, after, hearing.language) if after < len(message.words) else None
        if hearing.is_waited and number is not None and not number.is_article and number.value < 15:
            return hearing.heard(int(number.value) + 1, first, number.after, _PERHAPS)
    return None


def _summed_up(hearing: Hearing) -> Heard | None:
    """'Six: my parents, my brothers and I', 'there are five of us', 'somos cuatro': what follows only names them."""
    message = hearing.message
    for one in numbers(message, hearing.language):
        if one.is_article or one.value != int(one.value) or message.word(one.first - 1) in JOINS:
            continue
        is_us = message.word(one.first - 1) in ("nos", "nosotros", "us") and hearing.is_waited
        is_headed = hearing.is_waited and (one.first == 0 or is_us)
        is_headed = is_headed and message.behind(one.after - 1).lstrip().startswith((":", "("))
        behind = message.flat[sum(len(word.folded) + 1 for word in message.words[: one.after]) :]
        is_all = _TOTAL.match(behind) is not None and (
            hearing.is_waited or message.word(one.first) not in _NOT_ALL
        )
        goes_on = message.word(one.after) in JOINS or message.word(one.after + 2) in JOINS
        if (is_headed or is_all) and not (goes_on and _groups(hearing)):
            return hearing.heard(int(one.value), one.first, one.after)
    if hearing.is_waited and len(_groups(hearing)):
        for _, _, after in message.find(_ALL):
            number = number_at(message, after, hearing.language) if after < len(message.words) else None
            is_told = number is not None and not number.is_article and _ends_its_clause(hearing, number.after)
            if number is not None and is_told:
                return hearing.heard(int(number.value), number.first, number.after)
    return None


def _ends_its_clause(hearing: Hearing, after: int) -> bool:
    """A comma, a colon or the end stands behind, or the word for people."""
    message = hearing.message
    after += message.word(after) in GROWN
    if after >= len(message.words):
        return True
    return message.between(after - 1, after).strip()[:1] in tuple(",:;.(-")


def _groups(hearing: Hearing) -> list[tuple[int, Group]]:
    """Every list of people with the place where it begins."""
    message, found, at = hearing.message, [], 0
    if PEOPLE.isdisjoint(message.folded_words):
        return []
    while at < len(message.words):
        is_start = message.word(at) not in JOINS | PETS
        group = people_at(message, at, hearing.language, takes_bare=True) if is_start else None
        if group is not None and group.after > at:
            found.append((at, group))
            at = group.after
        else:
            at += 1
    return [(first, group) for first, group in found if group.parts > 1 or not group.has_me]


def _listed(hearing: Hearing) -> Heard | None:
    """Where somebody says who they are: the speaker is one of them when the others are 'my' or 'with me'."""
    message = hearing.message
    found = [(first, group) for first, group in _groups(hearing) if _is_list(hearing, first, group)]
    if not found:
        return _uncounted(hearing)
    first, group = found[-1]
    if len(found) > 1 and len({_value(hearing, *one) for one in found}) > 1:
        return _unclear(hearing)
    beside = [one for one in numbers(message, hearing.language) if not first <= one.first < group.after]
    beside = [
        one for one in beside if _is_count(hearing, one.first) and one.value != _value(hearing, first, group)
    ]
    if beside:
        return _unclear(hearing) if hearing.is_waited else None
    is_sure = group.has_me or not group.is_own or _lives_with(hearing, first)
    return hearing.heard(_value(hearing, first, group), first, group.after, _LIKELY if is_sure else _PERHAPS)


def _is_list(hearing: Hearing, first: int, group: Group) -> bool:
    if group.parts > 1:
        return (
            hearing.is_waited
            or group.has_me
            or any(char.isdecimal() for char in hearing.message.part(first, group.after))
        )
    return hearing.is_waited and (_lives_with(hearing, first) or _is_with(hearing, first))


def _is_count(hearing: Hearing, at: int) -> bool:
    """A number beside the list that may count people as well; not an age, a price or a pet."""
    number = number_at(hearing.message, at, hearing.language)
    if number is None or number.is_article or number.value > 20 or hearing.message.word(at) in LIGHT:
        return False
    named = unit_word(hearing.message, number.after)
    is_other = named is not None and named[0] not in UNITS["people"].words
    return hearing.is_waited and not is_other and hearing.message.word(number.after) not in PETS


def _value(hearing: Hearing, first: int, group: Group) -> int:
    is_with_me = group.is_own or _lives_with(hearing, first) or _is_with(hearing, first)
    return group.with_me if is_with_me and not group.has_me else group.count


def _lives_with(hearing: Hearing, first: int) -> bool:
    return any(after == first for _, _, after in hearing.message.find(_LIVES_WITH))


def _is_with(hearing: Hearing, first: int) -> bool:
    """'Con mi esposa y mis dos hijos', 'with my daughter'."""
    return hearing.message.word(first - 1) in ("with", "con", "com") and first == 1


def _uncounted(hearing: Hearing) -> Heard | None:
    """'Me and my kids': nobody knows how many; the number of something else must not be taken for it."""
    message = hearing.message
    if not hearing.is_waited or not any(word.folded in MANY for word in message.words):
        return None
    has_me = any(word.folded in ME for word in message.words)
    has_list = any(word.folded in ONE | TWO for word in message.words)
    return _unclear(hearing) if has_me and has_list else None


def _unclear(hearing: Hearing) -> Heard:
    return Heard(UNCLEAR, 0, len(hearing.message.text))


def _seated(hearing: Hearing) -> Heard | None:
    """'A table for five', 'party of ten', 'mesa para cuatro'; not 'for 5 days' nor 'for 7pm'."""
    message = hearing.message
    for _, _, after in message.find(_SEATED):
        one = number_at(message, after, hearing.language) if after < len(message.words) else None
        if one is None or one.is_article or unit_word(message, one.after) is not None:
            continue
        start, end = message.span(one.first, one.after)
        said_days = days(message, hearing.language, hearing.now.date(), hearing.region, is_waited=False)
        is_day = any(day.start < end and start < day.end for day in said_days)
        is_clock = message.text[end : end + 1] in (":", "/", "-") or message.word(one.after) in _NO_HEADS
        if not is_day and not is_clock and one.value == int(one.value) and "." not in message.text[start:end]:
            return hearing.heard(int(one.value), one.first, one.after, _LIKELY)
    return None


def _alone(hearing: Hearing) -> Heard | None:
    message = hearing.message
    if not hearing.is_waited or len(message.words) > _SHORT or any(_numbers_but_articles(hearing)):
        return None
    for _, first, after in message.find(phrases(_ALONE)):
        is_whole = (
            after - first == len(message.words) or after - first > 1 or message.word(first) in _SOLITARY
        )
        is_company = message.word(first - 1) in JOINS or message.word(after) in JOINS
        return hearing.heard(1, first, after, _LIKELY) if is_whole and not is_company else None
    return None


_SOLITARY = word_set("sozinho sozinha solito solita sola")


def _numbers_but_articles(hearing: Hearing) -> Iterator[bool]:
    for one in numbers(hearing.message, hearing.language):
        yield (
            not one.is_article
            and one.value > 0
            and hearing.message.word(one.first) not in _SOLITARY | {"alone"}
        )
