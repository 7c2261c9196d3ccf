"""Set everything up: two environments, the front end, what the tests need. `make` runs it with any Python 3.

python3 scripts/setup.py             set up what is not set up yet
python3 scripts/setup.py --browser   and for the tests a browser, and Prism for Twilio's API
python3 scripts/setup.py --lock      write the lock files anew from requirements.in and package.json
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import tools
from reporting import SetupError, Steps, call

STAMPS = Path("var", "stamps")
BUILT = Path("bot", "web", "static", "built")
_BYTES_NEEDED = 4 * 1024**3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Part:
    """One thing to set up. It is done when its stamp holds the hash of its inputs and its result is there."""

    name: str
    title: str
    inputs: Sequence[str]
    result: Path
    work: Callable[[], str]

    def is_done(self) -> bool:
        stamp = STAMPS / self.name
        return self.result.exists() and stamp.exists() and stamp.read_text("utf-8") == self._hash()

    def set_up(self) -> str:
        STAMPS.mkdir(parents=True, exist_ok=True)
        (STAMPS / self.name).write_text("unfinished", "utf-8")
        outcome = self.work()
        (STAMPS / self.name).write_text(self._hash(), "utf-8")
        return outcome

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for name in self.inputs:
            for file in _files(Path(name)):
                digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
        return digest.hexdigest()


def parts() -> list[Part]:
    app, engine = Path(".venv", "bin", "dripline"), Path("engine", ".venv", "bin", "rasa")
    return [
        Part("app", "The app's environment", ["requirements.lock", "pyproject.toml"], app, _app),
        Part("engine", "The engine's environment", ["engine/requirements.lock"], engine, _engine),
        Part("packages", "The front end's packages", ["package-lock.json"], Path("node_modules"), _packages),
        Part("assets", "The front end", ["package-lock.json", "bot/web/static"], BUILT, _assets),
    ]


def test_parts() -> list[Part]:
    lock, result = "tests/prism/package-lock.json", Path("tests", "prism", "node_modules")
    return [Part("prism", "Prism for the tests", [lock], result, _prism)]


def main(arguments: Sequence[str]) -> None:
    os.chdir(Path(__file__).resolve().parent.parent)
    if "--lock" in arguments:
        return _lock()
    is_for_tests = "--browser" in arguments
    todo = [part for part in parts() + (test_parts() if is_for_tests else []) if not part.is_done()]
    needs_browser = is_for_tests and not _find_browser()
    steps = Steps(len(todo) + needs_browser)
    if any(part.name == "engine" for part in todo):
        _check_disk()
    for part in todo:
        steps.run(part.title, part.set_up)
    if needs_browser:
        steps.run("A browser for the tests", _browser)
    return None


def _app() -> str:
    python, version = _environment(Path(".venv"), "requirements.lock", tools.APP_PYTHON)
    install = [
        tools.uv(),
        "pip",
        "install",
        "--python",
        python,
        "--no-deps",
        "--no-build-isolation",
        "-e",
        ".",
    ]
    call("the app itself", install, "Run make clean, then make again.")
    return version


def _engine() -> str:
    return _environment(Path("engine", ".venv"), "engine/requirements.lock", tools.ENGINE_PYTHON)[1]


def _environment(folder: Path, lock: str, versions: Sequence[tools.Version]) -> tuple[str, str]:
    """An environment with exactly what the lock names: its Python, and that Python's version in words."""
    uv, python = tools.uv(), str(folder / "bin" / "python")
    if tools.version_of(python) not in versions:
        command = [uv, "venv", "--clear", "--python", tools.find_python(versions), str(folder)]
        call(f"making {folder}".replace("/", " "), command, f"Delete {folder} and run make again.")
    sync = [uv, "pip", "sync", "--python", python, lock]
    call(f"packages of {folder}".replace("/", " "), sync, "Run make clean, then make again.")
    return python, "Python " + ".".join(str(part) for part in tools.version_of(python) or ())


def _packages() -> str:
    advice = "Delete node_modules and run make again."
    call("npm packages", ["npm", "ci", "--no-audit", "--no-fund"], advice, tools.with_node())
    return "done"


def _assets() -> str:
    call("front end", ["npm", "run", "build"], "Delete node_modules and run make again.", tools.with_node())
    return "built"


def _prism() -> str:
    command = ["npm", "ci", "--prefix", "tests/prism", "--no-audit", "--no-fund"]
    call("prism", command, "Delete tests/prism/node_modules and run make test again.", tools.with_node())
    return "done"


def _find_browser() -> str | None:
    return next((path for path in map(shutil.which, _BROWSERS) if path), None)


def _browser() -> str:
    advice = "Install Chromium (Debian: apt-get install chromium) and run make again."
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SetupError(f"The tests need a browser. {advice}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get update", ["apt-get", "update"], advice, quiet)
    call("chromium", ["apt-get", "install", "-y", "--no-install-recommends", "chromium"], advice, quiet)
    return _find_browser() or "installed"


def _lock() -> None:
    """Names, versions and hashes; no address that anything is downloaded from."""
    same = ["--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--quiet"]
    for folder, version in ((Path(), "3.12"), (Path("engine"), "3.10")):
        source, lock = str(folder / "requirements.in"), str(folder / "requirements.lock")
        command = [tools.uv(), "pip", "compile", "--python-version", version, source, "-o", lock, *same]
        call(f"locking {source}".replace("/", " "), command, f"Mend {source}.")
    flags = ["--package-lock-only", "--omit-lockfile-registry-resolved=true", "--no-audit", "--no-fund"]
    for folder in (".", "tests/prism"):
        lock_npm = ["npm", "install", "--prefix", folder, *flags]
        call(f"locking npm {folder}".replace("/", " "), lock_npm, "Mend package.json.", tools.with_node())


def _check_disk() -> None:
    free = shutil.disk_usage(".").free
    if free < _BYTES_NEEDED:
        raise SetupError(
            f"Set-up needs 4 GB of disk, {free / 1024**3:.1f} are free. Free some and run make again."
        )


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path != BUILT and path.is_dir():
        for inside in sorted(path.iterdir()):
            yield from _files(inside)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as error:
        sys.exit(f"\n{error}")
    except OSError as error:
        advice = "The disk is full: free about 4 GB" if error.errno == errno.ENOSPC else f"{error}: mend it"
        sys.exit(f"\n{advice} and run make again.")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run make again to go on.")
