"""Help: what can be done here, and how to reach a person."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    talk.update(has_greeted=True)
    talk.say("help")
    if talk.state.asking or talk.state.flow.waiting:
        flow_turn.ask_again(talk)
    else:
        flow_turn.offer_menu(talk)
