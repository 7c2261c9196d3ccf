"""Goodbye ends the conversation; a question left open in it was ignored."""

from __future__ import annotations

from bot.dialogue import the_question
from bot.dialogue.changes import ConversationClosed
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    the_question.set_aside(talk)
    talk.say("goodbye_reply")
    talk.change(ConversationClosed("goodbye"))
