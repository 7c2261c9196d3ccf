"""What changed between two versions of the content: by name for marketing, by line for who wants to see it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.errors import DriplineError
from bot.yaml_source import LocatedDict, read_yaml

How = Literal["added", "removed", "changed"]
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One named thing, e.g. flow 'travel_pass'. `steps` says which steps of a flow: '+ new', '- old', '~ other'."""

    kind: str
    name: str
    how: How
    steps: tuple[str, ...] = ()

    def __str__(self) -> str:
        steps = f" ({', '.join(self.steps)})" if self.steps else ""
        return f"{self.how} {self.kind} '{self.name}'{steps}"


def differences(before: Files, after: Files) -> tuple[Difference, ...]:
    """Flows, questions, texts and the like, wherever they stand; where and how they are written is no difference."""
    old, new = _things(before), _things(after)
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, will_be = old.get(key), new.get(key)
        if was != will_be:
            how: How = "added" if key not in old else "removed" if key not in new else "changed"
            found.append(Difference(*key, how, tuple(_steps(was, will_be)) if how == "changed" else ()))
    return tuple(found)


def lines(before: Files, after: Files, before_name: str, after_name: str) -> Iterator[str]:
    """A unified diff of all files."""
    for name in sorted(before.keys() | after.keys()):
        yield from difflib.unified_diff(
            before.get(name, "").splitlines(),
            after.get(name, "").splitlines(),
            f"{before_name}/{name}",
            f"{after_name}/{name}",
            lineterm="",
        )


def _things(files: Files) -> dict[tuple[str, str], Any]:
    """(kind, name) -> what is written below it. A file that is no YAML is one thing by itself."""
    found: dict[tuple[str, str], Any] = {}
    for file, text in files.items():
        try:
            document = read_yaml(text, file)
        except DriplineError:
            document = None
        if not isinstance(document, LocatedDict):
            found["file", file] = text
            continue
        for section, body in document.items():
            if isinstance(body, LocatedDict):
                found |= {(_singular(section), name): value for name, value in body.items()}
            else:
                found["setting", f"{file}: {section}"] = body
    return found


def _singular(section: str) -> str:
    return section.removesuffix("s").replace("_", " ")


def _steps(before: Any, after: Any) -> Iterator[str]:
    """Of a flow: which of its named steps came, went or changed."""
    old, new = _named_steps(before), _named_steps(after)
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield f"- {name}"
        elif name not in old:
            yield f"+ {name}"
        elif old[name] != new[name]:
            yield f"~ {name}"


def _named_steps(flow: Any) -> Mapping[str, Any]:
    steps = flow.get("steps") if isinstance(flow, Mapping) else None
    if not isinstance(steps, list):
        return {}
    return {str(step["id"]): step for step in steps if isinstance(step, Mapping) and "id" in step}
