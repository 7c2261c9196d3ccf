"""What CALM's responses write in Jinja, as Liquid: the few idioms in which the two differ."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_VIEW = re.compile(r"\.(keys|values)\(\)")
_FILTER = re.compile(r"\|\s*(\w+)(?:\(([^()]*)\))?")
_NAMES = {
    "capitalize": "capitalize",
    "count": "size",
    "length": "size",
    "lower": "downcase",
    "title": "capitalize",
    "trim": "strip",
    "upper": "upcase",
}


def as_liquid(text: str) -> str:
    """`{{ x.keys()|join(', ') }}` becomes `{{ x | keys | join: ', ' }}`; what is alike in both stays as it is."""
    return _PLACE.sub(lambda place: _FILTER.sub(_filter, _VIEW.sub(r" | \1", place[0])), text)


def without_places(text: str) -> str:
    """The text with everything left out that would be filled in."""
    return _PLACE.sub("", text)


def _filter(found: re.Match[str]) -> str:
    name = _NAMES.get(found[1], found[1])
    return f"| {name}: {found[2]}" if found[2] else f"| {name}"
