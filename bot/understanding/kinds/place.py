"""A place as people name it: 'Lisbon', 'vivo en Mendoza', 'moro perto da rodoviária'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.understanding.hearing import Heard, Hearing, heard_between
from bot.understanding.message import Message, phrases

LONGEST = 6
"""Words of a place's name."""
_LEADS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "i live in", "we live in", "i'm in", "i am in", "i'm from", "i am from", "it's in", "mostly in",
        "i'm at",
        "going to", "i go to", "travelling to", "traveling to", "in", "at", "near", "from", "around", "to",
        "it's",
        "it is", "mainly in", "close to", "on",
    ),
    "es": (
        "vivo en", "vivimos en", "estoy en", "soy de", "es en", "voy a", "vamos a", "viajo a", "en", "a",
        "cerca de",
        "por", "de", "desde", "es", "queda en", "para",
    ),
    "pt": (
        "moro em", "moro no", "moro na", "moramos em", "moramos no", "moramos na", "estou em", "estou no",
        "estou na", "sou de", "sou do", "sou da", "vou para", "vou pra", "vou a", "em", "no", "na",
        "perto de",
        "perto do", "perto da", "de", "do", "da", "para", "pra", "fica em", "fica no", "fica na", "aqui em",
    ),
}  # fmt: skip
_NO_PLACE: Mapping[str, tuple[str, ...]] = {
    "en": (
        "yes",
        "no",
        "ok",
        "okay",
        "hello",
        "hi",
        "thanks",
        "thank you",
        "help",
        "sure",
        "nothing",
        "nowhere",
    ),
    "es": ("si", "no", "ok", "hola", "gracias", "ayuda", "claro", "nada", "ninguno", "vale"),
    "pt": ("sim", "nao", "ok", "oi", "ola", "obrigado", "obrigada", "ajuda", "claro", "nada", "nenhum", "ta"),
}
_STOPS = re.compile(r"[,.;!?\n]|\b(?:and|but|y|pero|mas|because|porque)\b")


def hear(hearing: Hearing) -> Heard | None:
    """The name as it was typed, without what leads to it. Never an extra."""
    message = hearing.message
    if not hearing.is_waited or not message.words:
        return None
    start = _after_opening_lead(message, hearing.language) or _after_long_lead(message, hearing.language)
    first = start if start is not None else 0
    if first >= len(message.words):
        return None
    begin = message.words[first].start
    stop = _STOPS.search(message.folded, message.words[first].end) if start is not None else None
    name = message.text[begin : stop.start() if stop else len(message.text)].strip(" \t.,;!?¡¿\"'")
    return heard_between(message, name, begin, begin + len(name), 0.9) if _is_name(name, hearing) else None


def _is_name(name: str, hearing: Hearing) -> bool:
    said = Message(name)
    if not 0 < len(said.words) <= LONGEST or not any(letter.isalpha() for letter in name):
        return False
    return said.flat.strip() not in _NO_PLACE[hearing.language]


def _after_opening_lead(message: Message, language: str) -> int | None:
    """The word after the longest lead that the message starts with."""
    for _, first, after in message.find(phrases(_LEADS[language])):
        return after if first == 0 else None
    return None


def _after_long_lead(message: Message, language: str) -> int | None:
    long = tuple(lead for lead in _LEADS[language] if " " in lead)
    return next((after for _, _, after in message.find(phrases(long))), None)
