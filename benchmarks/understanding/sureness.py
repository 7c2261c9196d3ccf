"""How phrases and the engine are weighed for facts told unasked: `python -m benchmarks.understanding.sureness`.

Prints the weights of bot/understanding/statement_judgement.py, by logistic regression over every value that either
heard in the examples of data/told, held out, and in the validation sets; and what a bar gives and costs.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answers import tells_of
from bot.evaluation.areas import CONTENT
from bot.evaluation.told_examples import told_examples
from bot.evaluation.volunteered import FILE, LANGUAGES, catalogue_of, plain
from bot.training import ENGINE_PYTHON, ROOT, engine_environment
from bot.understanding.statement_judgement import SIGNS, Candidate, terms
from bot.understanding.volunteered import candidates
from bot.yaml_source import read_yaml

_SETS = ("validation", "round_two")
_BARS = (0.5, 0.6, 0.7, 0.8, 0.9)
_ANY = ""
_STEPS, _RIDGE = 25, 0.3


@dataclass(frozen=True)
class Said:
    """One sentence: the set it is of, what it tells, and as labels of the engine where it is to be learned."""

    set_name: str
    language: str
    text: str
    tells: Mapping[str, str]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    said: Said
    candidate: Candidate
    is_right: bool


def main() -> None:
    learned, others = list(_examples()), [one for name in _SETS for one in _sentences(name)]
    heard = list(_heard([*learned, *others], _tells(learned, others)))
    rows = np.array([[1.0, *terms(one.candidate)] for one in heard])
    right = np.array([one.is_right for one in heard], dtype=float)
    weights = _fitted(rows, right)
    for name, weight in zip(("before any sign", *SIGNS), weights, strict=True):
        print(f"{name:24} {weight:6.2f}")
    chances = 1 / (1 + np.exp(-rows @ weights))
    for name in ("told", *_SETS):
        for language in LANGUAGES:
            _print(name, language, [*learned, *others], heard, chances)


def _print(
    name: str, language: str, said: Sequence[Said], heard: Sequence[Heard], chances: np.ndarray
) -> None:
    own = [one for one in said if (one.set_name, one.language) == (name, language)]
    told = sum(value != _ANY for one in own for value in one.tells.values())
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for one, chance in zip(heard, chances.tolist(), strict=True):
        if (one.said.set_name, one.said.language) == (name, language):
            key = (one.said.text, one.candidate.attribute)
            best[key] = max(best.get(key, (0.0, False)), (chance, one.is_right))
    line = []
    for bar in _BARS:
        taken = [is_right for chance, is_right in best.values() if chance >= bar]
        line.append(f"{bar}: {sum(taken) / max(1, len(taken)):.3f} {sum(taken) / told:.3f}")
    print(f"{name:10} {language}  precision, recall at {'   '.join(line)}")


def _examples() -> Iterator[Said]:
    """They name no value where any may be told, so that hearing it is neither right nor wrong."""
    for one in told_examples():
        tells = {attribute: plain(value) for attribute, value in one.tells.items()}
        yield Said("told", one.language, one.text, tells, one.labels)


def _sentences(name: str) -> Iterator[Said]:
    for path in sorted((ROOT / "tests" / "understanding" / name).glob(f"*/{FILE}")):
        for row in read_yaml(path.read_text("utf-8"), path.name):
            tells = {str(key): plain(value) for key, value in (row.get("tells") or {}).items()}
            yield Said(name, path.parent.name, str(row["says"]), tells)


def _tells(learned: Sequence[Said], others: Sequence[Said]) -> list[Mapping[str, object]]:
    given = {
        "learned": [(one.text, one.labels) for one in learned],
        "others": [one.text for one in others],
    }
    done = subprocess.run(
        [str(ROOT / ENGINE_PYTHON), "-W", "ignore", str(Path(__file__).with_name("held_out_tells.py"))],
        cwd=ROOT,
        env=engine_environment(),
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Mapping[str, object]] = json.loads(done.stdout)
    return found


def _heard(said: Sequence[Said], tells: Sequence[Mapping[str, object]]) -> Iterator[Heard]:
    catalogue = catalogue_of(CONTENT)
    expectations, phrases = catalogue.expectations(), catalogue.phrases()
    for one, thought in zip(said, tells, strict=True):
        spoken = tells_of({"tells": thought})
        for candidate in candidates(one.text, expectations, phrases, one.language, spoken):
            told = one.tells.get(candidate.attribute)
            if told != _ANY:
                yield Heard(one, candidate, told == plain(candidate.answer.value))


def _fitted(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; a little ridge keeps rare signs in bounds."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chances) - _RIDGE * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + _RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
