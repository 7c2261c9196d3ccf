"""What the customer says to 'did you mean …?': yes, no, or another value."""

from __future__ import annotations

from bot.answers import ANYTHING, Answer, Expectation
from bot.dialogue import did_you_mean, flow_turn, the_question
from bot.dialogue.confirming import said_yes_or_no
from bot.dialogue.moment import Confirming
from bot.dialogue.talk import Talk
from bot.dialogue.waiting import take_answer, waited_for


def take_what_was_meant(talk: Talk) -> bool:
    """Yes takes what was read back; a no with another value takes that. False when something else was said."""
    asked, is_yes, waited = talk.state.confirming, said_yes_or_no(talk), waited_for(talk)
    talk.update(confirming=None)
    if asked is None or is_yes is None or waited is None:
        return False
    if is_yes:
        _take_confirmed(talk, asked, waited)
    elif asked.kind == did_you_mean.ANSWER and waited.type == "yes_no":
        take_answer(talk, Answer("value", not asked.values.get(waited.slot)))
    elif not _takes_another(talk, waited, asked.values.get(waited.slot)):
        _ask_once_more(talk)
    return True


def _take_confirmed(talk: Talk, asked: Confirming, waited: Expectation) -> None:
    interpreter, answers = talk.content.interpreter, did_you_mean.confirmed(asked.values)
    slot = asked.attribute or waited.slot
    talk.update(misunderstood=0)
    if asked.kind == did_you_mean.CORRECTION:
        flow_turn.run(talk, interpreter.correct(talk.state.flow, slot, answers[slot], talk.scope()))
    elif talk.state.asking:
        take_answer(talk, answers[slot])
    else:
        flow_turn.run(talk, interpreter.answer(talk.state.flow, answers, talk.scope()))


def _takes_another(talk: Talk, waited: Expectation, refused: object) -> bool:
    """'No, the 20th': the value behind the no."""
    found = talk.hear((waited,)).get(waited.slot)
    if found is None or found.kind != "value" or found.value == refused or waited.type in ANYTHING:
        return False
    take_answer(talk, found)
    return True


def _ask_once_more(talk: Talk) -> None:
    if talk.state.asking:
        the_question.repeat(talk)
    else:
        flow_turn.run(talk, talk.content.interpreter.unclear(talk.state.flow, talk.scope()))
