"""How surely wishes for silence are heard, and how seldom anything else is taken for one.

What is measured is the decision: the app's keywords and plain wishes, together with what the engine makes of the
rest. A set has one folder a language with opt_outs.yml: `opt_out` and `not_opt_out`, each a list of messages. They are
taken as text messages: on the web chat a bare STOP only ends what is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.figures import Figure, share
from bot.people.opt_out import LEAST_CONFIDENCE, word_in
from bot.yaml_source import read_yaml

FILE = "opt_outs.yml"
RECALL, PRECISION = 0.99, 0.98
_CHANNEL = "sms"
_ALL = "all"

Guess = tuple[str, float]
"""An intent and how sure the engine is of it."""
Guesses = Callable[[Sequence[str]], Sequence[Guess]]


@dataclass(frozen=True, slots=True)
class Heard:
    language: str
    text: str
    is_meant: bool
    is_heard: bool


def figures(folder: Path, guesses: Guesses | None = None) -> list[Figure]:
    """Recall and precision by language, and over several. Without `guesses` the app's rules are measured alone."""
    heard = list(_heard(folder, guesses))
    found: list[Figure] = []
    languages = list(dict.fromkeys(one.language for one in heard))
    for language in [*languages, _ALL] if len(languages) > 1 else languages:
        own = [one for one in heard if language in (one.language, _ALL)]
        right = sum(one.is_meant and one.is_heard for one in own)
        meant, taken = sum(one.is_meant for one in own), sum(one.is_heard for one in own)
        found.append(share("recall of opt-outs", language, right, meant, RECALL))
        found.append(share("precision of opt-outs", language, right, taken, PRECISION))
    return found


def mistakes(folder: Path, guesses: Guesses | None = None) -> list[str]:
    """What was missed and what was wrongly taken, to be read of validation data only."""
    return [
        f"{one.language}: {'missed' if one.is_meant else 'wrongly taken'}: {one.text}"
        for one in _heard(folder, guesses)
        if one.is_meant != one.is_heard
    ]


def is_stop(text: str, guess: Guess | None) -> bool:
    """Whether the app takes this text message for a wish for silence."""
    word = word_in(text, _CHANNEL)
    if word is not None:
        return word.kind == "stop"
    return guess is not None and guess[0] == "opt_out" and guess[1] >= LEAST_CONFIDENCE


def _heard(folder: Path, guesses: Guesses | None) -> Iterator[Heard]:
    rows = list(_rows(folder))
    texts = [text for _, text, _ in rows]
    guessed = guesses(texts) if guesses else [None] * len(texts)
    for (language, text, is_meant), guess in zip(rows, guessed, strict=True):
        yield Heard(language, text, is_meant, is_stop(text, guess))


def _rows(folder: Path) -> Iterator[tuple[str, str, bool]]:
    for path in sorted(folder.glob(f"*/{FILE}")):
        content = read_yaml(path.read_text(encoding="utf-8"), path.name)
        for key, is_meant in (("opt_out", True), ("not_opt_out", False)):
            for text in content.get(key) or ():
                yield path.parent.name, str(text), is_meant
