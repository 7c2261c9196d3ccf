"""Stop, never mind: what we are doing ends here; what it had interrupted is taken up again."""

from __future__ import annotations

from bot.dialogue import the_question
from bot.dialogue.flow_turn import run
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    is_busy = bool(talk.state.asking or talk.state.flow.stack or talk.state.confirming)
    the_question.set_aside(talk)
    talk.update(confirming=None, misunderstood=0)
    talk.say("stopped" if is_busy else "nothing_to_stop")
    run(talk, talk.content.interpreter.stop(talk.state.flow, talk.scope()))
