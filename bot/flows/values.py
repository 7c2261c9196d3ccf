"""Reads plain values from a mapping that knows its positions. A mistake becomes a finding and reading goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.flows.findings import Finding, Level, closest
from bot.flows.model import ANY_FLOW
from bot.yaml_source import LocatedDict, Position


class Values:
    """One mapping of the file; all readers of a load share one list of findings."""

    def __init__(self, data: LocatedDict, findings: list[Finding]) -> None:
        self.data, self.findings = data, findings

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def report(self, where: Position, level: Level, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(where, level, code, message, hint))

    def error(self, code: str, message: str, hint: str = "", key: str | None = None) -> None:
        self.report(self.data.where(key), "error", code, message, hint)

    def known(self, keys: frozenset[str] | set[str], what: str) -> None:
        """Report every other key: an error when it looks like a slip of a known one, else a warning."""
        for key in self.data:
            if key not in keys:
                meant = closest(key, keys)
                hint = f"Did you mean '{meant}'?" if meant else "It has no effect."
                level: Level = "error" if meant else "warning"
                self.report(self.data.where(key), level, "unknown-key", f"{what} has no key '{key}'.", hint)

    def _wrong(self, key: str, wanted: str) -> None:
        self.report(self.data.where_value(key), "error", "wrong-type", f"'{key}' must be {wanted}.")

    def string(self, key: str, default: str = "") -> str:
        value = self.data.get(key)
        if value is None:
            return default
        if isinstance(value, (dict, list)):
            self._wrong(key, "a text")
            return default
        return str(value)

    def name(self, key: str) -> str | None:
        """One word, such as the name of a slot, or None when the key is missing."""
        value = self.data.get(key)
        if value is None and key not in self.data:
            return None
        if not isinstance(value, str) or not value.strip():
            self._wrong(key, "a name")
            return None
        return value.strip()

    def flow_name(self, key: str) -> str:
        return self.name(key) or ""

    def names(self, key: str) -> tuple[str, ...]:
        """A name or a list of names."""
        value = self.data.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str) and item for item in items):
            self._wrong(key, "a name or a list of names")
            return ()
        return tuple(items)

    def flows(self, key: str) -> tuple[str, ...]:
        """CALM's `true` for every flow, or a list of flows."""
        value = self.data.get(key)
        return () if value is False else (ANY_FLOW,) if value is True else self.names(key)

    def noted(self, keys: Mapping[str, str]) -> None:
        """Say of each key given here that is accepted why it has no effect."""
        for key in self.data:
            if key in keys:
                self.report(self.data.where(key), "note", "no-effect", f"'{key}' {keys[key]}.")

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self._wrong(key, "true or false")
            return default
        return value

    def number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._wrong(key, "a number")
            return None
        return float(value)

    def one_of(self, key: str, choices: tuple[str, ...], default: str = "") -> str:
        value = self.data.get(key, default)
        if value in choices or key not in self.data:
            return str(value)
        meant = closest(str(value), choices)
        hint = f"Did you mean '{meant}'?" if meant else f"Choose from: {', '.join(choices)}."
        self.report(
            self.data.where_value(key), "error", "unknown-value", f"'{key}' cannot be '{value}'.", hint
        )
        return default or choices[0]

    def pairs(self, key: str) -> Mapping[str, Any]:
        """A mapping, or a list of mappings that are taken together; values are words and numbers."""
        value = self.data.get(key)
        parts = value if isinstance(value, list) else [value]
        pairs: dict[str, Any] = {}
        for part in parts:
            if not isinstance(part, dict):
                self._wrong(key, "a list of 'name: value'")
                return {}
            pairs.update({name: _plain(item) for name, item in part.items()})
        return pairs


def _plain(item: Any) -> Any:
    if isinstance(item, dict):
        return {name: _plain(inner) for name, inner in item.items()}
    return [_plain(inner) for inner in item] if isinstance(item, list) else item
