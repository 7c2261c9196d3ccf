"""A value that was chosen, by a button or on the agent's screen, as the answer that it stands for."""

from __future__ import annotations

from bot.answers import FORMS, UNCLEAR, Answer, Expectation, well_formed


def chosen(value: str, expectation: Expectation) -> Answer:
    """A value that the place does not offer, and what is no number where a number is wanted, is unclear."""
    if value in ("declined", "dont_know"):
        return Answer("declined" if value == "declined" else "dont_know", span=value)
    found = well_formed(expectation.type, value)
    if expectation.choices:
        chosen_values = set(found) if FORMS[expectation.type].holds == "several" else {value}
        if not chosen_values <= {choice.value for choice in expectation.choices}:
            return UNCLEAR
    return UNCLEAR if found is None else Answer("value", found, span=value)
