"""Names that flows use: slots, facts, actions, responses, flows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.flows.actions import CALM_ACTIONS
from bot.flows.calm_words import CALM_RESPONSES
from bot.flows.checks.subject import Place, Subject, conditions, finding, step_place, texts, treatment_place
from bot.flows.findings import Finding, Level, did_you_mean
from bot.flows.model import FollowUp
from bot.flows.steps.action import Action
from bot.flows.steps.collect import Collect
from bot.flows.steps.follow_up import FollowUpStep
from bot.flows.steps.say import Say
from bot.flows.templates import template_names
from bot.yaml_source import Position

NAMESPACES = ("slots", "customer", "conversation", "company", "context")


def undefined_names(subject: Subject) -> Iterator[Finding]:
    """A slot that nothing fills, a fact that is not declared, a word without quotes."""
    slots = _slots(subject)
    is_open = _has_unknown_actions(subject)
    for place, where, name in _names(subject):
        root, _, rest = name.partition(".")
        if root not in NAMESPACES:
            hint = f"Write '\"{name}\"' for a text, or one of {', '.join(n + '.' for n in NAMESPACES)} before a name."
            yield finding(
                where, "error", "unknown-name", f"{place.label} reads '{name}', which is nothing.", hint
            )
        elif root == "slots" and not is_open and rest.partition(".")[0] not in slots:
            message = f"{place.label} reads the slot '{rest}', which nothing fills."
            yield finding(where, "error", "undefined-slot", message, did_you_mean(rest, slots))
        elif root == "customer" and rest.partition(".")[0] not in subject.attributes:
            yield _undefined_fact(subject, place, where, rest)


def undefined_facts(subject: Subject) -> Iterator[Finding]:
    """Facts named by `remember` and `because`."""
    for step in subject.pack.steps():
        place = step_place(step)
        for key in ("remember", "because"):
            name = getattr(step, key, None) if isinstance(step, (Collect, Say)) else None
            if name and name not in subject.attributes:
                yield _undefined_fact(subject, place, place.at(key), name)
    for treatment in subject.pack.treatments.values():
        place = treatment_place(treatment)
        for name in treatment.because:
            if name not in subject.attributes:
                yield _undefined_fact(subject, place, place.at("because"), name)


def unused_attributes(subject: Subject) -> Iterator[Finding]:
    """A fact that nothing uses has no purpose. A question about it is an error; one that is imported, a
    warning.
    """
    if not isinstance(subject.attributes, Iterable):
        return
    used = {name.removeprefix("customer.").partition(".")[0] for _, _, name in _names(subject)}
    used |= {name for treatment in subject.pack.treatments.values() for name in treatment.because}
    used |= {step.because for step in subject.pack.steps() if isinstance(step, Say) and step.because}
    for name in subject.attributes:
        if name not in used:
            shape = subject.facts.get(name)
            unplaced = Position("questions" if name in subject.asked else "company.yml", 1, 1)
            where = shape.where if shape else unplaced
            level: Level = "error" if name in subject.asked else "warning"
            hint = "Use it in a condition, a text or a treatment, or do not keep it."
            yield finding(where, level, "unused-attribute", f"no flow and no treatment uses '{name}'.", hint)


def unknown_actions(subject: Subject) -> Iterator[Finding]:
    for step in subject.pack.steps():
        if isinstance(step, Action) and not _is_known(step, subject):
            place = step_place(step)
            yield finding(
                place.at("action"),
                "warning",
                "unknown-action",
                f"there is no action '{step.action}', and it is passed by.",
                did_you_mean(step.action, subject.action_slots),
            )


def _is_known(step: Action, subject: Subject) -> bool:
    return step.is_response or step.action in subject.action_slots or step.action in CALM_ACTIONS


def untrained_intents(subject: Subject) -> Iterator[Finding]:
    """A trigger whose intent has no training phrases is only ever reached by a button."""
    for flow in subject.pack.flows.values():
        for trigger in flow.triggers:
            if subject.intents is not None and trigger.intent not in subject.intents:
                hint = (
                    did_you_mean(trigger.intent, subject.intents)
                    or "Write some under phrases/, for each language."
                )
                message = f"the intent '{trigger.intent}' of '{flow.id}' has no training phrases."
                yield finding(trigger.where, "warning", "no-phrases", message, hint)


def missing_responses(subject: Subject) -> Iterator[Finding]:
    for step in subject.pack.steps():
        place = step_place(step)
        if isinstance(step, Action) and step.is_response:
            wanted = [("action", step.action)]
        elif isinstance(step, Collect):
            wanted = [("rejections", r.utter) for r in step.rejections if r.utter]
            asks_itself = step.ask or f"action_ask_{step.slot}" in subject.pack.actions
            wanted += [] if asks_itself else [("collect", step.utter)]
        else:
            continue
        for key, name in wanted:
            if name not in subject.pack.responses and name not in CALM_RESPONSES:
                hint = did_you_mean(name, subject.pack.responses) or "Write it under 'responses:'."
                hint = "Give the step 'ask:', or a domain with that response." if key == "collect" else hint
                message = f"{place.label} has nothing to say: there is no response '{name}'."
                yield finding(place.at(key), "error", "missing-response", message, hint)


def follow_ups(subject: Subject) -> Iterator[Finding]:
    """Follow-ups that start a flow which is not there."""
    for later in _follow_ups(subject):
        if later.flow and later.flow not in subject.pack.flows:
            hint = did_you_mean(later.flow, subject.pack.flows)
            yield finding(later.where, "error", "unknown-flow", f"there is no flow '{later.flow}'.", hint)


def _follow_ups(subject: Subject) -> Iterator[FollowUp]:
    yield from (step.follow_up for step in subject.pack.steps() if isinstance(step, FollowUpStep))
    yield from (t.follow_up for t in subject.pack.treatments.values() if t.follow_up)


def _names(subject: Subject) -> Iterator[tuple[Place, Position, str]]:
    for place, where, condition in conditions(subject):
        for name in sorted(condition.names()):
            yield place, where, name
    for place, key, found in texts(subject):
        for language, text in found.by_language.items():
            for name in sorted(template_names(text)):
                yield place, place.at_text(key, language), name


def _slots(subject: Subject) -> set[str]:
    """Every slot that some step or action of the pack fills."""
    found = {slot for step in subject.pack.steps() for slot in step.sets()} | set(subject.pack.slots)
    for flow in subject.pack.flows.values():
        found |= flow.persisted_slots
    for step in subject.pack.steps():
        if isinstance(step, Action):
            found |= subject.action_slots.get(step.action, frozenset())
    return found


def _has_unknown_actions(subject: Subject) -> bool:
    """An action we do not know may fill any slot."""
    names = {s.action for s in subject.pack.steps() if isinstance(s, Action) and not s.is_response}
    return not names <= set(subject.action_slots) | CALM_ACTIONS


def _undefined_fact(subject: Subject, place: Place, where: Position, name: str) -> Finding:
    known = list(subject.attributes) if isinstance(subject.attributes, Iterable) else []
    hint = (
        did_you_mean(name, known)
        or "Declare it under 'attributes:' in company.yml, or ask a question about it."
    )
    return finding(
        where,
        "error",
        "undefined-fact",
        f"{place.label} uses the fact '{name}', which is not declared.",
        hint,
    )
