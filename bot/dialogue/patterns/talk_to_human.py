"""Talk to a person: at once, no questions asked."""

from __future__ import annotations

from bot.dialogue import the_question
from bot.dialogue.flow_turn import hand_over
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    the_question.set_aside(talk)
    hand_over(talk, "the customer asked for a person")
