"""Training the engine's model when what it is made of changed; Rasa does it, in the engine's environment."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DriplineError
from bot.phrases import Phrases, load_phrases
from bot.supervisor import die_with_parent
from bot.yaml_source import read_yaml, yaml_files

ROOT = Path(__file__).resolve().parent.parent
ENGINE_PYTHON = Path("engine/.venv/bin/python")
_INGREDIENTS = ("config.yml", "domain.yml", "data", "engine/components", "engine/requirements.lock")
_COMPONENT = re.compile(r"(Starting to train|Restored) component '(\w+)'")
_KEPT_MODELS = 3
_LAST_LINES = 15
_SERVING = "serving.tar.gz"
_GENTLY = ["nice", "-n", "10"] if shutil.which("nice") else []


class EngineMissing(DriplineError):
    """There is no {python}. Run 'make setup' first."""


class TrainingFailed(DriplineError):
    """The model could not be trained. Rasa's last words:
    {last_words}
    Mend config.yml, domain.yml or the files under data/, then run 'make train' again."""


def model_for(root: Path = ROOT, phrases: Phrases | None = None) -> Path:
    """Where the model for the present training data is, or will be. `phrases` None: those on disk."""
    return root / "var" / "models" / f"dripline-{fingerprint(root, phrases)}.tar.gz"


def serving_model(root: Path = ROOT) -> Path:
    """The link that the engine starts from; it leads to the model that serves."""
    return root / "var" / "models" / _SERVING


def served_fingerprint(root: Path = ROOT) -> str | None:
    """Of the model that serves, None when there is none."""
    link = serving_model(root)
    return link.resolve().name.removeprefix("dripline-").removesuffix(".tar.gz") if link.exists() else None


def serve_model(model: Path, root: Path = ROOT) -> None:
    """From its next start on the engine serves this model; Rasa's own commands find it in `models/`."""
    usual = root / "models"
    if not (usual.exists() or usual.is_symlink()):
        usual.symlink_to(Path("var") / "models")
    link = serving_model(root)
    made = link.with_name(f"{_SERVING}.{os.getpid()}")
    made.unlink(missing_ok=True)
    made.symlink_to(model.name)
    made.replace(link)


def fingerprint(root: Path = ROOT, phrases: Phrases | None = None) -> str:
    """Changes with every byte a model depends on."""
    phrases = phrases_on_disk(root) if phrases is None else phrases
    digest = hashlib.sha256()
    for name in _INGREDIENTS:
        for file in _files(root / name):
            digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes() + b"\0")
    if phrases:
        digest.update(b"phrases\0" + phrases.canonical().encode())
    return digest.hexdigest()[:16]


def phrases_on_disk(root: Path = ROOT) -> Phrases:
    """What is under content/phrases/. Raises PhraseErrors."""
    content = root / "content"
    files = {one.relative_to(content).as_posix(): one for one in yaml_files(content / "phrases")}
    return load_phrases({name: path.read_text(encoding="utf-8") for name, path in files.items()})


def train(
    root: Path = ROOT,
    *,
    phrases: Phrases | None = None,
    force: bool = False,
    on_progress: Callable[[str], None] = lambda _: None,
    in_background: bool = False,
) -> Path:
    """The model for the present data, trained only if there is none yet. Raises EngineMissing, TrainingFailed.

    `phrases` None: those on disk. `force` trains again what Rasa kept of an earlier training too. In the background it
    leaves the machine to whatever else runs.
    """
    phrases = phrases_on_disk(root) if phrases is None else phrases
    model = model_for(root, phrases)
    if model.exists() and not force:
        return model
    if not (root / ENGINE_PYTHON).exists():
        raise EngineMissing(python=ENGINE_PYTHON)
    model.parent.mkdir(parents=True, exist_ok=True)
    room = root / "var" / "training"
    room.mkdir(parents=True, exist_ok=True)
    unfinished = room / f"unfinished-{os.getpid()}.tar.gz"
    extra = room / model.name.removesuffix(".tar.gz")
    try:
        sources = _with_phrases(root, phrases, extra) if phrases else ["--data", "data"]
        anew = ["--force"] if force else []
        _run_rasa(root, unfinished, _GENTLY if in_background else [], [*sources, *anew], on_progress)
        unfinished.replace(model)
    finally:
        unfinished.unlink(missing_ok=True)
        shutil.rmtree(extra, ignore_errors=True)
    _drop_old(model.parent)
    return model


def known_intents(root: Path = ROOT) -> frozenset[str]:
    """What the domain declares."""
    domain = read_yaml((root / "domain.yml").read_text(encoding="utf-8"), "domain.yml")
    return frozenset(str(next(iter(one)) if isinstance(one, dict) else one) for one in domain["intents"])


def _with_phrases(root: Path, phrases: Phrases, folder: Path) -> list[str]:
    """Writes the phrases as Rasa reads them, with a domain and a rule for intents that are new to it."""
    new = sorted(phrases.intents - known_intents(root))
    blocks = [
        {
            "intent": intent,
            "metadata": {"language": language},
            "examples": "".join(f"- {one}\n" for one in said),
        }
        for intent, languages in sorted(phrases.trained.items())
        for language, said in sorted(languages.items())
    ]
    _write(folder / "data" / "phrases.yml", {"nlu": blocks})
    _write(folder / "domain" / "new_intents.yml", {"intents": new})
    shutil.copy(root / "domain.yml", folder / "domain" / "domain.yml")
    if new:
        steps: list[Mapping[str, Any]] = [
            {"or": [{"intent": intent} for intent in new]} if len(new) > 1 else {"intent": new[0]},
            {"action": "action_next_step"},
            {"active_loop": "action_next_step"},
        ]
        rule = {"rule": "a flow's own phrase starts the conversation", "condition": [{"active_loop": None}]}
        _write(folder / "data" / "rules.yml", {"rules": [{**rule, "steps": steps}]})
    return ["--data", "data", str(folder / "data"), "--domain", str(folder / "domain")]


def _write(path: Path, data: Mapping[str, Any]) -> None:
    """Plain YAML: Rasa takes a file for training data by the look of its lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        yaml.safe_dump({"version": "3.1", **data}, file, allow_unicode=True, sort_keys=False)


def _run_rasa(
    root: Path, model: Path, before: list[str], sources: list[str], on_progress: Callable[[str], None]
) -> None:
    command = [
        *before,
        str(root / ENGINE_PYTHON),
        "-m",
        "rasa",
        "train",
        *sources,
        "--out",
        str(model.parent),
    ]
    # Rasa would read everything once more to validate it; what makes that fail stops the training too: an unknown
    # action, rules that contradict each other, a file that cannot be read.
    command += ["--skip-validation", "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    last_lines: deque[str] = deque(maxlen=_LAST_LINES)
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=root,
        env=engine_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent if sys.platform == "linux" else None,
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
        return [path] if path.exists() else []
    return sorted(file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc")


def _drop_old(folder: Path) -> None:
    serving = (folder / _SERVING).resolve()
    models = sorted(folder.glob("dripline-*.tar.gz"), key=lambda model: model.stat().st_mtime)
    for model in models[:-_KEPT_MODELS]:
        if model.name != serving.name:
            model.unlink()
