"""What is wrong with content/templates, as findings with their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from bot.channels.twilio.templates import FOLDER, Template, Translation, load_templates
from bot.errors import ContentError
from bot.flows.findings import Finding, did_you_mean
from bot.yaml_source import Position

_LONGEST = 1_024
_EDGE = re.compile(r"^\s*\{\{|\}\}\s*$")


def check_templates(
    files: Mapping[str, str], flows: Collection[str], languages: Collection[str]
) -> list[Finding]:
    """Never raises for what the files say. Files of other folders are not looked at."""
    found: list[Finding] = []
    for name, text in sorted(files.items()):
        if not name.startswith(FOLDER):
            continue
        try:
            templates = load_templates({name: text})
        except ContentError as error:
            found.append(_mistake(error, name))
        else:
            for template in templates.approved:
                found += _check(template, flows, languages)
    return found


def _mistake(error: ContentError, name: str) -> Finding:
    where = error.details.get("where")
    place = where if isinstance(where, Position) else Position(name, 1, 1)
    return Finding(place, "error", "template", f"{str(error.details['problem']).rstrip('.')}.")


def _check(template: Template, flows: Collection[str], languages: Collection[str]) -> Iterator[Finding]:
    if template.flow is not None and template.flow not in flows:
        message = f"the template '{template.name}' is for the flow '{template.flow}', which there is not."
        yield Finding(template.where, "error", "template-flow", message, did_you_mean(template.flow, flows))
    if missing := [one for one in languages if one not in template.languages]:
        message = f"the template '{template.name}' is not there in {', '.join(missing)}."
        hint = "Customers of these languages are not reached after 24 hours of silence; add a translation."
        yield Finding(template.where, "warning", "template-language", message, hint)
    for language, translation in template.languages.items():
        yield from _wording(f"{template.name} ({language})", translation)


def _wording(name: str, translation: Translation) -> Iterator[Finding]:
    if len(translation.body) > _LONGEST:
        message = f"the template {name} has {len(translation.body)} characters."
        yield Finding(translation.where, "error", "template-length", message, f"WhatsApp takes {_LONGEST}.")
    if _EDGE.search(translation.body):
        message = f"the template {name} begins or ends with a variable."
        hint = "WhatsApp refuses that; put a word before and after it."
        yield Finding(translation.where, "warning", "template-edge", message, hint)
    if translation.content_sid is None:
        message = f"the template {name} has no content_sid, so it is on the demo's phones only."
        yield Finding(
            translation.where, "note", "template-unapproved", message, "docs/twilio.md says how to get one."
        )
