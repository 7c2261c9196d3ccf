"""A value that was chosen, by a button or on the agent's screen, as the answer that it stands for."""

from __future__ import annotations

from bot.answers import UNCLEAR, Answer, Expectation


def chosen(value: str, expectation: Expectation) -> Answer:
    """A value that the place does not offer, and what is no number where a number is wanted, is unclear."""
    if value in ("declined", "dont_know"):
        return Answer("declined" if value == "declined" else "dont_know", span=value)
    if expectation.choices and value not in {choice.value for choice in expectation.choices}:
        return UNCLEAR
    if expectation.type == "yes_no" and value in ("yes", "no"):
        return Answer("value", value == "yes", span=value)
    if expectation.type in ("number", "amount", "satisfaction"):
        try:
            return Answer("value", float(value) if "." in value else int(value), span=value)
        except ValueError:
            return UNCLEAR
    return Answer("value", value, span=value) if value.strip() else UNCLEAR
