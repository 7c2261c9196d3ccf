"""Forget that: one fact goes, after a confirmation that names it."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.confirming import ask_to_forget, ask_which_fact
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    latest = _told_last_here(talk)
    if latest:
        ask_to_forget(talk, latest)
    elif talk.facts:
        ask_which_fact(talk, "forget_which")
    else:
        talk.say("know_nothing")
        flow_turn.ask_again(talk)


def _told_last_here(talk: Talk) -> str | None:
    """What 'that' means: the fact told last in this conversation."""
    here = [
        fact for fact in talk.moment.facts.values() if fact.conversation_id == talk.moment.conversation_id
    ]
    return max(here, key=lambda fact: fact.recorded_at).attribute if here else None
