"""Which language a message is in, when that is clear. The conversation keeps its own until then."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from bot.understanding.language_words import COURTESIES, GREETINGS, TELLING, weight
from bot.understanding.message import Message, listen

ENOUGH_WORDS = 3
"""Under three words detection is right only 7 times in 10."""
CLEAR_FIRST, CLEAR_SWITCH = 0.9, 0.8
"""Probabilities from which a language is believed: with none known yet, and against one that is (with words)."""
_NAMES: Mapping[str, str] = {
    "en": "english|ingles",
    "es": "spanish|espanol|castellano|espanhol",
    "pt": "portuguese|portugues|brazilian",
}
_IN = r"(?:in|en|em|to|a|para o|para|pra|no)"
_ASKING = (
    r"(?:please|pls|por favor|porfa|can (?:we|you|i)|could (?:we|you)|speak|talk|write|switch|change|continue|"
    r"answer|prefer|puedes|podemos|podes|hablar?|hablas?|hablame|cambia\w*|responde\w*|prefiero|seguimos|"
    r"pode\w*|falar?|fala|fale|muda\w*|troca\w*|responda|prefiro|do you speak|let's)"
)
_DENIED = re.compile(
    r" (?:don't|dont|do not|can't|cannot|not|no|nao|nunca) (?:\w+ ){0,2}"
    r"(?:speak|understand|hablo|entiendo|falo|entendo)"
)
_SHORT_REQUEST = 4
_EVIDENCE, _ALONE, _MIXED = 1.5, 2.0, 2.5
"""Weights of telling words that make a conversation go over: where detection agrees, where it does not, and where the
message has words of the conversation's language too."""


def detect(text: str, current: str | None, supported: Collection[str]) -> str | None:
    """The language of a message, or None when unsure.

    An explicit request counts always; a greeting alone too; else it takes three words. Against the conversation's
    `current` language it also takes telling words of the new one and none of the current one, so that a name or
    a borrowed word changes nothing.
    """
    message = listen(text)
    asked = requested(message)
    if asked is not None:
        return asked if asked in supported else None
    if len(supported) < 2:
        return None
    if len(_plain_words(text)) < ENOUGH_WORDS:
        return _by_single_words(text, current, supported)
    probabilities = _probabilities(text, tuple(sorted(supported)))
    best = max(probabilities, key=lambda one: probabilities[one], default=None)
    words = _told_words(text)
    leader = _leader(words, [one for one in supported if one in TELLING])
    if current is None or leader == current:
        if leader is not None:
            return leader
        return best if current is None and best and probabilities[best] >= CLEAR_FIRST else None
    if leader is None or current not in TELLING:
        return leader
    is_agreed = leader == best and probabilities[leader] >= CLEAR_SWITCH
    is_unmixed = _score(words, current, leader) == 0
    wanted = _EVIDENCE if is_agreed else _ALONE if is_unmixed else _MIXED
    return leader if _score(words, leader, current) >= wanted else None


def load(supported: Collection[str]) -> None:
    """What the first message of three words would wait for: 0.6 s."""
    _identifier(tuple(sorted(supported)))


def requested(message: Message) -> str | None:
    """The language asked for: 'in English please', 'en español', 'fala português?'."""
    if _DENIED.search(message.flat):
        return None
    for language, names in _NAMES.items():
        name = re.search(rf"(?<= )(?:{_IN} )?(?P<name>{names})(?= )", message.flat)
        if name is None:
            continue
        is_alone = len(message.words) <= len(name[0].split())
        is_short = name[0] != name["name"] and len(message.words) <= _SHORT_REQUEST
        if is_alone or is_short or re.search(rf" {_ASKING} ", message.flat):
            return language
    return None


def _by_single_words(text: str, current: str | None, supported: Collection[str]) -> str | None:
    tables = (GREETINGS,) if current else (GREETINGS, COURTESIES)
    words = set(_plain_words(text))
    telling = {
        language for table in tables for language in supported if words & table.get(language, frozenset())
    }
    return telling.pop() if len(telling) == 1 else None


def _plain_words(text: str) -> list[str]:
    """Lower-case words with their accents."""
    return [word.lower() for word in _as_written(text)]


def _as_written(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.replace("’", "'"))


def _told_words(text: str) -> list[str]:
    """Without names: words with a capital inside a text that is not all written so."""
    words = _as_written(text)
    is_large = sum(word[0].isupper() for word in words[1:]) * 2 > len(words)
    return [word.lower() for at, word in enumerate(words) if at == 0 or is_large or not word.istitle()]


def _leader(words: Sequence[str], known: Collection[str]) -> str | None:
    """The language that has more than twice the telling words of each other one, and one that is no particle."""
    for language in known:
        others = [one for one in known if one != language]
        is_ahead = all(_score(words, language, one) > 2 * _score(words, one, language) for one in others)
        told = [max(weight(word, language, one) for one in others) for word in words] if is_ahead else []
        if 1 in told or sum(told) >= _ALONE:
            return language
    return None


def _score(words: Sequence[str], language: str, against: str) -> float:
    return sum(weight(word, language, against) for word in words)


def _probabilities(text: str, supported: tuple[str, ...]) -> dict[str, float]:
    ranked = _identifier(supported).rank(text.lower())
    return {language: float(probability) for language, probability in ranked if math.isfinite(probability)}


@cache
def _identifier(supported: tuple[str, ...]) -> Any:
    """Loaded once. The tables of all other languages are let go (27 MB)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    known = [one for one in supported if one in identifier.labels]
    identifier.set_languages(known)
    identifier._full_model = (identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes)
    return identifier
