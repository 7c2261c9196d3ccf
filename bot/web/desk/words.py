"""The card and the guidance in words, in the language of the company's own house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answers import FORMS
from bot.desk.guidance import Guidance, text_of
from bot.desk.people import Member
from bot.dialogue.content import Content
from bot.web.wording import Wording

_CHECKS = {"external": "Customer number", "email": "E-mail"}


def card_words(content: Content, held: Mapping[str, Any]) -> dict[str, Any]:
    """Labels and values in words, and what each fact may be: for reading and for the field that edits it."""
    words = Wording(content, content.company.default_language)
    attributes = [one["attribute"] for one in held["facts"]]
    every = list(dict.fromkeys([*attributes, *(one.attribute for one in content.catalogue)]))
    told = [one for one in held["facts"] if one["value"] is not None]
    return {
        "labels": {one: words.label(one) for one in every},
        "values": {one["attribute"]: words.value(one["attribute"], one["value"]) for one in told},
        "sources": {one["source"]: words.source(one["source"]) for one in held["facts"]},
        "choices": {one: choices_of(content, one) for one in every},
        "several": [one for one in every if _takes_several(content, one)],
        "grants": [words.grant(one) for one in held["benefits"]],
        "tier": words.value("tier", held["tier"]) if held["tier"] else "",
        "checks": {one: _CHECKS.get(one) or words.label(one) for one in held["checks"]},
    }


def choices_of(content: Content, attribute: str) -> list[dict[str, str]]:
    """The values to choose from; none where it may be anything."""
    options = getattr(content.described(attribute), "options", ()) or ()
    language = content.company.default_language
    if isinstance(options, Mapping):
        return [{"value": value, "title": texts.get(language, value)} for value, texts in options.items()]
    return [{"value": one.value, "title": one.title.get(language, one.value)} for one in options]


def _takes_several(content: Content, attribute: str) -> bool:
    described = content.described(attribute)
    return described is not None and FORMS[described.type].holds == "several"


def guidance_words(
    guidance: Guidance, content: Content, held: Mapping[str, Any], staff: Member, language: str
) -> dict[str, Any]:
    """What to say at the opening, canned replies in the customer's language, and how it may have ended."""
    default = content.company.default_language
    known = {one["attribute"]: one["value"] for one in held["facts"] if one["value"] is not None}
    agent = staff.name.partition(" ")[0]
    values = {"company": content.company.name, "agent": agent, "customer": known}
    return {
        "opening": text_of(guidance.opening, language, default, values),
        "canned": [
            {
                "name": one.name,
                "title": text_of(one.title, default, default, values),
                "text": text_of(one.text, language, default, values),
            }
            for one in guidance.replies
        ],
        "dispositions": [
            {
                "name": one.name,
                "title": text_of(one.title, default, default, values),
                "needs": list(one.needs),
            }
            for one in guidance.dispositions
        ],
    }
