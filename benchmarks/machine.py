"""What the figures were measured on and with; nothing that names a host, a user or a folder."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.training import ENGINE_PYTHON

_APP = ("fastapi", "uvicorn", "sqlalchemy", "pydantic", "rasa-sdk", "aiohttp")
_ENGINE = ("rasa", "rasa-sdk", "sanic", "scikit-learn")
_ASK = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"


def describe() -> dict[str, Any]:
    engine = subprocess.run(
        [str(ENGINE_PYTHON), "-c", _ASK, *_ENGINE], capture_output=True, text=True, check=True
    ).stdout.split()
    return {
        "processor": _first(r"model name\s*: (.+)", "/proc/cpuinfo") or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(_first(r"MemTotal:\s+(\d+)", "/proc/meminfo") or 0) / 2**20),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load_before": round(os.getloadavg()[0], 1),
        "commit": _git("rev-parse", "--short", "HEAD")
        + (" with changes" if _git("status", "--porcelain", "-uno") else ""),
        "app": {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            **{n: version(n) for n in _APP},
        },
        "engine": dict(zip(_ENGINE, engine, strict=True)),
    }


def _first(pattern: str, file: str) -> str:
    found = re.search(pattern, Path(file).read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True).stdout.strip()
