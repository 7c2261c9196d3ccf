"""Why do you ask? The purpose, in words, and the question again."""

from __future__ import annotations

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk
from bot.questions.model import Question


def answer(talk: Talk) -> None:
    question = talk.content.catalogue.get(talk.state.asking) if talk.state.asking else _asked_here(talk)
    if talk.state.asking and question:
        _tell_purpose(talk, question)
    elif waiting := talk.state.flow.waiting:
        talk.say("why_flow", title=talk.flow_title(waiting.flow))
    elif question:
        _tell_purpose(talk, question)
    else:
        talk.say("why_nothing")
    flow_turn.ask_again(talk)


def _tell_purpose(talk: Talk, question: Question) -> None:
    talk.say("why_purpose", purpose=question.purpose[talk.language])


def _asked_here(talk: Talk) -> Question | None:
    """The question that was asked and settled earlier in this conversation."""
    here = [
        ask for ask in talk.moment.asks if ask.conversation_id == talk.moment.conversation_id and ask.question
    ]
    return talk.content.catalogue.get(here[-1].question or "") if here else None
