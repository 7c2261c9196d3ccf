"""Words: every language has its text, and every text and option fits the channels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.flows.checks.subject import Subject, conditions, finding, step_place, texts
from bot.flows.findings import Finding
from bot.flows.model import FlowOption
from bot.flows.steps.collect import Collect
from bot.flows.texts import ANY_LANGUAGE, Texts
from bot.yaml_source import Position

BUTTONS = 3
BUTTON_LENGTH = 20
LIST_ROWS = 10
ROW_LENGTH = 24
BODY_LENGTH = 1024
_OWN_VALUES = {"declined", "dont_know"}
_VALUES = {"yes_no": {"yes", "no"}, "satisfaction": {"1", "2", "3", "4", "5"}}


def missing_translations(subject: Subject) -> Iterator[Finding]:
    for place, key, found in texts(subject):
        yield from _untranslated(subject, found, place.at(key), f"'{key}' of {place.label}")
    for step in subject.pack.steps():
        for option in step.options if isinstance(step, Collect) else ():
            yield from _untranslated(subject, option.title, option.where, f"the option '{option.value}'")


def _untranslated(subject: Subject, found: Texts, where: Position, label: str) -> Iterator[Finding]:
    missing = [language for language in subject.languages if not found.has(language)]
    if missing and found:
        message = f"{label} has no text in {', '.join(missing)}."
        yield finding(where, "error", "missing-translation", message)
    elif ANY_LANGUAGE in found.by_language and len(subject.languages) > 1:
        message = f"{label} says the same in every language."
        yield finding(where, "warning", "one-language", message, "Write it as {en: …, es: …}.")


def long_texts(subject: Subject) -> Iterator[Finding]:
    """WhatsApp takes 1,024 characters. What Liquid fills in counts as ten."""
    for place, key, found in texts(subject):
        for language, text in found.by_language.items():
            length = _length(text)
            if length > BODY_LENGTH and key != "agent":
                message = f"'{key}' of {place.label} ({language}) has {length} characters."
                yield finding(
                    place.at_text(key, language),
                    "error",
                    "long-text",
                    message,
                    f"WhatsApp takes {BODY_LENGTH}.",
                )


def long_options(subject: Subject) -> Iterator[Finding]:
    """Up to three options are buttons of 20 characters; up to ten are rows of 24."""
    for step in subject.pack.steps():
        if not isinstance(step, Collect):
            continue
        limit = BUTTON_LENGTH if len(step.options) <= BUTTONS else ROW_LENGTH
        if len(step.options) > LIST_ROWS:
            message = f"{step_place(step).label} has {len(step.options)} options."
            yield finding(
                step_place(step).at("options"), "error", "many-options", message, "WhatsApp shows ten."
            )
        for option in step.options:
            yield from _long_title(option, limit)


def _long_title(option: FlowOption, limit: int) -> Iterator[Finding]:
    for language, title in option.title.by_language.items():
        if (length := _length(title)) > limit:
            message = f"the option '{title}' ({language}) has {length} characters."
            yield finding(option.where, "error", "long-option", message, f"WhatsApp takes {limit} here.")


def option_values(subject: Subject) -> Iterator[Finding]:
    """Types that bring their own values take no others, and a choice needs options."""
    for step in subject.pack.steps():
        if not isinstance(step, Collect):
            continue
        place = step_place(step)
        if (
            step.type in ("choice", "choices")
            and not step.options
            and step.utter not in subject.pack.responses
        ):
            yield finding(
                place.at("type"), "error", "no-options", f"{place.label} offers nothing to choose from."
            )
        allowed = _VALUES.get(step.type)
        for option in step.options:
            if allowed and option.value not in allowed | _OWN_VALUES:
                message = f"a {step.type} step has no value '{option.value}'."
                hint = f"Its values are {', '.join(sorted(allowed))}; use 'type: choice' for others."
                yield finding(option.where, "error", "wrong-option", message, hint)


def mixed_conditions(subject: Subject) -> Iterator[Finding]:
    for place, where, condition in conditions(subject):
        if condition.is_mixed:
            message = f"a condition of {place.label} mixes 'and' with 'or': {condition.text}"
            hint = "It is read from the right; put parentheses to say what you mean."
            yield finding(where, "warning", "mixed-condition", message, hint)


def _length(text: str) -> int:
    text = re.sub(r"\{%.*?%\}", "", text, flags=re.DOTALL)
    return len(re.sub(r"\{\{.*?\}\}", "x" * 10, text, flags=re.DOTALL).strip())
