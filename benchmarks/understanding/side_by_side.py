"""Stock Rasa's default pipeline with DIET beside ours: the same phrases, the same messages, one core, one run."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import yaml

from benchmarks.understanding.app_share import app_milliseconds
from bot.evaluation.sentences import FALLBACK, HELD_OUT, TEST, Sentence, sentences
from bot.training import ENGINE_PYTHON, ROOT, engine_environment, train

_OURS = "Dripline: words, sentence vectors, judge"
_WHOLE = "Dripline, the whole message: language, intent, answers, facts, wishes for silence"


@dataclass(frozen=True, slots=True)
class Row:
    """`right` is the share of our sentences understood as meant, `noticed` of the others those not understood."""

    name: str
    right: float
    noticed: float | None
    median_ms: float
    p99_ms: float
    megabytes: float
    model_megabytes: float
    training_seconds: float


def side_by_side(epochs: int) -> tuple[list[Row], str]:
    """The rows, and what was measured on. Both train on every core and answer on one.

    The last row is ours again with all that the app hears in a message beside its intent.
    """
    folder = TEST if sentences(ROOT / TEST) else HELD_OUT
    said = sentences(ROOT / folder)
    began = time.perf_counter()
    ours = train(ROOT, force=True)
    ours_seconds = time.perf_counter() - began
    rows = [_row(_OURS, ours, said, ours_seconds, app_milliseconds=[0.0] * len(said))]
    rows.append(_row(_WHOLE, ours, said, ours_seconds, app_milliseconds=app_milliseconds(said)))
    if epochs:
        diet, diet_seconds = _train_diet(epochs)
        rows.insert(0, _row(f"stock Rasa 3.6: DIET, {epochs} epochs", diet, said, diet_seconds))
    return rows, f"{len(said)} messages of {folder}"


def _train_diet(epochs: int) -> tuple[Path, float]:
    room = ROOT / "var" / "benchmarks" / "diet"
    room.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((ROOT / "benchmarks/understanding/diet.yml").read_text("utf-8"))
    for component in config["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    (room / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    command = [str(ROOT / ENGINE_PYTHON), "-m", "rasa", "train", "nlu", "--config", str(room / "config.yml")]
    command += [
        "--nlu",
        "data/nlu",
        "--domain",
        "domain.yml",
        "--out",
        str(room),
        "--fixed-model-name",
        "diet",
    ]
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=engine_environment(), check=True, stdout=subprocess.DEVNULL)
    return room / "diet.tar.gz", time.perf_counter() - began


def _row(
    name: str,
    model: Path,
    said: Sequence[Sentence],
    seconds: float,
    app_milliseconds: Sequence[float] | None = None,
) -> Row:
    """`app_milliseconds` for ours: what the app adds to each message; None runs Rasa as it is."""
    command = [
        *_one_core(),
        str(ROOT / ENGINE_PYTHON),
        "benchmarks/understanding/one_core.py",
        str(model),
        *([] if app_milliseconds is None else ["--patched"]),
    ]
    texts = json.dumps([one.text for one in said])
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), input=texts, check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(done.stdout)
    app = app_milliseconds or [0.0] * len(said)
    took = [engine + beside for engine, beside in zip(found["milliseconds"], app, strict=True)]
    pairs = list(zip(said, found["intents"], strict=True))
    ours = [one.meant == heard for one, heard in pairs if one.meant != FALLBACK]
    others = [heard == FALLBACK for one, heard in pairs if one.meant == FALLBACK]
    return Row(
        name,
        sum(ours) / len(ours),
        sum(others) / len(others) if others else None,
        median(took),
        quantiles(took, n=100)[-1],
        found["megabytes"],
        model.stat().st_size / 2**20,
        seconds,
    )


def _one_core() -> list[str]:
    return ["taskset", "-c", "0"]


def _environment() -> dict[str, str]:
    return {**os.environ, **engine_environment(), "OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1"}
