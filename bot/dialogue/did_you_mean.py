"""An answer that was heard, but not surely, is read back and counts only once the customer says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answers import SURE_ENOUGH, Answer, Expectation
from bot.dialogue.moment import Confirming
from bot.dialogue.talk import Talk
from bot.dialogue.value_words import said_back

ANSWER, CORRECTION = "answer", "correction"
KINDS = (ANSWER, CORRECTION)


def is_doubtful(answer: Answer | None) -> bool:
    return answer is not None and answer.kind == "value" and answer.confidence < SURE_ENOUGH


def sure_only(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Without what was heard beside the answer and not surely: it will be asked for."""
    return {slot: answer for slot, answer in answers.items() if not is_doubtful(answer)}


def confirm(talk: Talk, waited: Expectation, answers: Mapping[str, Answer], kind: str = ANSWER) -> None:
    """Read the answer back. What was surely heard with it is kept until then."""
    values = {
        slot: answer.value
        for slot, answer in answers.items()
        if answer.kind == "value" and (slot == waited.slot or not is_doubtful(answer))
    }
    words = said_back(waited, answers[waited.slot].value, talk.language) or talk.words("none_of_them")
    talk.update(confirming=Confirming(kind, waited.slot, values, words))
    ask(talk)


def is_asked(talk: Talk) -> bool:
    return talk.state.confirming is not None and talk.state.confirming.kind in KINDS


def ask(talk: Talk) -> None:
    """'Did you mean Friday, November 27?'"""
    assert talk.state.confirming is not None
    talk.ask("did_you_mean", talk.yes_no("confirm"), value=talk.state.confirming.words)


def confirmed(values: Mapping[str, Any]) -> dict[str, Answer]:
    """What the customer said yes to, as sure as a button."""
    return {slot: Answer("value", value) for slot, value in values.items()}
