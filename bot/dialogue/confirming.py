"""Answers to what the bot asked about the conversation itself: forget this? which one is wrong? a person?"""

from __future__ import annotations

from datetime import timedelta

from bot.answers import ANYTHING, Answer, Choice, Expectation
from bot.dialogue import did_you_mean, flow_turn
from bot.dialogue.changes import ConversationClosed, ErasureRequested, FactForgotten
from bot.dialogue.talk import Talk
from bot.messages import Option, choice_payload, read_choice
from bot.questions.model import Question

ERASURE_DELAY = timedelta(seconds=10)
"""Long enough for the farewell to arrive; a crash in between only makes the erasure later."""
_MOST_OPTIONS = 10


def answer_confirmation(talk: Talk) -> bool:
    """Take the answer to what is being confirmed. False when the message was about something else."""
    confirming = talk.state.confirming
    assert confirming is not None
    talk.update(confirming=None)
    if confirming.kind in ("wrong_which", "forget_which"):
        return _take_which_fact(talk, confirming.kind)
    if confirming.kind == "wrong_value" and confirming.attribute:
        return _take_new_value(talk, confirming.attribute)
    if confirming.kind in did_you_mean.KINDS:
        return False
    return _take_yes_or_no(talk, confirming.kind, confirming.attribute)


def is_confirmed(talk: Talk) -> bool:
    """Whether the message answers what is being confirmed, whatever intent it also looks like."""
    confirming = talk.state.confirming
    if confirming is None:
        return False
    if confirming.kind == "wrong_value" and confirming.attribute:
        expectation = expectation_of(talk, confirming.attribute)
        return (
            expectation is not None
            and expectation.type not in ANYTHING
            and _heard(talk, expectation) is not None
        )
    if confirming.kind in ("wrong_which", "forget_which"):
        return _heard(talk, _which_fact(talk)) is not None
    return said_yes_or_no(talk) is not None


def ask_which_fact(talk: Talk, kind: str) -> None:
    """'wrong_which' or 'forget_which', with what is known as options."""
    talk.confirm(kind)
    options = [
        Option(name, talk.label(name), choice_payload("fact", name))
        for name in list(talk.facts)[:_MOST_OPTIONS]
    ]
    talk.ask(kind, options)


def ask_new_value(talk: Talk, attribute: str) -> None:
    """Which value is right? With the options where the attribute has them."""
    expectation = expectation_of(talk, attribute)
    choices = expectation.choices if expectation else ()
    options = [
        Option(one.value, one.titles[talk.language], choice_payload("fact", one.value))
        for one in choices
        if one.value != "declined"
    ]
    talk.confirm("wrong_value", attribute)
    talk.ask("wrong_new_value", options[:_MOST_OPTIONS], label=talk.label(attribute))


def ask_to_forget(talk: Talk, attribute: str) -> None:
    talk.confirm("forget_that", attribute)
    talk.ask("forget_confirm_fact", talk.yes_no("confirm"), label=talk.label(attribute))


def expectation_of(talk: Talk, attribute: str) -> Expectation | None:
    """What a value of the attribute looks like."""
    described = talk.content.described(attribute)
    if isinstance(described, Question):
        return described.expectation()
    if described is None:
        return None
    choices = tuple(Choice(value, titles) for value, titles in described.options.items())
    return Expectation("fact", attribute, described.type, choices)


def correct(talk: Talk, attribute: str, answer: Answer) -> None:
    """The new value supersedes the old one, which is kept in the history."""
    talk.learn(attribute, answer.value, "volunteered", answer.confidence)
    value = talk.value_in_words(attribute, answer.value)
    talk.say("corrected", label=talk.label(attribute), value=value)
    flow_turn.ask_again(talk)


def _take_which_fact(talk: Talk, kind: str) -> bool:
    attribute = _heard(talk, _which_fact(talk))
    if attribute is None or attribute.value not in talk.facts:
        return False
    if kind == "wrong_which":
        ask_new_value(talk, str(attribute.value))
    else:
        ask_to_forget(talk, str(attribute.value))
    return True


def _take_new_value(talk: Talk, attribute: str) -> bool:
    expectation = expectation_of(talk, attribute)
    answer = _heard(talk, expectation) if expectation else None
    if answer is None:
        return False
    correct(talk, attribute, answer)
    return True


def _take_yes_or_no(talk: Talk, kind: str, attribute: str | None) -> bool:
    is_yes = said_yes_or_no(talk)
    if is_yes is None:
        return False
    if kind == "offer_person":
        _after_offer(talk, is_yes)
    elif not is_yes:
        talk.say("forget_cancelled")
        flow_turn.ask_again(talk)
    elif kind == "forget_me":
        talk.say("forgotten_all")
        talk.change(ErasureRequested(ERASURE_DELAY))
        talk.change(ConversationClosed("forgotten"))
    elif attribute:
        _forget_fact(talk, attribute)
    return True


def _after_offer(talk: Talk, is_yes: bool) -> None:
    if is_yes:
        flow_turn.hand_over(talk, "not understood")
    else:
        talk.update(misunderstood=0)
        flow_turn.offer_menu(talk)


def _forget_fact(talk: Talk, attribute: str) -> None:
    label = talk.label(attribute)
    talk.forget(attribute)
    talk.change(FactForgotten(attribute))
    talk.say("forgotten_fact", label=label)
    flow_turn.ask_again(talk)


def said_yes_or_no(talk: Talk) -> bool | None:
    if choice := read_choice(talk.moment.heard.payload):
        return {"yes": True, "no": False}.get(choice[1]) if choice[0] == "confirm" else None
    if talk.moment.heard.intent in ("affirm", "deny") and talk.moment.heard.confidence >= 0.5:
        return talk.moment.heard.intent == "affirm"
    answer = _heard(talk, Expectation("confirm", "confirmed", "yes_no"))
    return bool(answer.value) if answer else None


def _which_fact(talk: Talk) -> Expectation:
    described = [(name, talk.content.described(name)) for name in talk.facts]
    choices = tuple(Choice(name, one.label) for name, one in described if one)
    return Expectation("fact", "fact", "choice", choices)


def _heard(talk: Talk, expectation: Expectation) -> Answer | None:
    """The value that the message gives for it, from a button or in words."""
    if choice := read_choice(talk.moment.heard.payload):
        known = {one.value for one in expectation.choices}
        is_ours = choice[0] == "fact" and choice[1] in known
        return Answer("value", choice[1], span=choice[1]) if is_ours else None
    answer = talk.hear((expectation,)).get(expectation.slot)
    return answer if answer and answer.kind == "value" else None
