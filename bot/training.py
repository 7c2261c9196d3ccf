"""Training the engine's model when what it is made of changed; Rasa does it, in the engine's environment."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.errors import DriplineError

ROOT = Path(__file__).resolve().parent.parent
ENGINE_PYTHON = Path("engine/.venv/bin/python")
_INGREDIENTS = ("config.yml", "domain.yml", "data", "engine/components", "engine/requirements.lock")
_COMPONENT = re.compile(r"(Starting to train|Restored) component '(\w+)'")
_KEPT_MODELS = 3
_LAST_LINES = 15


class EngineMissing(DriplineError):
    """There is no {python}. Run 'make setup' first."""


class TrainingFailed(DriplineError):
    """The model could not be trained. Rasa's last words:
    {last_words}
    Mend config.yml, domain.yml or the files under data/, then run 'make train' again."""


def model_for(root: Path = ROOT) -> Path:
    """Where the model for the present training data is, or will be."""
    return root / "var" / "models" / f"dripline-{fingerprint(root)}.tar.gz"


def fingerprint(root: Path) -> str:
    """Changes with every byte a model depends on."""
    digest = hashlib.sha256()
    for name in _INGREDIENTS:
        for file in _files(root / name):
            digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def train(
    root: Path = ROOT, *, force: bool = False, on_progress: Callable[[str], None] = lambda _: None
) -> Path:
    """The model for the present data, trained only if there is none yet. Raises EngineMissing, TrainingFailed."""
    model = model_for(root)
    if model.exists() and not force:
        return model
    if not (root / ENGINE_PYTHON).exists():
        raise EngineMissing(python=ENGINE_PYTHON)
    model.parent.mkdir(parents=True, exist_ok=True)
    unfinished = model.with_name(f"unfinished-{os.getpid()}.tar.gz")
    try:
        _run_rasa(root, unfinished, on_progress)
        unfinished.replace(model)
    finally:
        unfinished.unlink(missing_ok=True)
    _drop_old(model.parent)
    return model


def _run_rasa(root: Path, model: Path, on_progress: Callable[[str], None]) -> None:
    command = [str(root / ENGINE_PYTHON), "-m", "rasa", "train", "--data", "data", "--out", str(model.parent)]
    command += ["--fixed-model-name", model.name.removesuffix(".tar.gz")]
    last_lines: deque[str] = deque(maxlen=_LAST_LINES)
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=root,
        env=engine_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as rasa:
        try:
            for line in rasa.stdout or ():
                if component := _COMPONENT.search(line):
                    on_progress(component[2])
                elif line.strip() and "Processed" not in line:
                    last_lines.append(line.rstrip())
        except BaseException:
            rasa.kill()
            raise
    if rasa.returncode or not model.exists():
        raise TrainingFailed(last_words="\n    ".join(last_lines))


def engine_environment() -> dict[str, str]:
    """No telemetry, no chatter of libraries."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **quiet}


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc")


def _drop_old(folder: Path) -> None:
    models = sorted(folder.glob("dripline-*.tar.gz"), key=lambda model: model.stat().st_mtime)
    for model in models[:-_KEPT_MODELS]:
        model.unlink()
