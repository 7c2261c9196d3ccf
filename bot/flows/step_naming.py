"""Steps get their names, and each the step that follows it; inline ones stand after the step they belong to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.flows.reader import Reader
from bot.yaml_source import LocatedDict, LocatedList

END = "END"


class StepNames:
    """`found` in reading order. `following` is the step that comes when no branch says otherwise; None is the end.

    `ids` has the name of each step by the identity of its mapping.
    """

    def __init__(self, reader: Reader, kinds: Collection[str]) -> None:
        self.reader, self.kinds = reader, kinds
        self.found: list[tuple[str, LocatedDict]] = []
        self.following: dict[str, str | None] = {}
        self.ids: dict[int, str] = {}

    def give(self, steps: LocatedList) -> None:
        self._name(steps, None)

    def _name(self, steps: LocatedList, after: str | None) -> None:
        """Give each step its id and its following step; `after` comes after the last one."""
        valid = []
        for index, data in enumerate(steps):
            if isinstance(data, LocatedDict):
                data.position = steps.where(index)
                valid.append(data)
            else:
                self.reader.report(steps.where(index), "error", "wrong-type", "a step must be a mapping.")
        names: list[str] = []
        for data in valid:
            name = self._id(data)
            names.append(name)
            self.found.append((name, data))
            for inline in inline_in(data.get("next")):
                self._name(inline, None)
        for name, later in zip(names, [*names[1:], after], strict=False):
            self.following[name] = later
        self._closeinline_in(valid, names)

    def _closeinline_in(self, steps: list[LocatedDict], names: list[str]) -> None:
        """The last inline step goes on after the step it belongs to."""
        for data, name in zip(steps, names, strict=True):
            for inline in inline_in(data.get("next")):
                last = next((item for item in reversed(inline) if isinstance(item, LocatedDict)), None)
                if last is not None:
                    self._follow(last, self.following[name])

    def _follow(self, data: LocatedDict, after: str | None) -> None:
        self.following[self.ids[id(data)]] = after
        for inline in inline_in(data.get("next")):
            last = next((item for item in reversed(inline) if isinstance(item, LocatedDict)), None)
            if last is not None:
                self._follow(last, after)

    def _id(self, data: LocatedDict) -> str:
        given = data.get("id")
        name = str(given) if given is not None else self._made_up(data)
        if name in self.following or name in self.ids.values():
            message = f"the step id '{name}' is in this flow twice."
            self.reader.report(data.where("id"), "error", "duplicate-step", message, "Give one another id.")
            name = self._made_up(data)
        elif name == END:
            self.reader.report(data.where("id"), "error", "wrong-name", "a step cannot be called END.")
        self.ids[id(data)] = name
        return name

    def _made_up(self, data: LocatedDict) -> str:
        kind = next((key for key in data if key in self.kinds), "step")
        value = data.get(kind)
        label = f"_{value}" if isinstance(value, str) and kind not in ("say", "question") else ""
        return f"{len(self.found)}_{kind}{label}"


def is_step(item: Any) -> bool:
    return isinstance(item, LocatedDict) and not {"if", "else", "then"} & set(item)


def inline_in(value: Any) -> list[LocatedList]:
    """The lists of steps written inside a `next`."""
    if not isinstance(value, LocatedList) or not value:
        return []
    if all(is_step(item) for item in value):
        return [value]
    found = []
    for item in value:
        if isinstance(item, LocatedDict):
            found += [item[key] for key in ("then", "else") if isinstance(item.get(key), LocatedList)]
    return found
