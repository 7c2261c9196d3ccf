"""What the phrases of content/phrases/ lack: a flow that they start, and the company's languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.dialogue.content import Content
from bot.flows.findings import Finding, did_you_mean
from bot.phrases import Phrases


def about_phrases(content: Content, phrases: Phrases, intents: Collection[str]) -> Iterator[Finding]:
    """`intents` are those that have phrases besides these; of them marketing may write more, in any language."""
    triggers = {trigger.intent for flow in content.pack.flows.values() for trigger in flow.triggers}
    for intent in sorted(phrases.intents.difference(intents)):
        where = phrases.places[intent]
        if intent not in triggers:
            message = f"the phrases of '{intent}' start nothing: no flow has it as nlu_trigger."
            hint = did_you_mean(intent, triggers) or "Give it to the flow that they shall start."
            yield Finding(where, "warning", "phrases-without-flow", message, hint)
        for language in content.company.languages:
            if language not in phrases.trained[intent]:
                message = f"'{intent}' has no phrases in '{language}'."
                hint = "Write some: who says it in that language is not understood."
                yield Finding(where, "warning", "phrases-missing-language", message, hint)
