"""The two sides: `dripline up` as anybody starts it, and stock Rasa with its SDK's own action server."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.processes import Bot, free_port
from bot.training import ENGINE_PYTHON, engine_environment

ROOM = Path("var/bench")
STOCK = Path("benchmarks/stock")
API_KEY = "bench-key"
_STOCK_MADE_OF = ("config.yml", "domain.yml", "rules.yml")


def ours(name: str, database: Path) -> Bot:
    """App and engine over a SQLite store, every setting its default but ports, key and database."""
    port, engine_port = free_port(), free_port()
    here = f"http://127.0.0.1:{port}"
    environment = {
        "DRIPLINE_DATABASE_URL": f"sqlite:///{database}",
        "DRIPLINE_PORT": str(port),
        "DRIPLINE_ENGINE_PORT": str(engine_port),
        "DRIPLINE_PUBLIC_URL": here,
        "DRIPLINE_SECRET_KEY": "only for the benchmark",
        "DRIPLINE_API_KEYS": API_KEY,
        "DRIPLINE_DEMO": "false",
    }
    return Bot(
        name,
        f"{here}/webhooks/rest/webhook",
        f"{here}/readyz",
        [[sys.executable, "-m", "bot.cli", "up"]],
        environment,
        {"app": "bot.cli serve", "engine": "engine/launcher.py"},
        ROOM / f"{name}.log",
    )


def stock(name: str, database: Path, model: Path) -> Bot:
    """`rasa run` and `python -m rasa_sdk`, both on loopback."""
    port, actions_port = free_port(), free_port()
    here = f"http://127.0.0.1:{port}"
    python = str(ENGINE_PYTHON.absolute())
    environment = engine_environment() | {
        "STOCK_ACTIONS_PORT": str(actions_port),
        "STOCK_DATABASE": str(database.absolute()),
        "SANIC_HOST": "127.0.0.1",
    }
    rasa = [python, "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port), "-m", str(model)]
    rasa += ["--endpoints", str(STOCK / "endpoints.yml"), "--credentials", str(STOCK / "credentials.yml")]
    actions = [python, "-m", "rasa_sdk", "-p", str(actions_port), "--actions", "benchmarks.stock.actions"]
    return Bot(
        name,
        f"{here}/webhooks/rest/webhook",
        f"{here}/",
        [actions, rasa],
        environment,
        {"rasa": "-m rasa run", "actions": "-m rasa_sdk"},
        ROOM / f"{name}.log",
    )


def stock_model() -> Path:
    """Trained on our own phrases; kept until they or the stock bot change."""
    model = ROOM / f"stock-{_fingerprint()}.tar.gz"
    if not model.exists():
        command = [str(ENGINE_PYTHON), "-m", "rasa", "train", "--config", str(STOCK / "config.yml")]
        command += ["--domain", str(STOCK / "domain.yml"), "--data", "data/nlu", str(STOCK / "rules.yml")]
        command += ["--out", str(ROOM), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
        with (ROOM / "stock-training.log").open("wb") as log:
            subprocess.run(command, env=engine_environment(), stdout=log, stderr=log, check=True)
    return model


def _fingerprint() -> str:
    files = [*sorted(Path("data/nlu").glob("*.yml")), *(STOCK / name for name in _STOCK_MADE_OF)]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    return digest.hexdigest()[:16]


def quiet() -> str:
    """Why these figures may be worse than the machine allows; empty when nothing else runs."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f"other work ran on the machine (load {load:.1f} on {cores} cores)" if load > 0.5 * cores else ""
