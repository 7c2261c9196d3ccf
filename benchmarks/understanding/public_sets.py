"""Runs in the engine's environment: the model of the product, trained on public sets instead of our phrases.

    engine/.venv/bin/python benchmarks/understanding/public_sets.py FOLDER

FOLDER has banking77/train.csv, and restaurant8k and taskmaster4 (coffee) for what is far from banking. Settings are
the product's own, nothing is tuned on what is held out. Prints one JSON object.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import train_test_split

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from engine.components.phrase_learning import DEFAULTS, fit
from engine.components.phrase_model import PhraseModel

_SPLITS = {"80/20": 0.2, "90/10": 0.1}
_SEED = 7
_SEEDS = (1, 2, 3)
_HELD_OUT_CLASSES = 0.25
_REJECTED = 0.05
_FAR = 400


def main() -> None:
    folder = Path(sys.argv[1])
    with (folder / "banking77" / "train.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    texts, intents = (
        np.array([row["text"] for row in rows], dtype=object),
        np.array([row["category"] for row in rows]),
    )
    found: dict[str, Any] = {"accuracy": {}, "near": [], "far": []}
    for name, size in _SPLITS.items():
        found["accuracy"][name] = _accuracy(texts, intents, size)
    far = _far(folder)
    for seed in _SEEDS:
        near, of_far = _out_of_scope(texts, intents, far, seed)
        found["near"].append(near)
        found["far"].append(of_far)
    json.dump(found, sys.stdout)


def _accuracy(texts: np.ndarray, intents: np.ndarray, size: float) -> dict[str, float]:
    """Right and count of the part held out, stratified; seconds of training."""
    learned, tried, meant, wanted = train_test_split(
        texts, intents, test_size=size, random_state=_SEED, stratify=intents
    )
    began = time.perf_counter()
    model = fit(list(learned), list(meant), DEFAULTS)
    seconds = time.perf_counter() - began
    right = sum(model.rank(text)[0][0] == one for text, one in zip(tried, wanted, strict=True))
    return {"right": int(right), "count": len(tried), "seconds": seconds}


def _out_of_scope(texts: np.ndarray, intents: np.ndarray, far: list[str], seed: int) -> Any:
    """A quarter of the intents is never learned. The threshold is where one in twenty in scope is rejected."""
    random = np.random.RandomState(seed)
    names = np.unique(intents)
    unknown = set(random.choice(names, int(_HELD_OUT_CLASSES * len(names)), replace=False))
    known = np.array([one not in unknown for one in intents])
    learned, tried, meant, _ = train_test_split(
        texts[known], intents[known], test_size=0.2, random_state=seed, stratify=intents[known]
    )
    model = fit(list(learned), list(meant), DEFAULTS)
    least = float(np.quantile(_confidences(model, tried), _REJECTED))
    return tuple(
        {"noticed": int(sum(_confidences(model, some) < least)), "count": len(some)}
        for some in (texts[~known], far)
    )


def _confidences(model: PhraseModel, texts: Any) -> np.ndarray:
    return np.array([model.rank(text)[0][1] for text in texts])


def _far(folder: Path) -> list[str]:
    """As many messages of each other trade as there are; those that are missing are left out."""
    said: list[str] = []
    random = np.random.RandomState(_SEED)
    for read in _OTHERS:
        try:
            texts = sorted(set(read(folder)))
        except FileNotFoundError:
            continue
        said.extend(random.choice(np.array(texts, dtype=object), min(_FAR, len(texts)), replace=False))
    return said


def _restaurants(folder: Path) -> list[str]:
    rows = json.loads((folder / "restaurant8k" / "train.json").read_text("utf-8"))
    return [row["userInput"]["text"] for row in rows]


def _coffee(folder: Path) -> list[str]:
    calls = json.loads((folder / "taskmaster4" / "data_07.json").read_text("utf-8"))
    return [one["text"] for call in calls for one in call["utterances"] if one["speaker"] == "user"]


_OTHERS: tuple[Callable[[Path], list[str]], ...] = (_restaurants, _coffee)


if __name__ == "__main__":
    main()
