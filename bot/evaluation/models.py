"""Whether a new model understands no worse than the one that serves, on phrases that neither was trained on."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from bot.answers import Tells, tells_of
from bot.errors import DriplineError
from bot.phrases import ByIntent, Phrases, normalised
from bot.training import ENGINE_PYTHON, ROOT, engine_environment
from bot.yaml_source import read_yaml, yaml_files

HELD_OUT = Path("tests/nlu_holdout")
_LARGEST_LOSS = 0.05
_TWO = 2
_LAST_CHARACTERS = 1500

Heard = Callable[[Path, Sequence[str]], Sequence[str]]
"""(model, texts) -> the intent of each."""


Ranking = Sequence[tuple[str, float]]
"""(intent, confidence): first what the phrase is taken for, which may be nlu_fallback, then the others."""


class EvaluationFailed(DriplineError):
    """The model {model} could not be tried: {problem}"""


@dataclass(frozen=True, slots=True)
class Clash:
    """A held-out phrase that the new model takes for something else; `near` is the new phrase most like it."""

    phrase: str
    meant: str
    heard: str
    near: str = ""

    def __str__(self) -> str:
        near = f"; it is like your '{self.near}'" if self.near else ""
        return f"'{self.phrase}' means {self.meant} and would be heard as {self.heard}{near}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts of held-out phrases understood as meant. `untried` are intents without a held-out phrase."""

    phrases: int
    right_before: int
    right_after: int
    clashes: tuple[Clash, ...]
    worse: tuple[str, ...]
    untried: tuple[str, ...] = ()

    @property
    def is_good_enough(self) -> bool:
        """As many right as before in all, and no intent that lost more than one phrase in twenty."""
        return self.right_after >= self.right_before and not self.worse

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "is_good_enough": self.is_good_enough}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Evaluation:
        counts = {name: data[name] for name in ("phrases", "right_before", "right_after")}
        clashes = tuple(Clash(**one) for one in data["clashes"])
        return cls(**counts, clashes=clashes, worse=tuple(data["worse"]), untried=tuple(data["untried"]))


def evaluate(
    old: Path, new: Path, phrases: Phrases, root: Path = ROOT, heard: Heard | None = None
) -> Evaluation:
    """Both models on everything held out: the product's own phrases and marketing's. Raises EvaluationFailed."""
    pairs = [*held_out(root), *_pairs(phrases.held_out)]
    texts = [text for text, _ in pairs]
    understand = heard or understood
    before, after = understand(old, texts), understand(new, texts)
    return compare(pairs, before, after, phrases)


def compare(
    pairs: Sequence[tuple[str, str]], before: Sequence[str], after: Sequence[str], phrases: Phrases
) -> Evaluation:
    """`pairs` are (phrase, the intent it means); `before` and `after` what each model took it for."""
    clashes, total, lost = [], Counter[str](), Counter[str]()
    for (phrase, meant), was, will_be in zip(pairs, before, after, strict=True):
        total[meant] += 1
        lost[meant] += (was == meant) - (will_be == meant)
        if will_be != meant and (was == meant or meant in phrases.held_out):
            clashes.append(Clash(phrase, meant, will_be, _nearest(phrase, phrases.trained.get(will_be, {}))))
    worse = [
        intent for intent, count in lost.items() if count >= _TWO and count > _LARGEST_LOSS * total[intent]
    ]
    return Evaluation(
        phrases=len(pairs),
        right_before=sum(was == meant for (_, meant), was in zip(pairs, before, strict=True)),
        right_after=sum(now == meant for (_, meant), now in zip(pairs, after, strict=True)),
        clashes=tuple(clashes),
        worse=tuple(sorted(worse)),
        untried=tuple(sorted(phrases.intents - set(total))),
    )


def held_out(root: Path = ROOT) -> list[tuple[str, str]]:
    """(phrase, intent) of the phrases that the product keeps for trying models; none where they are not installed."""
    folder = root / HELD_OUT
    return [
        (line.strip().removeprefix("- "), str(block["intent"]))
        for path in (yaml_files(folder) if folder.exists() else ())
        for block in read_yaml(path.read_text(encoding="utf-8"), path.name)["nlu"]
        for line in str(block["examples"]).splitlines()
        if line.strip()
    ]


def understood(model: Path, texts: Sequence[str], root: Path = ROOT) -> Sequence[str]:
    """The intent of each text. Raises EvaluationFailed."""
    return [ranking[0][0] for ranking in rankings(model, texts, root)]


def rankings(model: Path, texts: Sequence[str], root: Path = ROOT) -> Sequence[Ranking]:
    """What each text may mean. Raises EvaluationFailed."""
    return [
        [(str(intent), float(sure)) for intent, sure in one["ranking"]]
        for one in _understood(model, texts, root)
    ]


def tellings(model: Path, texts: Sequence[str], root: Path = ROOT) -> Sequence[Tells]:
    """What the model thinks each text tells. Raises EvaluationFailed."""
    return [tells_of(one) for one in _understood(model, texts, root)]


def _understood(model: Path, texts: Sequence[str], root: Path) -> Sequence[Mapping[str, Any]]:
    """Asks the model in the engine's environment; nothing is served."""
    command = [str(root / ENGINE_PYTHON), "engine/understand.py", str(model)]
    done = subprocess.run(  # noqa: S603
        command,
        cwd=root,
        env=engine_environment(),
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise EvaluationFailed(model=model.name, problem=done.stderr[-_LAST_CHARACTERS:])
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def _pairs(by_intent: ByIntent) -> list[tuple[str, str]]:
    return [
        (phrase, intent)
        for intent, languages in by_intent.items()
        for said in languages.values()
        for phrase in said
    ]


def _nearest(phrase: str, languages: Mapping[str, Sequence[str]]) -> str:
    """The phrase of marketing's that is most like it, empty when the intent has none of theirs."""
    known = {normalised(one): one for said in languages.values() for one in said}
    found = process.extractOne(normalised(phrase), list(known), scorer=fuzz.token_sort_ratio)
    return known[found[0]] if found else ""
