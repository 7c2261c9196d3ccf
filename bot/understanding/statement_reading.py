"""Statement phrases as marketing writes them, made ready for matching.

    I (work|am working) (from|at) home       one of several; an empty choice, '(usually|)', may be left out
    I travel abroad {often|monthly}          how often, by the classes of frequency.py, anywhere in the clause
    we are {value} at home                   the number or the place that is told
    I travel to {country}                    a country, continent or far-away city
    I live with {people}                     a list of people, counted with the speaker
    my phone is {1-3} years old              a number within bounds
    prefer & bill & (app|application)        all of them in one clause about the speaker, in any order

Small words (articles, prepositions) may be missing or different; the others must come in this order, in any form of
themselves (bot/understanding/statement_forms.py), with a few words between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product

from bot.understanding.frequency import CLASSES
from bot.understanding.message import fold, listen, word_set
from bot.understanding.statement_forms import Forms, forms_of
from bot.understanding.statement_items import (
    COUNTRY,
    PEOPLE,
    RANGE,
    VALUE,
    Element,
    Item,
    OneOf,
    Statement,
    key_of,
)
from bot.understanding.statement_words import DENIALS, LIGHT, MINE, SELF, THIS, spelt_out

_CHOICE = re.compile(r"\(([^()]*)\)")
_HOLE = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_MOST_READINGS = 400
_ANY_ORDER = " & "
_THE = word_set("the el los")
"""An article right before a number is no small word: 'the 3rd' is a day, '3' may be anything."""
_IS = Forms(word_set("e eh sao ta esta tao"))
"""Portuguese 'é', which is no 'e'."""
_SPEAKER = Element(Forms(SELF | word_set("me us mim comigo conmigo")), SELF)
"""Whoever speaks, where an any-order phrase names them by themselves: 'internet & (I|we)'."""


def problem_in(phrase: str) -> str | None:
    """What is wrong with a phrase, in words for whoever writes it."""
    for hole in _HOLE.findall(phrase):
        if (
            hole not in (VALUE, PEOPLE, COUNTRY)
            and not _RANGE.fullmatch(hole)
            and not set(hole.split("|")) <= set(CLASSES)
        ):
            known = ", ".join(CLASSES)
            return (
                f"'{{{hole}}}' is not known; write {{value}}, {{people}}, {{country}}, a range like {{1-3}}, "
                f"or how often: {known}"
            )
    if re.search(r"\([^()]*\(|\{[^{}]*[({]", phrase):
        return "has a choice within a choice; make two phrases of it"
    if phrase.count("(") != phrase.count(")") or phrase.count("{") != phrase.count("}"):
        return "a bracket is open; write (one|another) for a choice"
    if len(list(_readings(phrase, "en"))) > _MOST_READINGS:
        return f"has more than {_MOST_READINGS} readings; make two phrases of it"
    return None


def examples_of(phrase: str, fill: Mapping[str, str]) -> Iterator[str]:
    """Sentences that the phrase stands for, each choice once. `fill` has words for the holes by their
    name."""
    pieces = _CHOICE.split(phrase)
    ways = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for varied in range(0, len(ways), 2) if len(ways) == 1 else range(1, len(ways), 2):
        for way in ways[varied]:
            said = "".join(way if index == varied else one[0] for index, one in enumerate(ways))
            filled = _HOLE.sub(lambda hole: fill.get(hole[1].split("|")[0]) or hole[1].split("-")[0], said)
            yield " ".join(filled.split())


def statements_of(attribute: str, value: str, phrase: str, language: str) -> Iterator[Statement]:
    for reading in _readings(phrase, language):
        found = _read(attribute, value, reading, language)
        if found is not None:
            yield found


def _readings(phrase: str, language: str) -> Iterator[str]:
    """The phrase with those choices made that change what it means: a no, or how often."""
    pieces = _CHOICE.split(phrase)
    ways = [_ways(piece, language) if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for one in product(*ways):
        yield " ".join("".join(one).split())


def _ways(choice: str, language: str) -> list[str]:
    ways = choice.split("|")
    plain = [way for way in ways if not _means(way, language)]
    together = [f"({'|'.join(plain)})" if any(plain) else ""] if plain else []
    plain_no = [way for way in ways if way and all(fold(word) in DENIALS[language] for word in way.split())]
    return [*together, *plain_no[:1], *(way for way in ways if _means(way, language) and way not in plain_no)]


def _means(way: str, language: str) -> bool:
    is_denial = any(fold(word) in DENIALS[language] for word in re.findall(r"[^\W\d_]+", way))
    return is_denial or "{" in way.replace(f"{{{COUNTRY}}}", "")


def _read(attribute: str, value: str, reading: str, language: str) -> Statement | None:
    holes = _HOLE.findall(reading)
    folded = [
        fold(word)
        for word in _words(_HOLE.sub(" ", reading.replace("(", " ").replace("|", " ").replace(")", " ")))
    ]
    items = tuple(_items(reading, language))
    if not key_of(items):
        return None
    return Statement(
        attribute,
        value,
        reading,
        items,
        is_denied=any(word in DENIALS[language] for word in folded),
        is_own=language != "en" or (bool(folded) and folded[0] in SELF),
        often=frozenset(name for hole in holes for name in hole.split("|") if name in CLASSES),
        has_people=PEOPLE in holes,
        is_loose=_ANY_ORDER in reading,
        is_possessed=_begins_with_my(items[0]),
        small_words=frozenset(word for word in folded if word in LIGHT[language]),
        needed=tuple(filter(None, map(_forms_needed, items))),
        opening=_opening(items),
    )


def _forms_needed(item: Item) -> frozenset[str]:
    """Forms of which one is said wherever the item is; none where a hole alone may stand for it."""
    sequences = ((item,),) if isinstance(item, Element) else item.sequences
    told = [[one.forms.all for one in way if one.words] for way in sequences]
    return frozenset().union(*(max(forms, key=len) for forms in told)) if all(told) else frozenset()


def _begins_with_my(item: Item) -> bool:
    sequences = ((item,),) if isinstance(item, Element) else item.sequences
    return all(way and way[0].words is MINE for way in sequences)


def _words(text: str) -> list[str]:
    message = listen(spelt_out(text))
    return [message.text[word.start : word.end].lower() for word in message.words]


def _items(reading: str, language: str) -> Iterator[Item]:
    """One after the other; of a loose phrase each part is one item, and none may be left out."""
    if _ANY_ORDER not in reading:
        yield from _in_order(reading, language, is_first=True)
        return
    for index, part in enumerate(reading.split(_ANY_ORDER)):
        items = tuple(_in_order(part, language, is_first=index == 0))
        ways = product(*(((one,),) if isinstance(one, Element) else one.sequences for one in items))
        sequences = tuple(way for way in (tuple(chain.from_iterable(way)) for way in ways) if way)
        if len(sequences) == 1 and len(sequences[0]) == 1:
            yield sequences[0][0]
        elif sequences:
            yield OneOf(sequences)


def _in_order(reading: str, language: str, *, is_first: bool) -> Iterator[Item]:
    before = ""
    pieces = re.findall(r"\([^()]*\)|\{[^{}]*\}|[^{}()]+", reading)
    for piece, behind in zip(pieces, [*pieces[1:], ""], strict=True):
        if piece.startswith("("):
            ways = [
                (_SPEAKER,)
                if piece == reading and fold(way) in SELF
                else tuple(_elements(way, language, before, is_first=is_first))
                for way in piece[1:-1].split("|")
            ]
            if item := _one_of(ways):
                yield item
                is_first = False
            continue
        for element in _elements(piece, language, before, is_first=is_first):
            is_first = False
            yield element
        if behind.startswith("{") and (_words(piece) or [""])[-1] in _THE:
            yield Element(Forms(_THE), _THE)
        before = (_words(piece) or [""])[-1]


def _elements(text: str, language: str, before: str, *, is_first: bool) -> Iterator[Element]:
    """`before` is the word before the text."""
    if text.startswith("{"):
        hole = _hole(text[1:-1])
        yield from (hole,) if hole else ()
        return
    for word in _words(text):
        plain = fold(word)
        if word == "é":
            yield Element(_IS, frozenset({word}))
            is_first = False
        elif plain in MINE:
            yield Element(Forms(MINE | THIS), MINE)
            is_first = False
        elif plain not in SELF and plain not in DENIALS[language] and plain not in LIGHT[language]:
            is_asked = language == "pt" and before in ("me", "nos")
            yield Element(forms_of(word, language, is_verb=is_first or is_asked), frozenset({word}))
            is_first = False
        before = plain


def _one_of(ways: Sequence[tuple[Element, ...]]) -> Item | None:
    """Ways of one word each are one element of all their forms."""
    single = [way[0] for way in ways if len(way) == 1 and not way[0].hole and way[0].words is not MINE]
    longer = dict.fromkeys(way for way in ways if not (len(way) == 1 and way[0] in single))
    if single:
        forms = Forms(
            *(frozenset().union(*found) for found in zip(*(_sets(one.forms) for one in single), strict=True))
        )
        longer[(Element(forms, frozenset().union(*(one.words for one in single))),)] = None
    sequences = tuple(longer)
    if len(sequences) == 1 and len(sequences[0]) == 1:
        return sequences[0][0]
    return OneOf(sequences) if any(sequences) else None


def _sets(forms: Forms) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return forms.said, forms.helped, forms.ours


def _hole(name: str) -> Element | None:
    if name in (VALUE, PEOPLE, COUNTRY):
        return Element(Forms(frozenset()), hole=name)
    if bounds := _RANGE.fullmatch(name):
        return Element(Forms(frozenset()), hole=RANGE, low=int(bounds[1]), high=int(bounds[2]))
    return None


def _opening(items: Sequence[Item]) -> frozenset[str] | None:
    """The forms of what may be said first; None where it may be anything."""
    forms = set[str]()
    for item in items:
        sequences = ((item,),) if isinstance(item, Element) else item.sequences
        for first in (sequence[0] for sequence in sequences if sequence):
            if first.hole:
                return None
            forms |= first.forms.all
        if all(sequences):
            return frozenset(forms)
    return frozenset(forms)
