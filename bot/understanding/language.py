"""Which language a message is in, when that is clear. The conversation keeps its own until then."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from bot.understanding.message import Message, listen, word_set

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
_GREETINGS: Mapping[str, frozenset[str]] = {
    "en": word_set("hello hiya howdy"),
    "es": word_set("hola buenas buenos"),
    "pt": word_set("olá oi oie opa"),
}
"""Words that tell the language alone, even against the conversation's; not folded: 'ola' may be either."""
_COURTESIES: Mapping[str, frozenset[str]] = {
    "en": word_set("thanks thank thx please yes yeah bye sorry goodbye"),
    "es": word_set("gracias sí adiós ayuda vale perdón chau"),
    "pt": word_set("obrigado obrigada obg valeu sim tchau não desculpa desculpe ajuda bom boa"),
}
"""Words that tell the language alone only when none is known: people thank in each other's languages."""
_TELLING: Mapping[str, frozenset[str]] = {
    "en": word_set(
        "the my is are was i i'm i've you your what how why when where want need have can can't don't do does "
        "did would this that it it's we we're they please with from about and not been there get please work "
        "working speak change bill too"
    ),
    "es": word_set(
        "mi mis yo el los las y quiero necesito tengo tienes cuánto cuanto cómo qué por qué está estoy hay "
        "usted ustedes una muy pero también puedo puede pueden hablar hablo entiendo cambiar tardes noches "
        "con ahora es soy somos cuenta factura teléfono llama desde inglés español"
    ),
    "pt": word_set(
        "meu minha meus minhas eu o os você vocês vc vcs quero preciso tenho tem quanto está estou não uma "
        "muito mas também posso pode podem falar falo entendo mudar trocar com agora é sou somos conta "
        "fatura celular e do da dos das na nas nos pra inglês português espanhol"
    ),
}


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
    if len(message.words) < ENOUGH_WORDS:
        return _by_single_words(text, current, supported)
    probabilities = _probabilities(text, tuple(sorted(supported)))
    best = max(probabilities, key=lambda one: probabilities[one], default=None)
    votes = _votes(text, supported)
    leader = _leader(votes)
    is_sure = leader is not None and (leader == best or votes[leader] > 1)
    if current is None or current in (best, leader):
        if is_sure:
            return leader
        return best if best and leader is None and probabilities[best] >= CLEAR_FIRST else None
    is_clear = leader is not None and (
        votes[leader] > 1 or (leader == best and probabilities[leader] >= CLEAR_SWITCH)
    )
    return leader if is_clear else None


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
    tables = (_GREETINGS,) if current else (_GREETINGS, _COURTESIES)
    words = set(_plain_words(text))
    telling = {
        language for table in tables for language in supported if words & table.get(language, frozenset())
    }
    return telling.pop() if len(telling) == 1 else None


def _plain_words(text: str) -> list[str]:
    """Lower-case words with their accents."""
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))


def _votes(text: str, supported: Collection[str]) -> dict[str, int]:
    """How many words only this language has."""
    words = _plain_words(text)
    return {language: sum(word in _only(language) for word in words) for language in supported}


@cache
def _only(language: str) -> frozenset[str]:
    mine = _TELLING.get(language, frozenset()) | _COURTESIES.get(language, frozenset())
    others = [_TELLING[one] | _COURTESIES[one] for one in _TELLING if one != language]
    return (mine | _GREETINGS.get(language, frozenset())).difference(*others)


def _leader(votes: Mapping[str, int]) -> str | None:
    """The language with more than twice the telling words of every other."""
    best = max(votes, key=lambda one: votes[one], default=None)
    others = [count for one, count in votes.items() if one != best]
    return best if best is not None and votes[best] > 2 * max(others, default=0) else None


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
