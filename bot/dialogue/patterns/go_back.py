"""Go back: the step before is asked again."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk


def answer(talk: Talk) -> None:
    effects = talk.content.interpreter.back(talk.state.flow, talk.scope()) if not talk.state.asking else None
    if effects is None:
        talk.say("nothing_to_go_back")
        flow_turn.ask_again(talk)
    else:
        flow_turn.run(talk, effects)
