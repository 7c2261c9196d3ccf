"""How many of the facts that customers tell unasked are heard, and how many are heard that nobody told.

A set has one folder a language with volunteered.yml: a list of {says, tells: {attribute: value}}, in the terms of the
question catalogue, yes/no choices as "yes" and "no". A fact with another value than the one told is both missed and
wrongly heard. What is measured is the decision: the catalogue's phrases together with what the engine has learned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answers import Tells
from bot.evaluation.figures import Figure, share
from bot.questions.catalogue import Catalogue, load_questions
from bot.understanding.message import listen
from bot.understanding.volunteered import volunteered
from bot.yaml_source import read_yaml

FILE = "volunteered.yml"
RECALL, PRECISION = 0.80, 0.97
LANGUAGES = ("en", "es", "pt")

Tellings = Callable[[Sequence[str]], Sequence[Tells]]
"""What the engine thinks each text tells."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`told` and `heard` are values by attribute, as plain words."""

    language: str
    says: str
    told: Mapping[str, str]
    heard: Mapping[str, str]

    @property
    def right(self) -> int:
        return sum(self.told.get(name) == value for name, value in self.heard.items())


def figures(folder: Path, content: Path, tellings: Tellings | None = None) -> list[Figure]:
    """Precision and recall by language, over the catalogue in `content`; without `tellings` of the phrases alone."""
    found: list[Figure] = []
    heard = list(_heard(folder, content, tellings))
    for language in dict.fromkeys(one.language for one in heard):
        own = [one for one in heard if one.language == language]
        right = sum(one.right for one in own)
        told, taken = sum(len(one.told) for one in own), sum(len(one.heard) for one in own)
        found.append(share("precision of volunteered facts", language, right, taken, PRECISION))
        found.append(share("recall of volunteered facts", language, right, told, RECALL))
    return found


def mistakes(folder: Path, content: Path, tellings: Tellings | None = None) -> list[str]:
    """Sentences with what was told and what was heard instead, to be read of validation data only."""
    return [
        f"{one.language}: {one.says}: told {dict(one.told)}, heard {dict(one.heard)}"
        for one in _heard(folder, content, tellings)
        if one.told != one.heard
    ]


def catalogue_of(content: Path, languages: Sequence[str] = LANGUAGES) -> Catalogue:
    """The questions of a content folder."""
    files = {
        f"questions/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted((content / "questions").glob("*.yml"))
    }
    return load_questions(files, languages)


def _heard(folder: Path, content: Path, tellings: Tellings | None) -> Iterator[Heard]:
    catalogue = catalogue_of(content)
    expectations, phrases = catalogue.expectations(), catalogue.phrases()
    rows = [
        (path.parent.name, str(row["says"]), row.get("tells") or {})
        for path in sorted(folder.glob(f"*/{FILE}"))
        for row in read_yaml(path.read_text(encoding="utf-8"), path.name)
    ]
    spoken = tellings([says for _, says, _ in rows]) if tellings else [{}] * len(rows)
    for (language, says, tells), thought in zip(rows, spoken, strict=True):
        answers = volunteered(says, expectations, phrases, language, thought)
        heard = {name: plain(answer.value) for name, answer in answers.items()}
        yield Heard(language, says, {str(name): plain(value) for name, value in tells.items()}, heard)


def plain(value: Any) -> str:
    """A value as it is compared: no case, accents, or article before a place."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = listen(str(value)).flat.split()
    while len(words) > 1 and words[0] in ("the", "el", "la", "los", "las", "o", "a", "os", "as"):
        words = words[1:]
    return " ".join(words)
