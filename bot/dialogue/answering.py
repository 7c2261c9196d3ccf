"""What a message means here: an answer to what was asked, a new need, or something not understood."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import ANYTHING, Answer, Expectation
from bot.dialogue import did_you_mean, flow_turn, the_question
from bot.dialogue.confirming import answer_confirmation, is_confirmed
from bot.dialogue.meant import take_what_was_meant
from bot.dialogue.moved import go_on_here
from bot.dialogue.not_understood import clarify, not_understood
from bot.dialogue.talk import Talk
from bot.dialogue.told_unasked import learn_volunteered
from bot.dialogue.waiting import asked_question, take_answer, waited_for
from bot.dialogue.without_text import say_what_cannot_be_read
from bot.flows.choosing import chosen
from bot.flows.payloads import IntentMeant, SetSlots, read_payload
from bot.messages import MOVED, WITHOUT_TEXT, read_choice
from bot.understanding.language import detect
from bot.understanding.refusals import correction

PATTERN_CONFIDENCE = 0.35
_SURE_OF_A_FLOW = 0.75
_SURE_OF_AN_ANSWER = 0.9
_NOTHING_ASKED = Expectation("nothing", "nothing", "email")


def respond(talk: Talk) -> None:
    """Answer one message that is no universal pattern."""
    choice = read_choice(talk.moment.heard.payload)
    if choice and choice[0] == WITHOUT_TEXT:
        return _take_without_text(talk, choice[1])
    if choice and choice[0] == MOVED:
        return go_on_here(talk, choice[1])
    if _is_confirmation(talk):
        pass
    elif choice:
        _take_choice(talk, *choice)
    elif payload := read_payload(talk.moment.heard.payload):
        _take_payload(talk, payload)
    elif talk.state.asking:
        _take_answer_to_question(talk)
    else:
        _take_text(talk)
    if not talk.replies:
        not_understood(talk)


def _is_confirmation(talk: Talk) -> bool:
    """Takes the answer to what is being confirmed, if it is one."""
    if did_you_mean.is_asked(talk):
        return take_what_was_meant(talk)
    return talk.state.confirming is not None and answer_confirmation(talk)


def answers_what_was_asked(talk: Talk) -> bool:
    """Whether the message plainly answers what is waited for, whatever intent it also looks like."""
    if talk.moment.heard.payload or is_confirmed(talk):
        return True
    waited = waited_for(talk)
    if waited is None or waited.type in ANYTHING:
        return False
    answer = talk.hear((waited,)).get(waited.slot)
    return answer is not None and answer.kind == "value" and answer.confidence >= _SURE_OF_AN_ANSWER


def follow_language(talk: Talk) -> None:
    """Go over to the customer's language, on clear evidence only."""
    if talk.moment.heard.payload:
        return
    found = detect(talk.text, talk.language, talk.content.company.languages)
    if found and found != talk.language:
        talk.switch_language(found)


def _take_choice(talk: Talk, at: str, value: str) -> None:
    """A button. One that is no longer waited for resolves to its own step, or explains itself."""
    waited = waited_for(talk)
    if waited and waited.at == at:
        take_answer(talk, chosen(value, waited))
    elif at == "menu" and value in talk.content.pack.flows:
        _leave_question(talk)
        _begin(talk, value)
    elif at == "handoff" and value == "bot":
        flow_turn.offer_menu(talk)
    elif at.startswith("question.") and _take_late_answer(talk, at.removeprefix("question."), value):
        pass
    elif not _take_correction_by_button(talk, at, value):
        _explain_stale_button(talk)


def _take_payload(talk: Talk, payload: SetSlots | IntentMeant) -> None:
    """A button of a CALM response: slots of the flow under way, or an intent named outright."""
    interpreter, scope, state = talk.content.interpreter, talk.scope(), talk.state.flow
    if isinstance(payload, SetSlots):
        return flow_turn.run(talk, interpreter.set_slots(state, payload.slots, scope))
    flow = interpreter.triggers(payload.intent, 1.0, scope, state, is_forced=True)
    if flow is not None:
        return _begin(talk, flow)
    return _take_need(talk) if not state.waiting else flow_turn.ask_again(talk)


def _take_without_text(talk: Talk, kind: str) -> None:
    """A picture, a voice message, a place: a shared place answers where one is asked for; the rest says so kindly."""
    waited = waited_for(talk)
    if kind == "location" and waited and waited.type == "place":
        return take_answer(talk, Answer("value", talk.text, span=talk.text))
    return say_what_cannot_be_read(talk, kind)


def _explain_stale_button(talk: Talk) -> None:
    talk.say("stale_option")
    if waited_for(talk):
        flow_turn.ask_again(talk)
    else:
        flow_turn.offer_menu(talk)


def _take_late_answer(talk: Talk, name: str, value: str) -> bool:
    """An answer to a question of this person that was left open: late is as good as at once."""
    question = talk.content.catalogue.get(name)
    records = [r for r in talk.moment.asks if question and r.attribute == question.attribute]
    if question is None or not any(r.status in ("asked", "ignored") for r in records):
        return False
    answer = chosen(value, question.expectation())
    if answer.kind == "unclear" or any(r.status not in ("asked", "ignored") for r in records):
        return False
    the_question.settle(talk, question, answer)
    flow_turn.ask_again(talk)
    return True


def _take_correction_by_button(talk: Talk, at: str, value: str) -> bool:
    """A button of a step answered before in the flow under way changes that answer."""
    interpreter = talk.content.interpreter
    known = interpreter.expectations(talk.state.flow, talk.scope()) if talk.state.flow.stack else ()
    found = next((expectation for expectation in known if expectation.at == at), None)
    if found is None or found.slot not in talk.state.flow.slots:
        return False
    effects = interpreter.correct(talk.state.flow, found.slot, chosen(value, found), talk.scope())
    flow_turn.run(talk, effects)
    return True


def _take_answer_to_question(talk: Talk) -> None:
    question = asked_question(talk)
    if question is None:
        talk.update(asking=None)
        return _take_text(talk)
    answer = talk.hear((question.expectation(),)).get(question.attribute, Answer("unclear"))
    flow = flow_meant(talk)
    is_heard = answer.kind != "unclear" and (question.type not in ANYTHING or flow is None)
    if is_heard and did_you_mean.is_doubtful(answer):
        return did_you_mean.confirm(talk, question.expectation(), {question.attribute: answer})
    if is_heard:
        learn_volunteered(talk, but=question.attribute)
        return take_answer(talk, answer)
    if flow is None:
        talk.note("unclear_answer", asked=question.attribute)
    if flow is None and talk.state.misunderstood == 0:
        talk.update(misunderstood=1)
        talk.say("cannot_understand")
        return the_question.repeat(talk)
    the_question.set_aside(talk)
    if flow is None:
        talk.say("question_set_aside")
        return flow_turn.go_on_after_question(talk)
    flow_turn.go_on_after_question(talk)
    return _take_text(talk)


def _take_text(talk: Talk) -> None:
    """A message in words, with no question of ours open."""
    learn_volunteered(talk)
    if talk.state.flow.waiting:
        _take_answer_to_flow(talk)
    else:
        _take_need(talk)


def _take_answer_to_flow(talk: Talk) -> None:
    interpreter, scope, state = talk.content.interpreter, talk.scope(), talk.state.flow
    expectations = interpreter.expectations(state, scope)
    answers = talk.hear(expectations)
    waited = expectations[0]
    answer = answers.get(waited.slot, Answer("unclear"))
    flow = flow_meant(talk)
    if corrected := _correction(talk, expectations):
        slot, instead = corrected
        if did_you_mean.is_doubtful(instead):
            meant = next(one for one in expectations if one.slot == slot)
            return did_you_mean.confirm(talk, meant, {slot: instead}, did_you_mean.CORRECTION)
        talk.note("corrected", slot=slot)
        return flow_turn.run(talk, interpreter.correct(state, slot, instead, scope))
    is_heard = answer.kind != "unclear" and (waited.type not in ANYTHING or flow is None)
    if is_heard and did_you_mean.is_doubtful(answer):
        return did_you_mean.confirm(talk, waited, answers)
    if is_heard:
        talk.update(misunderstood=0)
        return flow_turn.run(talk, interpreter.answer(state, did_you_mean.sure_only(answers), scope))
    if flow is not None:
        return _begin(talk, flow)
    if talk.replies:
        return flow_turn.ask_again(talk)
    talk.note("unclear_answer", asked=waited.slot)
    return flow_turn.run(talk, interpreter.unclear(state, scope))


def _correction(talk: Talk, expectations: Sequence[Expectation]) -> tuple[str, Answer] | None:
    """The answered slot that 'no, I meant …' changes, and to what: the latest that the message has a value for.

    Each is listened for alone: what is waited for now is not what the customer speaks of.
    """
    if not correction(talk.text, talk.language):
        return None
    slots = talk.state.flow.slots
    filled = {one.slot: one for one in reversed(expectations) if one.slot in slots}
    trail = [entry.slot for entry in reversed(talk.state.flow.trail) if entry.slot in filled]
    for slot in dict.fromkeys((*trail, *filled)):
        found = talk.hear((filled[slot],)).get(slot)
        if found and found.kind == "value" and found.value != slots[slot]:
            return slot, found
    return None


def _take_need(talk: Talk) -> None:
    """Nothing is under way: begin what the customer came for."""
    heard = talk.moment.heard
    flow = flow_meant(talk)
    if flow is not None:
        _begin(talk, flow)
    elif clarify(talk):
        pass
    elif heard.intent == "greet" or (
        not talk.state.has_greeted and not talk.replies and not heard.text.strip()
    ):
        _begin(talk, talk.content.company.welcome_flow)
    elif talk.replies:
        flow_turn.offer_menu(talk)
    elif not talk.state.has_greeted:
        if heard.intent in (None, "nlu_fallback"):
            talk.note("unclear_need")
        _begin(talk, talk.content.company.welcome_flow)
    else:
        not_understood(talk)


def flow_meant(talk: Talk) -> str | None:
    """The flow that the message asks for, other than the one under way."""
    heard = talk.moment.heard
    if heard.intent is None:
        return None
    flow = talk.content.interpreter.triggers(heard.intent, heard.confidence, talk.scope())
    under_way = {frame.flow for frame in talk.state.flow.stack}
    waits_for_anything = (waited := waited_for(talk)) is not None and waited.type in ANYTHING
    if flow is not None and not talk.content.interpreter.lets_in(talk.state.flow, flow):
        return None
    if flow in under_way or (waits_for_anything and heard.confidence < _SURE_OF_A_FLOW):
        return None
    return flow


def _begin(talk: Talk, flow: str) -> None:
    company = talk.content.company
    if not (talk.state.has_greeted or talk.moment.is_ours) and flow != company.welcome_flow:
        talk.say("hello", assistant=company.assistant, company=company.name)
    talk.update(has_greeted=True, misunderstood=0)
    flow_turn.start(talk, flow)
    if not talk.moment.heard.payload:
        _take_what_it_carries(talk)


def _take_what_it_carries(talk: Talk) -> None:
    """The message that began a flow may answer its first steps too: 'a pass for Europe, twelve days'."""
    interpreter, done = talk.content.interpreter, set[str]()
    while (waiting := talk.state.flow.waiting) and waiting.step not in done:
        done.add(waiting.step)
        expectations = interpreter.expectations(talk.state.flow, talk.scope())
        # Nothing had been asked yet, so only what is said clearly counts: no expectation is the waited one.
        answers = talk.hear((_NOTHING_ASKED, *expectations))
        clear = {slot: one for slot, one in did_you_mean.sure_only(answers).items() if one.kind == "value"}
        if waiting.slot not in clear:
            return
        talk.take_back_ask(waiting.step)
        flow_turn.run(talk, interpreter.answer(talk.state.flow, clear, talk.scope()))


def _leave_question(talk: Talk) -> None:
    if talk.state.asking:
        the_question.set_aside(talk)
        flow_turn.go_on_after_question(talk)
