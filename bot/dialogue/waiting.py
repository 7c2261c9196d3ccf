"""What the customer owes us an answer to, and taking it."""

from __future__ import annotations

from bot.answers import Answer, Expectation
from bot.dialogue import flow_turn, the_question
from bot.dialogue.talk import Talk
from bot.questions.model import Question


def waited_for(talk: Talk) -> Expectation | None:
    """The answer that the customer owes us now, if any."""
    if question := asked_question(talk):
        return question.expectation()
    if talk.state.flow.waiting:
        return talk.content.interpreter.expectations(talk.state.flow, talk.scope())[0]
    return None


def take_answer(talk: Talk, answer: Answer) -> None:
    """An answer to whatever is waited for, e.g. a refusal that the engine recognised."""
    if question := asked_question(talk):
        the_question.settle(talk, question, answer)
        flow_turn.go_on_after_question(talk)
    elif waiting := talk.state.flow.waiting:
        interpreter = talk.content.interpreter
        flow_turn.run(talk, interpreter.answer(talk.state.flow, {waiting.slot: answer}, talk.scope()))


def asked_question(talk: Talk) -> Question | None:
    return talk.content.catalogue.get(talk.state.asking) if talk.state.asking else None
