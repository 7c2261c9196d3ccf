"""Yes or no, with the ways of saying them: 'sure', 'claro que no', 'nem pensar', 'siiii', a thumb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, phrases, squeeze, word_set
from bot.understanding.naming import named

YES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "yes", "yeah", "yea", "yep", "yup", "ya", "y", "sure", "sure thing", "ok", "okay", "of course",
        "definitely",
        "absolutely", "certainly", "correct", "right", "that's right", "exactly", "true", "i do", "i am",
        "we do",
        "i have", "it is", "it does", "indeed", "please do", "yes please", "go ahead", "why not",
        "sounds good",
        "no doubt", "no problem", "for sure", "always", "i guess so", "i think so", "fine", "great", "yse",
        "eys",
        "with pleasure", "i'd love to", "do it",
    ),
    "es": (
        "si", "sip", "sii", "claro", "claro que si", "por supuesto", "desde luego", "ok", "okey", "okay",
        "vale",
        "dale", "bueno", "correcto", "exacto", "asi es", "cierto", "verdad", "eso es", "obvio", "como no",
        "por que no", "sin duda", "sin problema", "no hay problema", "de acuerdo", "perfecto", "adelante",
        "siempre",
        "creo que si", "supongo que si", "me parece bien", "esta bien", "con gusto", "s",
    ),
    "pt": (
        "sim", "simm", "s", "ss", "claro", "claro que sim", "com certeza", "certeza", "isso", "isso mesmo",
        "exato",
        "certo", "ta", "ta bom", "ta certo", "ok", "okay", "beleza", "blz", "pode ser", "pode sim", "uhum",
        "aham",
        "por que nao", "sem duvida", "sem problema", "nao tem problema", "de acordo", "perfeito", "quero sim",
        "positivo", "sempre", "acho que sim", "bora", "fechado", "verdade", "tudo bem", "e sim", "vamos",
    ),
}  # fmt: skip
NO: Mapping[str, tuple[str, ...]] = {
    "en": (
        "no", "nope", "nah", "na", "n", "not really", "not at all", "never", "no thanks", "no thank you",
        "no way",
        "i don't", "i do not", "i'm not", "i am not", "we don't", "i haven't", "it isn't", "it doesn't",
        "dont",
        "definitely not", "absolutely not", "certainly not", "of course not", "i don't think so", "false",
        "wrong",
        "not yet", "not now", "negative", "not sure about that", "incorrect", "rarely", "hardly ever",
        "yeah no",
        "i didn't", "it's not", "it is not", "not exactly", "not me",
    ),
    "es": (
        "no", "nop", "no no", "nunca", "jamas", "para nada", "claro que no", "por supuesto que no",
        "en absoluto",
        "de ninguna manera", "ni hablar", "no gracias", "todavia no", "aun no", "ahora no", "creo que no",
        "falso",
        "tampoco", "negativo", "que va", "casi nunca", "incorrecto", "desde luego que no", "nel",
    ),
    "pt": (
        "nao", "n", "nn", "nunca", "jamais", "de jeito nenhum", "de forma alguma", "claro que nao",
        "com certeza nao",
        "nem pensar", "nao obrigado", "nao obrigada", "ainda nao", "agora nao", "acho que nao", "falso",
        "negativo",
        "que nada", "tambem nao", "nem", "quase nunca", "errado", "naum", "imagina", "nada disso",
    ),
}  # fmt: skip
_YES_SIGNS, _NO_SIGNS = "👍👌✅✔🆗", "👎❌🚫🙅"
_CARRY_ON = word_set(
    "no thanks thank i i'm we we're it it's that not never the my sorry of way doubt problem really"
)
_START = 3
"""A yes or no counts when it stands among the first words of a message that goes on."""


def hear(hearing: Hearing) -> Heard | None:
    """True or False. Never an extra: a yes belongs to what was asked."""
    return (hear_yes_no(hearing) or _by_option(hearing)) if hearing.is_waited else None


def _by_option(hearing: Hearing) -> Heard | None:
    """What the options call a yes and a no: 'some days'."""
    heard = named(hearing)
    if heard is None or heard.answer.value not in ("yes", "no"):
        return heard
    return replace(heard, answer=replace(heard.answer, value=heard.answer.value == "yes"))


def hear_yes_no(hearing: Hearing) -> Heard | None:
    message = hearing.message
    if (sign := _sign(message)) is not None:
        return sign
    said = _said(message, hearing.language)
    if not said:
        return None
    first, after, value = min(said)
    if first >= _START or (not value and _starts_something_else(message, first, after, hearing.language)):
        return None
    is_mixed = len({one[2] for one in said}) > 1
    if is_mixed and len(message.words) > 2 * _START:
        return None
    return hearing.heard(value, first, after, 0.7 if is_mixed else 1.0)


def _said(message: Message, language: str) -> list[tuple[int, int, bool]]:
    """Every yes and no with its words, without those inside a longer one."""
    listened = Message(squeeze(message.word(0))) if len(message.words) == 1 else message
    found = [
        (first, after, value)
        for value in (True, False)
        for _, first, after in listened.find(_pattern(language, value))
    ]
    return [one for one in found if not any(_is_inside(one, other) for other in found)]


@cache
def _pattern(language: str, value: bool) -> re.Pattern[str]:
    table = (YES if value else NO)[language]
    return phrases((*table, *(squeeze(one) for one in table)))


def _is_inside(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> bool:
    """'claro' within 'claro que no' is not a yes."""
    return (
        one != other
        and other[0] <= one[0]
        and one[1] <= other[1]
        and (one[1] - one[0]) < (other[1] - other[0])
    )


def _starts_something_else(message: Message, first: int, after: int, language: str) -> bool:
    """'no internet since yesterday' is no answer; 'no, I walk' and 'no' are."""
    if after >= len(message.words) or after - first > 1:
        return False
    between = message.text[message.words[after - 1].end : message.words[after].start]
    if between.strip() or message.word(after) in _CARRY_ON:
        return False
    return language == "en" or len(message.words) > 2 * _START + 1


def _sign(message: Message) -> Heard | None:
    for signs, value in ((_YES_SIGNS, True), (_NO_SIGNS, False)):
        at = next((i for i, letter in enumerate(message.text) if letter in signs), None)
        if at is not None and len(message.words) == 0:
            return heard_between(message, value, at, at + 1)
    return None
