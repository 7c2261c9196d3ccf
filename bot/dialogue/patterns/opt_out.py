"""Stop writing to me: no more messages of our own accord; who writes is still answered."""

from __future__ import annotations

from bot.dialogue import the_question
from bot.dialogue.changes import OptedOut
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    the_question.set_aside(talk)
    talk.update(flow=talk.content.interpreter.cancel(talk.state.flow, talk.scope()).state)
    talk.change(OptedOut("marketing", talk.text))
    talk.say("opted_out")
