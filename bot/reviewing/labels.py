"""What reviewers labelled: phrases with their origin in content/phrases/reviewed.yml, published as others are.

phrases:
  plan_advice:
    es: [{says: bajar de plan, by: ana, 'on': '2026-11-22 10:15:00', messages: 4}]
set_aside:                  # looked at, and nothing for a model to learn
  es: [{says: jajaja, by: ana, 'on': '2026-11-22 10:16:00', messages: 9}]
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DriplineError
from bot.phrases import SET_ASIDE, load_phrases, normalised
from bot.yaml_source import read_yaml

FILE = "phrases/reviewed.yml"
_HEADER = (
    "# Messages that were not understood, as 'dripline nlu review' labelled them: who did, when (UTC), and how many\n"
    "# messages said it. The command writes this file anew; keep phrases of your own in another one.\n"
)
_WHEN = "%Y-%m-%d %H:%M:%S"


class NothingToUndo(DriplineError):
    """No label is left in {file} to undo."""


@dataclass(frozen=True, slots=True)
class Label:
    """One deed of a reviewer. `intent` None: set aside. `wordings`: redacted text -> how many messages said it."""

    intent: str | None
    language: str
    wordings: Mapping[str, int]
    by: str
    on: datetime


class Labels:
    """The labels in a folder of content. Each change is on disk, whole, before it returns."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._path = content / FILE

    def all(self) -> list[Label]:
        """In the order of their making."""
        document = read_yaml(self._path.read_text("utf-8"), FILE) if self._path.exists() else None
        found: dict[tuple[str, str | None, str, str], dict[str, int]] = {}
        for intent, language, item in _items(document or {}):
            key = (str(item.get("on", "")), intent, language, str(item.get("by", "")))
            found.setdefault(key, {})[str(item["says"])] = int(item.get("messages", 1))
        made = [
            Label(intent, language, wordings, by, datetime.strptime(on, _WHEN))
            for (on, intent, language, by), wordings in found.items()
        ]
        return sorted(made, key=lambda label: label.on)

    def seen(self) -> frozenset[str]:
        """Every labelled wording, normalised."""
        return frozenset(normalised(wording) for label in self.all() for wording in label.wordings)

    def add(self, label: Label) -> Label:
        """Raises PhraseErrors when a wording stands for another intent already; then nothing is changed.

        A wording that is there already stays as it is. No two labels have one time, so that each can be undone alone.
        """
        known, done = self.all(), self.seen()
        new = {wording: count for wording, count in label.wordings.items() if normalised(wording) not in done}
        on = label.on.replace(microsecond=0, tzinfo=None)
        if known:
            on = max(on, known[-1].on + timedelta(seconds=1))
        label = replace(label, wordings=new, on=on)
        if new:
            self._write([*known, label])
        return label

    def undo(self) -> Label:
        """Takes the last label back. Raises NothingToUndo."""
        known = self.all()
        if not known:
            raise NothingToUndo(file=FILE)
        self._write(known[:-1])
        return known[-1]

    def _write(self, labels: list[Label]) -> None:
        text = _HEADER + yaml.safe_dump(
            _document(labels), allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000
        )
        files = {
            f"phrases/{path.relative_to(self._path.parent).as_posix()}": path.read_text("utf-8")
            for path in self._path.parent.rglob("*.y*ml")
        }
        load_phrases({**files, FILE: text})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        unfinished.write_text(text, "utf-8")
        unfinished.replace(self._path)


def _items(document: Mapping[str, Any]) -> list[tuple[str | None, str, Mapping[str, Any]]]:
    """(intent or None, language, item); what somebody wrote by hand as a bare phrase is no label."""
    places: list[tuple[str | None, Mapping[str, Any]]] = [
        *(document.get("phrases") or {}).items(),
        (None, document.get(SET_ASIDE) or {}),
    ]
    return [
        (intent, language, item)
        for intent, languages in places
        for language, items in languages.items()
        for item in items
        if isinstance(item, Mapping)
    ]


def _document(labels: list[Label]) -> dict[str, Any]:
    document: dict[str, Any] = {"phrases": {}}
    for label in labels:
        if label.intent is None:
            languages = document.setdefault(SET_ASIDE, {})
        else:
            languages = document["phrases"].setdefault(label.intent, {})
        languages.setdefault(label.language, []).extend(
            {"says": wording, "by": label.by, "on": label.on.strftime(_WHEN), "messages": count}
            for wording, count in label.wordings.items()
        )
    return document
