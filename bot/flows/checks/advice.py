"""Advice: what is not wrong, and would be better otherwise. Notes only; nothing here stops a publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.flows.checks.subject import Subject, finding, step_place, texts
from bot.flows.findings import Finding
from bot.flows.steps.collect import Collect
from bot.flows.steps.handoff import Handoff
from bot.flows.texts import ANY_LANGUAGE

HARD = 50
MIN_WORDS = 12
SHORT_ENOUGH = 320
SEGMENTS = 3
_GSM = frozenset(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§¿äöñüà¤¡ !#%&'()*+,-./:;<=>?\"\n\r^{}[~]|€\\0123456789"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_VOWELS = re.compile(r"[aeiouyáéíóúâêôãõàü]+", re.IGNORECASE)
_FILLED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_EASE: Mapping[str, tuple[float, float, float]] = {
    "en": (206.835, 84.6, 1.015),
    "es": (206.84, 60.0, 1.02),
    "pt": (248.835, 84.6, 1.015),
}
"""Flesch, Fernández Huerta, Martins: constant, weight of syllables per word, of words per sentence."""


def synonyms(subject: Subject) -> Iterator[Finding]:
    """Words by which an option is understood, beside its title."""
    for step in subject.pack.steps():
        for option in step.options if isinstance(step, Collect) and step.type == "choice" else ():
            missing = [one for one in subject.languages if not option.synonyms.get(one)]
            if missing and ANY_LANGUAGE not in option.synonyms:
                message = f"the option '{option.value}' has no synonyms in {', '.join(missing)}."
                level = "warning" if option.synonyms else "note"
                hint = "Write what customers say instead of the title."
                yield finding(option.where, level, "no-synonyms", message, hint)  # type: ignore[arg-type]


def agent_directions(subject: Subject) -> Iterator[Finding]:
    """A flow with a title is offered to agents too: where they ask or hand over, say how."""
    for flow in subject.pack.flows.values():
        for step in flow.steps.values() if flow.title else ():
            if isinstance(step, (Collect, Handoff)) and not step.agent:
                message = f"{step_place(step).label} has no stage direction for agents."
                yield finding(step.where, "note", "no-agent", message, "Say with 'agent:' how to do it.")


def reading(subject: Subject) -> Iterator[Finding]:
    """How easily a text is read, by its language's own formula (0 hard, 100 easy), and how long it is."""
    for place, key, found in texts(subject):
        for language, text in found.by_language.items() if key != "agent" else ():
            plain, where = _FILLED.sub("x", text), place.at_text(key, language)
            ease = reading_ease(plain, language)
            if ease is not None and ease < HARD:
                message = f"'{key}' of {place.label} ({language}) is hard to read ({ease:.0f} of 100)."
                yield finding(
                    where,
                    "note",
                    "hard-to-read",
                    message,
                    "Shorter sentences and words.",
                )
            if len(plain) > SHORT_ENOUGH:
                message = f"'{key}' of {place.label} ({language}) has {len(plain)} characters."
                yield finding(
                    place.at(key), "note", "long", message, "On a telephone that is a screen. Cut it."
                )
            if (count := sms_segments(plain)) > SEGMENTS:
                message = f"'{key}' of {place.label} ({language}) is {count} text messages long."
                yield finding(where, "note", "sms-segments", message, "Each one is paid for.")


def reading_ease(text: str, language: str) -> float | None:
    """None for texts too short to judge, and for languages without a formula."""
    words = re.findall(r"[^\W\d_]+", text)
    if language not in _EASE or len(words) < MIN_WORDS:
        return None
    sentences = max(1, len(re.findall(r"[.!?…]+(?:\s|$)", text)))
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    constant, by_syllable, by_word = _EASE[language]
    return constant - by_syllable * syllables / len(words) - by_word * len(words) / sentences


def sms_segments(text: str) -> int:
    """GSM-7 takes 160 characters, 153 in each part of several; one character outside of it makes that 70 and 67."""
    one, several = (160, 153) if _GSM.issuperset(text) else (70, 67)
    return 1 if len(text) <= one else -(-len(text) // several)
