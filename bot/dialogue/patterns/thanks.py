"""Thanks are answered, and what we were doing goes on."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    talk.say("thanks_reply")
    flow_turn.ask_again(talk)
