"""The one new question of a conversation: chosen with reasons, claimed in the ledger, rewarded in the same turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.answers import FORMS, Answer
from bot.dialogue.changes import AskSettled, BenefitGiven, CaseOpened, PlannedAsk, QuestionDecided
from bot.dialogue.talk import Talk
from bot.flows.templates import render
from bot.messages import Option, Reply, choice_payload
from bot.questions.ledger import after_answer, after_ignored, bar
from bot.questions.model import Question
from bot.questions.policy import Candidate, Decision, Moment, choose

_LATELY = timedelta(days=7)


def ask_if_it_fits(talk: Talk, flow: str | None) -> bool:
    """Ask the question that changes most for this customer, if any may be asked now. True when one was asked."""
    if flow == talk.content.company.welcome_flow and not talk.state.has_served:
        _record(talk, choose((), replace(_moment(talk), need_unserved=True)))
        return False
    lost: set[str] = set()
    while True:
        decision = choose(_candidates(talk, lost), _moment(talk))
        question = talk.content.catalogue.get(decision.question) if decision.question else None
        if question is None:
            _record(talk, decision)
            return False
        if talk.memory.claim(_planned(talk, question)):
            break
        # Another conversation of the same person asked it a moment ago: the constraint decides, not the look before.
        lost.add(question.name)
    _record(talk, decision)
    talk.update(asking=question.name, misunderstood=0)
    talk.add(_asking(talk, question))
    return True


def settle(talk: Talk, question: Question, answer: Answer) -> None:
    """Take the answer, give its benefit at once, and record both."""
    status = after_answer(answer) or "declined"
    if answer.kind == "value" and answer.value != "declined":
        talk.learn(question.attribute, answer.value, "asked", answer.confidence)
    else:
        status = "declined"
    talk.change(AskSettled(question.attribute, status))
    benefit = question.benefit_for(answer)
    text = _rendered(talk, benefit.say)
    talk.change(BenefitGiven(question.attribute, benefit.grant, text))
    talk.add(Reply("benefit", text, question=question.name))
    talk.update(asking=None, misunderstood=0)


def set_aside(talk: Talk) -> None:
    """The customer went on to something else: ignored once it may come again, ignored twice counts as declined."""
    question = _pending(talk)
    if question is None:
        return
    times = 1 + sum(
        record.status == "ignored" for record in talk.moment.asks if record.attribute == question.attribute
    )
    talk.change(AskSettled(question.attribute, after_ignored(times)))
    talk.update(asking=None, misunderstood=0)


def repeat(talk: Talk) -> None:
    """Say the pending question again."""
    if question := _pending(talk):
        talk.add(_asking(talk, question, lead_in=False))


def options_of(question: Question, language: str) -> tuple[Option, ...]:
    """The answers to choose from; 'rather not say' is always one, and never goes with another."""
    several = FORMS[question.type].holds == "several"
    offered = [(one, several) for one in question.options] + [(question.declined, False)]
    return tuple(
        Option(
            one.value,
            one.title[language],
            choice_payload(question.at, one.value, several=goes_with_others),
        )
        for one, goes_with_others in offered
    )


def _pending(talk: Talk) -> Question | None:
    return talk.content.catalogue.get(talk.state.asking) if talk.state.asking else None


def _asking(talk: Talk, question: Question, *, lead_in: bool = True) -> Reply:
    text = _rendered(talk, question.ask)
    if lead_in:
        text = f"{talk.words('question_lead_in')} {text}"
    options = options_of(question, talk.language)
    return Reply("question", text, options, step=question.at, question=question.name)


def _rendered(talk: Talk, texts: object) -> str:
    assert hasattr(texts, "get")
    template = texts.get(talk.language) or texts.get(talk.content.company.default_language)
    return render(str(template), talk.namespace())


def _planned(talk: Talk, question: Question) -> PlannedAsk:
    length = question.retention.length
    return PlannedAsk(question.name, question.attribute, talk.moment.now + length if length else None)


def _record(talk: Talk, decision: Decision) -> None:
    talk.change(QuestionDecided(decision.question, decision.runner_up, decision.as_json()))


def _candidates(talk: Talk, lost: set[str]) -> list[Candidate]:
    catalogue = talk.content.catalogue
    suppressed = talk.memory.suppressed([question.attribute for question in catalogue])
    scope = talk.scope()
    return [
        Candidate(
            question.name,
            question.attribute,
            question.value,
            talk.content.interpreter.undecided_by(question.attribute, scope),
            talk.chances(question.name),
            _bar(talk, question, suppressed, lost),
        )
        for question in catalogue
    ]


def _bar(talk: Talk, question: Question, suppressed: frozenset[str], lost: set[str]) -> str | None:
    if question.name in lost:
        return "another conversation asked it at the same moment"
    if talk.knows(question.attribute):
        return "it is known already"
    condition = talk.content.conditions.get(question.name)
    if condition and not condition.holds(talk.namespace()):
        return "it is not for this customer"
    return bar(talk.moment.asks, question.attribute, talk.moment.now, suppressed)


def _moment(talk: Talk) -> Moment:
    here, now = talk.moment, talk.moment.now
    this_one = {here.conversation_id, *talk.state.goes_on_with}
    asked = [record for record in here.asks if record.asked_at]
    earlier = [r.asked_at for r in asked if r.asked_at and r.conversation_id not in this_one]
    tier = str(talk.facts.get("tier", ""))
    return Moment(
        now=now,
        complaint_open=here.has_open_case or any(isinstance(change, CaseOpened) for change in talk.changes),
        mood_bad=talk.state.is_upset,
        human_asked=talk.state.wants_human,
        asked_in_this_conversation=any(r.conversation_id in this_one for r in asked),
        last_asked_at=max(earlier, default=None),
        minimum_gap=talk.content.company.minimum_gap,
        customer_value=talk.content.company.tier_values.get(tier, 1.0),
        times_asked_lately=sum(now - moment < _LATELY for moment in earlier),
    )
