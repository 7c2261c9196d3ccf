"""What marketing had approved by WhatsApp: the words that may open a conversation after 24 hours of silence.

```yaml
templates:
  check_in:                      # any name
    flow: check_in               # the flow whose words it stands for; without it, any flow's
    languages:
      en: {content_sid: HX…, body: "{{1}} here: {{2}}", variables: {1: "{{ company }}", 2: "{{ text }}"}}
options:                         # content templates that need no approval, by number of options
  quick_replies: {2: HX…}
  lists: {4: HX…}
```
`body` is the approved text, so that history and phones show what the customer reads. Variables are Liquid over
`text` (what the flow says), `company` and `assistant`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.twilio.rendering import BUTTONS, LIST_ITEMS, VARIABLE, OptionTemplates, Part
from bot.errors import ContentError, DriplineError
from bot.flows.templates import render
from bot.yaml_source import LocatedDict, Position, read_yaml

FOLDER = "templates/"
_SID = re.compile(r"HX[0-9a-fA-F]{32}")
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_KEYS = {"flow", "languages"}
_NOWHERE = Position(FOLDER, 1, 1)
_TRANSLATION_KEYS = {"content_sid", "body", "variables"}


@dataclass(frozen=True, slots=True)
class Translation:
    """A template in one language. Without a `content_sid` it exists on the demo's phones only."""

    content_sid: str | None
    body: str
    variables: Mapping[str, str]
    where: Position = _NOWHERE

    def filled(self, values: Mapping[str, str]) -> Part | None:
        """The message; None when a variable would be empty or longer than Twilio takes, or there is no template.

        WhatsApp takes no line breaks in a variable.
        """
        if self.content_sid is None:
            return None
        filled = {name: " ".join(render(text, values).split()) for name, text in self.variables.items()}
        if not all(0 < len(value) <= VARIABLE for value in filled.values()):
            return None
        body = _PLACE.sub(lambda place: filled.get(place[1], place[0]), self.body)
        return Part(body, self.content_sid, filled or None)


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    flow: str | None
    languages: Mapping[str, Translation]
    where: Position = _NOWHERE


@dataclass(frozen=True, slots=True)
class Templates:
    """Every template of the company."""

    approved: tuple[Template, ...] = ()
    options: OptionTemplates = field(default_factory=OptionTemplates)

    def opening(self, flow: str | None, language: str, values: Mapping[str, str]) -> Part | None:
        """The approved message that may say this now: the flow's own template before the one for any flow."""
        fitting = [one for one in self.approved if one.flow in (flow, None) and language in one.languages]
        for template in sorted(fitting, key=lambda one: one.flow is None):
            if part := template.languages[language].filled(values):
                return part
        return None

    def is_approved(self, content_sid: str) -> bool:
        return any(
            translation.content_sid == content_sid
            for template in self.approved
            for translation in template.languages.values()
        )


@dataclass(frozen=True, slots=True)
class LocalOptions:
    """`button` opens a list; empty for quick replies. `items` are (title, payload)."""

    button: str
    items: tuple[tuple[str, str], ...]


def load_templates(files: Mapping[str, str], *, is_local: bool = False) -> Templates:
    """From the texts of the content's files by name. Raises ContentError with the position.

    `is_local`: for the demo's phones, which need no account; what has no ContentSid gets one made from its name.
    """
    approved: list[Template] = []
    options = _local_options() if is_local else OptionTemplates()
    for name, text in sorted(files.items()):
        if not name.startswith(FOLDER):
            continue
        document = _keys(read_yaml(text, name) or LocatedDict(), name)
        approved += [
            _template(key, _inner(templates, key), is_local)
            for templates in _sections(document, "templates")
            for key in templates
        ]
        for section in _sections(document, "options"):
            options = options if is_local else _options(section)
    return Templates(tuple(approved), options)


def local_options(
    content_sid: str | None, variables: Mapping[str, str] | None
) -> tuple[str, LocalOptions] | None:
    """(text, options) of a message with options as the demo's phones show it; None for a message without."""
    shown = _local_options()
    values = [str(value) for _, value in sorted((variables or {}).items(), key=lambda one: int(one[0]))]
    if content_sid in shown.quick_replies.values():
        return values[0], LocalOptions("", _pairs(values[1:]))
    if content_sid in shown.lists.values():
        return values[0], LocalOptions(values[1], _pairs(values[2:]))
    return None


def _pairs(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(values[::2], values[1::2], strict=True))


def local_sid(name: str) -> str:
    """A ContentSid that only the demo's phones know."""
    return "HX" + hashlib.sha256(name.encode()).hexdigest()[:32]


def _local_options() -> OptionTemplates:
    return OptionTemplates(
        {count: local_sid(f"quick_replies {count}") for count in range(1, BUTTONS + 1)},
        {count: local_sid(f"list {count}") for count in range(1, LIST_ITEMS + 1)},
    )


def _template(name: str, body: LocatedDict, is_local: bool) -> Template:
    _only(body, _KEYS)
    languages = _inner(body, "languages")
    translations = {
        language: _translation(f"{name} {language}", _inner(languages, language), is_local)
        for language in languages
    }
    flow = body.get("flow")
    where = body.where_value("flow") if flow is not None else body.position
    return Template(name, None if flow is None else str(flow), translations, where)


def _translation(name: str, body: LocatedDict, is_local: bool) -> Translation:
    _only(body, _TRANSLATION_KEYS)
    text = body.get("body")
    if not isinstance(text, str) or not text.strip():
        raise ContentError(where=body.position, problem="'body' is missing; give the approved text")
    raw = _inner(body, "variables") if body.get("variables") is not None else LocatedDict()
    variables = {str(key): str(value) for key, value in raw.items()}
    if missing := sorted(set(_PLACE.findall(text)) ^ set(variables)):
        problem = (
            f"the text's places and 'variables' differ: {', '.join(missing)}; give one value for each place"
        )
        raise ContentError(where=body.where("variables"), problem=problem)
    for key, template in variables.items():
        _checked_liquid(template, raw.where_value(key))
    sid = _sid(body, "content_sid") if body.get("content_sid") else None
    known_sid = sid or (local_sid(name) if is_local else None)
    return Translation(known_sid, text.strip(), variables, body.where("body"))


def _options(section: LocatedDict) -> OptionTemplates:
    _only(section, {"quick_replies", "lists"})
    return OptionTemplates(_sids(section, "quick_replies", BUTTONS), _sids(section, "lists", LIST_ITEMS))


def _sids(section: LocatedDict, key: str, most: int) -> Mapping[int, str]:
    if section.get(key) is None:
        return {}
    sids = _inner(section, key)
    found = {}
    for count in sids:
        if not count.isdigit() or not 1 <= int(count) <= most:
            raise ContentError(
                where=sids.where(count), problem=f"'{count}' is no number of options from 1 to {most}"
            )
        found[int(count)] = _sid(sids, count)
    return found


def _sid(body: LocatedDict, key: str) -> str:
    if not _SID.fullmatch(str(body[key])):
        problem = (
            f"'{body[key]}' is no ContentSid; it is HX and 32 hexadecimal digits, as in the Twilio console"
        )
        raise ContentError(where=body.where_value(key), problem=problem)
    return str(body[key])


def _checked_liquid(template: str, where: Position) -> None:
    try:
        render(template, {"text": "text", "company": "company", "assistant": "assistant"})
    except DriplineError as error:
        raise ContentError(where=where, problem=str(error)) from error


def _sections(document: LocatedDict, key: str) -> Iterator[LocatedDict]:
    if document.get(key) is not None:
        yield _inner(document, key)


def _keys(document: Any, name: str) -> LocatedDict:
    if not isinstance(document, LocatedDict):
        raise ContentError(where=Position(name, 1, 1), problem="expected 'templates:' or 'options:'")
    if document:
        _only(document, {"templates", "options"})
    return document


def _inner(body: LocatedDict, key: str) -> LocatedDict:
    inner = body.get(key)
    if not isinstance(inner, LocatedDict):
        raise ContentError(where=body.where(key), problem=f"'{key}' needs keys below it")
    return inner


def _only(body: LocatedDict, allowed: set[str]) -> None:
    for key in body:
        if key not in allowed:
            problem = f"unknown key '{key}'; here are known: {', '.join(sorted(allowed))}"
            raise ContentError(where=body.where(key), problem=problem)
