"""Rather not say is an answer: it is thanked and never asked again."""

from __future__ import annotations

from bot.answers import Answer
from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk
from bot.dialogue.waiting import take_answer, waited_for


def answer(talk: Talk) -> None:
    if waited_for(talk) is None:
        talk.say("declined_ok")
    elif talk.state.asking:
        take_answer(talk, Answer("declined", span=talk.text))
    elif (effects := talk.content.interpreter.skip(talk.state.flow, talk.scope())) is not None:
        flow_turn.run(talk, effects)
    else:
        flow_turn.ask_again(talk)
