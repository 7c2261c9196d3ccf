"""A response of a CALM domain: `utter_*` with variations, conditions, translations and buttons."""

from __future__ import annotations

import re
from typing import Any

from bot.flows.conditions import Condition
from bot.flows.findings import Finding
from bot.flows.jinja import as_liquid, without_places
from bot.flows.model import Response, Variation
from bot.flows.reader import Reader
from bot.flows.templates import BrokenTemplate, compile_template
from bot.flows.texts import ANY_LANGUAGE, Texts
from bot.yaml_source import LocatedDict, LocatedList, Position

_SLOT = re.compile(r"(?<![{%])\{([A-Za-z_]\w*)\}(?!\})")
_SHORTHAND = re.compile(r"(/[^\W\d][\w.+-]*)\{\{(.*)\}\}", re.DOTALL)
_KEYS = frozenset(
    {
        "text",
        "translation",
        "condition",
        "buttons",
        "metadata",
        "channel",
        "id",
        "image",
        "custom",
        "attachment",
        "elements",
        "quick_replies",
        "allow_interruptions",
    }
)


def load_response(name: str, value: Any, where: Position, findings: list[Finding]) -> Response:
    if not isinstance(value, LocatedList):
        findings.append(Finding(where, "error", "wrong-type", f"'{name}' must be a list of texts."))
        return Response(name, (), where)
    variations = []
    for index, item in enumerate(value):
        if isinstance(item, str):
            variations.append(Variation(Texts({ANY_LANGUAGE: _as_liquid(item)})))
        elif isinstance(item, LocatedDict):
            variations.append(_variation(Reader(item, findings)))
        else:
            findings.append(Finding(value.where(index), "error", "wrong-type", "a response has a 'text'."))
    return Response(name, tuple(variations), where)


def _variation(reader: Reader) -> Variation:
    reader.known(_KEYS, "a response")
    buttons = []
    for button in reader.each("buttons", {"title", "payload", "type", "url", "translation"}):
        payload = button.string("payload") or button.string("title")
        buttons.append((_texts(button, "title"), _SHORTHAND.sub(r"\1{\2}", payload)))
    text = _texts(reader, "text")
    return Variation(text, tuple(_conditions(reader)), tuple(buttons), reader.string("channel"))


def _texts(reader: Reader, key: str) -> Texts:
    """The text and its translations; CALM's `{slot}` becomes Liquid."""
    _keep_what_liquid_can_say(reader, key)
    texts = dict(reader.texts(key, required=False).by_language)
    if isinstance(reader.data.get("translation"), LocatedDict):
        translations = reader.texts("translation").by_language
        texts.update({language: text for language, text in translations.items() if isinstance(text, str)})
    return Texts({language: _as_liquid(text) for language, text in texts.items()})


def _keep_what_liquid_can_say(reader: Reader, key: str) -> None:
    """A Jinja template becomes Liquid; what cannot be said in it is left out, and a warning says so."""
    text = reader.data.get(key)
    metadata = reader.data.get("metadata")
    if not isinstance(text, str) or not isinstance(metadata, dict) or metadata.get("template") != "jinja":
        return
    try:
        compile_template(as_liquid(text))
        reader.data[key] = as_liquid(text)
    except BrokenTemplate as error:
        where = reader.data.where_value(key)
        message = f"this Jinja template is not valid Liquid: {error.problem}."
        hint = "What it prints is left out. Write it as Liquid."
        reader.report(where, "warning", "jinja-template", message, hint)
        reader.data[key] = without_places(text)


def _conditions(reader: Reader) -> list[Condition]:
    """Both of CALM's spellings: a predicate, and a list of slots with their values."""
    value = reader.data.get("condition")
    if value is None or isinstance(value, str):
        found = [reader.condition("condition")]
    else:
        found = []
        for item in reader.each("condition", {"type", "name", "value"}):
            wanted = item.data.get("value")
            shown = str(wanted).lower() if isinstance(wanted, bool) or wanted is None else wanted
            shown = f'"{wanted}"' if isinstance(wanted, str) else "null" if wanted is None else shown
            found.append(reader.parse(f"slots.{item.required('name')} = {shown}", item.data.position))
    return [condition for condition in found if condition is not None]


def _as_liquid(text: str) -> str:
    return _SLOT.sub(r"{{ slots.\1 | default: '' }}", text)
