"""How satisfied, in five levels: 1 completely dissatisfied to 5 completely satisfied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.answers import Answer
from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.kinds import choice
from bot.understanding.message import phrases
from bot.understanding.numbers import numbers

LEVELS: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "en": {
        1: ("completely dissatisfied", "very dissatisfied", "totally dissatisfied", "very unhappy",
            "terrible",
            "awful", "horrible", "very bad", "furious", "worst", "hate it", "not at all satisfied",
            "the worst",
            "not satisfied at all", "not happy at all", "really bad", "disgusted", "very disappointed",
            "appalling",
            "extremely dissatisfied", "very angry", "unacceptable"),
        2: ("dissatisfied", "unsatisfied", "unhappy", "bad", "not satisfied", "not happy", "not good", "poor",
            "disappointed", "not very satisfied", "not very happy", "not great", "a bit unhappy",
            "not really happy",
            "not so good", "not too happy", "somewhat dissatisfied", "annoyed", "angry"),
        3: ("neutral", "so so", "neither", "meh", "average", "in between", "ok", "okay", "middle",
            "indifferent",
            "neither satisfied nor dissatisfied", "more or less", "could be better", "fair", "it's ok",
            "so-so"),
        4: ("satisfied", "happy", "good", "fine", "pretty good", "quite happy", "not bad", "pleased",
            "content",
            "fairly satisfied", "nice", "quite satisfied", "somewhat satisfied", "pretty happy", "well"),
        5: ("completely satisfied", "very satisfied", "totally satisfied", "very happy", "excellent",
            "perfect",
            "great", "amazing", "love it", "very good", "fantastic", "wonderful", "delighted",
            "extremely satisfied",
            "couldn't be better", "awesome", "really happy", "really good", "the best"),
    },
    "es": {
        1: ("completamente insatisfecho", "completamente insatisfecha", "muy insatisfecho",
            "muy insatisfecha",
            "totalmente insatisfecho", "totalmente insatisfecha", "nada satisfecho", "nada satisfecha",
            "pesimo",
            "pesima", "horrible", "terrible", "muy mal", "fatal", "malisimo", "nada contento",
            "nada contenta",
            "muy molesto", "muy molesta", "lo peor", "un desastre", "furioso", "furiosa",
            "para nada satisfecho"),
        2: ("insatisfecho", "insatisfecha", "mal", "malo", "mala", "descontento", "descontenta",
            "no muy contento",
            "no muy contenta", "poco satisfecho", "poco satisfecha", "no estoy satisfecho",
            "no estoy satisfecha",
            "no satisfecho", "no satisfecha", "no muy satisfecho", "no muy satisfecha", "no estoy contento",
            "no estoy contenta", "molesto", "molesta", "no muy bien", "decepcionado", "decepcionada",
            "no tan bien"),
        3: ("neutral", "regular", "mas o menos", "ni bien ni mal", "normal", "asi asi", "indiferente",
            "ni fu ni fa",
            "ni satisfecho ni insatisfecho", "masomenos", "ahi nomas", "neutro"),
        4: ("satisfecho", "satisfecha", "bien", "bueno", "buena", "contento", "contenta", "bastante bien",
            "bastante satisfecho", "bastante satisfecha", "conforme", "nada mal", "no esta mal"),
        5: ("completamente satisfecho", "completamente satisfecha", "muy satisfecho", "muy satisfecha",
            "excelente",
            "totalmente satisfecho", "totalmente satisfecha", "muy bien", "perfecto", "perfecta", "genial",
            "feliz",
            "muy contento", "muy contenta", "buenisimo", "encantado", "encantada", "de maravilla",
            "muy feliz"),
    },
    "pt": {
        1: ("completamente insatisfeito", "completamente insatisfeita", "muito insatisfeito",
            "muito insatisfeita",
            "totalmente insatisfeito", "totalmente insatisfeita", "nada satisfeito", "nada satisfeita",
            "pessimo",
            "pessima", "horrivel", "terrivel", "muito mal", "muito ruim", "nada contente", "muito chateado",
            "muito chateada", "uma porcaria", "um desastre", "o pior", "furioso", "furiosa", "ruim demais"),
        2: ("insatisfeito", "insatisfeita", "ruim", "mal", "descontente", "nao muito satisfeito",
            "pouco satisfeito",
            "pouco satisfeita", "nao muito satisfeita", "nao estou satisfeito", "nao estou satisfeita",
            "chateado",
            "nao satisfeito", "nao satisfeita", "nao gostei", "chateada", "nao muito bem",
            "nao muito contente",
            "decepcionado", "decepcionada", "nao estou contente", "nao estou feliz"),
        3: ("neutro", "neutra", "mais ou menos", "regular", "nem bem nem mal", "normal", "indiferente",
            "razoavel",
            "nem satisfeito nem insatisfeito", "medio", "tanto faz", "ok"),
        4: ("satisfeito", "satisfeita", "bem", "bom", "boa", "contente", "gostei", "bastante satisfeito",
            "feliz",
            "bastante satisfeita", "nada mal", "tudo bem", "legal"),
        5: ("completamente satisfeito", "completamente satisfeita", "muito satisfeito", "muito satisfeita",
            "otimo",
            "otima", "totalmente satisfeito", "totalmente satisfeita", "excelente", "perfeito", "perfeita",
            "muito bem", "muito bom", "maravilhoso", "adorei", "muito feliz", "muito contente", "top",
            "show"),
    },
}  # fmt: skip
_OUT_OF = re.compile(r"(?<= )(?P<of>\d{1,2}(?:[.,]\d)?) (?:out of|of|de|sobre|em) (?P<top>5|10)(?= )")
_SLASH = re.compile(r"\b(\d{1,2})\s*/\s*(5|10)\b")
_FACES = {1: "😡🤬😤", 2: "🙁😞😠😒☹😟👎", 3: "😐😑😶", 4: "🙂😊👍", 5: "😀😃😄😁😍🤩🥰"}
LONGEST = 12


def hear(hearing: Hearing) -> Heard | None:
    """The level. Never an extra: 'good' may be about anything."""
    if not hearing.is_waited or len(hearing.message.words) > LONGEST:
        return None
    return _by_title(hearing) or _by_score(hearing) or _by_words(hearing) or _by_face(hearing)


def _by_title(hearing: Hearing) -> Heard | None:
    """Where the levels have titles of their own, whose values are '1' to '5'."""
    if not hearing.expectation.choices:
        return None
    heard = choice.hear(hearing)
    if heard is None or not str(heard.answer.value).isdecimal():
        return None
    return replace(heard, answer=replace(heard.answer, value=int(heard.answer.value)))


def _by_score(hearing: Hearing) -> Heard | None:
    """'4', '4 de 5', '8/10' (halved), 'cinco estrellas'."""
    message = hearing.message
    if match := _SLASH.search(message.folded):
        return _scaled(hearing, float(match[1]), int(match[2]), match.start(), match.end())
    for match, first, after in message.find(_OUT_OF):
        start, end = message.words[first].start, message.words[after - 1].end
        return _scaled(hearing, float(match["of"].replace(",", ".")), int(match["top"]), start, end)
    said = [one for one in numbers(message, hearing.language) if not one.is_article]
    if len(said) != 1 or said[0].value not in (1, 2, 3, 4, 5) or len(message.words) > 4:
        return None
    return hearing.heard(int(said[0].value), said[0].first, said[0].after, 0.95)


def _scaled(hearing: Hearing, score: float, top: int, start: int, end: int) -> Heard | None:
    if not 0 <= score <= top:
        return None
    level = max(1, round(score * 5 / top))
    return heard_between(hearing.message, level, start, end, 1.0 if top == 5 else 0.9)


def _by_words(hearing: Hearing) -> Heard | None:
    """The longest words for a level decide; two different levels said apart are unclear."""
    found = [
        (first, after, level)
        for level, words in LEVELS[hearing.language].items()
        for _, first, after in hearing.message.find(phrases(words))
    ]
    outer = [
        one
        for one in found
        if not any(
            o != one and o[0] <= one[0] and one[1] <= o[1] and o[1] - o[0] > one[1] - one[0] for o in found
        )
    ]
    if len({level for _, _, level in outer}) != 1:
        return None
    first, after, level = outer[0]
    if hearing.message.word(first - 1) in ("not", "no", "nao", "nada", "nem", "ni", "isn't", "poco", "pouco"):
        return None
    return hearing.heard(level, first, after, 0.9)


def _by_face(hearing: Hearing) -> Heard | None:
    text = hearing.message.text
    for level, faces in _FACES.items():
        at = next((i for i, letter in enumerate(text) if letter in faces), None)
        if at is not None:
            return Heard(Answer("value", level, 0.8, text[at]), at, at + 1)
    return None
