"""Runs flows within a turn: what they say and change is taken up, actions are called, the question gets its moment."""

from __future__ import annotations

from bot.dialogue import did_you_mean, the_question
from bot.dialogue.changes import FollowUpPlanned, OwnerChanged, TreatmentApplied
from bot.dialogue.flow_actions import run_action
from bot.dialogue.talk import Talk
from bot.flows.effects import (
    Effects,
    Event,
    FlowEnded,
    FlowResumed,
    FlowStarted,
    FollowUpRequested,
    HandoffRequested,
    SlotSet,
    TreatmentUsed,
)
from bot.flows.running import PATTERN
from bot.messages import Reply

_REACHABLE = ("sms", "whatsapp", "webchat", "phone")


def run(talk: Talk, effects: Effects) -> None:
    """Go on until the flows wait for the customer, hand over, or have nothing left to do."""
    interpreter = talk.content.interpreter
    ended: str | None = None
    while True:
        ended = take_up(talk, effects) or ended
        if effects.pause == "action" and effects.action:
            results = run_action(effects.action, talk)
            effects = interpreter.go_on(talk.state.flow, talk.scope(), results)
        elif effects.pause == "moment":
            if the_question.ask_if_it_fits(talk, _flow_at(talk, ended)):
                return
            effects = interpreter.go_on(talk.state.flow, talk.scope())
        else:
            break
    if effects.pause == "handoff":
        hand_over(talk, "the flow asked for a person")
    elif effects.pause == "done" and ended == talk.content.company.welcome_flow:
        offer_menu(talk)


def start(talk: Talk, flow: str) -> None:
    """Begin a flow; one under way is interrupted and returned to afterwards."""
    run(talk, talk.content.interpreter.start(talk.state.flow, flow, talk.scope()))


def go_on_after_question(talk: Talk) -> None:
    """The one question is settled: the flow that made room for it goes on."""
    run(talk, talk.content.interpreter.go_on(talk.state.flow, talk.scope()))


def ask_again(talk: Talk) -> None:
    """Lead back to whatever is being waited for, after something else was dealt with."""
    if did_you_mean.is_asked(talk):
        did_you_mean.ask(talk)
    elif talk.state.asking:
        the_question.repeat(talk)
    elif talk.state.flow.waiting:
        run(talk, talk.content.interpreter.ask_again(talk.state.flow, talk.scope()))


def offer_menu(talk: Talk, key: str = "menu_intro") -> None:
    """What can be done here, likeliest for this customer first."""
    offers = talk.content.interpreter.offers(talk.scope())
    talk.ask(key, offers)


def hand_over(talk: Talk, reason: str) -> None:
    """A person takes over: the bot falls silent and says so, once."""
    if not any(reply.kind == "handoff" for reply in talk.replies):
        talk.add(Reply("handoff", talk.words("handoff")))
    talk.update(wants_human=True, asking=None, confirming=None)
    talk.change(OwnerChanged("waiting", reason))


def take_up(talk: Talk, effects: Effects) -> str | None:
    """Words become replies and events become changes. Returns the flow that ended last, if one did."""
    talk.update(flow=effects.state)
    for said in effects.says:
        talk.add(Reply(said.kind, said.text, said.options, said.flow, said.step, agent=said.agent))
        if said.because:
            talk.note("because", attribute=said.because, flow=said.flow, step=said.step)
    ended = None
    for event in effects.events:
        _take_up_event(talk, event)
        if isinstance(event, FlowEnded):
            ended = event.flow
    return ended


def _take_up_event(talk: Talk, event: Event) -> None:
    match event:
        case SlotSet():
            talk.note("slot_set", slot=event.slot, value=event.value, flow=event.flow, step=event.step)
            if event.remember and event.value is not None:
                talk.learn(event.remember, event.value, "asked")
            if event.slot == "satisfaction" and isinstance(event.value, int):
                talk.update(is_upset=event.value <= 2)
        case FlowStarted():
            talk.note("flow_started", flow=event.flow)
        case FlowResumed():
            talk.note("flow_resumed", flow=event.flow)
        case FlowEnded():
            talk.note("flow_ended", flow=event.flow, went_well=event.went_well)
            if event.went_well and _serves(talk, event.flow):
                talk.update(has_served=True)
        case TreatmentUsed():
            talk.update(treated=(*talk.state.treated, event.treatment))
            talk.change(TreatmentApplied(event.treatment, event.because))
            talk.note("treatment_used", treatment=event.treatment, grant=event.grant)
        case FollowUpRequested():
            _promise(talk, event)
        case HandoffRequested():
            talk.note("handoff_requested", reason=event.reason, flow=event.flow, step=event.step)
        case _:
            pass


def _serves(talk: Talk, flow: str) -> bool:
    """Greeting and repairing a conversation are no service."""
    return flow != talk.content.company.welcome_flow and not flow.startswith(PATTERN)


def _promise(talk: Talk, event: FollowUpRequested) -> None:
    promise = f"{event.flow}: {event.reason}"
    if promise not in talk.state.promised:
        talk.update(promised=(*talk.state.promised, promise))
        channel = _preferred_channel(talk) if event.channel == "preferred" else event.channel
        talk.change(FollowUpPlanned(event.delay, channel, event.flow, event.reason))


def _preferred_channel(talk: Talk) -> str:
    """How the customer likes to be reached, else the way they write now."""
    preferred = str(talk.facts.get("preferred_channel", ""))
    return preferred if preferred in _REACHABLE else talk.moment.channel


def _flow_at(talk: Talk, ended: str | None) -> str | None:
    """The flow in which the moment came: the one under way, else the one that just ended."""
    stack = talk.state.flow.stack
    return stack[-1].flow if stack else ended
