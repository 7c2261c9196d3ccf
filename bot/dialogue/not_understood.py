"""Not understood: asked once differently, then with options, then a person is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import flow_turn
from bot.dialogue.talk import Talk
from bot.flows.listing import listed
from bot.messages import Option, choice_payload

_LIKELY = 0.25
_CLOSE = 0.15


def not_understood(talk: Talk) -> None:
    """The next rung of the ladder."""
    times = talk.state.misunderstood
    interpreter = talk.content.interpreter
    reason = {"reason": "cannot_handle_default"}
    talk.note("not_understood", times=times + 1)
    own = interpreter.pattern(talk.state.flow, "pattern_cannot_handle", talk.scope(), reason)
    if own is not None:
        return flow_turn.run(talk, own)
    talk.update(misunderstood=times + 1)
    if times == 0:
        talk.say("cannot_understand")
    elif times == 1:
        flow_turn.offer_menu(talk, "cannot_understand_menu")
    else:
        talk.confirm("offer_person")
        talk.ask("offer_person", talk.yes_no("confirm"))


def clarify(talk: Talk) -> bool:
    """Two flows are about as likely: ask which, rather than guess. False when one is clearly meant, or none."""
    meant: dict[str, float] = {}
    scope = talk.scope()
    for intent, confidence in talk.moment.heard.ranking[:4]:
        flow = talk.content.interpreter.triggers(intent, 1.0, scope) if confidence >= _LIKELY else None
        if flow:
            meant.setdefault(flow, confidence)
    likely = sorted(meant.items(), key=lambda pair: -pair[1])[:2]
    if len(likely) < 2 or likely[0][1] - likely[1][1] > _CLOSE:
        return False
    talk.update(has_greeted=True)
    flows = [flow for flow, _ in likely]
    talk.note("clarified", flows=flows)
    if not _clarified_by_pattern(talk, flows):
        talk.ask("clarify", [_as_option(talk, flow) for flow in flows])
    return True


def _clarified_by_pattern(talk: Talk, flows: Sequence[str]) -> bool:
    """Run CALM's pattern, where there is one. Where it only says something, the flows are offered with it."""
    known = talk.content.pack.flows
    names = [known[flow].name or flow for flow in flows]
    options = listed([talk.flow_title(flow) for flow in flows], talk.language, "or")
    context = {"names": names, "clarification_options": options}
    interpreter = talk.content.interpreter
    own = interpreter.pattern(talk.state.flow, "pattern_clarification", talk.scope(), context)
    if own is None:
        return False
    flow_turn.run(talk, own)
    if own.pause == "done" and talk.replies and not talk.replies[-1].options:
        last = talk.replies.pop()
        talk.add(replace(last, kind="ask", options=tuple(_as_option(talk, flow) for flow in flows)))
    return True


def _as_option(talk: Talk, flow: str) -> Option:
    return Option(flow, talk.flow_title(flow), choice_payload("menu", flow))
