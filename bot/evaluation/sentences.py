"""What models are measured on: sentences with the intent that their author meant, by language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DriplineError
from bot.training import ROOT

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
VALIDATION = Path("tests/understanding/validation")
TEST = Path("tests/understanding/test")
HELD_OUT = Path("tests/nlu_holdout")
LANGUAGES = ("en", "es", "pt")


class NoSuchSet(DriplineError):
    """There is no set of sentences called '{name}' in {folder}. Choose one of: {known}."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`meant` is an intent, nlu_fallback where it is none of ours."""

    text: str
    language: str
    meant: str


def folder_of(name: str, root: Path = ROOT) -> Path:
    """'validation', 'test', or 'held-out': the phrases that this repository's authors kept apart. Raises NoSuchSet."""
    sets = {"validation": VALIDATION, "test": TEST, "held-out": HELD_OUT}
    if name not in sets:
        raise NoSuchSet(name=name, folder=root / "tests", known=", ".join(sets))
    return root / sets[name]


def sentences(folder: Path) -> list[Sentence]:
    """Both forms: <language>/intents.yml with a mapping of intents, and Rasa's <language>.yml. Empty without a file."""
    found = [*_by_intent(folder), *_rasa(folder)]
    return list({(one.text, one.language): one for one in found}.values())


def is_kept_unread(text: str) -> bool:
    """One sentence in three, by its hash: not even of the validation set do those who write phrases read it."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 3 == 0


def _by_intent(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*/intents.yml")):
        for intent, texts in _strings(path).items():
            meant = FALLBACK if intent == OUT_OF_SCOPE else intent
            yield from (Sentence(text, path.parent.name, meant) for text in texts)


def _rasa(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*.yml")):
        for block in _strings(path)["nlu"]:
            for line in block["examples"].splitlines():
                text = line.strip().removeprefix("- ")
                if text:
                    yield Sentence(text, block["metadata"]["language"], block["intent"])


def _strings(path: Path) -> Any:
    """Every scalar as it is written: 'yes' and '10' are what somebody says."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
