"""A conversation that came along from another channel: it goes on where it was, and nothing is asked anew."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk
from bot.messages import MOVE_EXPIRED


def go_on_here(talk: Talk, value: str) -> None:
    """Say so, and show once more what is being waited for: the phone has not seen it yet."""
    if value == MOVE_EXPIRED:
        talk.note("move_refused")
        talk.say("move_expired")
    else:
        talk.say("moved_here")
    if talk.state.asking or talk.state.flow.waiting:
        flow_turn.ask_again(talk)
    elif value == MOVE_EXPIRED or not talk.state.has_greeted:
        flow_turn.offer_menu(talk)
