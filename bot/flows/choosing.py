"""A value that was chosen, by a button or on the agent's screen, as the answer that it stands for."""

from __future__ import annotations

from bot.answers import FORMS, UNCLEAR, Answer, Expectation, well_formed

_UNTOLD = ("declined", "dont_know")


def chosen(value: str, expectation: Expectation) -> Answer:
    """A value that the place does not offer, and what is no number where a number is wanted, is unclear.

    Where several may be chosen, 'a,b' is two of them and '' none of them; a refusal goes with no other.
    """
    if value in _UNTOLD:
        return Answer("declined" if value == "declined" else "dont_know", span=value)
    found = well_formed(expectation.type, value)
    if expectation.choices:
        offered = {choice.value for choice in expectation.choices} - set(_UNTOLD)
        several = FORMS[expectation.type].holds == "several"
        if not (set(found) if several else {value}) <= offered:
            return UNCLEAR
    return UNCLEAR if found is None else Answer("value", found, span=value)
