"""That's wrong: a fact is corrected; what it was is kept as history."""

from __future__ import annotations

from bot.answers import ANYTHING, Answer
from bot.dialogue import flow_turn
from bot.dialogue.confirming import ask_new_value, ask_which_fact, correct, expectation_of
from bot.dialogue.talk import Talk
from bot.dialogue.told_unasked import corrected_fact, learn_volunteered, tells_something_new


def answer(talk: Talk) -> None:
    """The fact and its value in one message, else the fact meant, else what is told instead, else ask which."""
    if found := corrected_fact(talk) or _corrected_here(talk):
        correct(talk, *found)
    elif meant := _named(talk):
        ask_new_value(talk, meant)
    elif tells_something_new(talk):
        learn_volunteered(talk)
        flow_turn.ask_again(talk)
    elif talk.facts:
        ask_which_fact(talk, "wrong_which")
    else:
        talk.say("wrong_unknown")
        flow_turn.ask_again(talk)


def _corrected_here(talk: Talk) -> tuple[str, Answer] | None:
    named = _named(talk)
    expectation = expectation_of(talk, named) if named else None
    if named is None or expectation is None or expectation.type in ANYTHING:
        return None
    found = talk.hear((expectation,)).get(named)
    is_new = found is not None and found.kind == "value" and found.value != talk.facts.get(named)
    return (named, found) if found and is_new else None


def _named(talk: Talk) -> str | None:
    """The fact whose name the message holds."""
    text = talk.text.lower()
    return next((name for name in talk.facts if talk.label(name).lower() in text), None)
