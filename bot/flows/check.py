"""Everything that can be known to be wrong with a pack before a customer hears it. Findings are data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence

from bot.flows.actions import ACTION_SLOTS
from bot.flows.checks import advice, graph, names, patterns, possible, types, wording
from bot.flows.checks.subject import FactShape, QuestionShape, Subject
from bot.flows.findings import Finding
from bot.flows.model import Pack

__all__ = ["CHECKS", "Check", "FactShape", "Finding", "QuestionShape", "check_pack"]

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    graph.unreachable_steps,
    graph.dead_ends,
    graph.branches_after_else,
    graph.loops_without_exit,
    graph.loops_without_pause,
    graph.circular_calls,
    graph.links_in_called_flows,
    graph.same_triggers,
    names.undefined_names,
    names.undefined_facts,
    names.unused_attributes,
    names.unknown_actions,
    names.missing_responses,
    names.follow_ups,
    names.untrained_intents,
    types.values_that_are_never_there,
    possible.never_taken,
    possible.because_of_unknown_facts,
    possible.questions_without_moment,
    patterns.never_started,
    wording.missing_translations,
    wording.long_texts,
    wording.long_options,
    wording.option_values,
    wording.mixed_conditions,
    advice.synonyms,
    advice.agent_directions,
    advice.reading,
)


def check_pack(
    pack: Pack,
    languages: Sequence[str],
    attributes: Container[str],
    *,
    asked: Collection[str] = (),
    action_slots: Mapping[str, frozenset[str]] = ACTION_SLOTS,
    facts: Mapping[str, FactShape] | None = None,
    questions: Sequence[QuestionShape] = (),
    intents: Collection[str] | None = None,
    welcome: str = "",
) -> list[Finding]:
    """The findings in the order of the files; what loading noticed is among them.

    `asked` are the attributes that questions ask for. Where `attributes` can be listed, unused ones are
    found too. The rest is what other parts of the content declare; what is not given is not checked.
    """
    subject = Subject(
        pack,
        tuple(languages),
        attributes,
        asked,
        action_slots,
        facts or {},
        tuple(questions),
        intents,
        welcome,
    )
    found = [*pack.findings, *(finding for check in CHECKS for finding in check(subject))]
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda f: (f.where.file, f.where.line, f.where.column))
