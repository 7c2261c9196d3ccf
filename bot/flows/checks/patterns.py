"""CALM's patterns that a file defines, and that nothing here starts: what happens instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.flows.checks.subject import Subject, finding
from bot.flows.findings import Finding, did_you_mean
from bot.flows.steps.call import Call
from bot.flows.steps.link import Link

RUN = frozenset(
    {
        "pattern_cancel_flow",
        "pattern_cannot_handle",
        "pattern_clarification",
        "pattern_completed",
        "pattern_continue_interrupted",
        "pattern_correction",
        "pattern_skip_question",
    }
)
INSTEAD: Mapping[str, str] = {
    "pattern_chitchat": "what no flow is for is answered by pattern_cannot_handle",
    "pattern_code_change": "a conversation stays on the version it began with",
    "pattern_collect_information": "a collect step asks by itself, and asks again in other words",
    "pattern_customer_satisfaction": "ask in a flow of your own, by a collect of type satisfaction",
    "pattern_external_agent_processing": "there are no agents outside",
    "pattern_human_handoff": "who asks for a person always gets one",
    "pattern_internal_error": "a message that failed is answered again a little later",
    "pattern_repeat_bot_messages": "the last messages are repeated word for word",
    "pattern_restart": "'stop' ends what is under way, and a goodbye the conversation",
    "pattern_search": "there is no search",
    "pattern_session_start": "the company's welcome_flow greets",
    "pattern_user_silence": "it is for voice channels",
    "pattern_validate_slot": "a collect step looks at its own rejections",
}


def never_started(subject: Subject) -> Iterator[Finding]:
    """Unless a flow links to it or calls it."""
    flows = subject.pack.flows
    named = {step.target for step in subject.pack.steps() if isinstance(step, (Call, Link))}
    for name in flows:
        if not name.startswith("pattern_") or name in RUN or name in named or flows[name].triggers:
            continue
        known = {*RUN, *INSTEAD}
        why = INSTEAD.get(name, "CALM has no pattern of that name")
        hint = "" if name in INSTEAD else did_you_mean(name, known)
        yield finding(flows[name].where, "note", "pattern-not-run", f"'{name}' never runs here: {why}.", hint)
