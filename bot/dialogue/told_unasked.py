"""What customers tell without being asked is kept the same way, said back, and never asked; a newer word corrects."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers import Answer
from bot.dialogue.changes import Volunteered
from bot.dialogue.talk import Talk
from bot.questions.model import Question


def learn_volunteered(talk: Talk, but: str | None = None) -> None:
    """Everything that the message tells, except the attribute that was just asked for (`but`)."""
    for question, answer in _told(talk):
        attribute = question.attribute
        if attribute == but or talk.facts.get(attribute) == answer.value:
            continue
        is_known = attribute in talk.facts
        talk.learn(attribute, answer.value, "volunteered", answer.confidence)
        if not is_known:
            talk.change(Volunteered(question.name, attribute, question.retention.length))
        value = talk.value_in_words(attribute, answer.value)
        talk.say("corrected" if is_known else "noted", label=talk.label(attribute), value=value)


def tells_something_new(talk: Talk) -> bool:
    """Whether the message tells what is not known, or otherwise than it is known."""
    return any(talk.facts.get(question.attribute) != answer.value for question, answer in _told(talk))


def corrected_fact(talk: Talk) -> tuple[str, Answer] | None:
    """The known fact that the message tells otherwise: 'that's wrong, we are four at home'."""
    for question, answer in _told(talk):
        if question.attribute in talk.facts and talk.facts[question.attribute] != answer.value:
            return question.attribute, answer
    return None


def _told(talk: Talk) -> Iterator[tuple[Question, Answer]]:
    found = talk.hear_unasked()
    for question in talk.content.catalogue:
        answer = found.get(question.attribute)
        if answer is not None and answer.kind == "value":
            yield question, answer
